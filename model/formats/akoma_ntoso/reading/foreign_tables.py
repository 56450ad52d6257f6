"""The columns of tables that somebody else marked up."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from model.formats.akoma_ntoso.reading.inline import local
from model.formats.akoma_ntoso.reading.own_values import number_of
from model.redline.table_shape import MOST_SPANNED


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of a row."""
    return [cell for cell in row if local(cell)]


def spans_of(rows: Sequence[etree._Element]) -> list[list[int]]:
    """The columns that each cell spans, so that all rows are equally wide; 0 if they are, or if Word allows no such width."""
    colspans = [[number_of(cell.get("colspan", "")) or 1 for cell in cells_of(row)] for row in rows]
    widest = max(map(sum, colspans), default=0)
    even = all(sum(row) == len(row) == widest for row in colspans)
    if even or widest > MOST_SPANNED:
        return [[0] * len(row) for row in colspans]
    return [[*row[:-1], row[-1] + widest - sum(row)] if row else [] for row in colspans]
