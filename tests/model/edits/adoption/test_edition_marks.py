"""The edition marks of an adopted treaty text: those of its conference on what was adopted, the others as they were."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.adoption.adopt import ConferenceDecision, adopt
from model.edits.adoption.choice import amendments_to_decide
from model.redline import Stamp
from model.submission.transactions import apply
from model.submission.values import Submission
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
        ("Article 9", None), ("first", "(WRC-12)"), ("new", mark), ("third", "(WRC-03)"),
    ]  # fmt: skip
    assert adopted(submission, conference, 1) == [("Article 9", None), ("first", "(WRC-12)"), ("third", "(WRC-03)")]


def test_the_next_amendments_are_those_of_the_next_conference() -> None:
    submission = submission_of(marked_treaty(*LINES, edition="WRC-31"))
    made = adopt(submission, ConferenceDecision(1, tuple(amendments_to_decide(submission.proposals[0].redline))), ME)
    redline = apply(submission, made.transaction).proposals[0].redline
    assert replace(redline, clauses=()).edition == "WRC-31", "until another one is set"
