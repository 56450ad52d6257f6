"""The cells that new paragraphs, rows and columns of an extract have in a table in force, whose cells keep their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from model.redline import Clause, NewCell

_Cell = tuple[int, int, int]
NEW_TABLES = 1_000_000
"""Added to the numbers of the tables of an extract until all tables are numbered in order."""


class ExtractCells:
    """Finds the cell in force of each clause of an amended passage; one that the text in force lacks gets a number of its own."""

    def __init__(self, in_force: Iterable[Clause], pairs: Iterable[tuple[Clause, Clause]]) -> None:
        """
        in_force: the clauses of the passage in force
        pairs: the clauses of the extract whose ends are in force, each with the clause in force
        """
        cells = [clause.cell for clause in in_force if clause.cell is not None]
        self._first = cells[0][0] if cells else None
        self._rows_of = {table: max(row for other, row, _ in cells if other == table) + 1 for table, _, _ in cells}
        self._columns = max((column for _, _, column in cells), default=-1) + 1
        placed = {clause.cell: known for clause, known in pairs if clause.cell is not None}
        self._shapes = {found: known.shape for found, known in placed.items()}
        self._known: Mapping[_Cell, _Cell] = {found: known.cell for found, known in placed.items() if known.cell is not None}
        self._tables = {found[0]: known[0] for found, known in self._known.items()}
        self._rows = {found[:2]: known[1] for found, known in self._known.items()}

    def shape(self, clause: Clause) -> NewCell | None:
        """The shape of that cell: the one in force if there is one."""
        return clause.shape if clause.cell is None else self._shapes.get(clause.cell, clause.shape)

    def cell(self, clause: Clause) -> _Cell | None:
        """The cell of a clause of the extract in the text in force; None if it is in none."""
        if clause.cell is None or clause.cell in self._known:
            return clause.cell and self._known[clause.cell]
        number, row, column = clause.cell
        table = self._tables.get(number, self._first)
        if table is None:
            return number + NEW_TABLES, row, column
        known = self._rows.get((number, row))
        if known is None:
            return table, self._rows_of[table] + row, column
        return table, known, self._columns + column
