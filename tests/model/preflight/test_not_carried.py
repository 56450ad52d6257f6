"""Preflight beside a second language version: what is in one of both alone."""

from __future__ import annotations

import pytest

from model.edits.clause_properties import set_label
from model.edits.structure import move_clauses
from model.preflight.finding import Finding
from model.preflight.rules import check, context_of
from model.redline import Stamp
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.model.submission.test_language_versions import ARABIC, CALLED, ENGLISH, INSERTED, STRUCK, of, text_of

STAMP = Stamp("Delegate", "2024-09-13T10:00:00Z")


def found(submission: Submission, parallel: Submission | None) -> list[Finding]:
    return [finding for finding in check(context_of(submission, parallel=parallel)) if finding.rule == "not-carried"]


def moved(submission: Submission) -> Submission:
    last = text_of(submission).clauses[-1].id
    return apply(submission, move_clauses(submission, StoryId(1), last, len(text_of(submission).clauses) - 2, STAMP))


def relabelled(submission: Submission) -> Submission:
    return apply(submission, set_label(submission, StoryId(1), text_of(submission).clauses[-1].id, "9", STAMP))


@pytest.mark.parametrize(
    ("amended", "message"),
    [
        (of(INSERTED, "en"), "the English version has “to wait;” after this paragraph, which is not carried over"),
        (of(STRUCK, "en"), "in the English version this paragraph is deleted; it is not carried over to this text"),
        (of(ENGLISH.replace("one", "{~~one~>1~~}"), "en"), "this paragraph has other words; it is not carried over to this text"),
        (relabelled(of(ENGLISH, "en")), "this paragraph has another label; it is not carried over to this text"),
        (moved(of(ENGLISH, "en")), "this paragraph is moved; it is not carried over to this text"),
    ],
)
def test_what_one_version_has_and_the_other_not_is_told_in_both(amended: Submission, message: str) -> None:
    untouched = of(ARABIC, "ar")
    assert any(finding.fault.sentence.endswith(message) for finding in found(untouched, amended))
    assert any("not carried over to the Arabic version" in finding.fault.sentence for finding in found(amended, untouched))


def test_versions_that_make_the_same_or_are_built_otherwise_are_not_told_clause_by_clause() -> None:
    both = ARABIC.replace("'1'\tثلاثة؛", "{--'1'\tثلاثة؛--}{--¶--}").replace("'2'\tأربعة", "{~~'2'~>'1'~~}\tأربعة")
    assert not found(of(STRUCK, "en"), of(both, "ar"))
    assert not found(of(CALLED, "en"), None)
    (only,) = found(of(STRUCK, "en"), of("*تقرر*\n1\tالعمل.\n", "ar"))
    assert "built differently" in only.fault.sentence
