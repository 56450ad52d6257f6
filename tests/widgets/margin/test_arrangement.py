"""Cards stand beside each other's lines without lying over each other, and the one that is pinned exactly at its own."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from widgets.margin.arrangement import GAP, SLACK, Slot, WantedSlot, arrange

TOPS = st.lists(st.integers(0, 400), max_size=12).map(sorted)


def wishes(tops: list[int]) -> list[WantedSlot]:
    return [WantedSlot(top, 60.0 + top % 3 * 20, 20.0) for top in tops]


def free_of_each_other(slots: list[Slot]) -> bool:
    return all(above.top + above.height + GAP <= below.top + 1e-6 for above, below in pairwise(slots))


@given(TOPS)
def test_none_lies_over_another_and_none_above_its_line(tops):
    slots = arrange(wishes(tops))
    assert free_of_each_other(slots)
    assert all(slot.top >= top for slot, top in zip(slots, tops, strict=True))


@given(TOPS.filter(bool), st.data())
def test_the_pinned_one_has_its_line_and_others_move_aside(tops, data):
    pinned = data.draw(st.integers(0, len(tops) - 1))
    slots = arrange(wishes(tops), pinned)
    assert free_of_each_other(slots)
    assert slots[pinned].top == tops[pinned]
    assert slots[pinned].whole


@given(TOPS.filter(bool), st.none() | st.integers(0, 11), st.integers(300, 500))
def test_between_the_ends_of_the_text_all_can_be_scrolled_to_where_there_is_room(tops, pinned, bottom):
    pinned = pinned if pinned is not None and pinned < len(tops) else None
    wanted = wishes(tops)
    slots = arrange(wanted, pinned, 0, bottom)
    assert free_of_each_other(slots)
    assert slots[0].top >= 0
    if sum(wish.whole + GAP for wish in wanted) <= bottom:
        assert slots[-1].top + slots[-1].height <= bottom


def test_a_card_is_whole_where_there_is_room_and_one_line_where_there_is_none():
    slots = arrange([WantedSlot(0, 60, 20), WantedSlot(15, 60, 20), WantedSlot(200, 60, 20)])
    assert [(slot.top, slot.height, slot.whole) for slot in slots] == [(0, 20, False), (24, 60, True), (200, 60, True)]


def test_a_card_is_not_cut_if_the_next_one_only_moves_down_a_little():
    slots = arrange([WantedSlot(0, 60, 20), WantedSlot(64 - SLACK, 60, 20), WantedSlot(200, 60, 20)])
    assert [(slot.top, slot.whole) for slot in slots] == [(0, True), (64, True), (200, True)]


def test_a_card_whose_text_is_beside_its_kind_has_one_line_however_much_room_there_is():
    assert arrange([WantedSlot(0, 20, 20), WantedSlot(200, 60, 20)]) == [Slot(0, 20, False), Slot(200, 60, True)]


def test_those_before_the_pinned_one_move_up_no_further_than_they_must():
    slots = arrange([WantedSlot(0, 60, 20), WantedSlot(100, 60, 20), WantedSlot(100, 60, 20), WantedSlot(105, 60, 20)], 2)
    assert [slot.top for slot in slots] == [0, 100 - 20 - GAP, 100, 100 + 60 + GAP]
