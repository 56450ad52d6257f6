"""What is selected for a problem are its words, wherever they stand in the clauses of its paragraph."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from model.message import Message
from model.preflight.finding import Finding, Problem
from model.preflight.rules import check, context_of
from model.submission.story import StoryId, story_clauses
from tests.model.preflight.test_rules import CASES
from widgets.problems.places import place_of_finding, selection_of_finding


def words_between(submission, selection) -> str:
    """The draft's words between the ends of a selection."""
    clauses = story_clauses(submission, selection.story)
    at = [clause.id for clause in clauses]
    (first, start), (last, stop) = selection.anchor, selection.caret
    out = ""
    for clause in clauses[at.index(first) : at.index(last) + 1]:
        low = start if clause.id == first else 0
        high = stop if clause.id == last else len(clause.text)
        offset = 0
        for run in clause.runs:
            a, b = max(low, offset), min(high, offset + len(run.text))
            if a < b and run.status.in_draft:
                out += run.text[a - offset : b - offset]
            offset += len(run.text)
    return out


@pytest.mark.parametrize("rule", CASES)
def test_the_words_of_a_finding_are_selected(rule) -> None:
    submission, _ = CASES[rule]
    store = SimpleNamespace(submission=submission)
    for finding in check(context_of(submission)):
        selection = selection_of_finding(store, finding)
        if finding.fault.field or not finding.fault.clause:
            assert selection is None
        else:
            assert words_between(submission, selection) == finding.fault.quote


def test_a_paragraph_that_is_gone_has_no_place() -> None:
    submission, _ = CASES["quotes"]
    gone = Finding("quotes", "warning", Problem(Message.verbatim("gone"), StoryId(1), "nobody", start=0, stop=1))
    assert selection_of_finding(SimpleNamespace(submission=submission), gone) is None


def test_what_is_in_no_text_is_of_the_submission(qapp) -> None:
    finding = Finding("texts", "advice", Problem(Message.verbatim("x"), StoryId(0)))
    submission, _ = CASES["quotes"]
    assert place_of_finding(SimpleNamespace(submission=submission), finding) == "Submission"
