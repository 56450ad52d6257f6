"""The shape of a table without its text: columns, merged cells, header rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

WIDEST = 31_680
"""The widest column that Word knows, in twips."""

MOST_SPANNED = 63
"""The most columns that a table of Word has."""

MOST_ROWS = 1_000
"""The most rows of a new table."""


class NewCell(Struct, frozen=True):
    """The shape of a cell that no package has: that of a new table, or of a new column or row of one."""

    width: Annotated[int, Meta(ge=0, le=WIDEST)] = 0
    """In twips; 0: like the others."""
    columns: Annotated[int, Meta(ge=1, le=MOST_SPANNED)] = 1
    """How many columns it spans."""
    heads: bool = False
    """Whether its row is repeated on each page."""


class CellShape(Struct, frozen=True):
    """A cell on the grid of its table."""

    left: int
    """Its first column of the grid, from 0."""
    columns: int = 1
    goes_on: bool = False
    """Whether it continues the cell above it (vertical merge)."""


class TableShape(Struct, frozen=True):
    """A table without its text."""

    grid: tuple[int, ...] = ()
    """The widths of its columns, in twips."""
    cells: Mapping[tuple[int, int], CellShape] = {}
    """By row and column, as `Clause.cell` counts them."""
    heads: int = 0
    """How many of the first rows are repeated on each page."""
    leftwards: bool = False
    """Whether its first column is on the right."""


NO_SHAPE = TableShape()
