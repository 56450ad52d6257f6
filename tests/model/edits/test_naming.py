"""What the undo list says of what was done."""

from __future__ import annotations

import pytest

from model.editing import Place
from model.edits import fields, structure, text
from model.edits.naming import named
from model.numbering import Labelling
from model.redline import Props, Run
from tests.builders.submissions import ME, submission


def said(value, transaction) -> str:
    redline = value.proposals[0].redline
    return " ".join(filter(None, named(transaction, lambda story: redline.clauses, lambda story: Labelling.of(redline))))


def at(value, words: str, offset: int = 0) -> Place:
    clauses = value.proposals[0].redline.clauses
    return next(Place(index, offset) for index, clause in enumerate(clauses) if clause.text.startswith(words))


@pytest.mark.parametrize("punctuate", [False, True])
def test_an_insertion_is_named_by_what_stands_before_it(punctuate):
    value = submission()
    new = [structure.NewClause(Props("paragraph", 1, "letter"), (Run("new;"),))]
    index = at(value, "that others").index + 1
    made = structure.insert_clauses(value, "1", index, new, ME, punctuate=punctuate)
    assert said(value, made) == "Insert paragraph after considering c)"
    assert said(value, structure.insert_clauses(value, "1", 0, new, ME)) == "Insert paragraph at the start"


def test_each_edit_tells_its_place():
    value = submission()
    place = at(value, "one of", 3)
    assert said(value, text.type_text(value, "1", place, place, "x", ME)) == "Type in considering i)"
    assert said(value, text.break_paragraph(value, "1", place, place, ME)) == "New paragraph after considering i)"
    id = value.proposals[0].redline.clauses[at(value, "to go").index].id
    assert said(value, structure.delete_clauses(value, "1", id, ME)) == "Delete paragraph resolves 1"
    title = at(value, "On small", 2)
    assert said(value, text.type_text(value, "1", title, title, "x", ME)) == "Type in the title"
    call = at(value, "resolves", 2)
    assert said(value, text.type_text(value, "1", call, call, "x", ME)) == "Type in resolves"
    assert said(value, fields.set_field(value, "proposals/1/reasons", "because", ME)) == "Set reasons"
