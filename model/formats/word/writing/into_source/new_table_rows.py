"""Rows and tables that a text has and the package that it is written into has not: made before its lines are put."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from copy import deepcopy
from itertools import groupby
from typing import TypeVar

from lxml import etree

from model.formats.word.package.wordml import VAL, W, elements
from model.formats.word.writing.body.proposal_text import WrittenText
from model.formats.word.writing.body.revision_marks import RevisionMarks
from model.formats.word.writing.body.table_markup import TableMarkup, cell_mark, table_markup
from model.formats.word.writing.into_source.document_tree import Cell, Tree, remove
from model.formats.word.writing.into_source.grown_grid import GrownGrid, cells_of_row
from model.redline import Clause, NewCell, Status
from model.redline.cells import enclosing_cells

K = TypeVar("K")
_TC, _TR = W + "tc", W + "tr"
_OF_THE_OTHER = tuple("ins del trPrChange tcPrChange tblPrExChange cellIns cellDel cellMerge vMerge cnfStyle".split())
"""The properties that are valid for the copied row only."""


def make_rows(
    tree: Tree, text: WrittenText, clauses: Sequence[Clause], marks: RevisionMarks, table_style: Callable[[], str]
) -> None:
    """Makes the rows, cells and tables of a text that have no paragraph from the package, empty, and registers their cells in
    the tree. New rows are formatted like the row beside them, new tables as a plain grid. Cells that are wholly new or deleted
    in a row that stays are tracked, unless only one side is written.

    tree: the body that is written into
    text: the text of one proposal
    clauses: those that are written
    marks: the tracked changes of the export
    table_style: the id of the style of new tables
    """
    inside_of = _cells(text.redline.clauses)
    new = {cell for cell, inside in inside_of.items() if _is_new(inside) and tree.row_of(inside) is None}
    around = _outer_cells(clauses)
    for table, group in _group_by(clauses, lambda cell: cell[0]).items():
        rows = [(number, list(cells)) for number, cells in groupby(group, key=lambda clause: clause.cell and clause.cell[1])]
        known = {number: found for number, cells in rows if (found := tree.row_of(cells)) is not None}
        fresh = [(number, cells) for number, cells in rows if number not in known]
        gone = (clause for clause in text.redline.clauses if clause.cell is not None and clause.cell[0] == table)
        last = None if known else tree.row_of(gone)  # a row of the other side, which the new ones follow
        if not known and last is None:
            written = [clause for _, cells in fresh for clause in cells]
            tracked = None if text.side else marks
            markup = table_markup(written, table_style(), tracked, leftwards=text.redline.language == "ar")
            tree.wait_with(table, _table(tree, fresh, markup), around.get(table))
            continue
        grid = GrownGrid.of(next(iter(known.values()), None))
        for number, cells in rows:
            if number is None or number in known:
                last = known.get(number)
                if last is not None:
                    _make_cells(tree, last, cells, new, None if text.side else marks, grid)
                continue
            beside = last if last is not None else known[min(known)]
            row = _row_like(beside, cells)
            if last is None:
                beside.addprevious(row)
            else:
                last.addnext(row)
            last = row
            _tell(tree, row, cells)
            for cell, inside in _cells(cells).items() if text.side is None else ():
                made, mark = tree.cell(cell), cell_mark(inside, marks)
                if made is not None and mark:
                    _mark(made, mark)
            if grid is not None:
                grid.fresh.add(row)
        if grid is not None:
            grid.fit(None if text.side else marks)


def _is_new(inside: Sequence[Clause]) -> bool:
    """Whether a cell is new in a row of the package."""
    ends = {clause.end.status for clause in inside} - {Status.RETRACTED}
    return inside[0].row is not Status.INSERTED and ends == {Status.INSERTED}


def _cells(clauses: Iterable[Clause]) -> dict[Cell, list[Clause]]:
    return _group_by(clauses, lambda cell: cell)


def _group_by(clauses: Iterable[Clause], key: Callable[[Cell], K]) -> dict[K, list[Clause]]:
    """The paragraphs of tables by a key of their cells; a nested table is a table of its own."""
    out: dict[K, list[Clause]] = {}
    for clause in clauses:
        if clause.cell is not None:
            out.setdefault(key(clause.cell), []).append(clause)
    return out


def _make_cells(
    tree: Tree,
    row: etree._Element,
    clauses: Sequence[Clause],
    new: Set[Cell],
    marks: RevisionMarks | None,
    grid: GrownGrid | None = None,
) -> None:
    """The cells of a row of the package: those that are missing made, those of one side tracked."""
    last: etree._Element | None = None
    for cell, inside in _cells(clauses).items():
        element = tree.cell(cell) if cell not in new else None
        if element is None:
            element = etree.Element(_TC)
            beside = last if last is not None else next(cells_of_row(row), None)
            properties = beside.find(W + "tcPr") if beside is not None else None
            if properties is not None:
                element.append(deepcopy(properties))
                etree.strip_elements(element, *(W + name for name in (*_OF_THE_OTHER, "gridSpan")), with_tail=False)
            if last is not None:
                _child_around(row, last).addnext(element)
            elif beside is not None:
                _child_around(row, beside).addprevious(element)
            else:
                row.append(element)
            tree.add_cell(cell, element)
            if grid is not None:
                grid.put_in(element, inside[0])
            _widen(row)
        _drop_old_mark(element, {clause.end.status for clause in inside})
        mark = cell_mark(inside, marks) if marks is not None else ""
        if mark:
            _mark(element, mark)
        last = element


def _child_around(row: etree._Element, cell: etree._Element) -> etree._Element:
    """The child of a row that a cell is in: itself, or the content control around it."""
    return next(element for element in (cell, *cell.iterancestors()) if element.getparent() is row)


def _drop_old_mark(cell: etree._Element, ends: Set[Status]) -> None:
    """Removes a mark of the package that no longer matches the change of the cell."""
    for name, stays in (("cellIns", any(end.in_base for end in ends)), ("cellDel", any(end.in_draft for end in ends))):
        for old in cell.findall(f"{W}tcPr/{W}{name}") if stays else ():
            remove(old)


def _mark(cell: etree._Element, xml: str) -> None:
    """Tracks a cell, unless the package does so already."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        properties = etree.Element(W + "tcPr")
        cell.insert(0, properties)
    if any(properties.find(W + name) is not None for name in ("cellIns", "cellDel", "cellMerge")):
        return
    change = properties.find(W + "tcPrChange")
    if change is None:
        properties.append(elements(xml)[0])
    else:
        change.addprevious(elements(xml)[0])


