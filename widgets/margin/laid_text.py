"""A text laid out in a few lines, as a paragraph with its own direction; an ellipsis shows that it is cut."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from widgets.common.foreign_text import text_direction


class LaidText(Struct, frozen=True):
    """Lines of a text at their places. The whole paragraph is one layout, since the order of digits in a line depends on the
    words in the previous lines; each line is as high as its fonts."""

    layout: QTextLayout
    height: float
    width: float
    """The width of the longest line."""
    shift: float = 0.0
    """The indentation of a single line that is aligned to the other side."""
    is_cut: bool = False
    """Whether the end of the text is missing."""

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Paints the text; no character is clipped."""
        self.layout.draw(painter, QPointF(left - self.shift, top))


def lay_out_text(text: str, font: QFont, width: int, most: int, least: float) -> LaidText:
    """Lays out a text.

    text: the text, a single paragraph
    font: its font
    width: the width of a line
    most: the largest number of lines
    least: the least height of a line
    """
    encoded = text.encode("utf-16-le", "surrogatepass")
    laid, rest = _lay_out(text, font, width, most, least)
    if rest < len(encoded) // 2:
        last = 2 * laid.layout.lineAt(most - 1).textStart()
        before, behind = (part.decode("utf-16-le", "surrogatepass") for part in (encoded[:last], encoded[last:]))
        shown = QFontMetricsF(font).elidedText(behind, Qt.TextElideMode.ElideRight, width)
        laid = replace(_lay_out(before + shown, font, width, most, least)[0], is_cut=True)
    return laid


def _lay_out(text: str, font: QFont, width: int, most: int, least: float) -> tuple[LaidText, int]:
    """The text in that many lines, and the number of characters in them."""
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
