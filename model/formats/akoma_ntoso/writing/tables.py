"""Cells as tables: a `tr` for the cells of a row, a `td` for the clauses of a cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from model.formats.akoma_ntoso.writing.addresses import Addresses
from model.formats.akoma_ntoso.writing.clause_attributes import row_attributes
from model.redline import Clause, Stamp


class TableWriter:
    """Writes the tables of one text, numbered in its order."""

    def __init__(self, addresses: Addresses, block: Callable[[Clause], str], stamp: Callable[[Stamp, str], str]) -> None:
        self._addresses, self._block, self._stamp = addresses, block, stamp
        self.count = 0
        """The number of tables written."""

    def all(self, tables: Sequence[list[Clause]], parent: str) -> str:
        """The tables after a clause, whose eId is the `parent`."""
        return "".join([self._table(cells, parent) for cells in tables])

    def _table(self, clauses: list[Clause], parent: str) -> str:
        number, self.count = self.count, self.count + 1
        eid = self._addresses.take(f"{parent}__table_{number + 1}" if parent else f"table_{number + 1}")
        rows = []
        for row, (_, inside) in enumerate(
            groupby(clauses, key=lambda clause: (clause.cell and clause.cell[1], clause.row, clause.row_stamp))
        ):
            rows.append(self._row(list(inside), number, row))
        return f'<table eId="{eid}">' + "".join(rows) + "</table>"

    def _row(self, clauses: list[Clause], table: int, row: int) -> str:
        start = row_attributes(clauses[0], self._stamp(clauses[0].row_stamp, "row-"))
        cells = []
        for column, (key, inside) in enumerate(groupby(clauses, key=lambda clause: (clause.cell, clause.shape))):
            cell, shape = key
            attribute = f' cw:cell="{cell[0]} {cell[1]} {cell[2]}"' if cell and cell != (table, row, column) else ""
            attribute += f' colspan="{shape.columns}"' if shape is not None and shape.columns > 1 else ""
            if shape is not None:
                attribute += f' cw:width="{shape.width}" cw:columns="{shape.columns}"' + (' cw:heads="1"' if shape.heads else "")
            name = "th" if shape is not None and shape.heads else "td"
            cells.append(f"<{name}{attribute}>" + "".join(map(self._block, inside)) + f"</{name}>")
        return f"<tr{start}>" + "".join(cells) + "</tr>\n"
