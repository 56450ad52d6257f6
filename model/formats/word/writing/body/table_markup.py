"""The markup of a table that no package has: its properties, grid, rows and cells, without their content."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.formats.page.metrics import TEXT_WIDTH
from model.formats.word.writing.body.revision_marks import RevisionMarks
from model.formats.xml_escape import quoteattr
from model.redline import Clause, Status
from model.redline.table_grid import CellKey, cells_on_grid, filled_widths

_CELL_MARKS = {Status.INSERTED: "cellIns", Status.DELETED: "cellDel"}


class TableMarkup(Struct, frozen=True):
    """The XML around the paragraphs of a table."""

    opening: str
    """`w:tbl` up to its first row."""
    rows: tuple[tuple[str, tuple[tuple[CellKey, str], ...]], ...]
    """For each row, the content of its `w:trPr` before the mark, and its cells: the `w:tcPr`, by row and column."""


def table_markup(clauses: Sequence[Clause], style: str, marks: RevisionMarks | None, *, leftwards: bool) -> TableMarkup:
    """The markup of a table by the paragraphs of its cells, without those of nested tables. `style` is the id of its style, ''
    for none; `marks` is None if only one side is written; `leftwards`: its first column is on the right."""
    shape, rows = cells_on_grid(clauses)
    widths = filled_widths(shape.grid, TEXT_WIDTH)
    named = f"<w:tblStyle w:val={quoteattr(style)}/>" if style else ""
    flip = "<w:bidiVisual/>" if leftwards else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    opening = f'<w:tbl><w:tblPr>{named}{flip}<w:tblW w:w="{sum(widths)}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    made = []
    for number, row in enumerate(rows):
        cells, left = [], 0
        for key, inside in row:
            span = shape.cells[key].columns
            mark = cell_mark(inside, marks) if marks is not None else ""
            cells.append((key, _cell(sum(widths[left : left + span]), span, mark)))
            left += span
        short = len(widths) - left  # no empty cells: each would be a paragraph that the text does not have
        after = f'<w:gridAfter w:val="{short}"/>' if short > 0 else ""
        made.append((after + ("<w:tblHeader/>" if number < shape.heads else ""), tuple(cells)))
    return TableMarkup(opening, tuple(made))


def _cell(width: int, span: int, mark: str = "") -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{mark}</w:tcPr>'


def cell_mark(inside: Sequence[Clause], marks: RevisionMarks) -> str:
    """The mark of a cell that is wholly new or deleted in a row that stays, or of a column in a row that does not, from its
    paragraphs; '' for any other cell."""
    end, row = inside[0].end, inside[0].row
    ends = [clause.end for clause in inside if clause.end.status is not Status.RETRACTED]
    if not ends and row in _CELL_MARKS:
        name, stamp = ("cellIns", end.stamp) if row is Status.DELETED else ("cellDel", end.retracted)
        return f"<w:{name}{marks.attributes(stamp)}/>"
    if len({end.status for end in ends}) != 1 or ends[0].status not in _CELL_MARKS or row is ends[0].status:
        return ""
    return f"<w:{_CELL_MARKS[ends[0].status]}{marks.attributes(ends[0].stamp)}/>"
