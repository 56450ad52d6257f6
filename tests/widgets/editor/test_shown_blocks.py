"""The numbers of the shown blocks of a document of which others are hidden."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from widgets.editor.document.projection import Window
from widgets.editor.document.shown_blocks import ShownBlocks

COUNT = 20
NUMBERS = st.sets(st.integers(0, COUNT - 1)).map(sorted)


@given(NUMBERS, st.lists(st.tuples(st.integers(0, COUNT), st.integers(0, 4), st.integers(0, 4)), max_size=4))
def test_what_is_shown_follows_the_blocks(numbers: list[int], windows: list[tuple[int, int, int]]) -> None:
    shown = ShownBlocks()
    shown.show_only(numbers)
    expected = [number in numbers for number in range(COUNT)]
    for at, most, new in windows:
        first = min(at, len(expected))
        old = min(most, len(expected) - first)
        shown.follow(Window(first, old, new))
        if old != new:
            expected[first : first + old] = [True] * new
    wanted = [number for number, is_shown in enumerate(expected) if is_shown]
    assert shown.is_part
    assert list(shown.onwards(0)) == wanted
    assert shown.last(len(expected)) == (wanted[-1] if wanted else len(expected) - 1)
    for number in range(len(expected) + 1):
        assert list(shown.onwards(number)) == [other for other in wanted if other >= number]
        assert shown.before(number) == max((other for other in wanted if other < number), default=None)


@given(NUMBERS.filter(bool), st.lists(st.integers(-5, 10 * COUNT), min_size=1, max_size=5))
def test_a_height_is_found_from_wherever_the_last_search_ended(numbers: list[int], heights: list[int]) -> None:
    shown = ShownBlocks()
    shown.show_only(numbers)
    for height in heights:
        above = [number for number in numbers if 10 * numbers.index(number) <= height]
        found = shown.first_at(height, lambda number: 10.0 * numbers.index(number))
        assert found == (above[-1] if above else numbers[0])


def test_all_blocks_are_shown_at_first_and_again() -> None:
    shown = ShownBlocks()
    assert not shown.is_part
    assert shown.last(5) == 4
    shown.show_only([1])
    shown.show_all()
    shown.follow(Window(0, 1, 2))
    assert not shown.is_part
    assert shown.last(5) == 4


@given(NUMBERS, NUMBERS)
def test_blocks_that_turn_out_to_be_shown_are_shown_too(numbers: list[int], others: list[int]) -> None:
    shown = ShownBlocks()
    shown.show_too(others)
    assert not shown.is_part
    shown.show_only(numbers)
    shown.show_too(others)
    assert list(shown.onwards(0)) == sorted({*numbers, *others})
