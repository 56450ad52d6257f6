"""Ruled tables: the grids that lines make on a page, and the text in their cells."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from model.formats.pdf.pages import PdfRule, PdfSpan, edges

_TOUCH = 3.0
"""Points: lines that are closer meet."""
_MOST_MEETINGS = 1_000_000
"""Pairs of a line and a bar that are compared on a page."""
_LEAST = 6.0
"""Points: a shorter line bounds no cell."""


class GridCell(Struct):
    """A cell, perhaps over several columns and rows of the grid."""

    left: float
    top: float
    right: float
    bottom: float
    columns: int
    spans: list[PdfSpan] = field(default_factory=list)
    goes_on: bool = False
    """Whether it continues the cell above it."""


class PdfTable(Struct):
    """A table on a page: its rows from top to bottom, their cells from left to right."""

    left: float
    top: float
    right: float
    bottom: float
    rows: list[list[GridCell]]
    xs: list[float]
    """The places of its vertical lines."""

    def contains(self, x: float, y: float) -> bool:
        """Whether a point is in the table."""
        return self.left - 1 <= x <= self.right + 1 and self.top - 1 <= y <= self.bottom + 1


class _Edge(Struct):
    """A horizontal or vertical line: its place, its beginning and its end along itself."""

    at: float
    start: float
    stop: float


def find_tables(rules: Sequence[PdfRule]) -> list[PdfTable]:
    """The tables that rules make, from top to bottom. A single box is none."""
    across = _joined(_Edge((rule.y0 + rule.y1) / 2, rule.x0, rule.x1) for rule in rules if _is_across(rule))
    down = _joined(_Edge((rule.x0 + rule.x1) / 2, rule.y0, rule.y1) for rule in rules if not _is_across(rule))
    if len(across) * len(down) > _MOST_MEETINGS:
        return []  # a drawing
    tables = [table for lines, bars in _groups(across, down) if (table := _table(lines, bars)) is not None]
    tables.sort(key=lambda table: (table.top, table.left))
    return [table for table in tables if not any(_is_inside(table, other) for other in tables)]


def _is_inside(table: PdfTable, other: PdfTable) -> bool:
    return other is not table and other.contains(table.left, table.top) and other.contains(table.right, table.bottom)


def _is_across(rule: PdfRule) -> bool:
    return rule.x1 - rule.x0 >= rule.y1 - rule.y0


def _joined(parts: Iterable[_Edge]) -> list[_Edge]:
    """Edges of which those that continue each other, or lie beside each other as double lines do, are one."""
    out: list[_Edge] = []
    for edge in sorted(parts, key=lambda edge: (round(edge.at), edge.start)):
        last = next((other for other in reversed(out[-6:]) if _continues(other, edge)), None)
        if last is None:
            out.append(_Edge(edge.at, edge.start, edge.stop))
        else:
            last.start, last.stop = min(last.start, edge.start), max(last.stop, edge.stop)
    return [edge for edge in out if edge.stop - edge.start >= _LEAST]


def _continues(last: _Edge, edge: _Edge) -> bool:
    return abs(last.at - edge.at) <= 1.5 and edge.start <= last.stop + _TOUCH and edge.stop >= last.start - _TOUCH


def _groups(across: list[_Edge], down: list[_Edge]) -> list[tuple[list[_Edge], list[_Edge]]]:
    """Lines and bars that are connected."""
    group = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for low, bar in enumerate(down, len(across)):
        for high, line in enumerate(across):
            if _meet(line, bar):
                group[root(low)] = root(high)
    found: dict[int, tuple[list[_Edge], list[_Edge]]] = {}
    for at in range(len(group)):
        lines, bars = found.setdefault(root(at), ([], []))
        if at < len(across):
            lines.append(across[at])
        else:
            bars.append(down[at - len(across)])
    return list(found.values())


def _meet(line: _Edge, bar: _Edge) -> bool:
    return line.start - _TOUCH <= bar.at <= line.stop + _TOUCH and bar.start - _TOUCH <= line.at <= bar.stop + _TOUCH


def _table(lines: list[_Edge], bars: list[_Edge]) -> PdfTable | None:
    if not lines or not bars or len(lines) + len(bars) < 4:
        return None
    xs = _places([bar.at for bar in bars] + [end for line in lines for end in (line.start, line.stop)])
    ys = _places([line.at for line in lines] + [end for bar in bars for end in (bar.start, bar.stop)])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2) or len(xs) > 64:
        return None
    rows = _rows(xs, ys, lines, bars)
    if sum(len(row) for row in rows) < 2:
        return None
    return PdfTable(xs[0], ys[0], xs[-1], ys[-1], rows, xs)


def _places(values: list[float]) -> list[float]:
    """Values without those that nearly repeat another."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _TOUCH + 1:
            out.append(value)
    return out


