"""The grid of a table of the package that has got columns: a width for each, all within the room that the table had."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from model.formats.page.metrics import TEXT_WIDTH
from model.formats.word.package.wordml import VAL, W, elements
from model.formats.word.writing.body.revision_marks import RevisionMarks
from model.redline import NOBODY, Clause, Stamp

_TC, _TR, _TCPR = W + "tc", W + "tr", W + "tcPr"
_MARKS = tuple(W + name for name in ("cellIns", "cellDel", "cellMerge", "tcPrChange"))


@dataclass
class GrownGrid:
    """The grid of a table while columns are inserted."""

    table: etree._Element
    grid: etree._Element
    fresh: set[etree._Element] = field(default_factory=set)
    """Its new rows and cells, which were nowhere before."""
    _known: set[int] = field(default_factory=set)
    _room: int = 0
    _stamp: Stamp = NOBODY

    @classmethod
    def of(cls, row: etree._Element | None) -> GrownGrid | None:
        """The grid of the table of a row; None if it gives no widths."""
        table = next(row.iterancestors(W + "tbl"), None) if row is not None else None
        grid = table.find(W + "tblGrid") if table is not None else None
        if table is None or grid is None:
            return None
        room = sum(_number(column, "w") for column in grid.iterchildren(W + "gridCol"))
        return cls(table, grid, _room=max(room, TEXT_WIDTH))

    def put_in(self, cell: etree._Element, clause: Clause) -> None:
        """Adds a new cell to its row; the first cell of a column adds the column."""
        self.fresh.add(cell)
        column = clause.cell[2] if clause.cell is not None else -1
        given = clause.shape.width if clause.shape is not None else 0
        cell_width = cell.find(f"{_TCPR}/{W}tcW")
        width = given or (_number(cell_width, "w") if cell_width is not None else 0)
        if cell_width is not None and given:
            cell_width.set(W + "w", str(given))
        if column in self._known:
            return
        self._known.add(column)
        self._stamp = clause.end.stamp
        row = next(cell.iterancestors(_TR), None)
        before = row.find(f"{W}trPr/{W}gridBefore") if row is not None else None
        place = _number(before, "val") if before is not None else 0
        for other in takewhile(lambda other: other is not cell, cells_of_row(row) if row is not None else ()):
            span = other.find(f"{_TCPR}/{W}gridSpan")
            place += max(1, _number(span, "val")) if span is not None else 1
        columns = self.grid.findall(W + "gridCol")
        beside = _number(columns[min(place, len(columns)) - 1], "w") if columns else 0
        self.grid.insert(min(place, len(columns)), etree.Element(W + "gridCol", {W + "w": str(width or beside)}))

    def fit(self, marks: RevisionMarks | None) -> None:
        """Makes all columns narrower if there is no room for the new ones, tracked by `marks` in the existing cells."""
        columns = self.grid.findall(W + "gridCol")
        whole = sum(_number(column, "w") for column in columns)
        if not self._known or whole <= self._room:
            return
        for column in columns:
            column.set(W + "w", str(_number(column, "w") * self._room // whole))
        for row in self.table.iterchildren(_TR):
            for cell in cells_of_row(row):
                width = cell.find(f"{_TCPR}/{W}tcW")
                if width is not None and width.get(W + "type") == "dxa":
                    if marks is not None and row not in self.fresh and cell not in self.fresh:
                        self._track(cell, marks)
                    width.set(W + "w", str(_number(width, "w") * self._room // whole))

    def _track(self, cell: etree._Element, marks: RevisionMarks) -> None:
        properties = cell.find(_TCPR)
        if properties is None or properties.find(W + "tcPrChange") is not None:
            return
        change = elements(f"<w:tcPrChange{marks.attributes(self._stamp)}/>")[0]
        old = etree.SubElement(change, _TCPR)
        old.extend(deepcopy(child) for child in properties if child.tag not in _MARKS)
        properties.append(change)


def cells_of_row(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, those in content controls too."""
    return (cell for cell in row.iter(_TC) if next(cell.iterancestors(_TR)) is row)


def _number(element: etree._Element, name: str) -> int:
    try:
        return max(0, int(element.get(W + name if name != "val" else VAL, "0")))
    except ValueError:
        return 0
