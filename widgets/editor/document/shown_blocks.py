"""The blocks that a document shows while others are hidden, so that no key and no painting looks at each hidden one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtGui import QTextBlock, QTextDocument

from widgets.editor.document.projection import Window


class ShownBlocks:
    """The numbers of the shown blocks, as ranges."""

    def __init__(self) -> None:
        self._ranges: Sequence[range] | None = None
        """In order, apart from one another; None if all are shown."""
        self._starts: Sequence[int] = ()
        self._found = 0
        """The block from which the next search by height starts: most look where the last one did."""

    @property
    def is_part(self) -> bool:
        """Whether blocks are hidden."""
        return self._ranges is not None

    def last(self, count: int) -> int:
        """The last shown block of a document of `count` blocks."""
        return self._ranges[-1].stop - 1 if self._ranges else count - 1

    def show_all(self) -> None:
        """All blocks are shown from now on."""
        self._ranges, self._starts = None, ()

    def show_only(self, numbers: Iterable[int]) -> None:
        """Only some blocks are shown from now on; their numbers are in order."""
        found: list[range] = []
        for number in numbers:
            if found and found[-1].stop == number:
                found[-1] = range(found[-1].start, number + 1)
            else:
                found.append(range(number, number + 1))
        self._set(found)

    def follow(self, window: Window) -> None:
        """Some blocks became others, which are shown."""
        first, old, new = window
        if self._ranges is None or old == new:
            return
        before = [range(found.start, min(found.stop, first)) for found in self._ranges if found.start < first]
        by, stop = new - old, first + old
        after = [range(max(found.start, stop) + by, found.stop + by) for found in self._ranges if found.stop > stop]
        self._set([found for found in (*before, range(first, first + new), *after) if found])

    def show_too(self, numbers: Iterable[int]) -> None:
        """Some blocks are shown besides, if only some are."""
        hidden = [number for number in numbers if next(self.onwards(number), None) != number] if self._ranges is not None else []
        if hidden:
            self.show_only(sorted((*self.onwards(0), *hidden)))

    def _set(self, ranges: Sequence[range]) -> None:
        self._ranges, self._starts = ranges, [found.start for found in ranges]

    def onwards(self, number: int) -> Iterator[int]:
        """The shown blocks from a block on."""
        ranges = self._ranges or ()
        for found in ranges[max(bisect_right(self._starts, number) - 1, 0) :]:
            yield from range(max(found.start, number), found.stop)

    def first_at(self, top: float, edge: Callable[[int], float]) -> int:
        """The last shown block that begins at a height of the document or above it, else the first one.

        top: the height
        edge: the height of the upper edge of a block
        """
        number = next(self.onwards(self._found), None)
        number = self.last(0) if number is None else number
        while (earlier := self.before(number)) is not None and edge(number) > top:
            number = earlier
        for later in self.onwards(number + 1):
            if edge(later) > top:
                break
            number = later
        self._found = max(number, 0)
        return self._found

    def before(self, number: int) -> int | None:
        """The last shown block before a block; None if there is none."""
        place = bisect_right(self._starts, number - 1) - 1
        return min((self._ranges or ())[place].stop, number) - 1 if place >= 0 else None


def blocks_of(document: QTextDocument, numbers: Iterable[int]) -> Iterator[tuple[int, QTextBlock]]:
    """Some blocks with their numbers, up to the first that the document lacks while it is being patched."""
    for number in numbers:
        block = document.findBlockByNumber(number)
        if not block.isValid():
            return
        yield number, block
