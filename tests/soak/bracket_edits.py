"""The kinds of random edits that put text in brackets and decide what is open; see `edit_kinds.py`."""

from __future__ import annotations

from msgspec.structs import replace

from model.brackets.parser import parse_brackets
from model.brackets.values import OpenText
from model.edits import brackets
from model.submission.transactions import Step, Transaction, apply
from tests.soak.edit_choices import EditChooser

OWNERS = ("", "", "ATU", "EUR, APT")
WORDINGS = ("", "shall", "one [or more]", "Option 2: it", "NOC", "and/or")


def put_in_brackets(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(brackets.put_in_brackets, *chooser.range(), owner=chooser.choose(OWNERS))


def put_clauses_in_brackets(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(brackets.put_clauses_in_brackets, chooser.ids(), owner=chooser.choose(OWNERS))


def add_option(chooser: EditChooser) -> Transaction:
    made, steps = _open_text(chooser)
    added = chooser.call(brackets.add_option, made, chooser.choose(WORDINGS), owner=chooser.choose(OWNERS))
    return replace(added, steps=(*steps, *added.steps))


def decide_open_text(chooser: EditChooser) -> Transaction:
    """One option chosen, all kept, all deleted, or the text in force brought back."""
    made, steps = _open_text(chooser)
    how = chooser.choose(("choose", "choose", "keep", "delete", "in force"))
    if how == "choose":
        decided = chooser.call(brackets.choose_option, made, chooser.random.randrange(len(made.options)))
    else:
        act = {"keep": brackets.keep_options, "delete": brackets.delete_options, "in force": brackets.accept_text_in_force}[how]
        decided = chooser.call(act, made)
    return replace(decided, steps=(*steps, *decided.steps))


def fill_blank(chooser: EditChooser) -> Transaction:
    made, steps = _open_text(chooser)
    filled = chooser.call(brackets.fill_blank, made, chooser.choose(WORDINGS))
    return replace(filled, steps=(*steps, *filled.steps))


def remove_brackets(chooser: EditChooser) -> Transaction:
    return chooser.call(brackets.remove_brackets)


def _open_text(chooser: EditChooser) -> tuple[OpenText, tuple[Step, ...]]:
    """An open text of the story, and the steps that made one if there was none."""
    found = parse_brackets(chooser.clauses, "draft", chooser.story).open_texts
    if found:
        return chooser.choose(found), ()
    made = put_in_brackets(chooser)
    chooser.document = apply(chooser.document, made)
    return chooser.choose(parse_brackets(chooser.clauses, "draft", chooser.story).open_texts), made.steps
