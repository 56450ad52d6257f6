"""Tables in HTML: the rows and cells of an element, the grid that its merged cells span, and the widths of its columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from lxml import etree

from model.redline import Run
from model.redline.table_shape import MOST_ROWS, MOST_SPANNED, WIDEST
from model.text.lazy_regex import late

Loss = Literal["merged rows", "inner table", "pictures", "too large"]
"""What a new table of a text does not have: cells merged across rows, tables in cells, pictures, more rows and columns."""
Paragraphs = tuple[tuple[Run, ...], ...]
_SECTIONS = ("thead", "tbody", "tfoot")
_CELLS = ("td", "th")
_MOST_CELLS = 5_000
_LENGTH = late(r"\s*(\d{1,5}(?:\.\d{1,4})?)\s*(pt|px|cm|mm|in|pc)?\s*$")
_TWIPS = {"pt": 20.0, "px": 15.0, "": 15.0, "cm": 567.0, "mm": 56.7, "in": 1440.0, "pc": 240.0}
_NARROWEST = 200
"""In twips: a column that shows at least a character."""


class HtmlCell(NamedTuple):
    """A cell: its paragraphs, and the number of columns that it spans."""

    paragraphs: Paragraphs = ()
    columns: int = 1


class HtmlTable(NamedTuple):
    """A table of a page, which the page's paragraphs contain as lines too."""

    start: int
    stop: int
    """The range of those lines among the paragraphs of the page."""
    rows: tuple[tuple[HtmlCell, ...], ...]
    before: Paragraphs = ()
    """Its caption and other text that is in no cell."""
    widths: tuple[int, ...] = ()
    """The widths of its columns, in twips; none if they are unknown."""
    heads: int = 0
    """How many of its first rows are header rows."""


class _Placed(NamedTuple):
    left: int
    right: int
    cell: etree._Element | None
    """None for columns that a merged cell of a row above continues into."""


class Grid(NamedTuple):
    """The cells of a table in their columns."""

    rows: list[list[_Placed]]
    heads: int
    merged: bool
    """Whether a cell spans several rows."""


def outside_cells(table: etree._Element) -> Iterator[etree._Element]:
    """The elements of a table that are neither rows nor columns: its caption, and what a broken page has between the cells."""
    for child in table:
        if child.tag in _SECTIONS or child.tag == "tr":
            yield from (inner for inner in child if inner.tag not in (*_CELLS, "tr"))
        elif child.tag not in (*_CELLS, "col", "colgroup"):
            yield child


