"""Rows and tables that a text has and the package that it is written into has not: made before its lines are put."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from itertools import groupby

from lxml import etree

from model.pages.metrics import TEXT_WIDTH
from model.redline import Clause
from model.word.escaping import escape
from model.word.names import W, elements
from model.word.writing.tree import Tree

_TC, _TR = W + "tc", W + "tr"
_OF_THE_OTHER = tuple(
    "ins del trPrChange tcPrChange tblPrExChange cellIns cellDel cellMerge vMerge cnfStyle".split()
)
"""What says something of the copied row alone."""


def make_rows(tree: Tree, clauses: Sequence[Clause], table_style: Callable[[], str]) -> None:
    """Makes the rows and tables of a text of which no paragraph was read from the package, empty, and tells the tree
    where their cells are. New rows look like the row beside them, new tables like a plain grid."""
    for table, group in _tables(clauses).items():
        rows = [(number, list(cells)) for number, cells in groupby(group, key=lambda clause: clause.cell and clause.cell[1])]
        known = {number: found for number, cells in rows if (found := tree.row_of(cells)) is not None}
        fresh = [(number, cells) for number, cells in rows if number not in known]
        if not known:
            tree.wait_with(table, _table(tree, fresh, table_style()))
            continue
        last: etree._Element | None = None
        for number, cells in rows:
            if number is None or number in known:
                last = known.get(number)
                continue
            beside = last if last is not None else known[min(known)]
            row = _row_like(beside, _columns(cells))
            if last is None:
                beside.addprevious(row)
            else:
                last.addnext(row)
            last = row
            _tell(tree, row, cells)


def _tables(clauses: Iterable[Clause]) -> dict[int, list[Clause]]:
    """The paragraphs of each table, those of tables inside it left out."""
    out: dict[int, list[Clause]] = {}
    for clause in clauses:
        if clause.cell is not None:
            out.setdefault(clause.cell[0], []).append(clause)
    return out


def _columns(clauses: Iterable[Clause]) -> list[int]:
    return sorted({clause.cell[2] for clause in clauses if clause.cell is not None})


def _tell(tree: Tree, row: etree._Element, clauses: Sequence[Clause]) -> None:
    cells = dict(zip(_columns(clauses), row.iterchildren(_TC), strict=True))
    first = clauses[0]
    tree.add_row(row, {clause.cell: cells[clause.cell[2]] for clause in clauses if clause.cell}, (first.row, first.row_stamp))


def _row_like(beside: etree._Element, columns: Sequence[int]) -> etree._Element:
    """An empty row with as many cells as there are columns."""
    row = deepcopy(beside)
    row.tail = None
    for name in list(row.attrib):
        del row.attrib[name]
    etree.strip_elements(row, *(W + name for name in _OF_THE_OTHER), with_tail=False)
    cells = list(row.iter(_TC)) if len(list(beside.iterchildren(_TC))) == len(columns) else []
    outer = [cell for cell in cells if next(cell.iterancestors(_TC), None) is None]
    keep = [child for child in row if child.tag in (W + "tblPrEx", W + "trPr")]
    for child in list(row):
        row.remove(child)
    row.extend(keep)
    for place, _ in enumerate(columns):
        cell = etree.SubElement(row, _TC)
        properties = outer[place].find(W + "tcPr") if place < len(outer) else None
        if properties is not None:
            cell.append(properties)
    return row


def _table(tree: Tree, rows: Sequence[tuple[int | None, list[Clause]]], style: str) -> etree._Element:
    columns = max(len(_columns(cells)) for _, cells in rows)
    width = TEXT_WIDTH // columns
    named = f'<w:tblStyle w:val="{escape(style)}"/>' if style else ""
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    table = elements(
        f'<w:tbl><w:tblPr>{named}<w:tblW w:w="{width * columns}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>'
    )[0]
    for _, cells in rows:
        row = etree.SubElement(table, _TR)
        for _ in _columns(cells):
            cell = etree.SubElement(etree.SubElement(row, _TC), W + "tcPr")
            etree.SubElement(cell, W + "tcW", {W + "w": str(width), W + "type": "dxa"})
        _tell(tree, row, cells)
    return table
