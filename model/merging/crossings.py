"""The cells of a table at which rows that one copy changes cross columns that the other changes."""

from __future__ import annotations

from collections.abc import Iterable, Set

from msgspec import Struct
from msgspec.structs import replace

from model.merging.cells import PARTS, Clauses, Key, members
from model.redline import Clause, End, Status
from model.redline.cells import CellId, cell_spans, deleted_cells, start_of_cell
from model.redline.runs import new_id


class Crossings(Struct, frozen=True):
    """The cells to add to the tables of the base, or to remove, since rows and columns of different copies cross there."""

    missing: frozenset[CellId] = frozenset()
    """Cells in a row that one copy inserts or restores, and in a column that the other does: neither copy has them."""
    lost: frozenset[CellId] = frozenset()
    """Cells in a row or column that one copy inserts, where the other removes the column or row."""
    tables: frozenset[int] = frozenset()
    """The tables with such cells, and the disputed ones."""
    disputed: frozenset[int] = frozenset()
    """The tables of which one copy deletes a row and the other a column."""


class _Changes(Struct, frozen=True):
    """The rows, or the columns, that a copy changes, as table and number."""

    added: frozenset[Key]
    removed: frozenset[Key]
    deleted: frozenset[Key]
    """The removed ones that are still in the text, as deleted text."""


def crossings_of(base: Clauses, first: Clauses, second: Clauses) -> Crossings:
    """The crossings of two copies, after `with_free_cell_numbers`."""
    if _tables(base) in (_tables(first), _tables(second)):
        return Crossings()
    tables = {key[0] for key in members(base, PARTS["table"])}
    rows, columns = ([_changes(base, version, name) for version in (first, second)] for name in ("row", "column"))
    missing: set[CellId] = set()
    lost: set[CellId] = set()
    disputed: set[int] = set()
    for copy in (0, 1):
        row, column = rows[copy], columns[1 - copy]
        missing |= _cells(row.added, column.added)
        lost |= _cells(row.added, column.removed) | _cells(row.removed, column.added)
        disputed |= {table for table, _, _ in _cells(row.deleted, column.deleted)}
    missing, lost = ({cell for cell in found if cell[0] in tables} for found in (missing, lost))
    touched = {table for table, _, _ in missing | lost} | disputed
    return Crossings(frozenset(missing), frozenset(lost), frozenset(touched), frozenset(disputed))


def _tables(clauses: Clauses) -> list[tuple[object, ...]]:
    """The facts that determine which rows and columns exist, and which of them are deleted."""
    return [(clause.cell, clause.row, clause.end.status) for clause in clauses if clause.cell]


def _changes(base: Clauses, version: Clauses, name: str) -> _Changes:
    known, present = members(base, PARTS[name]).keys(), members(version, PARTS[name]).keys()
    was, now = (_deleted_keys(clauses, name) for clauses in (base, version))
    added = (present - known) | ((was & present) - now)
    return _Changes(frozenset(added), frozenset((known - present) | (now - was)), frozenset(now - was))


def _deleted_keys(clauses: Clauses, name: str) -> Set[Key]:
    """The rows or columns that are in the text and not in the draft."""
    if name == "column":
        return {(table, column) for table, _, column in deleted_cells(clauses)}
    return {clause.cell[:2] for clause in clauses if clause.cell and not clause.row.in_draft}


def _cells(rows: Iterable[Key], columns: Iterable[Key]) -> set[CellId]:
    return {(table, row, column) for table, row in rows for other, column in columns if table == other}


def with_crossing_cells(clauses: Clauses, crossings: Crossings, taken: Iterable[str]) -> Clauses:
    """A merged text with empty clauses for the missing cells, and without the lost cells. No new clause gets an id in `taken`."""
    clauses = tuple([clause for clause in clauses if clause.cell not in crossings.lost])
    for table in sorted({cell[0] for cell in crossings.missing}):
        for cell in _in_order(clauses, table, crossings.missing):
            clauses = _with_cell(clauses, cell, taken)
    return clauses


def _in_order(clauses: Clauses, table: int, cells: Iterable[CellId]) -> list[CellId]:
    """The missing cells of a table, row by row and from left to right, if their row and their column still exist."""
    present = cell_spans(clauses, table)
    rows = {row for _, row, _ in present}
    columns = list(dict.fromkeys(column for _, _, column in present))
    missing = [cell for cell in cells if cell[0] == table and cell not in present and cell[1] in rows and cell[2] in columns]
    return sorted(missing, key=lambda cell: (cell[1], columns.index(cell[2])))


def _with_cell(clauses: Clauses, cell: CellId, taken: Iterable[str]) -> Clauses:
    spans = cell_spans(clauses, cell[0])
    model = next(known for known in spans if known[2] == cell[2])  # the column in another row
    order = [column for _, row, column in spans if row == model[1]]
    place = order.index(cell[2])
    nearest = (*reversed(order[:place]), *order[place + 1 :])
    beside = next((known for column in nearest if (known := (cell[0], cell[1], column)) in spans), None)
    if beside is None:
        return clauses
    low, high = spans[beside]
    at = high if beside[2] in order[:place] else start_of_cell(clauses, low)
    new = _empty_cell(cell, clauses[low], clauses[spans[model][0]], {*taken, *(clause.id for clause in clauses)})
    return (*clauses[:at], new, *clauses[at:])


def _empty_cell(cell: CellId, beside: Clause, model: Clause, taken: Set[str]) -> Clause:
    """An empty cell like one beside it in its row and one in its column. It belongs to whoever inserted the row, else the
    column."""
    stamp = beside.row_stamp if beside.row is Status.INSERTED else model.end.stamp
    props = replace(beside.props, kind="paragraph", level=min(beside.props.level, 1), scheme="none")
    heads = beside.shape is not None and beside.shape.heads
    shape = replace(model.shape, heads=heads) if model.shape is not None else None
    id, end = new_id(beside.id, stamp, taken), End(Status.INSERTED, stamp)
    return Clause(id, props, (), end, cell=cell, row=beside.row, row_stamp=beside.row_stamp, shape=shape)
