"""The painting between two pages: the notes of the first, the background, and the header of the second."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPalette, QPen

from model.formats.page.blocks import Line, plain_spans
from model.formats.page.metrics import HEADER_AT, MARGIN, TEXT_WIDTH
from widgets.editor.document.page_formats import PageFormats
from widgets.editor.pages.page_gaps import DESK, Gap
from widgets.theme.colours import Colours, mix, surround_colour

if TYPE_CHECKING:
    from widgets.printing.flow import FlowStrip, LineBreaker
    from widgets.printing.surroundings import OuterPage


class PagePainter:
    """Paints the gaps between the pages of one view."""

    def __init__(self, formats: PageFormats, palette: QPalette, symbol: Callable[[], str]) -> None:
        """`symbol` returns the symbol of the document; it is asked for by the first page that ends."""
        colours: Colours = formats.colours
        self.formats = formats
        self.surround = surround_colour(palette)
        self._text = colours.text
        self._quiet = colours.quiet
        self._border = mix(colours.background, colours.text, 0.35)
        self._symbol = symbol
        self._heads: dict[int, list[FlowStrip]] = {}

    @cached_property
    def breaker(self) -> LineBreaker:
        """What breaks the lines of heads; loaded with the first page that ends, which the first window waits for."""
        from widgets.printing.flow import LineBreaker

        return LineBreaker(self.formats.typeface)

    def paint(self, painter: QPainter, gap: Gap, top: float, width: float, margin: float) -> None:
        """Paints one gap.

        painter: the painter of the widget
        gap: the gap
        top: where it begins, in pixels of the viewport
        width: that of the page
        margin: that beside the text
        """
        scale, edge = self.formats.scale, top + gap.edge
        if gap.page.foot:
            self._paint_foot(painter, gap, QPointF(margin, edge - MARGIN * scale), scale)
        if gap.next is None:
            return
        self.paint_desk(painter, edge, edge + DESK, width)
        self.paint_edge(painter, edge + DESK, width)
        painter.save()
        painter.translate(margin, edge + DESK + HEADER_AT * scale)
        painter.scale(scale, scale)
        y = 0.0
        painter.setPen(self._text)
        for strip in self._head(gap.next.number):
            strip.draw(painter, 0, y)
            y += strip.height
        painter.restore()

    def paint_sides(self, painter: QPainter, width: float, height: float) -> None:
        """Paints the edges of the paper on both sides of the viewport."""
        painter.setPen(QPen(self._border, 1))
        for x in (0.5, width - 0.5):
            painter.drawLine(QLineF(x, 0, x, height))

    def paint_desk(self, painter: QPainter, top: float, bottom: float, width: float) -> None:
        """Paints the background below a page, from its edge to a height of the viewport."""
        if top < bottom:
            painter.fillRect(QRectF(0, top, width, bottom - top), self.surround)
            self.paint_edge(painter, top, width)

    def paint_edge(self, painter: QPainter, top: float, width: float) -> None:
        """Paints the upper or lower edge of a page."""
        painter.setPen(QPen(self._border, 1))
        painter.drawLine(QLineF(0, round(top) + 0.5, width, round(top) + 0.5))

    def paint_part(self, painter: QPainter, page: OuterPage, corner: QPointF, width: float, bottom: float) -> None:
        """Paints the lines of a page, or of a part of it, that are visible.

        painter: the painter of the widget
        page: the page
        corner: the upper edge of the page and the left edge of its text, in pixels of the viewport
        width: that of the text, in pixels
        bottom: the lower edge of the viewport
        """
        from widgets.printing.page import BLACK

        scale = self.formats.scale
        across = scale * min(1.0, width / (TEXT_WIDTH * scale))
        for pen, strips in ((self._text, page.strips), (self._quiet, page.placeholders)):
            painter.setPen(pen)
            for x, y, strip in strips:
                top = corner.y() + y * scale
                if top < bottom and top + strip.height * scale > 0:
                    painter.save()
                    painter.translate(corner.x() + (x - MARGIN) * across, top)
                    painter.scale(across, across)
                    strip.draw(painter, 0, 0)
                    painter.restore()
        for rule in page.rules:
            line = rule.line
            painter.setPen(QPen(self._text if rule.colour == BLACK else rule.colour, max(1.0, rule.width * scale)))
            left, right = (corner.x() + (x - MARGIN) * across for x in (line.x1(), line.x2()))
            painter.drawLine(QLineF(left, corner.y() + line.y1() * scale, right, corner.y() + line.y2() * scale))

    def _paint_foot(self, painter: QPainter, gap: Gap, corner: QPointF, scale: float) -> None:
        from widgets.printing.paginator import FOOT_GAP, NOTE_RULE

        painter.save()
        painter.translate(corner)
        painter.scale(scale, scale)
        painter.setPen(QPen(self._text, 12))
        y = -gap.page.foot_height - FOOT_GAP / 2
        start = TEXT_WIDTH - NOTE_RULE if self.breaker.rtl else 0
        painter.drawLine(QLineF(start, y, start + NOTE_RULE, y))
        painter.setPen(self._text)
        for above, strip in gap.page.foot:
            strip.draw(painter, 0, -above)
        painter.restore()

    def _head(self, number: int) -> list[FlowStrip]:
        """The lines at the head of a page: its number and the symbol of the document."""
        found = self._heads.get(number)
        if found is None:
            from model.formats.page.front_matter import page_number

            texts = [text for text in (page_number(str(number)), self._symbol()) if text]
            blocks = [self.breaker.block(Line("Header", plain_spans(text)), TEXT_WIDTH) for text in texts]
            found = self._heads[number] = [strip for block in blocks for strip in block.strips]
        return found
