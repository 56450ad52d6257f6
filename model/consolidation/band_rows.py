"""The rows of frequency bands that parties delete and insert: those of two parties whose bands overlap cannot both stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, groupby

from msgspec.structs import replace

from model.allocations.frequencies import Band, band_at, in_unit
from model.consolidation.changes import InsertedEnd, PartyChange, width
from model.redline import Clause

CellBands = tuple[Band | None, ...]
"""The band of each cell of a row; None of a cell without one, which continues the cell above."""
_UNIT = "kHz"


class BandRows:
    """The bands in the rows that changes delete and insert, read from their words.

    clauses: those of the base
    """

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses

    @cached_property
    def _ends(self) -> Sequence[int]:
        return list(accumulate(sum(width(run) for run in clause.runs) + 1 for clause in self._clauses))

    def of(self, change: PartyChange) -> CellBands:
        """The bands of a row of the text itself, cell by cell; none if it has no band."""
        if change.sort != "row":
            return ()
        lines = self._deleted(change) if change.start < change.stop else _inserted(change)
        cells = bands_of_cells(lines)
        return cells if any(cells) else ()

    def _deleted(self, change: PartyChange) -> Iterator[tuple[object, str]]:
        first = bisect_left(self._ends, change.start + 1)
        for place in range(first, bisect_left(self._ends, change.stop) + 1):
            yield self._clauses[place].cell, self._clauses[place].text_on("base")

    def printed(self, changes: Iterable[PartyChange]) -> tuple[str, ...]:
        """The bands in force that changes replace, as printed; those that they insert if they replace none. None unless rows with
        bands are inserted."""
        rows = [(change, self.of(change)) for change in changes]
        new = [band.text for change, cells in rows if change.pieces for band in cells if band is not None]
        old = [band.text for change, cells in rows if not change.pieces for band in cells if band is not None]
        return tuple(dict.fromkeys(old or new)) if new else ()


def bands_of_cells(lines: Iterable[tuple[object, str]]) -> CellBands:
    """The bands of cells, from their paragraphs, each after its cell."""
    return tuple([_first_band(list(texts)) for _, texts in groupby(lines, key=lambda line: line[0])])


def beside_their_bands(changes: Sequence[PartyChange], bands: BandRows) -> Sequence[PartyChange]:
    """The changes of one party, with each new row after the deleted row in which its band begins: a text has all new rows after
    all deleted ones beside them, where they would depend on the deletion of other bands."""
    rows = {at: cells for at, change in enumerate(changes) if (cells := bands.of(change))}
    deleted = {changes[at].stop: at for at in rows if not changes[at].pieces}
    if not deleted:
        return changes
    out = list(changes)
    lowest = {at: _lowest(cells) for at, cells in rows.items()}
    for at in rows:
        place = changes[at].stop
        while changes[at].pieces and place in deleted and lowest[deleted[place]] > lowest[at]:
            place = changes[deleted[place]].start
        if place != changes[at].stop:
            out[at] = replace(changes[at], start=place, stop=place)
    return out


def _lowest(cells: CellBands) -> Decimal:
    return min(in_unit(band.low, band.unit, _UNIT) for band in cells if band is not None)


def _inserted(change: PartyChange) -> Iterator[tuple[object, str]]:
    words: list[str] = []
    for piece in change.pieces:
        if isinstance(piece, InsertedEnd):
            yield piece.cell, "".join(words)
            words = []
        else:
            words.append(piece.text)


def _first_band(lines: Sequence[tuple[object, str]]) -> Band | None:
    found = (band_at(text.lstrip()) for _, text in lines)
    return next((at[0] for at in found if at is not None), None)


def overlapping(rows: Mapping[int, CellBands]) -> Iterator[tuple[int, int]]:
    """The pairs of rows of one table of which cells of one column have bands that overlap.

    rows: the bands of rows by any numbers
    """
    unit = next((band.unit for cells in rows.values() for band in cells if band is not None and band.unit), "")
    limits = {at: [_limits(band, unit) for band in cells] for at, cells in rows.items()}
    spans = {at: _span(cells) for at, cells in limits.items() if any(cells)}
    open_rows: list[int] = []
    for at in sorted(spans, key=lambda at: (spans[at], at)):
        open_rows = [other for other in open_rows if spans[other][1] > spans[at][0]]
        yield from ((other, at) for other in open_rows if _overlap(limits[other], limits[at]))
        open_rows.append(at)


_Limits = tuple[Decimal, Decimal] | None


def _limits(band: Band | None, unit: str) -> _Limits:
    if band is None:
        return None
    low, high = (in_unit(limit, band.unit or unit, _UNIT) for limit in band.limits)
    return low, high


def _span(cells: Sequence[_Limits]) -> tuple[Decimal, Decimal]:
    known = [limits for limits in cells if limits is not None]
    return min(low for low, _ in known), max(high for _, high in known)


def _overlap(first: Sequence[_Limits], second: Sequence[_Limits]) -> bool:
    """Whether cells of two rows overlap in a column. A row of two cells has its first cell in the first column and its last in
    the last one; the column between them is that of either."""
    if len(first) == len(second):
        return any(map(_meet, first, second))
    few, many = sorted((first, second), key=len)
    if len(few) == 1:
        return any(_meet(few[0], limits) for limits in many)
    between = (all(_meet(limits, cell) for cell in (few[0], few[-1])) for limits in many[1:-1])
    return _meet(few[0], many[0]) or _meet(few[-1], many[-1]) or any(between)


def _meet(first: _Limits, second: _Limits) -> bool:
    return first is not None and second is not None and max(first[0], second[0]) < min(first[1], second[1])
