"""The shape of a table, without what it says: columns, merged cells, header rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct


class CellShape(Struct, frozen=True):
    """A cell on the grid of its table."""

    left: int
    """Its first column of the grid, from 0."""
    columns: int = 1
    goes_on: bool = False
    """Whether it goes on the cell above it (merged downwards)."""


class TableShape(Struct, frozen=True):
    """A table without what it says."""

    grid: tuple[int, ...] = ()
    """The widths of its columns, in twips."""
    cells: Mapping[tuple[int, int], CellShape] = {}
    """By row and column, as `Clause.cell` counts them."""
    heads: int = 0
    """How many of the first rows are repeated on each page."""
    leftwards: bool = False
    """Whether its first column stands on the right."""


NO_SHAPE = TableShape()


def cells_on_grid(shape: TableShape, rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[CellShape]]:
    """The shapes of the cells of a table, given by row and column as `Clause.cell` counts them. A row that the shape does not
    know is like the nearest row above it, else below it, with as many cells."""
    known = [[shape.cells.get(cell) for cell in row] for row in rows]
    out: list[list[CellShape]] = []
    for at, row in enumerate(rows):
        shapes = known[at]
        if any(each is None for each in shapes):
            order = (*range(at - 1, -1, -1), *range(at + 1, len(rows)))
            like = next((known[other] for other in order if len(known[other]) == len(row) and None not in known[other]), None)
            shapes = like if like is not None and not any(shapes) else _in_order(shapes)
            known[at] = shapes = [CellShape(each.left, each.columns) for each in shapes if each is not None]
        out.append([each for each in shapes if each is not None])
    return out


def _in_order(shapes: Sequence[CellShape | None]) -> list[CellShape | None]:
    """The cells of a row one behind another, each as wide as it is known to be."""
    out: list[CellShape | None] = []
    left = 0
    for shape in shapes:
        columns = shape.columns if shape is not None else 1
        out.append(CellShape(left, columns, shape is not None and shape.goes_on))
        left += columns
    return out


def column_widths(shape: TableShape, count: int, usual: float) -> list[float]:
    """The widths of so many columns, in twips; of those that the shape does not know the mean of the others, else `usual`."""
    grid = [float(each) for each in shape.grid[:count]]
    mean = sum(grid) / len(grid) if any(grid) else usual
    return [each or mean for each in grid] + [mean] * (count - len(grid))
