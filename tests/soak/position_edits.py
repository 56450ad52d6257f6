"""The kinds of random edits that add, change and remove positions of the delegation; see `edit_kinds.py`."""

from __future__ import annotations

from model.brackets.parser import parse_brackets
from model.edits import positions
from model.edits.comments import anchors_between
from model.errors import EditError
from model.submission.positions import STANCES, Position
from model.submission.story import proposal_of
from model.submission.transactions import Transaction
from tests.soak.edit_choices import EditChooser

OWNERS = ((), ("ATU",), ("EUR", "APT"))
TEXTS = ("", "Give way.", "Only if “this”\nand [that] <stay>.", "что & это")


def add_position(chooser: EditChooser) -> Transaction:
    """At some words, at a clause, or at an open text."""
    found = parse_brackets(chooser.clauses, "draft", chooser.story).open_texts
    how = chooser.choose(("words", "clause", "brackets"))
    document, number = chooser.document, chooser.story.proposal
    if how == "brackets" and found:
        anchors = positions.anchors_of_brackets(document, chooser.choose(found))
    elif how == "clause" and chooser.clauses:
        anchors = positions.anchors_of_clause(document, chooser.story, chooser.choose(chooser.clauses).id)
    else:
        anchors = anchors_between(document, chooser.story, *chooser.range())
    return chooser.call(positions.add_position, number, _position(chooser, Position(anchors)))


def change_position(chooser: EditChooser) -> Transaction:
    number, key = chooser.story.proposal, _key(chooser)
    if chooser.choose((True, False)):
        return chooser.call(positions.remove_position, number, key)
    return chooser.call(positions.change_position, number, key, _position(chooser, Position()))


def _key(chooser: EditChooser) -> str:
    known = proposal_of(chooser.document, chooser.story.proposal).positions
    if not known:
        raise EditError.of("that position is no longer there")
    return chooser.choose(sorted(known))


def _position(chooser: EditChooser, at: Position) -> Position:
    choose = chooser.choose
    return Position(
        at.anchors, choose(("", "RCC")), choose(OWNERS), choose(STANCES), choose(TEXTS), choose(TEXTS), choose(OWNERS)
    )
