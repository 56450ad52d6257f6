"""The neighbours of a paragraph above and below it in a text with tables."""

from __future__ import annotations

from widgets.editor.tables.geometry import TableBox, TableCell, cell_at
from widgets.editor.tables.layout import TableLayout
from widgets.editor.tables.placed import PlacedTable


def neighbour(tables: TableLayout, number: int, x: float, *, down: bool) -> int | None:
    """The number of the block below or above another at a distance from the left; None if it is simply the next or the previous
    block, or if there is none."""
    table = tables.at_block(number)
    if table is None:
        table = tables.at_block(number + (1 if down else -1))
        if table is None:
            return None
        y = 0.0 if down else table.box.bottom - 1
        return _facing(table, cell_at(table.box, x, y), y, down=down)
    cell = table.cell_of[number - table.first]
    if number - table.first != (cell.ends if down else cell.begins):
        item = cell.items[cell.items.index(number - table.first) + (1 if down else -1)]
        return _inner(table, item, x, down=down) if isinstance(item, TableBox) else None
    y = _beyond_gap(table, cell.bottom + 0.5 if down else cell.top - 0.5, down=down)
    if y < 0 or y > table.box.bottom:
        return table.stop if down else table.first - 1
    return _facing(table, cell_at(table.box, x, y), y, down=down)


def _inner(table: PlacedTable, inner: TableBox, x: float, *, down: bool) -> int:
    y = inner.top if down else inner.bottom - 0.5
    return _facing(table, cell_at(inner, x, y), y, down=down)


def _beyond_gap(table: PlacedTable, y: float, *, down: bool) -> float:
    """The height, or that beyond the gap between two pages in which it is."""
    for row, gap in zip(table.box.rows[1:], table.gaps[1:], strict=False):
        if row[0].top - gap <= y < row[0].top:
            return row[0].top + 0.5 if down else row[0].top - gap - 0.5
    return y


def _facing(table: PlacedTable, cell: TableCell, y: float, *, down: bool) -> int:
    """The first paragraph of a cell on the way down or up from a height."""
    paragraphs = [item for item in cell.items if isinstance(item, int)]
    if down:
        at = next((item for item in paragraphs if table.tops[item] + table.heights[item] > y), paragraphs[-1])
    else:
        at = next((item for item in reversed(paragraphs) if table.tops[item] < y), paragraphs[0])
    return table.first + at
