"""Cells of tables: those that contain other cells, and those on one side only, which form an inserted or deleted column."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from model.errors import EditError
from model.redline.values import KEPT, Clause, Status

CellId = tuple[int, int, int]
"""Table, row and column."""


def cell_spans(clauses: Sequence[Clause], table: int) -> dict[CellId, tuple[int, int]]:
    """The clauses of each cell of a table, from its first paragraph to its last, with tables between these."""
    spans: dict[CellId, tuple[int, int]] = {}
    for place, clause in enumerate(clauses):
        if clause.cell is not None and clause.cell[0] == table:
            spans[clause.cell] = spans.get(clause.cell, (place, place))[0], place + 1
    return spans


def start_of_cell(clauses: Sequence[Clause], place: int) -> int:
    """The index at which the cell of a clause begins: that of a table before its first paragraph, with a higher number."""
    cell = clauses[place].cell
    while cell is not None and place and (before := clauses[place - 1].cell) is not None and before[0] > cell[0]:
        place -= 1
    return place


def enclosing_cells(clauses: Sequence[Clause]) -> dict[str, tuple[CellId, ...]]:
    """The cells around the table of each clause, outermost first, by the id of the clause; only for tables in tables."""
    out: dict[str, tuple[CellId, ...]] = {}
    around: list[CellId] = []
    for clause in reversed(clauses):  # a table in a cell is followed by a paragraph of that cell
        if clause.cell is None:
            around = []
            continue
        while around and around[-1][0] >= clause.cell[0]:
            around.pop()
        if around:
            out[clause.id] = tuple(around)
        around.append(clause.cell)
    return out


def outermost_table(cells: Sequence[CellId | None], start: int) -> tuple[int, int]:
    """The number of the outermost table that begins at a place, and the place after its end. A table may be the first in it."""
    number, stop = -1, start
    for place in range(start, len(cells)):
        cell = cells[place]
        if cell is None:
            break
        if number < 0 or cell[0] <= number:  # a lower number is that of the table around
            number, stop = cell[0], place + 1
    return number, stop


def clause_around(clauses: Sequence[Clause], index: int) -> Clause | None:
    """A clause in whose cell a new clause before an index belongs, between two cells the one before; None outside of tables."""
    if not 0 < index < len(clauses) or clauses[index - 1].cell is None or clauses[index].cell is None:
        return None
    enclosing = enclosing_cells(clauses)
    before, after = ([*enclosing.get(clause.id, ()), clause.cell] for clause in clauses[index - 1 : index + 1])
    shared = {cell[0] for cell in before if cell} & {cell[0] for cell in after if cell}
    if not shared:
        return None
    beside = (clauses[index - 1], *clauses[index:])  # two tables of one cell are followed by a paragraph of that cell
    return next(clause for clause in beside if clause.cell and clause.cell[0] == max(shared))


def one_sided_cells(clauses: Sequence[Clause]) -> dict[CellId, Status]:
    """The cells whose paragraphs are all new, or all deleted, by their ends, in a row that is on both sides. Retracted ends are
    on neither side, so they do not count."""
    out: dict[CellId, Status] = {}
    both = set[CellId]()
    for clause in clauses:
        if clause.cell is None or clause.cell in both or (clause.row is KEPT and clause.end.status is Status.RETRACTED):
            continue
        status = out.setdefault(clause.cell, clause.end.status)
        if clause.row is not KEPT or status is not clause.end.status or status not in (Status.INSERTED, Status.DELETED):
            both.add(clause.cell)
            del out[clause.cell]
    return out


def deleted_cells(clauses: Sequence[Clause]) -> frozenset[CellId]:
    """The cells that are deleted while their rows stay."""
    if all(clause.cell is None for clause in clauses):
        return frozenset()
    return frozenset(cell for cell, status in one_sided_cells(clauses).items() if status is Status.DELETED)


def whole_cells(clauses: Sequence[Clause], low: int, high: int) -> Sequence[Clause]:
    """The clauses of a range, with the other clauses of the cells in which it begins and ends."""
    while low > 0 and clauses[low].cell is not None and clauses[low - 1].cell == clauses[low].cell:
        low -= 1
    while high < len(clauses) and clauses[high].cell is not None and clauses[high].cell == clauses[high - 1].cell:
        high += 1
    return clauses[low:high]


def is_in_deleted_cell(clause: Clause, struck: Collection[CellId]) -> bool:
    """Whether a clause is in a deleted row, or in a cell of a deleted column."""
    return not clause.row.in_draft or clause.cell in struck


def refuse_deleted_cell(clause: Clause, struck: Collection[CellId]) -> None:
    """Raise EditError if a clause is in a deleted row or cell: text written there would be in neither base nor draft."""
    if clause.cell in struck:
        raise EditError.of("the column is deleted; restore it before you write in it")
    if not clause.row.in_draft:
        raise EditError.of("the row is deleted; restore it before you write in it")


def refuse_their_columns(below: Sequence[Clause], cells: Collection[CellId | None]) -> None:
    """Raise EditError if another party inserts one of the cells as a column. Word marks a cell as inserted or as deleted, so no
    file could show that they insert it and that we delete it.

    below: the clauses of their proposal
    cells: the cells that would be deleted upon it
    """
    if any(status is Status.INSERTED and cell in cells for cell, status in one_sided_cells(below).items()):
        raise EditError.of(
            "the other party inserts this column, and Word cannot show that you delete it; reject their change instead"
        )
