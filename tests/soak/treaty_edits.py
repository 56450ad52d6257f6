"""The kinds of random edits on provisions, which a text without margin numbers refuses; see `edit_kinds.py`."""

from __future__ import annotations

from model.edits import provisions
from model.edits.treaty import units
from model.redline import Status
from model.submission.transactions import Transaction
from tests.soak.edit_choices import EditChooser

MARKS = (None, None, "", "(WRC-23)", "(Rev.WRC-31)", "no mark")
NUMBERS = (None, None, "9.99A", "61ZZ", "5.[A9]", "7", "no number")


def insert_provision(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(provisions.insert_provision, chooser.index(), number=chooser.choose(NUMBERS[:5]))


def insert_continuation(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(provisions.insert_continuation, chooser.index())


def strike_provisions(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(provisions.strike_provisions, chooser.ids())


def set_number(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(provisions.set_number, chooser.id(), chooser.choose(NUMBERS))


def continue_provision(chooser: EditChooser) -> Transaction:
    """Makes a provision, mostly a new one, continue the one before it."""
    new = [clause.id for clause in chooser.clauses if clause.end.status is Status.INSERTED and clause.props.provision]
    return chooser.call_on_story(provisions.continue_provision, chooser.choose((*new, chooser.id())))


def set_mark(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(provisions.set_mark, chooser.id(), chooser.choose(MARKS))


def insert_unit(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(units.insert_unit, chooser.index(), chooser.choose(("article", "section")))


def set_customs(chooser: EditChooser) -> Transaction:
    instrument, item = chooser.choose(("RR", "CS", "")), chooser.choose(("", "", "1.15"))
    return chooser.call(provisions.set_customs, chooser.number, instrument, item)
