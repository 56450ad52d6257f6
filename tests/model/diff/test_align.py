"""Anchors and alignment: what is the same is found wherever it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.diff.align import align
from model.diff.patience import anchors, heaviest
from model.diff.units import Unit
from model.redline import Clause, Run

ITEMS = st.lists(st.integers(0, 12), max_size=30)


@given(ITEMS, ITEMS)
def test_anchors_are_equal_pairs_that_rise(old, new):
    pairs = anchors(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert pairs == sorted(pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@given(st.permutations(list(range(12))))
def test_of_distinct_items_as_few_as_possible_are_out_of_place(new):
    longest = [1] * len(new)
    for place in range(len(new)):
        longest[place] = 1 + max((longest[before] for before in range(place) if new[before] < new[place]), default=0)
    assert len(heaviest([(item, place) for place, item in enumerate(new)], [1.0] * 12)) == max(longest)


def units(*texts: str) -> list[Unit]:
    return [Unit((Clause(str(place), runs=(Run(text),)),), text, text) for place, text in enumerate(texts)]


def test_the_last_units_of_a_cell_are_the_same_whatever_they_say():
    found = align(units("a b c d e f"), units("x", "y"), closed=True)
    assert [(group.a, group.c) for group in found.groups if group.is_pair] == [(0, 1)]


def test_unrelated_sentences_of_one_language_are_no_pair():
    old = units("that the members of the Union are invited to take part in the work of the study groups")
    new = units("that it is for the Director to report on what was done in the regions to the Council and the Assembly", "x")
    assert not any(group.is_pair for group in align(old, new).groups)


def test_a_sentence_that_grew_by_far_is_still_itself():
    old = "to report every year on the outcomes of the summit"
    new = (
        f"{old}, on the measures that were taken in each region, and on the means which the Union needs for them in years to come"
    )
    found = align(units("first", old, "last"), units("first", "wholly new text of its own", new, "last"))
    assert [(group.a, group.c) for group in found.groups if group.is_pair] == [(0, 0), (1, 2), (2, 3)]


def test_every_paragraph_of_a_long_text_may_have_changed():
    kinds = ("fair", "new")
    texts = [f"that {kind} number {place} of the list is to be studied {kind}ly" for place in range(150) for kind in kinds]
    found = align(units(*texts), units(*(f"{text} and more" for text in texts)))
    assert [(group.a, group.c) for group in found.groups] == [(place, place) for place in range(300)]
