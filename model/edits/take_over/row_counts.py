"""The paragraphs of the draft that each row of a comparison has, while the draft is made what the other text is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from model.diff.aligned_rows import AlignedRow
from model.redline import Side


class RowCounts:
    """How many paragraphs of the draft each row has by now; together they are all paragraphs of the draft."""

    def __init__(self, rows: Sequence[AlignedRow], side: Side) -> None:
        self._counts = [len(row.on(side)) for row in rows]

    def __getitem__(self, row: int) -> int:
        return self._counts[row]

    def __setitem__(self, row: int, count: int) -> None:
        self._counts[row] = count

    def before(self, row: int) -> int:
        """The paragraphs of all rows before this one."""
        return sum(self._counts[:row])

    def empty(self, rows: Iterable[int]) -> None:
        """These rows have no paragraph any more."""
        for row in rows:
            self._counts[row] = 0

    def settle(self, row: int, total: int) -> None:
        """The draft has so many paragraphs by now: those that came or went are of this row."""
        self._counts[row] += total - sum(self._counts)
