"""Signs for what has nothing to be seen of itself: struck blanks, and the cells of a table."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QTextBlock

from model.redline import Clause, Status
from model.redline.edit_text import Place
from widgets.common.translation import translate
from widgets.editor.character_rects import x_of
from widgets.editor.projection import Projection

SMALL = 0.75
"""Of the height of the text, that of the sign of a cell."""


def paint_blanks(
    painter: QPainter, projection: Projection, number: int, block: QTextBlock, colour: QColor, offset: QPointF
) -> None:
    """Draws the sign ␣, struck through, for each blank that is deleted alone: Qt draws nothing for one at the end of a line,
    and a stroke that nobody sees for one between two words.

    painter: the painter of the widget
    projection: what is shown
    number: the number of the block
    block: the block of the document
    colour: the colour of the signs
    offset: the place of the viewport in the document, in pixels
    """
    origin = block.layout().position() - offset
    for position in _struck_blanks(projection, number):
        line = block.layout().lineForTextPosition(position)
        if not line.isValid():
            continue
        at, after = x_of(line, position), x_of(line, position + 1)
        leftwards = after < at or block.textDirection() == Qt.LayoutDirection.RightToLeft
        wide = max(line.ascent() / 3, abs(after - at))
        left = origin.x() + (at - wide if leftwards else at)
        low = origin.y() + line.y() + line.ascent() + 1
        box = QRectF(left + 0.5, low - line.ascent() / 6 + 1, wide - 1, line.ascent() / 6)
        painter.setPen(QPen(colour, 1.2))
        painter.drawPolyline(QPolygonF([box.topLeft(), box.bottomLeft(), box.bottomRight(), box.topRight()]))
        middle = low - line.ascent() / 3
        painter.drawLine(QPointF(left - 1, middle), QPointF(left + wide + 1, middle))


def has_struck_blanks(clause: Clause) -> bool:
    """Whether a struck run of a clause is nothing but space, in which a stroke is easily missed."""
    return any(run.status is Status.DELETED and run.text.isspace() for run in clause.runs)


def _struck_blanks(projection: Projection, number: int) -> Iterator[int]:
    """The positions in a block of the blanks of deletions that hold nothing else."""
    if projection.view != "markup" or number >= len(projection.clauses):
        return
    offset = 0
    for run in projection.clauses[number].runs:
        if run.status is Status.DELETED and run.text.isspace():
            for place in range(offset, offset + len(run.text)):
                yield projection.point(Place(number, place)).position
        offset += len(run.text)


def cell_sign(projection: Projection, number: int) -> str:
    """What says which cell of which table a block is in, at the first of a cell; '' elsewhere."""
    members = projection.members(number)
    cell = members[-1].cell if members else None
    before = projection.members(number - 1) if number else ()
    last = before[-1].cell if before else None
    if cell is None or cell == last:
        return ""
    place = translate("Cells", "r{row}c{column}").format(row=cell[1] + 1, column=cell[2] + 1)
    if last is not None and last[0] == cell[0]:
        return place
    return translate("Cells", "table {number} › {place}").format(number=cell[0] + 1, place=place)


def paint_cell(painter: QPainter, sign: str, block: QTextBlock, font: QFont, colour: QColor, offset: QPointF) -> None:
    """Writes the sign of a cell at the outer edge of the margin.

    painter: the painter of the widget
    sign: the sign
    block: the block of the document
    font: the font of the margin
    colour: the colour of the signs
    offset: the place of the viewport in the document, in pixels
    """
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    layout = block.layout()
    line, origin = layout.lineAt(0), layout.position() - offset
    painter.setFont(small)
    painter.setPen(colour)
    at = QPointF(origin.x(), origin.y() + line.y() + line.ascent())
    if block.textDirection() == Qt.LayoutDirection.RightToLeft:
        far = line.x() + line.width() + block.blockFormat().rightMargin()
        at.setX(origin.x() + far - QFontMetricsF(small).horizontalAdvance(sign))
    painter.drawText(at, sign)
