"""Reads the Table of Frequency Allocations out of the cells of a redline."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from model.allocations.frequencies import Band, band_at, find_band, options_at
from model.allocations.lines import read_line, without_marks
from model.allocations.services import marks_primary_by_bold, words
from model.allocations.values import REGIONS, AllocationCell, AllocationRow, AllocationTable, CellLine
from model.redline import KEPT, SIDES, Clause, Side, groups
from model.redline.table_grid import CellKey, cells_on_grid
from model.redline.table_shape import NO_SHAPE, TableShape
from model.submission.search import Passage
from model.submission.story import NO_TEXT
from model.text.stepwise import run_to_end

_MOST = 0.5
"""A cell belongs to a Region if it extends over more than this part of its column."""
_SLACK = 0.1
"""Columns of Word tables are drawn by hand: less than this part of a column is not a part of a Region."""
_TITLE_LINES = 3
"""How many paragraphs before a table may contain its title."""
Rows = Sequence[Sequence[tuple[CellKey, Sequence[Clause]]]]


def table_numbers(clauses: Sequence[Clause]) -> list[int]:
    """The tables of a text in which some cell begins with a band, by their numbers; most texts have none."""
    found: dict[int, None] = {}
    for clause in clauses:
        if clause.cell is not None and clause.cell[0] not in found and _begins_with_band((clause,)):
            found[clause.cell[0]] = None
    return list(found)


def _begins_with_band(clauses: Sequence[Clause]) -> bool:
    """Whether some paragraphs begin with a band, on either side."""
    texts = {"".join(clause.text for clause in clauses)}
    if any(run.status is not KEPT for clause in clauses for run in clause.runs):
        texts |= {"".join(clause.text_on(side) for clause in clauses) for side in SIDES}
    return any(map(_is_band, (without_marks(text).lstrip() for text in texts)))


def _is_band(text: str) -> bool:
    return band_at(text) is not None or options_at(text) > 0


def read_table_of_allocations(
    clauses: Sequence[Clause], number: int, side: Side, language: str, shapes: Mapping[int, TableShape]
) -> AllocationTable | None:
    """A table of a text on one side; None if it is not a Table of Frequency Allocations, which has a column for each Region.

    clauses: all clauses of the text
    number: that of the table, as `Clause.cell` has it
    side: the side that is read
    language: that of its words
    shapes: the shapes of the tables in the package of the text
    """
    return run_to_end(table_by_rows(clauses, number, side, language, shapes))


def table_by_rows(
    clauses: Sequence[Clause], number: int, side: Side, language: str, shapes: Mapping[int, TableShape]
) -> Generator[None, None, AllocationTable | None]:
    """The same step by step, row by row.

    clauses: all clauses of the text
    number: that of the table, as `Clause.cell` has it
    side: the side that is read
    language: that of its words
    shapes: the shapes of the tables in the package of the text
    """
    inside = [clause for clause in clauses if clause.cell is not None and clause.cell[0] == number]
    if not inside:
        return None
    shape, rows = cells_on_grid(inside, shapes.get(number, NO_SHAPE))
    yield
    edges, head = _regions(rows, shape, language)
    if edges is None:
        return None
    read: list[AllocationRow] = []
    spans = _Spans(shape, edges)
    for row in rows[head:]:
        if row[0][1][0].row.on(side):
            cells = tuple(_cell(key, parts, spans, side, language) for key, parts in row)
            read.append(AllocationRow(row[0][0][0], cells))
            yield
    if not any(cell.band is not None for row in read for cell in row.cells):
        return None
    start = next(place for place, clause in enumerate(clauses) if clause.cell is not None and clause.cell[0] == number)
    return AllocationTable(number, tuple(read), shape.grid, _title(clauses[:start], rows[:head], side), language)


def _regions(rows: Rows, shape: TableShape, language: str) -> tuple[list[tuple[int, int]] | None, int]:
    """The columns of the grid that each Region has, and the number of rows above the first band; None if there are no three."""
    names = [form.replace("{n}", str(region)) for form in words("region").values() for region in REGIONS]
    for place, row in enumerate(rows):
        texts = [" ".join("".join(clause.text for clause in inside).split()) for _, inside in row]
        if len(row) == len(REGIONS) and all(any(name.casefold() in text.casefold() for name in names) for text in texts):
            return [_span(shape, key) for key, _ in row], place + 1
        if any(_begins_with_band(inside) for _, inside in row):
            return ([(0, 1), (1, 2), (2, 3)] if len(shape.grid) == len(REGIONS) else None), place
    return None, 0


def _span(shape: TableShape, key: CellKey) -> tuple[int, int]:
    return shape.cells[key].left, shape.cells[key].left + shape.cells[key].columns


class _Spans:
    """The Regions over which cells extend."""

    def __init__(self, shape: TableShape, edges: Sequence[tuple[int, int]]) -> None:
        """`edges` are the columns of the grid that each Region has."""
        self.shape = shape
        self._edges = edges
        self._known: dict[tuple[int, int], tuple[tuple[int, ...], bool]] = {}

    def regions(self, left: int, right: int) -> tuple[tuple[int, ...], bool]:
        """The Regions of a span of columns, and whether it extends over a part of one."""
        found = self._known.get((left, right))
        if found is None:
            parts = [_part(self.shape.grid, (left, right), edge) for edge in self._edges]
            regions = tuple(region for region, part in zip(REGIONS, parts, strict=True) if part > _MOST)
            found = self._known[left, right] = regions, any(_SLACK < part < 1 - _SLACK for part in parts)
        return found


def _cell(key: CellKey, inside: Sequence[Clause], spans: _Spans, side: Side, language: str) -> AllocationCell:
    left, right = _span(spans.shape, key)
    regions, crossing = spans.regions(left, right)
    lines = _with_options(list(_lines(inside, side, language)))
    goes_on = spans.shape.cells[key].goes_on or not lines
    return AllocationCell(key[0], key[1], left, right - left, regions, crossing, lines, goes_on)


def _part(grid: Sequence[int], span: tuple[int, int], edge: tuple[int, int]) -> float:
    """The part of a Region's columns over which a span of columns extends."""
    known = all(grid)
    whole = sum(grid[place] if known else 1 for place in range(*edge))
    shared = sum(grid[place] if known else 1 for place in range(max(span[0], edge[0]), min(span[1], edge[1])))
    return shared / whole if whole else 0.0