def _rows(xs: Sequence[float], ys: Sequence[float], lines: Sequence[_Edge], bars: Sequence[_Edge]) -> list[list[GridCell]]:
    rows: list[list[GridCell]] = []
    above: list[GridCell] = []
    for top, bottom in itertools.pairwise(ys):
        row: list[GridCell] = []
        start = 0
        for at in range(1, len(xs)):
            if at < len(xs) - 1 and not _is_covered(bars, xs[at], top, bottom):
                continue
            cell = GridCell(xs[start], top, xs[at], bottom, at - start)
            upper = next((other for other in above if other.left == cell.left and other.right == cell.right), None)
            cell.goes_on = upper is not None and not _is_covered(lines, top, cell.left, cell.right)
            row.append(cell)
            start = at
        if row and all(cell.goes_on for cell in row):
            for cell, upper in zip(row, above, strict=False):
                upper.bottom = cell.bottom
            continue
        rows.append(row)
        above = row
    return rows


def _is_covered(edges_: Sequence[_Edge], at: float, start: float, stop: float) -> bool:
    """Whether an edge is drawn over most of a part of its place."""
    covered = 0.0
    for edge in edges_:
        if abs(edge.at - at) <= _TOUCH + 1:
            covered += max(0.0, min(edge.stop, stop) - max(edge.start, start))
    return covered >= 0.6 * (stop - start)


def take_text(table: PdfTable, spans: Sequence[PdfSpan]) -> list[PdfSpan]:
    """Puts the spans in a table into its cells; returns the others."""
    out: list[PdfSpan] = []
    for span in spans:
        middle = span.baseline - 0.3 * span.size
        if not table.top - 1 <= middle <= table.bottom + 1 or not table.contains((span.left + span.right) / 2, middle):
            out.append(span)
            continue
        row = next((row for row in table.rows if row and middle <= max(cell.bottom for cell in row)), table.rows[-1])
        for part in _parts(span, [cell.right for cell in row[:-1]]):
            place = (part.left + part.right) / 2
            cell = next((cell for cell in row if place <= cell.right), row[-1])
            owner = _first_of_merged(table, row, cell)
            owner.spans.append(part)
    return out


def _first_of_merged(table: PdfTable, row: list[GridCell], cell: GridCell) -> GridCell:
    at = table.rows.index(row)
    while cell.goes_on and at > 0:
        at -= 1
        cell = next(other for other in table.rows[at] if other.left == cell.left and other.right == cell.right)
    return cell


def _parts(span: PdfSpan, borders: Sequence[float]) -> list[PdfSpan]:
    """A span divided where it crosses a border."""
    crossed = [border for border in borders if span.left < border - 1 and span.right > border + 1]
    if not crossed or span.lefts[0] > span.lefts[len(span.text) - 1]:
        return [span]
    out, start = [], 0
    for border in [*crossed, float("inf")]:
        stop = next((at for at in range(start, len(span.text)) if span.lefts[at] >= border - 0.5), len(span.text))
        if stop > start:
            out.append(part_of(span, start, stop))
        start = stop
    return out


def part_of(span: PdfSpan, start: int, stop: int) -> PdfSpan:
    """Some characters of a span."""
    return PdfSpan(
        span.text[start:stop], edges(array("f", span.lefts[start:stop])), edges(array("f", span.rights[start:stop])), span.top,
        span.bottom, span.baseline, span.font, span.size, span.is_bold, span.is_italic, span.angle, span.is_hidden, span.colour,
    )  # fmt: skip
