"""The cells of a table on one grid: those of its package, and those of new rows and columns among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from model.redline.table_shape import NO_SHAPE, CellShape, NewCell, TableShape
from model.redline.values import Clause

CellKey = tuple[int, int]
"""The numbers of a row and of a column; the order of both is that of the text."""
GridRow = Sequence[tuple[CellKey, NewCell | None]]
"""The cells of a row in the order of the text."""


def cells_on_grid(
    clauses: Sequence[Clause], shape: TableShape = NO_SHAPE
) -> tuple[TableShape, list[list[tuple[CellKey, list[Clause]]]]]:
    """The shape of a table as shown, and its cells, row by row. `shape` is that in the package, or `NO_SHAPE`."""
    rows: dict[int, dict[CellKey, list[Clause]]] = {}
    for clause in clauses:
        if clause.cell is not None:
            rows.setdefault(clause.cell[1], {}).setdefault(clause.cell[1:], []).append(clause)
    grid_rows: list[GridRow] = [
        [(key, next((part.shape for part in inside if part.shape), None)) for key, inside in row.items()] for row in rows.values()
    ]
    return on_grid(shape, grid_rows), [list(row.items()) for row in rows.values()]


def filled_widths(grid: Sequence[int], most: int) -> tuple[int, ...]:
    """The widths of columns; unknown ones (0) are like the others, and all are narrower if there is less room than `most`."""
    known = [width for width in grid if width]
    usual = sum(known) // len(known) if known else most // max(len(grid), 1)
    widths = [width or usual for width in grid]
    whole = sum(widths)
    return tuple(width if whole <= most else max(1, width * most // whole) for width in widths)


def on_grid(shape: TableShape, rows: Sequence[GridRow]) -> TableShape:
    """The shape of a table as shown: every cell on the grid, inserted columns among those of the package (or `NO_SHAPE`)."""
    put_in = _put_in(shape, rows)
    grid = _wider(shape, put_in)
    cells: dict[CellKey, CellShape] = {}
    loose: list[int] = []
    for place, row in enumerate(rows):
        if any(key in shape.cells for key, _ in row):
            cells |= _known_cells(shape, row, put_in)
        else:
            loose.append(place)
    count = max((cell.left + cell.columns for cell in cells.values()), default=max(map(_wide, rows), default=0))
    for place in loose:
        cells |= _beside(rows, place, cells, count) or _in_order(rows[place])
    widths = {cells[key].left: new.width for row in rows for key, new in row if new is not None and new.columns == 1}
    count = max((cell.left + cell.columns for cell in cells.values()), default=0)
    grid = [*grid[:count], *[0] * (count - len(grid))]
    grid = [width or widths.get(place, 0) for place, width in enumerate(grid)]
    heads = shape.heads if shape.cells else next((n for n, row in enumerate(rows) if not _is_heading(row)), len(rows))
    return _close(TableShape(tuple(grid), cells, heads, shape.leftwards), rows)


def _is_heading(row: GridRow) -> bool:
    return any(new is not None and new.heads for _, new in row)


def _wide(row: GridRow) -> int:
    return sum(new.columns if new is not None else 1 for _, new in row)


def _put_in(shape: TableShape, rows: Sequence[GridRow]) -> list[tuple[int, int, int]]:
    """The inserted columns in order: the edge of the package's grid at which each is inserted, its number, its width."""
    found: dict[int, tuple[int, int, int]] = {}
    for row in rows:
        known = [shape.cells[key] for key, _ in row if key in shape.cells]
        edge = known[0].left if known else 0
        for place, (key, new) in enumerate(row if known else ()):
            if key in shape.cells:
                edge = shape.cells[key].left + shape.cells[key].columns
            else:
                found.setdefault(key[1], (edge, place, new.width if new is not None else 0))
    order = sorted(found, key=lambda column: found[column][:2])
    return [(found[column][0], column, found[column][2]) for column in order]


def _wider(shape: TableShape, put_in: Sequence[tuple[int, int, int]]) -> list[int]:
    grid = list(shape.grid)
    for number, (edge, _, width) in enumerate(put_in):
        grid[edge + number : edge + number] = [width]
    return grid


def _known_cells(shape: TableShape, row: GridRow, put_in: Sequence[tuple[int, int, int]]) -> Iterator[tuple[CellKey, CellShape]]:
    """The cells of a row of the package, those that are put into it among them."""
    places = {column: edge + number for number, (edge, column, _) in enumerate(put_in)}
    for key, _ in row:
        cell = shape.cells.get(key)
        if cell is None:
            yield key, CellShape(places[key[1]])
            continue
        right = cell.left + cell.columns
        before = sum(1 for edge, _, _ in put_in if edge <= cell.left)
        within = sum(1 for edge, _, _ in put_in if cell.left < edge < right)
        yield key, replace(cell, left=cell.left + before, columns=cell.columns + within)


def _beside(rows: Sequence[GridRow], at: int, cells: Mapping[CellKey, CellShape], count: int) -> dict[CellKey, CellShape]:
    """The cells of a new row, like those of the nearest row, first above, with as many cells or its columns; else none."""
    row = rows[at]
    if _wide(row) == count and all(new is not None for _, new in row):
        return {}
    order = (*range(at - 1, -1, -1), *range(at + 1, len(rows)))
    known = [rows[other] for other in order if rows[other] and all(key in cells for key, _ in rows[other])]
    for other in known:
        if len(other) == len(row) and all(new is None or new.columns == 1 for _, new in row):
            pairs = zip(row, other, strict=True)
            return {key: CellShape(cells[beside].left, cells[beside].columns) for (key, _), (beside, _) in pairs}
    for other in known:
        columns = {key[1]: cells[key] for key, _ in other}
        if _wide(row) < count and all(key[1] in columns for key, _ in row):
            out = {key: CellShape(columns[key[1]].left, columns[key[1]].columns) for key, _ in row}
            last = row[-1][0]
            return {**out, last: CellShape(out[last].left, count - out[last].left)}
    return {}


def _in_order(row: GridRow) -> dict[CellKey, CellShape]:
    """The cells of a row, one after another."""
    out: dict[CellKey, CellShape] = {}
    left = 0
    for key, new in row:
        out[key] = CellShape(left, new.columns if new is not None else 1)
        left += out[key].columns
    return out


def _close(shape: TableShape, rows: Sequence[GridRow]) -> TableShape:
    """The shape without the columns that contain no cell; a cell extends to the next one of its row."""
    used = sorted({place for cell in shape.cells.values() for place in range(cell.left, cell.left + cell.columns)})
    now = {place: number for number, place in enumerate(used)}
    cells = {key: replace(cell, left=now[cell.left]) for key, cell in shape.cells.items()}
    for row in rows:
        for (key, _), (behind, _) in pairwise(row):
            cells[key] = replace(cells[key], columns=max(cells[key].columns, cells[behind].left - cells[key].left))
    return replace(shape, grid=tuple(shape.grid[place] for place in used), cells=cells)
