"""The frequencies that a Table of Frequency Allocations has in force and its draft has no more, at its beginning and its end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from model.allocations.checks import Issue
from model.allocations.frequencies import Band, in_unit, print_frequency
from model.allocations.values import REGIONS, AllocationCell, AllocationTable
from model.message import Message

_UNIT = "kHz"
"""The unit in which bands of several tables are compared."""


def lost_frequencies(base: AllocationTable, draft: AllocationTable, drafts: Collection[AllocationTable]) -> Iterator[Issue]:
    """Gaps between the limits of the table in force and those of its draft, the same ones of several Regions as one issue. Gaps
    inside the draft, and cells without a band, are those of `band_issues`.

    base: the table in force
    draft: the same table as proposed, which has a band
    drafts: all tables of the text as proposed, of which another one may have the frequencies
    """
    found: dict[tuple[Decimal, Decimal], tuple[list[int], Band, AllocationCell]] = {}
    for region in REGIONS:
        old = [cell.band for cell in base.of_region(region) if cell.band is not None]
        for begin, end, known, cell in _gaps(base, old, draft, draft.of_region(region)) if old else ():
            unit = known.unit or base.unit
            if _are_covered(in_unit(begin, unit, _UNIT), in_unit(end, unit, _UNIT), region, drafts):
                continue
            found.setdefault((begin, end), ([], known, cell))[0].append(region)
    for (begin, end), (regions, known, cell) in found.items():
        message = Message.of(
            "Region {regions}: the frequencies from {begin} to {end}, which the table in force has, are in no band",
            regions=", ".join(map(str, regions)),
            begin=print_frequency(begin, known.text),
            end=print_frequency(end, known.text),
        )
        line = cell.lines[0]
        yield Issue(message, line, 0, len(cell.band.text) if cell.band is not None else len(line.text))


def _gaps(
    base: AllocationTable, old: Sequence[Band], draft: AllocationTable, cells: Sequence[AllocationCell]
) -> Iterator[tuple[Decimal, Decimal, Band, AllocationCell]]:
    """What a Region loses before its first and after its last band, or all that it has, in the unit of a band in force;
    with that band and the cell that shows it."""
    first, last = old[0], old[-1]

    def as_in(known: Band, frequency: Decimal, band: Band, table: AllocationTable) -> Decimal:
        return in_unit(frequency, band.unit or table.unit, known.unit or base.unit)

    if not cells:
        yield first.low, as_in(first, last.high, last, base), first, next(cell for cell in draft.cells if cell.lines)
        return
    top, bottom = cells[0], cells[-1]
    if top.band is not None and (low := as_in(first, top.band.low, top.band, draft)) > first.low:
        yield first.low, low, first, top
    if bottom.band is not None and (high := as_in(last, bottom.band.high, bottom.band, draft)) < last.high:
        yield high, last.high, last, bottom


def _are_covered(begin: Decimal, end: Decimal, region: int, tables: Collection[AllocationTable]) -> bool:
    """Whether the bands of a Region, of all tables together, have the frequencies from `begin` to `end`, in kHz."""
    bands = (
        [in_unit(limit, cell.band.unit or table.unit, _UNIT) for limit in cell.band.limits]
        for table in tables
        for cell in table.of_region(region)
        if cell.band is not None
    )
    for low, high in sorted(bands):
        if low <= begin < high:
            begin = high
    return begin >= end
