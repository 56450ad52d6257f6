"""The laws of the merge, over random edits of texts and over arbitrary redlines."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.merging import stretches
from model.merging.stories import StoryMerge, merge_stories
from model.merging.submissions import merge_submissions
from model.redline import Clause, Status
from model.redline.canonical import canonical
from tests.builders.merges import broken_laws, triple
from tests.builders.strategies import clause_lists


@given(st.integers(0, 10**6))
def test_a_merge_of_edited_texts_obeys_the_laws(at: int) -> None:
    """What nobody changed stays, order does not matter, nothing inserted is lost, the text in force is safe, it can be saved."""
    assert list(broken_laws(triple(28, at, real=False))) == []


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


@given(st.integers(0, 10**6))
def test_what_all_have_alike_is_merged_as_if_it_were_looked_at(at: int) -> None:
    found = triple(29, at, real=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "_SHORTEST", 3)
        patch.setattr(stretches, "_AROUND", 1)
        short = merge_submissions(found.base, found.first, found.second)
        patch.setattr(stretches, "_SHORTEST", 10**9)
        assert merge_submissions(found.base, found.first, found.second) == short
