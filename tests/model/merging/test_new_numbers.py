"""The merge of copies that give one margin number to different new provisions."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.edits.merging.conflicts import Decision, decide_conflict, decisions_of
from model.edits.provisions import insert_provision
from model.edits.text import type_text
from model.files.merge import merge_projects
from model.formats.amend import Project
from model.merging.conflict_texts import open_conflicts, summary_of
from model.merging.submissions import merge_submissions
from model.numbering import Labelling
from model.preflight.rules import check, context_of
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply, invert
from model.submission.values import Submission, conflict_count
from tests.builders.merges import AUTHORS, Triple, broken_laws, edited
from tests.builders.treaty import small_treaty, submission_of
from tests.soak.edit_texts import built_texts

ANA, BEN, CEM = (Stamp(name, f"2026-11-30T1{hour}:00:00Z") for hour, name in enumerate(("Ana", "Ben", "Cem")))
BASE = submission_of(small_treaty("= Article 9", "9.1 one", "9.2 two"))


def with_new(submission: Submission, stamp: Stamp, *texts: str, after: int = 1) -> Submission:
    """The submission with new provisions of an author after a clause."""
    for index, text in enumerate(texts, after):
        submission = apply(submission, insert_provision(submission, FIRST_TEXT, index, stamp))
        submission = apply(submission, type_text(submission, FIRST_TEXT, Place(index + 1, 0), Place(index + 1, 0), text, stamp))
    return submission


def merged(first: Submission, second: Submission) -> Submission:
    return merge_projects(Project(BASE), Project(first), Project(second)).submission


def provisions(submission: Submission) -> list[tuple[str | None, str]]:
    redline = submission.proposals[0].redline
    labelling = Labelling.of(redline)
    return [(labelling.number("draft", clause.id), clause.text) for clause in redline.clauses[1:]]


OF_ANA, OF_BEN = with_new(BASE, ANA, "of ana"), with_new(BASE, BEN, "of ben")


def test_one_number_for_two_new_provisions_is_a_conflict_that_says_so() -> None:
    document = merged(OF_ANA, OF_BEN)
    (found,) = open_conflicts(document)
    sentence = "both copies give the margin number 9.1A to a new provision: “of ana” | “of ben”"
    assert str(summary_of(found, document)) == sentence
    assert provisions(document) == [("9.1", "one"), ("9.1A", "of ana"), ("9.2", "two")]
    (finding,) = [finding for finding in check(context_of(document)) if finding.rule == "undecided"]
    assert "give the margin number 9.1A to a new provision here" in str(finding.fault.message)


@pytest.mark.parametrize(
    ("decision", "wanted"),
    [
        ("present", [("9.1A", "of ana")]),
        ("other", [("9.1A", "of ben")]),
        ("both", [("9.1A", "of ana"), ("9.1B", "of ben")]),
    ],
)
def test_an_edit_decides_which_provision_has_the_number(decision: Decision, wanted: list[tuple[str, str]]) -> None:
    document = merged(OF_ANA, OF_BEN)
    (found,) = open_conflicts(document)
    assert decision in decisions_of(found.conflict)
    made = decide_conflict(document, 1, found.key, decision, CEM)
    after = apply(document, made)
    assert provisions(after) == [("9.1", "one"), *wanted, ("9.2", "two")]
    assert not conflict_count(after)
    assert apply(after, invert(made)) == document


def test_the_decision_holds_after_the_text_around_it_got_other_numbers() -> None:
    document = with_new(merged(OF_ANA, OF_BEN), CEM, "of cem")
    (found,) = open_conflicts(document)
    after = apply(document, decide_conflict(document, 1, found.key, "other", CEM))
    assert [words for _, words in provisions(after)] == ["one", "of cem", "of ben", "two"]


def test_several_new_provisions_at_one_place_are_decided_together() -> None:
    document = merged(with_new(BASE, ANA, "ana one", "ana two"), OF_BEN)
    (found,) = open_conflicts(document)
    after = apply(document, decide_conflict(document, 1, found.key, "other", CEM))
    assert provisions(after) == [("9.1", "one"), ("9.1A", "of ben"), ("9.2", "two")]


def test_what_both_insert_or_what_has_other_numbers_is_no_conflict() -> None:
    for first, second in (
        (OF_ANA, with_new(BASE, BEN, "of ana")),
        (OF_ANA, with_new(BASE, BEN, "of ben", after=2)),
    ):
        assert not conflict_count(merged(first, second))


def test_a_shared_draft_numbers_them_one_after_the_other() -> None:
    document = merge_submissions(BASE, OF_ANA, OF_BEN)
    assert (conflict_count(document), provisions(document)[1:3]) == (0, [("9.1A", "of ana"), ("9.1B", "of ben")])


TREATIES = sorted(name for name in built_texts() if "treaty" in name)


@given(st.sampled_from(TREATIES), st.integers(0, 10**6))
def test_copies_with_new_provisions_at_one_place_obey_the_laws(name: str, seed: int) -> None:
    chance = random.Random(seed)
    base = edited(built_texts()[name], chance, AUTHORS[2], chance.randint(0, 2))
    place = chance.randrange(1, len(base.proposals[0].redline.clauses))
    copies = []
    for stamp in AUTHORS[:2]:
        words = [f"new {number} of {stamp.author}" for number in range(chance.randint(1, 2))]
        copies.append(edited(with_provisions(base, place, words, stamp), chance, stamp, chance.randint(0, 2)))
    assert list(broken_laws(Triple(name, base, *copies))) == []


def with_provisions(submission: Submission, place: int, texts: list[str], stamp: Stamp) -> Submission:
    """The submission with new provisions after the one at a place."""
    for text in reversed(texts):
        made = insert_provision(submission, FIRST_TEXT, place, stamp)
        submission = apply(submission, made)
        assert made.after is not None
        index = submission.proposals[0].redline.places[made.after.anchor[0]]
        submission = apply(submission, type_text(submission, FIRST_TEXT, Place(index, 0), Place(index, 0), text, stamp))
    return submission
