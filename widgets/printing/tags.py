"""The structure of printed pages for a PDF: headings, paragraphs, tables and notes in the order in which they are read."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from model.formats.page.spoken_pages import HeadingLevels, spoken_line
from model.formats.pdf.tagging import ARTIFACT, MarkedContent, StructureElement, mark_place
from widgets.printing.flow import FlowStrip
from widgets.printing.page import BLACK, NOTES, Page, PrintedCell

_MARKING = QPen(BLACK, 0)
_HEADER = "Header"
"""The style of the lines above the text of a page."""


class PageTags:
    """Draws pages with marks, and builds the structure of the document meanwhile."""

    def __init__(self, language: str) -> None:
        self.document = StructureElement("Document")
        self._language = language
        self._headings = HeadingLevels()
        self._paragraphs: dict[int, tuple[FlowStrip, StructureElement]] = {}
        """The innermost element of each paragraph by its layout, which the strip keeps alive."""
        self._tables: dict[int, StructureElement] = {}
        self._rows: dict[tuple[int, int], StructureElement] = {}
        self._cells: dict[PrintedCell, StructureElement] = {}
        self._filled: dict[tuple[int, int], int] = {}
        """The number of columns that the cells of each row have so far."""

    def draw(self, painter: QPainter, page: Page, place: int) -> None:
        """Draws a page; `place` is its number in the file, from 0."""
        painter.setPen(BLACK)
        beside = {id(strip.layout): (x, y, strip) for x, y, strip in page.numbers}
        last: StructureElement | None = None
        sequences = 0
        for number, (x, y, strip) in enumerate(page.strips):
            element = self._element(strip, number, page)
            if element is None or element is not last:
                _mark(painter, ARTIFACT if element is None else sequences)
                if element is not None:
                    element.kids.append(MarkedContent(place, sequences))
                    sequences += 1
            last = element
            for margin in strip.margin:
                if (placed := beside.pop(id(margin.layout), None)) is not None:
                    placed[2].draw(painter, placed[0], placed[1])
            strip.draw(painter, x, y)
        _mark(painter, ARTIFACT)
        for x, y, strip in beside.values():
            strip.draw(painter, x, y)
        page.draw_rules(painter)

    def _element(self, strip: FlowStrip, number: int, page: Page) -> StructureElement | None:
        """The element of a line; None if it is not read: it is empty, above the text, or a head of a table that is repeated."""
        cell = page.cells.get(number)
        repeated = number in page.cells and cell is None
        if repeated or not strip.layout.text().strip() or (strip.style == _HEADER and not strip.source):
            return None
        if (known := self._paragraphs.get(id(strip.layout))) is not None:
            return known[1]
        parent = self.document if cell is None else self._cell(cell)
        element = StructureElement("Note" if NOTES in strip.source else self._type(strip))
        parent.kids.append(element)
        if strip.heard is not None:
            spoken = StructureElement("Span", spoken=spoken_line(strip.heard, self._language))
            element.kids.append(spoken)
            element = spoken
        self._paragraphs[id(strip.layout)] = (strip, element)
        return element

    def _type(self, strip: FlowStrip) -> str:
        level = self._headings.level(strip.style, strip.layout.text())
        return "P" if level is None else f"H{level}"

    def _cell(self, place: PrintedCell) -> StructureElement:
        """The element of a cell of a table, which a row that continues on the next page has already."""
        if place not in self._cells:
            if place.table not in self._tables:
                self._tables[place.table] = StructureElement("Table")
                self.document.kids.append(self._tables[place.table])
            if (place.table, place.row) not in self._rows:
                row = self._rows[place.table, place.row] = StructureElement("TR")
                self._tables[place.table].kids.append(row)
            self._fill(place, place.column)
            self._cells[place] = StructureElement("TH" if place.head else "TD", columns=place.columns)
            self._rows[place.table, place.row].kids.append(self._cells[place])
            self._filled[place.table, place.row] = place.column + place.columns
        return self._cells[place]

    def _fill(self, place: PrintedCell, column: int) -> None:
        """Adds an empty cell to the row of a cell if columns before that one have nothing in them."""
        missing = column - self._filled.get((place.table, place.row), 0)
        if missing > 0:
            self._rows[place.table, place.row].kids.append(StructureElement("TH" if place.head else "TD", columns=missing))


def _mark(painter: QPainter, number: int) -> None:
    """Draws a mark with a pen for which Qt writes a line, and not its outline."""
    painter.setPen(_MARKING)
    painter.drawPoint(QPointF(*mark_place(number)))
    painter.setPen(BLACK)
