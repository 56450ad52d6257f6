"""Margin numbers set by hand out of order: the check finds them, the export says so, and reading reports what it can see."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.cuts.misplaced import misplaced_numbers
from model.edits.provisions import insert_provision, set_number
from model.edits.text import type_text
from model.errors import EditError
from model.files.extract_import import put_in
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.numbering import Labelling
from model.preflight.rules import check, context_of
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.builders.treaty import small_treaty, submission_of
from tests.model.files.test_extract_import import PROVISIONS, sides

Form = Literal["provisions", "final-acts"]
LINES = (
    "= ARTICLE 9", "= Coordination", "9.1 first provision", "… that goes on", "9.2 second provision", "9.5 fifth provision",
    "= ARTICLE 25", "= Amateur services", "25.1 one provision", "25.2 two provisions", "25.3 three provisions",
)  # fmt: skip
NUMBERS = ("9.0A", "9.1A", "9.2AA", "9.4", "9.6", "25.1A", "25.2A", "25.2B", "25.9", "30.1", "25.[A1]")


def with_number(number: str, index: int, submission: Submission | None = None) -> Submission:
    """The text in force with a new provision of a number set by hand, after a clause."""
    submission = submission or submission_of(small_treaty(*LINES))
    made = apply(submission, insert_provision(submission, StoryId(1), index, ME))
    known = submission.proposals[0].redline.places
    id = next(clause.id for clause in made.proposals[0].redline.clauses if clause.id not in known)
    made = apply(made, set_number(made, StoryId(1), id, number, ME))
    place = Place(made.proposals[0].redline.places[id], 0)
    return apply(made, type_text(made, StoryId(1), place, place, "new words", ME))


def misplaced(submission: Submission) -> list[str]:
    redline = submission.proposals[0].redline
    return list(misplaced_numbers(redline, Labelling.of(redline)))


def exported(submission: Submission, form: Form) -> tuple[bytes, str]:
    data, proof = export_word(submission, replace(PROVISIONS, form=form))
    return data, " ".join(map(str, proof.left_out))


@pytest.mark.parametrize(
    ("number", "after", "found"),
    [("9.5A", 9, True), ("25.1A", 9, True), ("25.2A", 9, False), ("25.9", 9, True), ("25.9", 10, False), ("9.1A", 3, False)],
)
@pytest.mark.parametrize("form", ["provisions", "final-acts"])
def test_the_export_names_numbers_out_of_order(number: str, after: int, found: bool, form: Form) -> None:
    submission = with_number(number, after)
    assert misplaced(submission) == [number] * found
    assert (f"do not show: {number};" in exported(submission, form)[1]) is found


def test_reading_reports_a_number_of_another_article() -> None:
    for form in ("provisions", "final-acts"):
        data = exported(with_number("9.5A", 9), form)[0]
        (read,) = read_word(data, "a.docx").submission.proposals
        filled = put_in(submission_of(small_treaty(*LINES)).proposals[0], read, "ATU")
        assert list(map(str, filled.messages)) == [
            "9.5A is under “ARTICLE 25” in it, where its number does not belong; check its place"
        ]
        assert "9.5A" in [number for number, _, _ in sides(filled.proposal.redline, "draft")]


@given(st.lists(st.tuples(st.sampled_from(NUMBERS), st.integers(2, 10)), min_size=1, max_size=3), st.sampled_from(["provisions"]))
def test_what_reading_places_elsewhere_was_reported_and_is_found_by_the_check(steps: list[tuple[str, int]], form: Form) -> None:
    base = submission_of(small_treaty(*LINES))
    submission = base
    for number, index in steps:
        try:
            submission = with_number(number, index, submission)
        except EditError:
            continue
    if submission == base:
        return
    data, messages = exported(submission, form)
    (read,) = read_word(data, "a.docx").submission.proposals
    filled = put_in(base.proposals[0], read, "ATU")
    now, before = (sides(proposal.redline, "draft") for proposal in (filled.proposal, submission.proposals[0]))
    assert sorted(now) == sorted(before), "nothing is lost"
    if now != before:
        assert "that their margin numbers do not show" in messages
    found = {finding.rule for finding in check(context_of(submission))}
    by_number = [number for number in misplaced(submission) if "[" not in number]
    assert bool(by_number) <= bool(found & {"margin-number", "margin-number-mixed"})
