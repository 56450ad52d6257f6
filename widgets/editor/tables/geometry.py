"""The geometry of tables: from the cells of neighbouring blocks and the shapes of their tables to columns, rows and places, in
pixels. It does not know Qt: heights of blocks go in, places come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from model.formats.page.metrics import TEXT_WIDTH
from model.redline import NewCell
from model.redline.cells import outermost_table
from model.redline.table_grid import filled_widths, on_grid
from model.redline.table_shape import NO_SHAPE, TableShape

Cell = tuple[int, int, int]
NO_CELLS: Mapping[Cell, NewCell] = {}


class Room(Struct, frozen=True):
    """The white in a cell, in pixels."""

    side: float
    upper: float
    lower: float
    between: float
    """Between two paragraphs of one cell."""
    least: float
    """The least height of a row."""


class TableCell(Struct):
    """A cell, from its first paragraph to its last, tables in it included."""

    cell: Cell
    items: list[int | TableBox] = []
    """Blocks, by their place from the start of the outermost table, and tables."""
    left: float = 0.0
    right: float = 0.0
    first: int = 0
    columns: int = 1
    rows: int = 1
    """The number of rows that it covers; 0 if it continues the cell above."""
    top: float = 0.0
    bottom: float = 0.0

    @property
    def begins(self) -> int:
        """Its first block."""
        first = self.items[0]
        return first if isinstance(first, int) else first.rows[0][0].begins

    @property
    def ends(self) -> int:
        """Its last block."""
        last = self.items[-1]
        return last if isinstance(last, int) else last.rows[-1][-1].ends


class TableBox(Struct):
    """A table with the places of its cells; heights count from the upper edge of the outermost table."""

    number: int
    shape: TableShape
    rows: list[list[TableCell]] = []
    top: float = 0.0
    bottom: float = 0.0
    edges: list[float] = []
    """The places of the columns' edges from the side on which reading starts; the first is 0."""

    def cells(self) -> Iterator[TableCell]:
        """All cells of the table itself."""
        for row in self.rows:
            yield from row

    def inner(self) -> Iterator[TableBox]:
        """The tables in its cells, and the tables in those."""
        for cell in self.cells():
            for item in cell.items:
                if isinstance(item, TableBox):
                    yield item
                    yield from item.inner()


def tables_of(
    cells: Sequence[Cell], shapes: Mapping[int, TableShape], start: int = 0, *, new: Mapping[Cell, NewCell] = NO_CELLS
) -> list[TableBox]:
    """The tables that the cells of neighbouring blocks form; a table whose cells continue after another one contains that one.

    cells: the cell of each block
    shapes: the shapes of the tables in the package
    start: the first block
    new: the shapes of cells that are not in the package
    """
    out: list[TableBox] = []
    at = start
    while at < len(cells):
        number, stop = outermost_table(cells, at)
        out.append(_table(number, cells[:stop], at, shapes, new))
        at = stop
    return out


def _table(
    number: int, cells: Sequence[Cell], start: int, shapes: Mapping[int, TableShape], new: Mapping[Cell, NewCell]
) -> TableBox:
    box = TableBox(number, shapes.get(number, NO_SHAPE))
    at = start
    while at < len(cells):
        own_grid = next(place for place in range(at, len(cells)) if cells[place][0] == number)
        cell = cells[own_grid]
        if not box.rows or box.rows[-1][-1].cell[1] != cell[1]:
            box.rows.append([])
        row = box.rows[-1]
        if not row or row[-1].cell != cell:
            row.append(TableCell(cell))
        row[-1].items += [*tables_of(cells[:own_grid], shapes, at, new=new), own_grid]
        at = own_grid + 1
    _put_on_grid(box, new)
    return box


