"""What is kept from one check to the next: always what a check from nothing finds, and no more is looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.edits import structure, text
from model.errors import EditError
from model.preflight import incremental
from model.preflight.finding import Finding
from model.preflight.incremental import LineFindings, checking_texts
from model.preflight.rules import check, check_lines, context_of, in_report_order
from model.redline.edit_text import Place
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.model.preflight.test_rules import NOTED, STAMP, written

START = written(NOTED.format(x="[^1]") + "[^1]: A  note.\n")
PIECES = ("  ", "“", "(", "ITU-T ", "x", ";", " .")


def one_change(submission: Submission, draw: st.DataObject) -> Submission:
    """The submission after typing, deleting, splitting, merging or taking a paragraph out, somewhere."""
    story = draw.draw(st.sampled_from([StoryId(1), StoryId(1), StoryId(1, "1")]))
    try:
        clauses = story_clauses(submission, story)
    except EditError:
        return submission
    places = [Place(at, offset) for at, clause in enumerate(clauses) for offset in range(len(clause.text) + 1)]
    a, b = sorted(draw.draw(st.tuples(st.sampled_from(places), st.sampled_from(places))))
    do = draw.draw(st.sampled_from(["type", "type", "delete", "split", "out"]))
    try:
        if do == "type":
            change = text.type_text(submission, story, a, a, draw.draw(st.sampled_from(PIECES)), STAMP)
        elif do == "delete":
            change = text.delete_range(submission, story, a, b, STAMP)
        elif do == "split":
            change = text.split(submission, story, clauses[a.index].id, a.offset, STAMP)
        else:
            change = structure.delete_clauses(submission, story, clauses[a.index].id, STAMP)
        return apply(submission, change)
    except EditError:
        return submission


def texts_found(submission: Submission) -> tuple[Finding, ...]:
    steps = checking_texts(context_of(submission))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


@given(st.data())
def test_findings_that_are_kept_are_those_of_a_check_from_nothing(data) -> None:
    submission, known = START, LineFindings().update(context_of(START))
    for _ in range(data.draw(st.integers(1, 6))):
        submission = one_change(submission, data)
        context = context_of(submission)
        known = known.update(context)
        lines = [line for text in context.texts for line in (*text.lines, *text.notes)]
        assert sorted(known, key=repr) == sorted(check_lines(lines, context), key=repr)
    context = context_of(submission)
    assert in_report_order((*known, *texts_found(submission)), context) == check(context)


def test_findings_that_are_found_bit_by_bit_are_those_of_a_whole_check() -> None:
    context = context_of(START)
    assert in_report_order((*LineFindings().update(context), *texts_found(START)), context) == check(context)


def test_after_one_key_one_paragraph_is_looked_at(monkeypatch) -> None:
    before = written()
    known = LineFindings().update(context_of(before))
    after = apply(before, text.type_text(before, StoryId(1), Place(5, 4), Place(5, 4), "“", STAMP))
    looked: list[str] = []

    def count(lines, context):
        looked.extend(line.clause for line in lines)
        return check_lines(lines, context)

    monkeypatch.setattr(incremental, "check_lines", count)
    fresh = known.update(context_of(after))
    assert looked == [before.proposals[0].redline.clauses[5].id]
    assert [finding.rule for finding in fresh] == ["quotes"]
    assert fresh.update(context_of(after)).found == fresh.found
    assert len(looked) == 1


def test_other_terms_are_looked_for_everywhere() -> None:
    known = LineFindings().update(context_of(written()))
    assert not list(known)
    assert list(known.update(context_of(written(), terms={"one": "1"})))
