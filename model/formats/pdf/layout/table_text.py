"""Tables as lines of text in cells, whether lines or only the places of words show their columns."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from model.formats.pdf.layout.lines import PageLine, lines_of
from model.formats.pdf.layout.tables import PdfTable
from model.formats.pdf.layout.words import LineRules

_ALIKE = 4.0
"""Points between the borders of two parts of one table."""


class TableCellText(Struct):
    """The lines of a cell."""

    lines: list[PageLine]
    left: float
    right: float
    columns: int = 1
    inner: list[tuple[int, list[TableText]]] = field(default_factory=list)
    """The tables in it, and how many of its lines precede them."""


class TableText(Struct):
    """The rows of a table; cells from the side where lines begin."""

    rows: list[list[TableCellText]]
    page: int
    top: float
    bottom: float
    borders: list[float] = field(default_factory=list)
    """The edges of its columns."""
    heads: int = 0
    """How many of its first rows are repeated on each page."""
    is_ruled: bool = True
    """Whether lines show its cells."""


def text_of_table(table: PdfTable, page: int, width: float, rules: LineRules) -> TableText:
    """The text of a ruled table.

    table: its cells with their characters
    page: the number of the page
    width: that of the page, in points
    rules: those of the lines of the document
    """
    rows = []
    for row in table.rows:
        cells = []
        for cell in row[::-1] if rules.is_rtl else row:
            left, right = (width - cell.right, width - cell.left) if rules.is_rtl else (cell.left, cell.right)
            cells.append(TableCellText(lines_of(cell.spans, page, width, rules), left, right, cell.columns))
        rows.append(cells)
    borders = sorted(width - x for x in table.xs) if rules.is_rtl else table.xs
    return TableText(rows, page, table.top, table.bottom, borders)


def continues_table(table: TableText, below: TableText) -> bool:
    """Whether a table goes on with another one at the top of the next page."""
    return (
        below.page == table.page + 1
        and len(table.borders) == len(below.borders)
        and all(abs(above - under) < _ALIKE for above, under in zip(table.borders, below.borders, strict=True))
    )


def append_table(table: TableText, below: TableText) -> None:
    """Adds the rows of the next page to a table, without those that repeat its first rows."""
    count = 0
    while count < min(len(table.rows), len(below.rows) - 1, 3) and _words(table.rows[count]) == _words(below.rows[count]) != "":
        count += 1
    table.heads = max(table.heads, count)
    table.rows += below.rows[count:]
    table.page, table.bottom = below.page, below.bottom


def _words(row: Sequence[TableCellText]) -> str:
    return "\t".join(" ".join(line.text for line in cell.lines) for cell in row).strip("\t")
