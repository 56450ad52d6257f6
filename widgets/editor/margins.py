"""What is drawn beside the text and is not part of it: labels, old struck and new live, and the marks of tracked
ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock, QTextDocument, QTextLine

from model.numbering import Labelling
from model.redline import Status
from widgets.editor.formats import Formats
from widgets.projection import Projection

GAP = 6.0


class Labels(NamedTuple):
    """The labels of a block: in the base, in the draft."""

    base: str | None
    draft: str | None


def labels_of(projection: Projection, labelling: Labelling | None, block: int) -> Labels:
    """The labels that a view shows at a block."""
    if labelling is None:
        return Labels(None, None)
    members = projection.members(block)
    base = draft = None
    for clause in members:
        if projection.view != "draft" and base is None:
            base = labelling.base(clause.id)
        if projection.view != "base" and draft is None:
            draft = labelling.draft(clause.id)
    if projection.view == "draft":
        base = draft
    elif projection.view == "base":
        draft = base
    return Labels(base or None, draft or None)


class Margins:
    """Paints labels and end marks of the blocks that a rectangle shows."""

    def __init__(self, document: QTextDocument, formats: Callable[[], Formats]) -> None:
        self._document = document
        self._formats = formats
        self._fonts: dict[tuple[bool, bool], tuple[QFont, QFontMetricsF]] = {}
        self._fonts_of: Formats | None = None

    def visible(self, top: float, bottom: float) -> range:
        """The blocks between two heights of the document, with one more on each side."""
        layout = self._document.documentLayout()
        count = self._document.blockCount()
        low, high = 0, count - 1
        while low < high:
            middle = (low + high) // 2
            if layout.blockBoundingRect(self._document.findBlockByNumber(middle)).bottom() < top:
                low = middle + 1
            else:
                high = middle
        stop = low
        block = self._document.findBlockByNumber(low)
        while block.isValid() and layout.blockBoundingRect(block).top() <= bottom:
            stop += 1
            block = block.next()
        return range(max(0, low - 1), min(count, stop + 1))

    def paint(
        self, painter: QPainter, projection: Projection, labelling: Labelling | None, area: QRectF, offset: QPointF
    ) -> None:
        """Paints what belongs to an area of the viewport; `offset` is the place of the viewport in the document."""
        layout = self._document.documentLayout()
        shown = self.visible(area.top() + offset.y(), area.bottom() + offset.y())
        block = self._document.findBlockByNumber(shown.start)
        for number in shown:
            if number >= projection.count or not block.isValid():
                break
            layout.blockBoundingRect(block)
            if block.layout().lineCount():
                rtl = block.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
                self._paint_labels(painter, block, labels_of(projection, labelling, number), offset, rtl=rtl)
                if projection.view == "markup" and number < len(projection.clauses):
                    self._paint_end(painter, block, projection.clauses[number].end.status, offset, rtl=rtl)
            block = block.next()

    def _paint_labels(
        self, painter: QPainter, block: QTextBlock, labels: Labels, offset: QPointF, *, rtl: bool
    ) -> None:
        colours = self._formats().colours
        pieces: list[tuple[str, QColor, bool, bool]] = []
        if labels.base == labels.draft:
            if labels.base:
                pieces = [(labels.base, colours.text, False, False)]
        else:
            if labels.draft:
                pieces.append((labels.draft, colours.inserted, False, True))
            if labels.base:
                pieces.append((labels.base, colours.deleted, True, False))
        if not pieces:
            return
        line = block.layout().lineAt(0)
        origin = block.layout().position() - offset
        baseline = origin.y() + line.y() + line.ascent()
        edge = origin.x() + line.x() + (line.width() + GAP if rtl else -GAP)
        direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(direction)
        for text, colour, struck, underlined in pieces:
            font, metrics = self._font(struck=struck, underlined=underlined)
            width = metrics.horizontalAdvance(text)
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QPointF(edge if rtl else edge - width, baseline), text)
            edge += (width + GAP) if rtl else -(width + GAP)

    def _paint_end(
        self, painter: QPainter, block: QTextBlock, status: Status, offset: QPointF, *, rtl: bool
    ) -> None:
        if status is Status.KEPT:
            return
        colours = self._formats().colours
        inserted = status is Status.INSERTED
        font, metrics = self._font(struck=not inserted, underlined=inserted)
        line: QTextLine = block.layout().lineAt(block.layout().lineCount() - 1)
        origin = block.layout().position() - offset
        rect = line.naturalTextRect()
        width = metrics.horizontalAdvance("¶")
        x = rect.left() - width - 2 if rtl else rect.right() + 2
        painter.setFont(font)
        painter.setPen(colours.inserted if inserted else colours.deleted)
        painter.drawText(QPointF(origin.x() + x, origin.y() + line.y() + line.ascent()), "¶")

    def _font(self, *, struck: bool, underlined: bool) -> tuple[QFont, QFontMetricsF]:
        formats = self._formats()
        if formats is not self._fonts_of:
            self._fonts, self._fonts_of = {}, formats
        found = self._fonts.get((struck, underlined))
        if found is None:
            font = QFont(formats.font)
            font.setStrikeOut(struck)
            font.setUnderline(underlined)
            found = self._fonts[struck, underlined] = (font, QFontMetricsF(font))
        return found
