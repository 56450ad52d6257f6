"""A submission with conflicts that a merge left is not ready."""

from __future__ import annotations

from msgspec.structs import replace

from model.edits.merging.conflicts import decide_conflict
from model.preflight.finding import Finding
from model.preflight.rules import check, context_of
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.model.edits.merging.test_conflicts import LATER, NOW, merged


def found_in(submission: Submission) -> list[Finding]:
    return [finding for finding in check(context_of(submission)) if finding.rule == "undecided"]


def test_a_conflict_is_an_error_at_its_clause_until_it_is_decided() -> None:
    document = merged(NOW, LATER)
    [finding] = found_in(document)
    assert finding.severity == "error"
    assert finding.fault.clause == document.proposals[0].redline.clauses[1].id
    assert "“that States act later;”" in finding.fault.sentence
    [key] = document.proposals[0].conflicts
    assert found_in(apply(document, decide_conflict(document, 1, key, "present", ME))) == []


def test_a_conflict_of_the_first_page_names_its_field() -> None:
    document = merged(NOW, NOW)
    assert found_in(document) == []
    conflict = replace(next(iter(merged(NOW, LATER).proposals[0].conflicts.values())), name="title", other_value="Other")
    [finding] = found_in(replace(document, conflicts={"m1": conflict}))
    assert finding.fault.field == "header/title"
