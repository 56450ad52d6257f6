"""Paragraphs with thousands of faults: few findings, and memory proportional to the text."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.edits.repairs import repair_findings
from model.preflight.context import DraftLine
from model.preflight.finding import Finding
from model.preflight.incremental import LineFindings
from model.preflight.report import Places
from model.preflight.rules import check, context_of
from model.redline import Clause, Run, Status
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.repairs import STAMP
from tests.builders.work import peak_memory
from tests.model.preflight.test_rules import items, written

MANY = 4_000


def paragraph_of(words: str) -> Submission:
    return written(items(words))


def found_by(rule: str, submission: Submission) -> list[Finding]:
    return [finding for finding in check(context_of(submission)) if finding.rule == rule]


def peak(words: str, *, live: bool) -> int:
    """The peak of memory of the check of a paragraph, in bytes."""
    submission = paragraph_of(words)
    return peak_memory(lambda: list(LineFindings().update(context_of(submission))) if live else check(context_of(submission)))


LAST_MESSAGE = "4000 problems of this kind are in this paragraph; 19 of them are listed"


@pytest.mark.parametrize(
    ("rule", "sign"),
    [
        ("brackets", "]"),
        ("brackets", "("),
        ("quotes", "”"),
        ("quotes", "«"),
        ("square-brackets", "[a] and "),
        ("spaces", "x  "),
        ("spaces", "x , "),
        ("no-break", "No. 1 "),
        ("no-break-hyphen", "ITU-T "),
        ("newer-term", "old "),
    ],
)
def test_of_many_faults_in_a_paragraph_twenty_are_found_and_the_last_tells_how_many_there_are(rule: str, sign: str) -> None:
    submission = paragraph_of("n " + sign * MANY + "x")
    found = [finding for finding in check(context_of(submission, terms={"old": "new"})) if finding.rule == rule]
    assert len(found) == 20
    assert found[-1].fault.sentence == LAST_MESSAGE
    assert all(finding.fault.sentence != LAST_MESSAGE for finding in found[:-1])
    starts = [finding.fault.start for finding in found]
    assert starts == sorted(starts)
    assert len(set(starts)) == 20


def test_no_rule_finds_more_than_twenty_faults_in_a_paragraph() -> None:
    submission = paragraph_of(
        "see  Resolution 1  (Rev. Dubai, 2018)  of this conference ,  ITU-T [a]  and  ITU/T  ) ” No. 1 old " * 200
    )
    found = Counter((finding.rule, finding.fault.clause) for finding in check(context_of(submission, terms={"old": "new"})))
    assert max(found.values()) == 20
    assert len([rule for (rule, _), count in found.items() if count == 20]) > 6


def test_the_last_of_many_findings_repairs_all_that_are_not_listed() -> None:
    submission = paragraph_of("n " + "x  " * 300 + "x")
    frame = context_of(submission)
    *_, last = [finding for finding in check(frame) if finding.rule == "spaces"]
    assert len(last.fault.fixes) == 281
    assert Places(frame).offered_words(last).endswith(" and 278 more")
    repaired = apply(submission, repair_findings(submission, [last], STAMP))
    assert len(found_by("spaces", repaired)) == 19
    clean = apply(submission, repair_findings(submission, found_by("spaces", submission), STAMP))
    assert found_by("spaces", clean) == []


def test_of_twenty_marks_each_is_told() -> None:
    assert {finding.fault.sentence for finding in found_by("brackets", paragraph_of("n " + "]" * 20))} == {
        "‘]’ closes a bracket that nothing opened"
    }
    assert len(found_by("brackets", paragraph_of("n " + "]" * 20))) == 20


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize("sign", ["]", "[a]", "“", ")”", "x ,"])
def test_memory_grows_with_the_text_and_not_with_its_square(sign: str, live: bool) -> None:
    peak("n ]", live=live)
    small, large = (peak("n " + sign * many, live=live) for many in (MANY // 4, MANY))
    assert large < 8 * small


@given(
    st.lists(st.lists(st.tuples(st.sampled_from(list(Status)), st.text("ab", max_size=3)), max_size=4), min_size=1, max_size=3),
    st.integers(0, 12), st.integers(0, 12), st.booleans(),
)  # fmt: skip
def test_a_stretch_is_of_the_text_in_force_where_nothing_in_it_was_inserted_or_struck(clauses, a, b, beside) -> None:
    line = DraftLine(
        StoryId(1),
        tuple(Clause(f"c{n}", runs=tuple(Run(words, status) for status, words in runs)) for n, runs in enumerate(clauses)),
        "", "en",
    )  # fmt: skip
    start, stop = sorted((min(a, len(line.text)), min(b, len(line.text))))
    expected, at = True, 0
    for status, words in (run for runs in clauses for run in runs):
        if not status.in_draft:
            expected &= not words or not (start <= at <= stop if beside else start < at < stop)
            continue
        expected &= status is Status.KEPT or not words or at >= stop or at + len(words) <= start
        at += len(words)
    assert line.is_kept(start, stop, beside=beside) is expected
