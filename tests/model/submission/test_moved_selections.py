"""A selection stays at its words when somebody else changes the text around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.redline import Clause, Run
from model.submission.moved_selections import move_selection, moved_offset
from model.submission.story import StoryId
from model.submission.transactions import Selection

STORY = StoryId(1)


def clauses(*texts: str) -> tuple[Clause, ...]:
    return tuple([Clause(f"c{number}", runs=(Run(text),)) for number, text in enumerate(texts)])


def selected(id: str, start: int, stop: int) -> Selection:
    return Selection(STORY, (id, start), (id, stop))


@pytest.mark.parametrize(
    ("before", "after", "offset", "wanted"),
    [
        ("all is well", "all is very well", 7, 7),
        ("all is well", "all is very well", 8, 13),
        ("all is well", "is well", 7, 3),
        ("all is well", "everything is well", 9, 16),
        ("all is well", "now everything is rather well here", 7, 25),
        ("all is well", "", 5, 0),
        ("all is well", "all is well", 3, 3),
    ],
)
def test_an_offset_stays_between_its_letters(before: str, after: str, offset: int, wanted: int) -> None:
    assert moved_offset(offset, before, after) == wanted


def test_a_selection_follows_its_words_over_a_new_paragraph_end() -> None:
    old = clauses("that", "all is well in the world")
    new = (old[0], replace(old[1], runs=(Run("all is"),)), Clause("c9", runs=(Run(" well in the world"),)))
    assert move_selection(selected("c1", 7, 11), old, new) == selected("c9", 1, 5)
    assert move_selection(selected("c1", 0, 3), old, new) == selected("c1", 0, 3)


def test_a_selection_in_an_unchanged_clause_is_the_same() -> None:
    old = clauses("that", "all is well")
    assert move_selection(selected("c1", 2, 3), old, (*clauses("that"), Clause("x"), old[1])) == selected("c1", 2, 3)
    assert move_selection(selected("c7", 2, 3), old, old) is None


def test_a_selection_of_deleted_clauses_goes_to_what_follows() -> None:
    old = clauses("that", "all is well", "indeed")
    assert move_selection(selected("c1", 2, 3), old, (old[0], old[2])) == selected("c2", 0, 0)
    assert move_selection(selected("c1", 2, 3), old, ()) is None


TEXT = st.text("ab c", max_size=12)


@given(TEXT, TEXT, TEXT, TEXT, st.data())
def test_an_offset_outside_of_a_change_counts_from_the_same_side(
    head: str, tail: str, old: str, new: str, data: st.DataObject
) -> None:
    before, after = head + old + tail, head + new + tail
    offset = data.draw(st.integers(0, len(before)))
    moved = moved_offset(offset, before, after)
    assert 0 <= moved <= len(after)
    if offset <= len(head):
        assert before[:offset] == after[:moved]
    if before == after:
        assert moved == offset
