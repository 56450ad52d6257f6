"""The shape of a table, without what it says: columns, merged cells, header rows."""

from __future__ import annotations

from collections.abc import Mapping

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
