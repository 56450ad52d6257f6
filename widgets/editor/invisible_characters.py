"""Signs for characters that cannot be seen: deleted blanks."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock

from model.redline import Clause, Status
from model.redline.edit_text import Place
from widgets.editor.document.character_rects import x_of
from widgets.editor.document.projection import Projection


def paint_deleted_blanks(
    painter: QPainter, projection: Projection, number: int, block: QTextBlock, colour: QColor, offset: QPointF
) -> None:
    """Draws the sign ␣, struck through, for each blank that is deleted alone: Qt draws nothing for one at the end of a line, and
    a line that nobody sees for one between two words.

    painter: the painter of the widget
    projection: what is shown
    number: the number of the block
    block: the block of the document
    colour: the colour of the signs
    offset: the place of the viewport in the document, in pixels
    """
    origin = block.layout().position() - offset
    for position in _deleted_blanks(projection, number):
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


def has_deleted_blanks(clause: Clause) -> bool:
    """Whether a deleted run of a clause is only space, on which a strike-through is easily missed."""
    return any(run.status is Status.DELETED and run.text.isspace() for run in clause.runs)


def _deleted_blanks(projection: Projection, number: int) -> Iterator[int]:
    """The positions in a block of blanks that are deleted alone."""
    if projection.view != "markup" or number >= len(projection.clauses):
        return
    offset = 0
    for run in projection.clauses[number].runs:
        if run.status is Status.DELETED and run.text.isspace():
            for place in range(offset, offset + len(run.text)):
                yield projection.point(Place(number, place)).position
        offset += len(run.text)
