"""The pages before and after the text on the screen: the first page, other proposals, the reasons, the closing line. They are
painted, and found again under the mouse; the text itself belongs to Qt.

The pages before the text have negative heights in the document, which begins with the text, and the scroll bar has negative
values for them: neither the document nor its layout knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTextEdit

from model.formats.page.metrics import MARGIN
from widgets.editor.document.character_rects import x_of
from widgets.editor.document.formats import Formats
from widgets.editor.document.page_formats import PageFormats
from widgets.editor.document.pointing import scroll_offset
from widgets.editor.document.whole_layout import last_shown
from widgets.editor.pages.page_gaps import DESK, PageGaps
from widgets.editor.pages.page_painting import PagePainter

if TYPE_CHECKING:
    from widgets.printing.flow import FlowStrip
    from widgets.printing.page_starts import PageStart
    from widgets.printing.surroundings import OuterPage, Surroundings

AROUND = 2.0
"""Pixels around the words of a field that belong to it."""
SYMBOL_WIDTH = 1134
"""Twips in which the symbol of a proposal has its place, if its line has no number."""


class OuterPages:
    """The pages around the text of one view."""

    def __init__(self, text: QTextEdit, gaps: PageGaps, formats: Callable[[], Formats]) -> None:
        self._text = text
        self._gaps = gaps
        self._formats_of = formats
        self.around: Surroundings | None = None
        self._paper = 0.0
        """The upper edge of the page on which the text begins."""
        self._rects: dict[int, dict[str, QRectF]] = {}
        """The places of the fields on each page, by its id, in twips."""

    def show(self, around: Surroundings | None) -> None:
        """Takes other pages; the gaps must be made for them."""
        self.around, self._rects = around, {}

    # -- heights, in pixels of the document

    def text_page(self, start: PageStart, scale: float) -> float:
        """The upper edge of the page on which the text begins."""
        margin, first = self._text.document().documentMargin(), self._text.document().begin()
        if self.around is not None and self.around.shows_before:
            self._paper = margin - (MARGIN + start.top) * scale
        else:
            self._paper = margin - MARGIN * scale - max(0.0, start.top * scale - first.blockFormat().topMargin())
        return self._paper

    def height_before(self, scale: float) -> float:
        """The height of all that is before the text and above its own white margin."""
        if self.around is None or not self.around.shows_before:
            return 0
        return max(0.0, -self._paper) + sum(page.height * scale + DESK for page in self.around.before[:-1])

    def height_after(self, scale: float) -> float:
        """The height of the pages after the one on which the text ends, with the gap before each."""
        after = self.around.after[1:] if self.around is not None else ()
        return sum(page.height * scale + DESK for page in after)

    def _pages_with_heights(self, scale: float, *, to_end: bool = True) -> Iterator[tuple[OuterPage, float]]:
        """The pages, each with the height of its upper edge; that of the page on which the text ends follows from its end, which
        is asked for only `to_end`, since Qt may have to lay the text out for it."""
        if self.around is None:
            return
        top = self._paper - sum(page.height * scale + DESK for page in self.around.before[:-1])
        for page in self.around.before:
            yield page, top
            top += page.height * scale + DESK
        last = self._gaps.last if to_end else None
        if last is None or not self.around.after:
            return
        end = self._gaps.bottom(last_shown(self._text.document()))
        yield self.around.after[0], end - self.around.after[0].edge * scale
        top = end + last.edge + DESK
        for page in self.around.after[1:]:
            yield page, top
            top += page.height * scale + DESK

    # -- painting

    def paint(self, painter: QPainter, pages: PagePainter, offset: QPointF, width: float, *, to_end: bool) -> None:
        """Paints what is visible of the pages.

        painter: the painter of the widget
        pages: what paints pages
        offset: the place of the viewport in the document, in pixels
        width: that of the page, in pixels
        to_end: whether the end of the text is visible
        """
        if self.around is None:
            return
        scale, high = pages.formats.scale, self._text.viewport().height()
        whole = {id(page) for page in (*self.around.before[:-1], *self.around.after[1:])}
        last = self.around.after[-1] if self.around.after else None  # none is after a part of a text
        margin = self._text.document().documentMargin()
        for page, at in self._pages_with_heights(scale, to_end=to_end):
            top = at - offset.y()
            if top > high or top + page.height * scale + DESK < 0:
                continue
            pages.paint_part(painter, page, QPointF(margin, top), (width - 2 * margin), high)
            if id(page) in whole:
                bottom = top + page.height * scale
                follows = page is not last
                pages.paint_desk(painter, bottom, bottom + DESK if follows else high, width)
                if follows:
                    pages.paint_edge(painter, bottom + DESK, width)

    # -- places

    def rect_of(self, path: str) -> QRectF | None:
        """The place of a field in the viewport, on the page on which it begins; None if it is not shown."""
        formats = self._formats()
        if formats is None:
            return None
        for page, top in self._pages_with_heights(formats.scale):
            found = self._rects_of(page).get(path)
            if found is not None:
                return self._in_viewport(found, top, formats.scale)
        return None

    def source_at(self, point: QPointF) -> str:
        """What is at a point of the viewport: the path of a field, or the source of another proposal's line; else ''."""
        formats = self._formats()
        if formats is None:
            return ""
        for page, top in self._pages_with_heights(formats.scale):
            place = self._in_viewport(QRectF(0, 0, 1, page.height), top, formats.scale)
            if place.top() <= point.y() <= place.bottom():
                for path, rect in self._rects_of(page).items():
                    around = self._in_viewport(rect, top, formats.scale)
                    if around.adjusted(-AROUND, -AROUND, AROUND, AROUND).contains(point):
                        return path
        return ""

    def top_at(self, point: QPointF) -> float:
        """The upper edge in the viewport of the line of another proposal at a point, or of the first line of its paragraph."""
        formats = self._formats()
        source = self.source_at(point)
        if formats is None or not source:
            return point.y()
        rect = self.rect_of(source)
        return rect.top() if rect is not None else point.y()

    def contains(self, point: QPointF) -> bool:
        """Whether a point of the viewport is on a page that has nothing of the text."""
        formats = self._formats()
        if formats is None or self.around is None:
            return False
        y = point.y() + self._text.verticalScrollBar().value()
        after = [top for _, top in self._pages_with_heights(formats.scale)][len(self.around.before) + 1 :]
        return (len(self.around.before) > 1 and y < self._paper - DESK) or (bool(after) and y > after[0] - DESK)

    def paths(self) -> list[str]:
        """The paths of the fields that are shown."""
        pages = (*self.around.before, *self.around.after) if self.around is not None else ()
        return list(dict.fromkeys(path for page in pages for path in self._rects_of(page)))

    def _formats(self) -> PageFormats | None:
        formats = self._formats_of()
        return formats if isinstance(formats, PageFormats) else None

    def _in_viewport(self, rect: QRectF, top: float, scale: float) -> QRectF:
        """A place on a page whose upper edge has this height of the document, in pixels of the viewport."""
        x = self._text.document().documentMargin() + (rect.left() - MARGIN) * scale - scroll_offset(self._text).x()
        y = top - self._text.verticalScrollBar().value() + rect.top() * scale
        return QRectF(x, y, rect.width() * scale, rect.height() * scale)

    def _rects_of(self, page: OuterPage) -> dict[str, QRectF]:
        """The places of the fields and of the lines of other proposals on a page, in twips."""
        found = self._rects.get(id(page))
        if found is None:
            found = self._rects[id(page)] = {}
            for x, y, strip in (*page.strips, *page.placeholders):
                for source, rect in _parts(strip, x, y):
                    found[source] = found[source].united(rect) if source in found else rect
        return found


def _parts(strip: FlowStrip, x: float, y: float) -> Iterator[tuple[str, QRectF]]:
    """What a line shows, each with its place: the line of a proposal is its symbol and its number."""
    line, source = strip.line, strip.source
    if not source:
        return
    rect = QRectF(x + line.x(), y, line.width(), strip.height)
    if not source.endswith("/number"):
        yield source, rect
        return
    text = strip.layout.text()
    at = text.find("\t")
    split = x_of(line, at + 1) if at >= 0 else SYMBOL_WIDTH
    if x_of(line, 0) > split:  # from right to left
        symbol, number = QRectF(x + split, y, rect.right() - x - split, strip.height), QRectF(rect)
        number.setRight(x + split)
    else:
        symbol, number = QRectF(rect), QRectF(x + split, y, rect.right() - x - split, strip.height)
        symbol.setRight(x + split)
    if text[:at]:
        yield source.removesuffix("number") + "symbol", symbol
    if at >= 0:
        yield source, number
