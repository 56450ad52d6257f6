"""Decisions of conflicts, and a merge as a change of the open submission."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.diff.compare import compare
from model.edits.dependants import with_dependants
from model.edits.merging.conflicts import Decision, decide_conflict, decisions_of
from model.edits.merging.copies import bring_merge
from model.edits.text import type_text
from model.errors import EditError
from model.formats.notation import parse
from model.merging.submissions import merge_submissions
from model.redline.canonical import canonical
from model.redline.edit_text import Place
from model.submission.story import FIRST_TEXT
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Header, Proposal, Submission, conflict_count
from tests.builders.merges import AUTHORS, base_of, triple
from tests.builders.submissions import ME

BASE = "*recalling*\na)\tthat States act soon;\nb)\tthat all is well,\n"


def of(draft: str, author: int) -> Submission:
    """The text in force with a draft by an author."""
    base = parse(BASE, language="en")
    redline = compare(base, parse(draft, language="en"), AUTHORS[author])
    return Submission(proposals=(Proposal("MOD", redline=redline, original=base),), language="en")


def merged(first: str, second: str) -> Submission:
    return merge_submissions(of(BASE, 0), of(first, 0), of(second, 1))


def lines(submission: Submission) -> list[str]:
    return [clause.text for clause in submission.proposals[0].redline.draft().clauses]


def done(submission: Submission, made: Transaction) -> Submission:
    made = with_dependants(submission, made)
    after = apply(submission, made)
    assert apply(after, invert(made)) == submission
    assert canonical(after.proposals[0].redline.clauses) == after.proposals[0].redline.clauses
    return after


NOW, LATER = BASE.replace("soon", "now"), BASE.replace("soon", "later")


@pytest.mark.parametrize(
    ("decision", "wanted"),
    [
        ("present", "that States act now;"),
        ("other", "that States act later;"),
        ("both", "that States act now later;"),
        ("options", "that States act [ATU: now] [EUR: later];"),
    ],
)
def test_a_conflict_is_decided(decision: Decision, wanted: str) -> None:
    document = merged(NOW, LATER)
    [key] = document.proposals[0].conflicts
    after = done(document, decide_conflict(document, 1, key, decision, ME))
    assert lines(after)[1] == wanted
    assert not conflict_count(after)
    assert base_of(after.proposals[0].redline) == base_of(document.proposals[0].redline)


def test_what_was_edited_since_stays() -> None:
    document = merged(NOW, LATER)
    [key] = document.proposals[0].conflicts
    clauses = document.proposals[0].redline.clauses
    end = Place(1, len(clauses[1].text) - 1)
    document = apply(document, type_text(document, FIRST_TEXT, end, end, " and together", ME))
    after = done(document, decide_conflict(document, 1, key, "other", ME))
    assert lines(after)[1] == "that States act later and together;"


def test_a_deleted_clause_that_the_other_amended_comes_back_amended() -> None:
    document = merged(BASE.replace("a)\tthat States act soon;\n", ""), LATER)
    [key] = document.proposals[0].conflicts
    assert lines(document) == ["recalling", "that all is well,"]
    assert lines(done(document, decide_conflict(document, 1, key, "other", ME)))[1] == "that States act later;"


def test_a_field_is_decided() -> None:
    base = replace(of(BASE, 0), header=Header(title="Title", document="1", abstract="One sentence."))
    first = replace(base, header=Header(title="Our title", document="2", abstract="One long sentence."))
    second = replace(base, header=Header(title="Their title", document="3", abstract="One sentence. And more."))
    document = merge_submissions(base, first, second)
    assert document.header == Header(title="Our title", document="2", abstract="One long sentence. And more.")
    by_name = {conflict.name: key for key, conflict in document.conflicts.items()}
    assert set(by_name) == {"title", "document"}
    assert decisions_of(document.conflicts[by_name["document"]]) == ("present", "other")
    after = done(document, decide_conflict(document, 0, by_name["document"], "other", ME))
    assert after.header.document == "3"
    assert done(after, decide_conflict(after, 0, by_name["title"], "both", ME)).header.title == "Our title / Their title"
    after = done(after, decide_conflict(after, 0, by_name["title"], "options", ME))
    assert after.header.title == "[Our title] [Their title]"
    assert not conflict_count(after)


def test_a_proposal_that_only_one_removed_stays_until_that_is_decided() -> None:
    base = of(BASE, 0)
    document = merge_submissions(base, replace(base, proposals=()), of(LATER, 1))
    assert lines(document)[1] == "that States act later;"
    [key] = document.proposals[0].conflicts
    assert apply(document, decide_conflict(document, 1, key, "other", ME)).proposals == ()
    assert lines(done(document, decide_conflict(document, 1, key, "present", ME)))[1] == "that States act later;"


def test_a_conflict_is_decided_once() -> None:
    document = merged(NOW, LATER)
    [key] = document.proposals[0].conflicts
    after = apply(document, decide_conflict(document, 1, key, "other", ME))
    with pytest.raises(EditError, match="decided already"):
        decide_conflict(after, 1, key, "other", ME)


def test_words_that_are_gone_are_not_decided_for_the_other() -> None:
    document = merged(NOW, LATER)
    [key] = document.proposals[0].conflicts
    empty = replace(document.proposals[0], redline=parse("*noting*\n", language="en"))
    with pytest.raises(EditError, match="have changed since"):
        decide_conflict(replace(document, proposals=(empty,)), 1, key, "other", ME)


def with_accepted(draft: str) -> Submission:
    """A copy in which the amendments of a draft were accepted."""
    amended = of(draft, 1)
    proposal = amended.proposals[0]
    return replace(amended, proposals=(replace(proposal, redline=proposal.redline.draft()),))


FIRST = "a)\tthat States act soon;\n"


@pytest.mark.parametrize(
    ("draft", "accepted", "reason"),
    [
        (NOW, LATER, "the other copy has “that States act later;” in force, not “that States act soon;”;"),
        (NOW, BASE.replace(FIRST, ""), "the other copy does not have “that States act soon;” in force;"),
        (NOW.replace("States", "*States*"), LATER.replace("States", "*States*"), "“that States act soon;” has another kind, "),
    ],
)
def test_another_text_in_force_is_named(draft: str, accepted: str, reason: str) -> None:
    document = merge_submissions(of(BASE, 0), of(draft, 0), with_accepted(accepted))
    key = next(iter(document.proposals[0].conflicts))
    with pytest.raises(EditError, match="copy its wording from the card and keep the present") as refused:
        decide_conflict(document, 1, key, "other", ME)
    assert str(refused.value).startswith(f"amendments were accepted in one copy, and {reason}")


@given(st.integers(0, 10**6))
def test_a_merge_is_a_change_that_can_be_undone(at: int) -> None:
    found = triple(29, at, real=False)
    document = merge_submissions(found.base, found.first, found.second)
    made = bring_merge(found.first, document, ME)
    ready = replace(found.first, sources=document.sources)
    after = apply(ready, made)
    assert after == document
    assert apply(after, invert(made)) == ready


@given(st.integers(0, 10**6), st.sampled_from(["present", "other", "both", "options"]))
def test_every_conflict_can_be_decided_in_every_way(at: int, decision: Decision) -> None:
    found = triple(30, at, real=False, edits=9)
    document = merge_submissions(found.base, found.first, found.second)
    while conflict_count(document):
        number, key = next(
            (number, key) for number, owner in enumerate((document, *document.proposals)) for key in owner.conflicts
        )
        before = document
        try:
            document = apply(before, with_dependants(before, decide_conflict(before, number, key, decision, ME)))
        except EditError as error:
            assert "keep the present" in str(error)  # later edits removed its words, or the copies accepted different amendments
            document = apply(before, with_dependants(before, decide_conflict(before, number, key, "present", ME)))
        for old, new in zip(before.proposals, document.proposals, strict=False):
            assert canonical(new.redline.clauses) == new.redline.clauses
            if len(before.proposals) == len(document.proposals):
                assert base_of(old.redline) == base_of(new.redline)
