"""Ignored findings: with a reason, kept in the file, shown again."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits import fields
from model.edits.repairs import ignore, repair_findings, stop_ignoring
from model.edits.text import replace_range
from model.formats.amend import Project, project_bytes, read_project
from model.preflight.finding import fault_of, moved_key
from model.preflight.report import report_html, report_json, report_text
from model.preflight.rules import check, context_of, open_and_ignored
from model.redline import Run
from model.redline.edit_text import InsertedParagraph, Place
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import apply, from_json, invert, to_json
from model.submission.values import Submission
from tests.builders.wild_strategies import texts
from tests.model.preflight.test_rules import STAMP, items, written

FAULTY = written(items("that  one ; is “so"), Title="", Document="", number="ATU/XXA18/1")
FOUND = check(context_of(FAULTY))


@given(st.lists(st.sampled_from(FOUND), min_size=1, unique=True), texts)
def test_what_is_ignored_is_told_apart_undone_and_taken_back(some, reason) -> None:
    change = ignore(FAULTY, some, reason, STAMP)
    after = apply(FAULTY, change)
    open_ones, ignored = open_and_ignored(check(context_of(after)), after)
    keys = {finding.key for finding in some}
    assert {finding.key for finding in ignored} == keys
    assert not keys & {finding.key for finding in open_ones}
    assert len(open_ones) + len(ignored) == len(FOUND)
    assert apply(after, invert(change)) == FAULTY
    assert apply(after, stop_ignoring(after, some, STAMP)) == FAULTY
    assert from_json(json.loads(json.dumps(to_json(change)))) == change


def several() -> Submission:
    texts = [written(items(words)) for words in ("that “one is", "that (two is", "that  three is")]
    texts[1] = replace(texts[1], proposals=(replace(texts[1].proposals[0], reasons=""),))
    return replace(texts[0], proposals=tuple(text.proposals[0] for text in texts))


@given(st.lists(st.booleans(), min_size=3, max_size=3), st.data())
def test_what_is_ignored_goes_with_its_proposal(chosen, data) -> None:
    submission = several()
    found = check(context_of(submission))
    own_findings = [finding for finding in found if finding.rule in ("quotes", "brackets", "spaces", "reasons")]
    mine = [finding for finding in own_findings if chosen[finding.fault.story.proposal - 1]]
    submission = apply(submission, ignore(submission, mine, "so", STAMP))
    number, to = data.draw(st.sampled_from([1, 2, 3])), data.draw(st.sampled_from([1, 2, 3]))
    for change in (
        fields.move_proposal(submission, number, to, STAMP),
        fields.remove_proposal(submission, number, STAMP),
        fields.add_proposal(submission, several().proposals[0], STAMP),
    ):
        after = apply(submission, change)
        _, ignored = open_and_ignored(check(context_of(after)), after)
        gone = number if change.kind is TransactionKind.REMOVE_PROPOSAL else 0
        assert sorted(ignored_finding.fault.sentence for ignored_finding in ignored) == sorted(
            ignored_finding.fault.sentence for ignored_finding in mine if ignored_finding.fault.story.proposal != gone
        )
        assert len(after.ignored) == len({ignored_finding.key for ignored_finding in ignored})
        assert apply(after, invert(change)) == submission


def test_a_key_of_another_form_stays() -> None:
    assert moved_key("something else", {}) == "something else"
    assert moved_key("reasons|2|proposals/2/reasons|MOD", {"2": "1"}) == "reasons|1|proposals/1/reasons|MOD"


def ignored_once(reason: str = "meant so") -> Submission:
    return apply(FAULTY, ignore(FAULTY, FOUND[:1], reason, STAMP))


def test_the_file_keeps_what_is_ignored_with_reason_author_and_date() -> None:
    after = ignored_once("why\nnot")
    read = read_project(project_bytes(Project(after)))
    assert read.submission.ignored == after.ignored
    (ignored,) = read.submission.ignored.values()
    assert (ignored.reason, ignored.stamp) == ("why\nnot", STAMP)


def test_reports_leave_it_out_and_say_how_many_are() -> None:
    after = ignored_once()
    found, frame = check(context_of(after)), context_of(after)
    sentence = FOUND[0].fault.sentence
    assert report_text(FOUND, context_of(FAULTY)).count(sentence) - report_text(found, frame).count(sentence) == 1
    assert report_text(found, frame).rstrip().endswith("; 1 ignored")
    assert "; 1 ignored" in report_html(found, frame, "x")
    report = json.loads(report_json(found, frame))
    assert [(entry["told"], entry["reason"], entry["author"]) for entry in report["ignored"]] == [
        (sentence, "meant so", "Delegate")
    ]
    assert sum(report["counts"].values()) == len(FOUND) - 1


TWICE = written(items("that  one and the other  one is so"))


def spaces(submission: Submission) -> list:
    return [finding for finding in check(context_of(submission)) if finding.rule == "spaces"]


def typed(submission: Submission, before: str, words: str) -> Submission:
    clauses = submission.proposals[0].redline.clauses
    index = next(at for at, clause in enumerate(clauses) if before in clause.text)
    at = Place(index, clauses[index].text.index(before))
    return apply(
        submission,
        replace_range(submission, StoryId(1), at, at, [InsertedParagraph((Run(words),))], STAMP, kind=TransactionKind.OTHER),
    )


def test_of_two_equal_faults_in_one_clause_one_is_ignored_and_stays_so_whatever_is_typed_around() -> None:
    first, second = spaces(TWICE)
    assert first.key != second.key
    for fault in (first, second):
        after = apply(TWICE, ignore(TWICE, [fault], "so", STAMP))
        for typing in (("is so", "really "), ("that  one", "still "), ("that  one", "a  one "), ("one and", "new ")):
            later = typed(after, *typing)
            kept = [space.fault.near for space in spaces(later) if space.key in later.ignored]
            assert len(kept) == 1
            assert kept[0][0].endswith("that" if fault is first else "other")
            assert len({space.key for space in spaces(later)}) == len(spaces(later))


def test_when_the_other_one_is_repaired_what_is_ignored_stays_ignored_and_what_is_open_open() -> None:
    for ignored, repaired in ((0, 1), (1, 0)):
        found = spaces(TWICE)
        after = apply(TWICE, ignore(TWICE, [found[ignored]], "so", STAMP))
        after = apply(after, repair_findings(after, [found[repaired]], STAMP))
        (left,) = spaces(after)
        assert left.key in after.ignored
        after = apply(TWICE, ignore(TWICE, [found[ignored]], "so", STAMP))
        after = apply(after, repair_findings(after, [found[ignored]], STAMP))
        (left,) = spaces(after)
        assert left.key not in after.ignored


def test_equal_faults_between_equal_words_have_keys_of_their_own_too() -> None:
    found = spaces(written(items("a  a  a  a  a  a  a is")))
    assert len({finding.key for finding in found}) == len(found) == 6


def test_a_key_of_an_older_file_that_says_nothing_of_the_words_around_still_counts() -> None:
    first, _ = spaces(TWICE)
    (step,) = ignore(TWICE, [first], "so", STAMP).steps
    older = replace(TWICE, ignored={fault_of(first.key): step.new})
    assert [space.key in older.ignored for space in spaces(older)] == [True, False]
