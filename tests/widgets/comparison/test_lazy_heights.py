"""Items that are measured only when they are seen stand where they should."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from widgets.comparison.lazy_heights import LazyHeights

heights = st.lists(st.integers(1, 400), min_size=1, max_size=40)


def made(true: list[int], guess: int, room: int) -> LazyHeights:
    heights = LazyHeights(lambda item: float(true[item]))
    heights.room = float(room)
    heights.fill([float(guess)] * len(true))
    return heights


@given(heights, st.integers(1, 200), st.integers(20, 500), st.data())
def test_an_item_comes_where_it_is_put_and_nothing_is_beyond_the_end(true, guess, room, data):
    heights = made(true, guess, room)
    item, at = data.draw(st.integers(0, len(true) - 1)), data.draw(st.integers(0, room))
    heights.put(item, at)
    seen = heights.visible_items()
    assert seen[0][1] <= 0
    for (first, y, tall), (second, below, _) in pairwise(seen):
        assert (second, below) == (first + 1, y + tall)
    bottom = seen[-1][1] + seen[-1][2]
    assert bottom >= room or (seen[-1][0] == len(true) - 1 and (heights.first, heights.offset) == (0, 0.0))
    enough_above, enough_below = sum(true[:item]) >= at, sum(true[item:]) >= room - at
    if enough_above and enough_below:
        assert (item, float(at)) in [(index, y) for index, y, _ in seen] or at == room


@given(heights, st.integers(1, 200), st.integers(20, 500), st.lists(st.floats(0, 20_000), max_size=5))
def test_scrolling_ends_at_both_ends(true, guess, room, values):
    heights = made(true, guess, room)
    for value in (*values, 1e9):
        heights.scroll_to(value)
    assert heights.visible_items()[-1][0] == len(true) - 1
    heights.scroll_to(0)
    assert (heights.first, heights.offset) == (0, 0.0)
