"""The folding of a comparison's rows: long stretches without a difference are hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from model.diff.aligned_rows import AlignedRow, Sort

CONTEXT = 1
"""Rows that stay beside a difference."""
LEAST = 3
"""Rows that make a stretch worth folding."""
Item = int | range
"""A row by its place, or the places of a folded stretch."""


def differs(row: AlignedRow, sorts: Collection[Sort]) -> bool:
    """Whether a row shows a difference of one of some sorts."""
    return not row.sorts.isdisjoint(sorts)


class RowTotals(Struct, frozen=True):
    """The number of rows of a comparison for each kind of difference; a move counts once."""

    inserted: int = 0
    deleted: int = 0
    changed: int = 0
    formats: int = 0
    """Rows that differ only in formats or styles."""
    moved: int = 0
    renumbered: int = 0


def count_rows(rows: Iterable[AlignedRow], sorts: Collection[Sort]) -> RowTotals:
    """Counts the rows that differ in one of `sorts`, and always those that differ in format alone."""
    found: Counter[str] = Counter()
    for row in rows:
        if row.sorts == {"format"}:
            found["formats"] += 1
        elif differs(row, sorts) and (row.state != "moved" or row.right):
            found[row.state] += 1
    return RowTotals(**found)


def folded_rows(rows: Sequence[AlignedRow], sorts: Collection[Sort], unfolded: Collection[int] = ()) -> tuple[Item, ...]:
    """The rows, with stretches without such a difference folded, except those whose first row is in `unfolded`."""
    return tuple(_fold([differs(row, sorts) for row in rows], unfolded))


def _fold(differing: Sequence[bool], unfolded: Collection[int]) -> Iterator[Item]:
    near = [False] * len(differing)
    for place, differs_here in enumerate(differing):
        if differs_here:
            for beside in range(max(place - CONTEXT, 0), min(place + CONTEXT + 1, len(differing))):
                near[beside] = True
    start = 0
    for stop in range(1, len(near) + 1):
        if stop < len(near) and near[stop] == near[start]:
            continue
        if near[start] or stop - start < LEAST or start in unfolded:
            yield from range(start, stop)
        else:
            yield range(start, stop)
        start = stop
