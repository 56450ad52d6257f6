"""The shapes of the tables of a text: column widths, merged cells and header rows, from the package that it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from lxml import etree
from msgspec.structs import replace

from model.errors import FileError
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import VAL, W, is_on
from model.formats.word.reading.blocks import BlockWalk
from model.redline import Clause, NewCell, Redline
from model.redline.table_shape import NO_SHAPE, WIDEST, CellShape, TableShape
from model.submission.values import Proposal, Submission

_TBL, _TR, _TC = W + "tbl", W + "tr", W + "tc"
MOST_COLUMNS = 1_000
"""More columns than any table has."""


def table_shapes(clauses: Iterable[Clause], package: bytes) -> dict[int, TableShape]:
    """The shapes of the tables of a text by their numbers in it; the clauses are those that were read from the package."""
    inside = [clause for clause in clauses if clause.cell is not None and clause.source.isdigit()]
    if not inside or not package:
        return {}
    places, shapes = _read(package)
    found: dict[int, tuple[TableShape, dict[tuple[int, int], CellShape]]] = {}
    for clause in inside:
        place = places.get(int(clause.source))
        if place is None or clause.cell is None:
            continue
        table, *cell = clause.cell
        _, cells = found.setdefault(table, (shapes[place[0]], {}))
        cell_shape = shapes[place[0]].cells.get(place[1:])
        if cell_shape is not None:
            cells[cell[0], cell[1]] = cell_shape
    return {table: TableShape(shape.grid, cells, shape.heads, shape.leftwards) for table, (shape, cells) in found.items()}


def shapes_by_text(submission: Submission) -> Callable[[Proposal], Mapping[int, TableShape]]:
    """The function that gives the shapes of the tables of a text; a text without tables asks its package for nothing."""

    def of(proposal: Proposal) -> Mapping[int, TableShape]:
        if all(clause.cell is None for clause in proposal.original.clauses):
            return {}
        return table_shapes(proposal.original.clauses, submission.sources.get(proposal.source, b""))

    return of


@lru_cache(maxsize=2)
def _read(data: bytes) -> tuple[dict[int, tuple[int, int, int]], tuple[TableShape, ...]]:
    """The cell of each paragraph of a package, by its number, and the shapes of its tables; nothing if it is damaged."""
    try:
        package = Package.open(data)
        body = package.xml(package.main)
    except FileError:
        return {}, ()
    places: dict[int, tuple[int, int, int]] = {}
    tables: dict[int, etree._Element] = {}
    cells: dict[int, dict[tuple[int, int], etree._Element]] = {}
    for number, block in enumerate(BlockWalk().blocks(body)):
        if block.cell is not None:
            places[number] = block.cell
            cell = next(block.element.iterancestors(_TC))
            cells.setdefault(block.cell[0], {}).setdefault(block.cell[1:], cell)
            tables.setdefault(block.cell[0], next(cell.iterancestors(_TBL)))
    return places, tuple(
        _shape(tables[table], cells[table]) if table in tables else NO_SHAPE for table in range(max(tables, default=-1) + 1)
    )


def _shape(table: etree._Element, cells: Mapping[tuple[int, int], etree._Element]) -> TableShape:
    grid = tuple(_number(column.get(W + "w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))[:MOST_COLUMNS]
    made: dict[tuple[int, int], CellShape] = {}
    heads = 0
    for row, columns_of_row in groupby(sorted(cells), itemgetter(0)):
        inside = [(column, cells[row, column]) for _, column in columns_of_row]
        element = next(inside[0][1].iterancestors(_TR))
        left = _number(_value(element, "trPr/w:gridBefore"))
        for column, cell in inside:
            columns = min(max(1, _number(_value(cell, "tcPr/w:gridSpan"))), MOST_COLUMNS)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(VAL, "continue") == "continue"
            made[row, column] = CellShape(min(left, MOST_COLUMNS), columns, goes_on)
            left += columns
        heads += heads == row and is_on(element.find(f"{W}trPr/{W}tblHeader"))
    return TableShape(grid, made, heads, is_on(table.find(f"{W}tblPr/{W}bidiVisual")))


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find(W + path.replace("w:", W))
    return found.get(VAL) if found is not None else None


def _number(value: str | None) -> int:
    """A whole number from 0; 0 if the text is no number."""
    try:
        return max(0, round(float(value or 0)))
    except (ValueError, OverflowError):
        return 0


# -- shapes in a comparison: rows in force are found in their package, new ones keep those of the other file


def in_cells_of(original: Redline, redline: Redline) -> Redline:
    """The text as read from its package in the cells of the redline, by which the shapes of its tables are found."""
    placed = {clause.source: clause.cell for clause in redline.clauses if clause.cell is not None and clause.source}
    cells = {clause.cell: placed[clause.source] for clause in original.clauses if clause.cell and clause.source in placed}
    if all(known == now for known, now in cells.items()):
        return original
    clauses = [
        replace(clause, cell=cells.get(clause.cell, clause.cell)) if clause.cell is not None else clause
        for clause in original.clauses
    ]
    return replace(original, clauses=tuple(clauses))


def with_shapes_of(text: Redline, package: bytes) -> Redline:
    """A text that was read from a package, with the shapes of its cells in its clauses, so that they do not need the package."""
    shapes = table_shapes(text.clauses, package)
    return replace(text, clauses=tuple([_shaped(clause, shapes) for clause in text.clauses])) if shapes else text


def _shaped(clause: Clause, shapes: Mapping[int, TableShape]) -> Clause:
    if clause.cell is None or clause.shape is not None or clause.cell[0] not in shapes:
        return clause
    table = shapes[clause.cell[0]]
    cell = table.cells.get(clause.cell[1:])
    if cell is None:
        return clause
    width = min(sum(table.grid[cell.left : cell.left + cell.columns]), WIDEST)
    return replace(clause, shape=NewCell(width, cell.columns, heads=clause.cell[1] < table.heads))


def without_known_shapes(redline: Redline) -> Redline:
    """A redline without the shapes of cells that its package has."""
    known = {clause.cell for clause in redline.clauses if clause.cell is not None and clause.source}
    clauses = [replace(clause, shape=None) if clause.shape and clause.cell in known else clause for clause in redline.clauses]
    return replace(redline, clauses=tuple(clauses))
