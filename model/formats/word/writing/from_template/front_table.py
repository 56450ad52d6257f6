"""The table at the head of the first page, made by python-docx."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Row
from docx.shared import Twips

from model.formats.page.blocks import Line, Row, Table
from model.formats.word.package.wordml import W, elements
from model.formats.word.writing.from_template.template import open_template, plain_xml

_RULE = '<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="auto"/></w:tcBorders>'


def table_xml(table: Table, line_xml: Callable[[Line], str]) -> str:
    """The `w:tbl`; `line_xml` writes the paragraphs in its cells."""
    made = open_template().add_table(0, len(table.grid))
    made.autofit = False
    for column, width in zip(made.columns, table.grid, strict=True):
        column.width = Twips(width)
    properties = made._tbl.tblPr
    width = properties.find(W + "tblW")
    width.set(W + "type", "dxa")
    width.set(W + "w", str(sum(table.grid)))
    properties.remove(properties.find(W + "tblLook"))
    for row in table.rows:
        _fill(made.add_row()._tr, row, table.grid, line_xml)
    return plain_xml(made._tbl)


def _fill(made: CT_Row, row: Row, grid: Sequence[int], line_xml: Callable[[Line], str]) -> None:
    """Joins the cells of a new row, one a column, to those of `row`, and fills them. python-docx can merge cells of any rows, but
    takes 2 ms for each."""
    made.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    at = 0
    for place, cell in enumerate(row.cells):
        joined, *others = made.tc_lst[place : place + cell.columns]
        for other in others:
            made.remove(other)
        joined.grid_span, joined.width = cell.columns, Twips(sum(grid[at : at + cell.columns]))
        at += cell.columns
        if row.ruled:
            joined.get_or_add_tcPr().extend(elements(_RULE))
        joined.remove(joined.p_lst[0])
        joined.extend(elements("".join(line_xml(line) for line in cell.lines)))
