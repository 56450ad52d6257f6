"""The folding of a comparison's rows: long stretches without a difference are hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

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


def folded_rows(rows: Sequence[AlignedRow], sorts: Collection[Sort], unfolded: Collection[int] = ()) -> tuple[Item, ...]:
    """The rows, with every stretch that shows no difference of these sorts folded, but for those whose first row is in
    `unfolded`."""
    return tuple(_folded([differs(row, sorts) for row in rows], unfolded))


def _folded(differing: Sequence[bool], unfolded: Collection[int]) -> Iterator[Item]:
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
