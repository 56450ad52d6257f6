"""Printed texts of two layers: each change has the mark of its author."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.sub_amendments.layers import amend_proposal
from model.edits.text import delete_range, type_text
from model.formats.page.author_marks import author_marks
from model.formats.page.printout import PrintView, printed_title, unroll
from model.layers.combined import CombinedLayers
from model.layers.layer_choice import LayeredSubmission, with_layers
from model.redline import Redline, Stamp
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.builders.layers import UPPER
from tests.builders.notation import redline


def both(theirs: str = "EUR") -> Submission:
    """Theirs inserts *new*, and ours *our* and deletes *two*; what theirs inserts at the end is deleted by ours."""
    text = redline("one {++new ++}two three {++four++}\n")
    value = Submission(proposals=(Proposal(redline=text),), language="en")
    value = apply(value, amend_proposal(value, UPPER, theirs))
    value = apply(value, delete_range(value, StoryId(1), Place(0, 18), Place(0, 22), UPPER))
    value = apply(value, delete_range(value, StoryId(1), Place(0, 8), Place(0, 11), UPPER))
    return apply(value, type_text(value, StoryId(1), Place(0, 0), Place(0, 0), "our ", UPPER))


def printed(shown: LayeredSubmission, view: PrintView = "markup") -> list[str]:
    out = unroll(shown.submission, view, layers=shown.layers)
    assert not printed_title(shown.submission).startswith("[")
    return [line.text for line in out.lines()]


def test_each_change_has_the_mark_of_its_author() -> None:
    assert printed(with_layers(both(), "both")) == [
        "[EUR]   [ATU]",
        "our [ATU]one new [EUR]two[ATU] three four[EUR/ATU]",
    ]


def test_a_long_name_gets_a_letter_that_the_first_line_explains() -> None:
    lines = printed(with_layers(both("European Common Proposals"), "both"))
    assert lines == ["[A] European Common Proposals   [ATU]", "our [ATU]one new [A]two[ATU] three four[A/ATU]"]


def test_two_columns_have_the_marks_of_what_they_show() -> None:
    lines = printed(with_layers(both(), "both"), "columns")
    assert lines[0] == "[EUR]   [ATU]"
    assert "one two[ATU] three " in lines
    assert "our [ATU]one new [EUR] three " in lines


@pytest.mark.parametrize(("view", "text"), [("draft", "our one new  three "), ("base", "one two three ")])
def test_one_text_has_no_marks(view: PrintView, text: str) -> None:
    assert printed(with_layers(both(), "both"), view) == [text]


def test_one_layer_has_no_marks() -> None:
    assert printed(with_layers(both(), "ours")) == ["our one new two three four"]
    assert printed(with_layers(both(), "joined")) == ["our one twonew  three "]


def test_a_new_text_of_theirs_is_printed_as_tracked() -> None:
    text = Submission(proposals=(Proposal("ADD", redline=redline("one two\n")),), language="en")
    value = apply(text, amend_proposal(text, UPPER, "EUR"))
    value = apply(value, type_text(value, StoryId(1), Place(0, 0), Place(0, 0), "our ", UPPER))
    assert "our [ATU]one two[EUR]" in printed(with_layers(value, "both"))


def test_marks_of_many_authors_differ() -> None:
    names = [f"Administration number {number}" for number in range(60)] + ["A", "B1"]
    clauses = redline("".join(f"x {{++y{number}++}};\n" for number in range(len(names)))).clauses
    authored = [
        replace(clause, runs=(clause.runs[0], replace(clause.runs[1], stamp=Stamp(name)), *clause.runs[2:]))
        for clause, name in zip(clauses, names, strict=True)
    ]
    marks = author_marks(CombinedLayers(Redline(tuple(authored))))
    assert set(marks) == set(names)
    assert len(set(marks.values())) == len(names)
