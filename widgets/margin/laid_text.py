"""A text laid out in a few lines, as a paragraph of its own direction; dots show that text is cut off."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from widgets.common.foreign_text import text_direction


@dataclass(frozen=True)
class LaidText:
    """Lines of a text at their places. The whole paragraph is one layout, since the order of digits in a line depends on the
    words in the lines before it; each line is as high as the fonts that it is written in."""

    layout: QTextLayout
    height: float
    width: float
    """Of the longest line."""
    shift: float = 0.0
    """The indentation of a text of one line, if it is at the other side of its room."""

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Write the text; nothing of a character is cut off."""
        self.layout.draw(painter, QPointF(left - self.shift, top))


def lay_out_text(text: str, font: QFont, width: int, most: int, least: float) -> LaidText:
    """A text laid out.

    text: the text, a single paragraph
    font: its font
    width: the room for a line
    most: the number of lines at most
    least: the least height of a line
    """
    encoded = text.encode("utf-16-le", "surrogatepass")
    laid, rest = _lay_out(text, font, width, most, least)
    if rest < len(encoded) // 2:
        last = 2 * laid.layout.lineAt(most - 1).textStart()
        before, behind = (part.decode("utf-16-le", "surrogatepass") for part in (encoded[:last], encoded[last:]))
        shown = QFontMetricsF(font).elidedText(behind, Qt.TextElideMode.ElideRight, width)
        laid, _ = _lay_out(before + shown, font, width, most, least)
    return laid


def _lay_out(text: str, font: QFont, width: int, most: int, least: float) -> tuple[LaidText, int]:
    """The text in so many lines, and how much of it they hold."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    direction = text_direction(text)
    option.setTextDirection(direction)
    side = Qt.AlignmentFlag.AlignLeft if direction is Qt.LayoutDirection.LeftToRight else Qt.AlignmentFlag.AlignRight
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    height, used, stop = 0.0, QRectF(), 0
    layout.beginLayout()
    for _ in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1) + 0.5)
        room = max(line.height(), least)
        line.setPosition(QPointF(0, height + (room - line.height()) / 2))
        height += room
        used = used.united(line.naturalTextRect())
        stop = line.textStart() + line.textLength()
    layout.endLayout()
    return LaidText(layout, height, used.width(), used.left() if most == 1 else 0.0), stop
