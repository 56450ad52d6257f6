"""The heights of items that are measured only when they become visible: the place of the top item is exact, the rest is
estimated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate


class LazyHeights:
    """The heights of items one below the other, in a window with a height; all in pixels."""

    def __init__(self, measure: Callable[[int], float]) -> None:
        """`measure` returns the true height of an item."""
        self._measure = measure
        self._heights: list[float] = []
        self._known = bytearray()
        self._tops: list[float] | None = [0.0]
        self.first, self.offset = 0, 0.0
        """The item at the top edge, and how much of it is above the edge."""
        self.room = 0.0
        """The height of the window."""

    def fill(self, guesses: Sequence[float]) -> None:
        """Replaces the items, with estimates of their heights."""
        self._heights, self._known, self._tops = list(guesses), bytearray(len(guesses)), None
        self.first, self.offset = min(self.first, max(len(guesses) - 1, 0)), 0.0

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def tops(self) -> list[float]:
        """The beginning of each item, and the end of the last one."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops

    def height(self, item: int) -> float:
        """The true height of an item."""
        if not self._known[item]:
            height = self._measure(item)
            self._known[item] = 1
            if height != self._heights[item]:
                self._heights[item], self._tops = height, None
        return self._heights[item]

    @property
    def value(self) -> float:
        """The distance of the top edge from the beginning."""
        return self.tops[self.first] + self.offset if self._heights else 0.0

    def scroll_to(self, value: float) -> None:
        """Moves the top edge to a distance from the beginning."""
        if self._heights:
            self.first = min(max(bisect_right(self.tops, value) - 1, 0), len(self) - 1)
            self.offset = min(max(value - self.tops[self.first], 0.0), self.height(self.first))
            self._stop_at_end()

    def place_of(self, item: int) -> float | None:
        """The distance from the top edge to an item; None if it is not visible."""
        y = self.tops[item] - self.value
        return y if 0 <= y < self.room else None

    def put(self, item: int, at: float) -> None:
        """Moves an item to a distance below the top edge."""
        while item > 0 and at > 0:
            item -= 1
            at -= self.height(item)
        self.first, self.offset = item, max(-at, 0.0)
        self._stop_at_end()

    def visible_items(self) -> list[tuple[int, float, float]]:
        """The visible items, each with its distance from the top edge and its height."""
        out, y, item = [], -self.offset, self.first
        while item < len(self) and y < self.room:
            tall = self.height(item)
            out.append((item, y, tall))
            y += tall
            item += 1
        return out

    def item_at(self, y: float) -> int | None:
        """The item at a distance below the top edge."""
        return next((item for item, top, tall in self.visible_items() if top <= y < top + tall), None)

    def _stop_at_end(self) -> None:
        """Removes empty space below the last item."""
        below = [(item, y + tall) for item, y, tall in self.visible_items()]
        if not below or below[-1][0] < len(self) - 1:
            return
        lack = self.room - below[-1][1]
        while lack > 0 and (self.first or self.offset):
            step = min(lack, self.offset)
            self.offset -= step
            lack -= step
            if lack > 0 and self.first:
                self.first -= 1
                self.offset = self.height(self.first)