def _put_on_grid(box: TableBox, new: Mapping[Cell, NewCell]) -> None:
    """Sets the columns and rows that each cell covers."""
    box.shape = on_grid(box.shape, [[(cell.cell[1:], new.get(cell.cell)) for cell in row] for row in box.rows])
    for cell in box.cells():
        shape = box.shape.cells[cell.cell[1:]]
        cell.first, cell.columns, cell.rows = shape.left, shape.columns, 0 if shape.goes_on else 1
    for at, row in enumerate(box.rows):
        for cell in row:
            if cell.rows == 0:
                above = _cell_above(box.rows[:at], cell)
                if above is None:
                    cell.rows = 1
                else:
                    above.rows += 1


def _cell_above(above: Sequence[Sequence[TableCell]], cell: TableCell) -> TableCell | None:
    """The cell that a merged cell continues: in the same column, in the rows directly above."""
    for row in reversed(above):
        found = next((upper for upper in row if upper.first == cell.first), None)
        if found is None or found.rows:
            return found
    return None


def lay_columns(box: TableBox, left: float, width: float, room: Room, *, leftwards: bool) -> None:
    """Sets the left and right edges of the cells of a table and of tables in it.

    box: the table
    left: the left edge of the place that it has
    width: the width of that place, which the house's text width fills
    room: the white in cells
    leftwards: whether the text is written from right to left
    """
    grid = filled_widths(box.shape.grid, TEXT_WIDTH)
    whole = width * min(1.0, sum(grid) / TEXT_WIDTH)
    box.edges = [0.0, *accumulate(column * whole / sum(grid) for column in grid)]
    flip = leftwards or box.shape.leftwards
    for cell in box.cells():
        near, far = box.edges[cell.first], box.edges[cell.first + cell.columns]
        cell.left, cell.right = (left + width - far, left + width - near) if flip else (left + near, left + far)
        for item in cell.items:
            if isinstance(item, TableBox):
                lay_columns(item, cell.left + room.side, cell.right - cell.left - 2 * room.side, room, leftwards=leftwards)


def lay_rows(
    box: TableBox, heights: Sequence[float], tops: list[float], room: Room, top: float = 0.0, gaps: Sequence[float] = ()
) -> None:
    """Sets the heights of the rows and the places of the blocks.

    box: the table
    heights: the height of each block, from the start of the outermost table
    tops: receives the upper edge of each block
    room: the white in cells
    top: the upper edge of the table
    gaps: the heights of the gaps before its rows; the first one is above the table
    """
    box.top = top
    ends: list[list[tuple[TableCell, float]]] = [[] for _ in box.rows]
    y = top
    for at, row in enumerate(box.rows):
        y += gaps[at] if at and gaps else 0.0
        low = y + room.least
        for cell in row:
            cell.top = y
            bottom = _lay_cell(cell, heights, tops, room)
            ends[min(at + max(1, cell.rows), len(box.rows)) - 1].append((cell, bottom))
        y = max([low, *(bottom for _, bottom in ends[at])])
        for cell, _ in ends[at]:
            cell.bottom = y
    box.bottom = y


def _lay_cell(cell: TableCell, heights: Sequence[float], tops: list[float], room: Room) -> float:
    y = cell.top + room.upper
    for place, item in enumerate(cell.items):
        y += room.between if place else 0
        if isinstance(item, TableBox):
            lay_rows(item, heights, tops, room, y)
            y = item.bottom
        else:
            tops[item] = y
            y += heights[item]
    return y + room.lower


def cell_at(box: TableBox, x: float, y: float) -> TableCell:
    """The innermost cell at a point, or the nearest one."""
    cells = [cell for cell in box.cells() if cell.rows]
    found = min(cells, key=lambda cell: (_away(cell.top, y, cell.bottom), _away(cell.left, x, cell.right)))
    inner = [item for item in found.items if isinstance(item, TableBox) and item.top <= y < item.bottom]
    return cell_at(inner[0], x, y) if inner else found


def _away(low: float, value: float, high: float) -> float:
    return max(low - value, value - high, 0.0) if value != high else 0.01
