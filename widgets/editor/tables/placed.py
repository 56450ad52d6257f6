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
    """The height of the gap between pages that stands before each row, and behind the last one."""

    @property
    def stop(self) -> int:
        """The number of the block behind it."""
        return self.first + len(self.indents)

    def whole_row(self, number: int) -> int:
        """The row of a block, or that above it with which a cell begins that goes over both."""
        row = self.row_of[number - self.first]
        while any(at + cell.rows > row for at in range(row) for cell in self.box.rows[at]):
            row -= 1
        return row
