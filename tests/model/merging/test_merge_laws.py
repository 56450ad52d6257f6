"""The laws of the merge, over random edits of texts and over arbitrary redlines."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from model.formats.amend import Project, project_bytes, read_project
from model.merging.stories import StoryMerge, merge_stories
from model.merging.submissions import conflict_count, merge_submissions
from model.redline import Clause, Status
from model.redline.canonical import canonical
from tests.builders.merges import Triple, base_of, inserted_by, letters_of, swapped, triple
from tests.builders.strategies import clause_lists

numbers = st.integers(0, 10**6)


@given(numbers)
def test_what_nobody_changed_is_as_the_other_copy_has_it(at: int) -> None:
    found = _triple(at)
    assert merge_submissions(found.base, found.base, found.second) == found.second
    assert merge_submissions(found.base, found.first, found.base) == found.first
    assert merge_submissions(found.base, found.second, found.second) == found.second


@given(numbers)
def test_the_order_of_copies_does_not_matter(at: int) -> None:
    """Without a conflict the result is the same; with one, the same conflicts have their wordings exchanged."""
    found = _triple(at)
    merged = merge_submissions(found.base, found.first, found.second)
    other = merge_submissions(found.base, found.second, found.first)
    if not conflict_count(merged):
        assert merged == other
    for proposal, exchanged in zip(merged.proposals, other.proposals, strict=True):
        conflicts = [swapped(conflict) for conflict in exchanged.conflicts.values()]
        assert _wordings(proposal.conflicts.values()) == _wordings(conflicts)


def _triple(at: int) -> Triple:
    return triple(28, at, real=False)


def _wordings(conflicts: object) -> Counter[object]:
    return Counter(
        (conflict.name, conflict.note, _text(conflict.present), _text(conflict.other), repr(conflict.other_value))
        for conflict in conflicts  # type: ignore[attr-defined]
    )


def _text(clauses: tuple[Clause, ...]) -> str:
    return "\n".join("".join(f"{run.status}:{run.text}" for run in clause.runs) for clause in clauses)


@given(numbers)
def test_nothing_that_somebody_inserted_is_lost_and_the_text_in_force_stays(at: int) -> None:
    found = _triple(at)
    merged = merge_submissions(found.base, found.first, found.second)
    for copy, author in ((found.first, "ATU"), (found.second, "EUR")):
        assert not inserted_by(copy, author) - inserted_by(found.base, author) - letters_of(merged)
    versions = [found.base.proposals, found.first.proposals, found.second.proposals]
    if len({len(merged.proposals), *map(len, versions)}) > 1:
        return
    for proposal, *others in zip(merged.proposals, *versions, strict=True):
        assert canonical(proposal.redline.clauses) == proposal.redline.clauses
        bases = [base_of(other.redline) for other in others]
        if bases[0] == bases[1] == bases[2]:
            assert base_of(proposal.redline) == bases[0]


@given(numbers)
def test_a_merge_is_saved_with_its_conflicts(at: int) -> None:
    found = _triple(at)
    merged = merge_submissions(found.base, found.first, found.second)
    assert read_project(project_bytes(Project(merged))).submission == merged


stories = clause_lists(most=3)


@given(stories, stories, stories)
def test_texts_without_a_common_origin_lose_nothing_either(
    base: tuple[Clause, ...], first: tuple[Clause, ...], second: tuple[Clause, ...]
) -> None:
    merged = merge_stories(base, first, second)
    assert canonical(merged.clauses) == merged.clauses
    assert len({clause.id for clause in merged.clauses}) == len(merged.clauses)
    for copy in (first, second):
        assert not _inserted(copy) - _inserted(base) - _all_letters(merged)


def _inserted(clauses: tuple[Clause, ...]) -> Counter[str]:
    return Counter(letter for clause in clauses for run in clause.runs if run.status is Status.INSERTED for letter in run.text)


def _all_letters(merged: StoryMerge) -> Counter[str]:
    stories = [merged.clauses, *(story for found in merged.conflicts for story in (found.first, found.second))]
    return Counter(letter for story in stories for clause in story for letter in clause.text)
