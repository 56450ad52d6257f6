"""New provisions with provisional numbers in extracts: put in where the extract has them, and reported, since the number does not
show the place."""

from __future__ import annotations

from typing import Literal

import pytest
from msgspec.structs import replace

from model.edits.provisions import insert_provision, set_number
from model.edits.text import type_text
from model.files.extract_import import put_in
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.builders.treaty import small_treaty, submission_of
from tests.model.files.test_extract_import import PROVISIONS, sides

Form = Literal["provisions", "final-acts"]
LINES = (
    "= ARTICLE 9", "= Coordination", "9.1 first", "9.2 second", "9.5 fifth", "9.6 sixth", "= ARTICLE 25", "= Amateurs",
    "25.1 one", "25.2 two", "25.3 three",
)  # fmt: skip


def amended(submission: Submission, *numbers: str) -> Submission:
    """The text with a word before each of the provisions."""
    for number in numbers:
        clauses = submission.proposals[0].redline.clauses
        at = Place(next(place for place, clause in enumerate(clauses) if clause.number and clause.number.text == number), 0)
        submission = apply(submission, type_text(submission, StoryId(1), at, at, "our ", ME))
    return submission


def added(submission: Submission, after: str, number: str) -> Submission:
    """The text with a new provision of a number after the provision of another."""
    redline = submission.proposals[0].redline
    place = next(place for place, clause in enumerate(redline.clauses) if clause.number and clause.number.text == after)
    made = apply(submission, insert_provision(submission, StoryId(1), place, ME))
    id = next(clause.id for clause in made.proposals[0].redline.clauses if clause.id not in redline.places)
    made = apply(made, set_number(made, StoryId(1), id, number, ME))
    at = Place(made.proposals[0].redline.places[id], 0)
    return apply(made, type_text(made, StoryId(1), at, at, f"new {number}", ME))


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
@pytest.mark.parametrize(
    ("changed", "new", "reported"),
    [
        (("9.1", "9.5"), (("9.1", "9.A115"),), ("9.1",)),
        (("9.5",), (("9.2", "9.[B1]"),), ("9.2",)),
        (("9.1", "9.5"), (("9.1", "9.A12"), ("9.1", "9.A11")), ("9.1", "9.1")),
        (("9.1", "25.1"), (("9.6", "9.A115"),), ("9.6",)),
        (("25.2",), (("25.3", "25.A115"),), ("25.3",)),
    ],
)
def test_a_provisional_number_is_put_in_before_what_follows_it(
    changed: tuple[str, ...], new: tuple[tuple[str, str], ...], reported: tuple[str, ...], form: Form
) -> None:
    base = submission_of(small_treaty(*LINES))
    submission = amended(base, *changed)
    for after, number in new:
        submission = added(submission, after, number)
    (read,) = read_word(export_word(submission, replace(PROVISIONS, form=form))[0], "a.docx").submission.proposals
    filled = put_in(base.proposals[0], read, "ATU")
    assert sides(filled.proposal.redline, "draft") == sides(submission.proposals[0].redline, "draft")
    assert [str(message).partition("put in ")[2] for message in filled.messages] == [
        f"after {before}; check its place" for before in reported
    ]