def _lines(inside: Sequence[Clause], side: Side, language: str) -> Iterator[CellLine]:
    """The lines of a cell that have a text on a side."""
    first, by_bold = True, marks_primary_by_bold(language)
    for group in groups(inside, side):
        text = Passage(NO_TEXT, group, side).text
        if not text.strip():
            continue
        yield CellLine(group, text, read_line(text, language, first=first, bold=by_bold and _is_bold(group, side)))
        first = False


def _with_options(lines: Sequence[CellLine]) -> tuple[CellLine, ...]:
    """The lines of a cell; if the second one is a band in brackets too, the first one has options instead of a band."""
    texts = [line.text.strip() for line in lines[:2]]
    if len(texts) < 2 or lines[0].words.kind != "band" or not all(text[:1] == "[" and _is_whole_band(text) for text in texts):
        return tuple(lines)
    words = replace(lines[0].words, band=None, options=" ".join(texts))
    return replace(lines[0], words=words), *lines[1:]


def _is_whole_band(text: str) -> bool:
    found = band_at(text)
    return found is not None and found[1] == len(text)


def _is_bold(group: Sequence[Clause], side: Side) -> bool:
    runs = [run for clause in group for run in clause.runs if run.status.on(side) and re.search(r"[^\W\d]", run.text)]
    return bool(runs) and runs[0].style_on(side).bold


def _title(before: Sequence[Clause], head: Rows, side: Side) -> Band | None:
    """The band in the title of a table, which is in a paragraph before it or in its first rows."""
    titles = [clause.text_on(side) for _, cell in groupby(before, lambda clause: clause.cell) for clause in cell]
    heads = [clause.text_on(side) for row in head for _, inside in row for clause in inside]
    near = [*reversed(titles[-_TITLE_LINES:]), *heads]
    return next((band for text in near if (band := find_band(text)) is not None), None)
