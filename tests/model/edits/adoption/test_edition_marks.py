"""The edition marks of an adopted treaty text: those of its conference on what was adopted, the others as they were."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.adoption.adopt import ConferenceDecision, adopt
from model.edits.adoption.choice import amendments_to_decide
from model.edits.text import type_text
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.marked_notes import with_notes
from tests.builders.treaty import marked_treaty, submission_of

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
LINES = ("= Article 9", "9.1 first (WRC-12)", "+ new", "- 9.2 second (WRC-07)", "9.3 third (WRC-03)")


def adopted(submission: Submission, conference: str, *places: int) -> list[tuple[str, str | None]]:
    """The words and marks of the adopted text, if the amendments at some places were adopted."""
    found = amendments_to_decide(submission.proposals[0].redline)
    decided = ConferenceDecision(1, tuple(found[place] for place in places), conference=conference)
    made = adopt(submission, decided, ME)
    redline = apply(submission, made.transaction).proposals[0].redline
    return [(clause.text, clause.mark.text if clause.mark else None) for clause in redline.clauses]


@pytest.mark.parametrize(("conference", "mark"), [("WRC-27", "(WRC-27)"), ("WRC-31", "(WRC-31)"), ("PP-26", "(WRC-27)")])
def test_what_was_adopted_has_the_mark_of_the_conference(conference: str, mark: str) -> None:
    submission = submission_of(marked_treaty(*LINES))
    assert adopted(submission, conference, 0, 1) == [
        ("Article 9", None), ("first", "(WRC-12)"), ("new", mark), (f"(SUP - {mark[1:]}", None), ("third", "(WRC-03)"),
    ]  # fmt: skip


def test_an_adopted_footnote_has_the_mark_of_the_conference() -> None:
    notes = {"c1": {"9.1.1": "one (WRC-12)", "9.1.2": "two (WRC-07)"}}
    submission = submission_of(with_notes(marked_treaty(*LINES), notes))
    for key in ("fn1", "fn2"):
        submission = apply(submission, type_text(submission, StoryId(1, key), Place(0, 0), Place(0, 0), "new ", ME))
    found = amendments_to_decide(submission.proposals[0].redline)
    chosen = tuple(amendment for amendment in found if any(part.note == "fn1" for part in amendment.parts))
    made = adopt(submission, ConferenceDecision(1, chosen, conference="WRC-31"), ME)
    redline = apply(submission, made.transaction).proposals[0].redline
    assert [(clause.text, clause.mark and clause.mark.text) for note in redline.notes.values() for clause in note.clauses] == [
        ("new one", "(WRC-31)"), ("two", "(WRC-07)"),
    ]  # fmt: skip


def test_the_next_amendments_are_those_of_the_next_conference() -> None:
    submission = submission_of(marked_treaty(*LINES, edition="WRC-31"))
    made = adopt(submission, ConferenceDecision(1, tuple(amendments_to_decide(submission.proposals[0].redline))), ME)
    redline = apply(submission, made.transaction).proposals[0].redline
    assert replace(redline, clauses=()).edition == "WRC-31", "until another one is set"
