"""Cells at the crossing of an inserted column and a deleted row, or the reverse: they are on neither side and exist in the Word
file only, since LibreOffice identifies the columns of a table by position and would remove other cells."""

from __future__ import annotations

from collections.abc import Sequence

from model.redline import NOBODY, Clause, End, NewCell, Stamp, Status
from model.redline.struck_cells import cell_spans, one_sided_cells


def with_crossings(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses of a text of both sides with an empty cell wherever a row of one side lacks a column of the other."""
    alone = one_sided_cells(clauses)
    put: dict[int, list[Clause]] = {}
    for table in {cell[0] for cell in alone}:
        _cross(clauses, table, put)
    out: list[Clause] = []
    for place in range(len(clauses) + 1):
        out += put.get(place, ())
        out += clauses[place : place + 1]
    return out


def _cross(clauses: Sequence[Clause], table: int, put: dict[int, list[Clause]]) -> None:
    """Adds what is missing in a table, by the index of the clause that it comes before."""
    alone = one_sided_cells(clauses)
    rows: dict[int, dict[int, tuple[int, int]]] = {}
    for cell, span in cell_spans(clauses, table).items():
        rows.setdefault(cell[1], {})[cell[2]] = span
    kept = [row for row in rows if clauses[next(iter(rows[row].values()))[0]].row is Status.KEPT]
    whole = max((rows[row] for row in kept), key=len, default={})
    changed = {cell[2]: status for cell, status in alone.items() if cell[0] == table}
    stamps = {cell[2]: clauses[span[1] - 1].end.stamp for cell, span in cell_spans(clauses, table).items() if cell in alone}
    for row, cells in rows.items():
        first = clauses[next(iter(cells.values()))[0]]
        missing = {Status.DELETED: Status.INSERTED, Status.INSERTED: Status.DELETED}.get(first.row)
        at = next(iter(cells.values()))[0]
        for column in whole:
            if column in cells:
                at = cells[column][1]
            elif missing is not None and changed.get(column) is missing:
                put.setdefault(at, []).append(_crossing(first, (table, row, column), stamps.get(column, NOBODY)))


def _crossing(beside: Clause, cell: tuple[int, int, int], stamp: Stamp) -> Clause:
    came, went = (stamp, beside.row_stamp) if beside.row is Status.DELETED else (beside.row_stamp, stamp)
    return Clause(
        "{} {} {}".format(*cell),  # no id of a text has blanks
        end=End(Status.RETRACTED, came, went),
        cell=cell,
        row=beside.row,
        row_stamp=beside.row_stamp,
        shape=NewCell(),
    )
