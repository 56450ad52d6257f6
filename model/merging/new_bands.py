"""The rows that each copy of a Table of Frequency Allocations inserts: those of both for one band cannot stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from model.consolidation.band_rows import CellBands, bands_of_cells, overlapping
from model.redline import Clause, Status

_Row = tuple[int, tuple[tuple[int, str], ...]]
"""The number of a table, and the columns and words of the cells of a row."""


def disputed_bands(base: Sequence[Clause], first: Sequence[Clause], second: Sequence[Clause]) -> Mapping[int, tuple[str, ...]]:
    """The bands for which two copies insert rows, as the first one prints them, by the numbers of their tables.

    base: the clauses before
    first, second: those of the copies
    """
    known = set(_new_rows(base))
    mine, other = (set(_new_rows(clauses)) - known for clauses in (first, second))
    if not mine or not other:
        return {}
    out: dict[int, tuple[str, ...]] = {}
    for table in {row[0] for row in mine} & {row[0] for row in other}:
        rows = [[row for row in sorted(found) if row[0] == table] for found in (mine, other)]
        count = len(rows[0])
        bands = {at: cells for at, row in enumerate((*rows[0], *rows[1])) if any(cells := _bands(row))}
        found = {min(pair) for pair in overlapping(bands) if min(pair) < count <= max(pair)}
        names = [band.text for at in sorted(found) for band in bands[at] if band is not None]
        if names:
            out[table] = tuple(dict.fromkeys(names))
    return out


def _new_rows(clauses: Sequence[Clause]) -> Iterator[_Row]:
    inserted = [clause for clause in clauses if clause.cell is not None and clause.row is Status.INSERTED]
    for (table, _), row in groupby(inserted, key=lambda clause: (clause.cell or (0, 0, 0))[:2]):
        yield table, tuple([((clause.cell or (0, 0, 0))[2], clause.text_on("draft")) for clause in row])


def _bands(row: _Row) -> CellBands:
    return bands_of_cells(row[1])