def _widen(row: etree._Element) -> None:
    """The grid of the table has a column for each cell."""
    table = next(row.iterancestors(W + "tbl"), None)
    grid = table.find(W + "tblGrid") if table is not None else None
    if grid is not None:
        columns = grid.findall(W + "gridCol")
        for _ in range(len(list(cells_of_row(row))) - len(columns)):
            grid.insert(len(columns), deepcopy(columns[-1]) if columns else etree.Element(W + "gridCol"))


def _outer_cells(clauses: Sequence[Clause]) -> dict[int, Cell]:
    """The innermost cell around each table that is in a table, by the number of the table."""
    enclosing = enclosing_cells(clauses)
    return {clause.cell[0]: enclosing[clause.id][-1] for clause in clauses if clause.cell is not None and clause.id in enclosing}


def _columns(clauses: Iterable[Clause]) -> list[int]:
    """The columns of a row in the order of the text."""
    return list(dict.fromkeys(clause.cell[2] for clause in clauses if clause.cell is not None))


def _tell(tree: Tree, row: etree._Element, clauses: Sequence[Clause]) -> None:
    cells = dict(zip(_columns(clauses), row.iterchildren(_TC), strict=True))
    first = clauses[0]
    tree.add_row(row, {clause.cell: cells[clause.cell[2]] for clause in clauses if clause.cell}, (first.row, first.row_stamp))


def _row_like(beside: etree._Element, clauses: Sequence[Clause]) -> etree._Element:
    """An empty row with as many cells as the clauses have columns, with the spans that these have."""
    columns = _columns(clauses)
    shapes = {clause.cell[2]: clause.shape for clause in clauses if clause.cell is not None and clause.shape is not None}
    row = deepcopy(beside)
    row.tail = None
    for name in list(row.attrib):
        del row.attrib[name]
    etree.strip_elements(row, *(W + name for name in _OF_THE_OTHER), with_tail=False)
    cells = list(row.iter(_TC)) if len(list(cells_of_row(beside))) == len(columns) else []
    outer = [cell for cell in cells if next(cell.iterancestors(_TC), None) is None]
    keep = [child for child in row if child.tag in (W + "tblPrEx", W + "trPr")]
    for child in list(row):
        row.remove(child)
    row.extend(keep)
    for place, column in enumerate(columns):
        cell = etree.SubElement(row, _TC)
        properties = outer[place].find(W + "tcPr") if place < len(outer) else None
        if properties is not None:
            cell.append(properties)
        if column in shapes:
            _span(cell, shapes[column])
    return row


def _span(cell: etree._Element, shape: NewCell) -> None:
    """Gives a cell of a new row the columns that it spans, and their width if they are others than those of the row beside."""
    properties = cell.find(W + "tcPr")
    span = properties.find(W + "gridSpan") if properties is not None else None
    if (span.get(VAL) if span is not None else "1") == str(shape.columns):
        return
    if properties is None:
        properties = etree.SubElement(cell, W + "tcPr")
    width = properties.find(W + "tcW")
    for old in (width if shape.width else None, span):
        if old is not None:
            properties.remove(old)
    place = 0 if shape.width or width is None else properties.index(width) + 1
    markup = f'<w:gridSpan w:val="{shape.columns}"/>' if shape.columns > 1 else ""
    markup = (f'<w:tcW w:w="{shape.width}" w:type="dxa"/>' if shape.width else "") + markup
    properties[place:place] = elements(markup) if markup else []


def _table(tree: Tree, rows: Sequence[tuple[int | None, list[Clause]]], markup: TableMarkup) -> etree._Element:
    table = elements(f"{markup.opening}</w:tbl>")[0]
    for (_, clauses), (head, cells) in zip(rows, markup.rows, strict=True):
        row = etree.SubElement(table, _TR)
        if head:
            row.extend(elements(f"<w:trPr>{head}</w:trPr>"))
        for _, properties in cells:
            etree.SubElement(row, _TC).extend(elements(properties))
        _tell(tree, row, clauses)
    return table
