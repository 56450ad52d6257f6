"""The margin numbers of provisions, beside the text: on a page in its margin, without one in a column of their own.

Numbers of insertions are underlined, those of deleted provisions struck through, as the words of the text are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock, QTextDocument

from model.numbering import Labelling
from widgets.editor.document.formats import Formats
from widgets.editor.document.page_formats import PageFormats
from widgets.editor.document.projection import Projection
from widgets.editor.document.shown_blocks import blocks_of
from widgets.printing.type import MARGIN_ROOM, NEAR, NEAR_RTL

_MISSING = "?"
"""Shown for a new provision to which the rule gives no number."""
SIZE = 0.9
"""That of a number, of the size of the text."""
LEAST = 0.7
"""That to which a number is made smaller before it is divided into two lines."""


class ShownNumber(NamedTuple):
    """The number of a block as it is painted."""

    base: str | None
    draft: str | None
    moved: bool


class PaintedNumber(NamedTuple):
    """A number as it is drawn."""

    lines: list[tuple[str, float]]
    """Each with its width."""
    font: QFont
    colour: QColor
    height: float
    """That of a line."""


def number_of(projection: Projection, labelling: Labelling | None, block: int) -> ShownNumber | None:
    """The margin number that a view shows at a block; None if it has none."""
    if labelling is None or not labelling.numbers:
        return None
    for clause in projection.members(block):
        both = labelling.numbers.get(clause.id)
        if both is None:
            continue
        base, draft = both.base, both.draft or (_MISSING if both.base is None else None)
        if projection.view == "draft":
            base = draft
        elif projection.view == "base":
            draft = base
        if base or draft:
            return ShownNumber(base, draft, bool(clause.end.move))
    return None


class MarginNumbers:
    """Paints the margin numbers of visible blocks."""

    def __init__(self, document: QTextDocument, formats: Callable[[], Formats]) -> None:
        self._document = document
        self._formats = formats
        self._painted: dict[ShownNumber, PaintedNumber] = {}
        """As the present formats have them: they are needed at every key."""
        self._painted_of: Formats | None = None

    def paint(
        self, painter: QPainter, projection: Projection, labelling: Labelling | None, shown: Sequence[int], offset: QPointF
    ) -> None:
        """Paints the numbers of some blocks.

        painter: the painter of the widget
        projection: what is shown
        labelling: the numbers, if known
        shown: the visible blocks
        offset: the place of the viewport in the document, in pixels
        """
        if labelling is None or not labelling.numbers:
            return
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the brackets of 5.[A12] follow the window otherwise
        for place, block in blocks_of(self._document, shown):
            if place >= projection.count:
                break
            number = number_of(projection, labelling, place)
            if number is not None and block.layout().lineCount():
                self._paint_number(painter, block, number, offset)
        painter.restore()

    def _paint_number(self, painter: QPainter, block: QTextBlock, number: ShownNumber, offset: QPointF) -> None:
        rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
        formats, layout = self._formats(), block.layout()
        line = layout.lineAt(0)
        baseline = layout.position().y() + line.y() + line.ascent() - offset.y()
        margin = self._document.documentMargin()
        far = self._document.textWidth() - margin
        paged = isinstance(formats, PageFormats)
        if isinstance(formats, PageFormats):
            edge = far + NEAR_RTL * formats.scale if rtl else margin - NEAR * formats.scale
        else:
            edge = far if rtl else margin
        made = self._made(number)
        painter.setFont(made.font)
        painter.setPen(made.colour)
        for words, width in made.lines:
            at = edge if paged is rtl else edge - width
            painter.drawText(QPointF(at - offset.x(), baseline), words)
            baseline += made.height

    def _made(self, number: ShownNumber) -> PaintedNumber:
        formats = self._formats()
        if formats is not self._painted_of:
            self._painted, self._painted_of = {}, formats
        found = self._painted.get(number)
        if found is None:
            text, colour, font = self._look(number)
            room = MARGIN_ROOM * formats.scale if isinstance(formats, PageFormats) else formats.number_room
            lines, font = _fitting(text, font, room)
            metrics = QFontMetricsF(font)
            sized = [(words, metrics.horizontalAdvance(words)) for words in lines]
            found = self._painted[number] = PaintedNumber(sized, font, colour, metrics.height())
        return found

    def _look(self, number: ShownNumber) -> tuple[str, QColor, QFont]:
        formats = self._formats()
        font = QFont(formats.font_of("Normal") if isinstance(formats, PageFormats) else formats.font)
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * SIZE)
        colours = formats.colours
        if number.base == number.draft:
            return number.draft or "", colours.text, font
        colour = colours.inserted if number.draft else colours.deleted
        font.setUnderline(bool(number.draft))
        font.setStrikeOut(not number.draft)
        return number.draft or number.base or "", colours.moved if number.moved else colour, font


def _fitting(text: str, font: QFont, room: float) -> tuple[list[str], QFont]:
    """A number that fits into a room, made smaller; one that would be too small is divided at its last space."""
    lines, least = [text], LEAST
    width = QFontMetricsF(font).horizontalAdvance(text)
    if width > room / least and " " in text.strip():
        head, _, tail = text.rpartition(" ")
        lines = [head, tail]
        width = max(map(QFontMetricsF(font).horizontalAdvance, lines))
    if width <= room:
        return lines, font
    smaller = QFont(font)
    smaller.setPointSizeF(max(1.0, font.pointSizeF() * room / width))
    return lines, smaller