def is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges a page: it says so, has one cell at most, or is a row or column around other tables."""
    rows = list(_rows(table))
    widest = max(map(len, rows), default=0)
    if table.get("role") in ("presentation", "none") or sum(map(len, rows)) <= 1:
        return True
    return (len(rows) == 1 or widest == 1) and next(table.iterdescendants("table"), None) is not None


def grid_of(table: etree._Element) -> Grid | None:
    """The cells of a table on its grid; None if it has more rows or columns than a new table of a text."""
    rows = list(_rows(table))
    if len(rows) > MOST_ROWS or sum(map(len, rows)) > _MOST_CELLS:
        return None
    above: list[tuple[int, int, int]] = []
    placed: list[list[_Placed]] = []
    for row in rows:
        placed.append(_placed_row(row, above))
        if len(placed[-1]) > MOST_SPANNED:
            return None
        above = [(left, right, more - 1) for left, right, more in above if more > 1]
        spans = ((cell.left, cell.right, _span(cell.cell, "rowspan")) for cell in placed[-1] if cell.cell is not None)
        above = sorted(above + [(left, right, span - 1) for left, right, span in spans if span > 1])
    edges = sorted({cell.left for row in placed for cell in row})
    if len(edges) > MOST_SPANNED:
        return None
    columns = [[_in_columns(cell, edges) for cell in row] for row in placed]
    heads = next((number for number, row in enumerate(rows) if not _is_head(row)), 0)
    return Grid(columns, heads, any(cell.cell is None for row in placed for cell in row))


def rows_of(grid: Grid, read: Callable[[etree._Element], Paragraphs]) -> tuple[tuple[HtmlCell, ...], ...]:
    """The cells of each row, missing ones empty."""
    count = _columns(grid)
    out: list[tuple[HtmlCell, ...]] = []
    for row in grid.rows:
        cells: list[HtmlCell] = []
        at = 0
        for left, right, cell in row:
            cells += [HtmlCell()] * (left - at)
            cells.append(HtmlCell(read(cell) if cell is not None else (), right - left))
            at = right
        out.append((*cells, *[HtmlCell()] * (count - at)))
    return tuple(out)


def widths_of(grid: Grid, most: int) -> tuple[int, ...]:
    """The widths of the columns in twips, together `most` at the most; none if the page does not say that of each column."""
    known: dict[int, int] = {}
    for row in grid.rows:
        for left, right, cell in row:
            if cell is not None and right == left + 1 and (width := _width(cell)):
                known.setdefault(left, width)
    count = _columns(grid)
    if len(known) < count:
        return ()
    whole = sum(known.values())
    return tuple(max(_NARROWEST, known[place] * min(most, whole) // whole) for place in range(count))


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of each row that has some, in the order in which a browser shows the rows."""
    loose: list[etree._Element] = []
    feet: list[list[etree._Element]] = []
    for child in table:
        if _is_hidden(child):
            continue
        if child.tag in _CELLS:
            loose.append(child)
            continue
        if loose:
            yield loose
            loose = []
        rows = [child] if child.tag == "tr" else child.iterchildren("tr") if child.tag in _SECTIONS else ()
        found = [[cell for cell in row.iterchildren(*_CELLS) if not _is_hidden(cell)] for row in rows if not _is_hidden(row)]
        if child.tag == "tfoot":
            feet += filter(None, found)
        else:
            yield from filter(None, found)
    if loose:
        yield loose
    yield from feet


def _placed_row(row: Sequence[etree._Element], above: Sequence[tuple[int, int, int]]) -> list[_Placed]:
    """The cells of a row from left to right, among those that reach into it from above."""
    out: list[_Placed] = []
    queue = list(above)
    at = 0
    for cell in row:
        while queue and queue[0][0] <= at:
            left, right, _ = queue.pop(0)
            out.append(_Placed(left, right, None))
            at = right
        right = at + _span(cell, "colspan")
        if queue:
            right = min(right, queue[0][0])
        out.append(_Placed(at, right, cell))
        at = right
    return [*out, *(_Placed(left, right, None) for left, right, _ in queue)]


def _in_columns(cell: _Placed, edges: Sequence[int]) -> _Placed:
    return _Placed(
        bisect_left(edges, cell.left), max(bisect_left(edges, cell.right), bisect_left(edges, cell.left) + 1), cell.cell
    )


def _columns(grid: Grid) -> int:
    return max((cell.right for row in grid.rows for cell in row), default=0)


def _span(cell: etree._Element | None, name: str) -> int:
    """How many columns or rows a cell spans, as a browser understands it."""
    text = (cell.get(name) or "").strip() if cell is not None else ""
    if not text.isascii() or not text.isdecimal():
        return 1
    number = int(text[:9])
    return min(number or (MOST_ROWS if name == "rowspan" else 1), MOST_ROWS)


def _is_head(row: Sequence[etree._Element]) -> bool:
    """Whether it is a header row: in the head of the table, or with nothing but header cells."""
    outer = row[0].getparent()
    section = outer.getparent() if outer is not None else None
    return (section is not None and section.tag == "thead") or all(cell.tag == "th" for cell in row)


def _is_hidden(element: etree._Element) -> bool:
    return "display:none" in (element.get("style") or "").replace(" ", "").lower()


def _width(cell: etree._Element) -> int:
    """The width that a cell gives to its column, in twips; 0 if none."""
    declared = re.search(r"(?:^|;)\s*width\s*:\s*([^;]{1,20})", cell.get("style") or "", re.IGNORECASE)
    for text in (declared[1].lower() if declared else "", cell.get("width") or ""):
        if length := _LENGTH.match(text):
            return min(round(float(length[1]) * _TWIPS[length[2] or ""]), WIDEST)
    return 0
