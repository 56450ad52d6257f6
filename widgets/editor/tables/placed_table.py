"""A table with the places of its blocks, in pixels from its upper left corner."""

from __future__ import annotations

from msgspec import Struct

from widgets.editor.tables.geometry import TableBox, TableCell


class PlacedTable(Struct):
    """An outermost table and its blocks."""

    first: int
    """The number of its first block."""
    box: TableBox
    indents: list[tuple[float, bool]]
    """For each block the room for its label, and whether it is on the right."""
    heights: list[float] = []
    tops: list[float] = []
    above: list[float] = []
    """The margin above each block."""
    row_of: list[int] = []
    cell_of: list[TableCell] = []
    """The innermost cell of each block."""
    gaps: list[float] = []
    """The heights of the gaps between pages before each row, and after the last one."""

    @property
    def stop(self) -> int:
        """The number of the block after it."""
        return self.first + len(self.indents)

    def whole_row(self, number: int) -> int:
        """The row of a block, or a row above it in which a cell begins that covers both."""
        row = self.row_of[number - self.first]
        while any(at + cell.rows > row for at in range(row) for cell in self.box.rows[at]):
            row -= 1
        return row
