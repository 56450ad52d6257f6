"""The line that a pointer means in the space between two lines or paragraphs: the nearer one, at the same column. Qt would take
it for the end of the first or the start of the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextBlock, QTextDocument, QTextLine
from PySide6.QtWidgets import QAbstractScrollArea, QTextEdit

INSIDE = 1.0
"""The distance from the edge of a line at which Qt counts a point as part of the line, in pixels."""


def scroll_offset(area: QAbstractScrollArea) -> QPointF:
    """The place of the viewport in the document."""
    across = area.horizontalScrollBar()
    x = across.maximum() - across.value() if area.isRightToLeft() else across.value()
    return QPointF(x, area.verticalScrollBar().value())


def onto_line(document: QTextDocument, point: QPointF) -> QPointF:
    """The point of a document moved up or down onto the nearest line; unchanged below the last one."""
    layout, y = document.documentLayout(), point.y()
    block = document.findBlock(max(0, layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)))
    layout.blockBoundingRect(block.next())  # Qt lays it out only on request
    around = (block.previous(), block, block.next())
    lines = [line for block in around if block.isValid() for line in _lines(block)]
    if not lines or y >= lines[-1][1]:
        return point
    return _onto(lines, point)


def onto_line_of(blocks: Sequence[QTextBlock], point: QPointF) -> QPointF:
    """The point moved up or down onto the nearest line of some paragraphs."""
    return _onto([line for block in blocks for line in _lines(block)], point)


def _onto(lines: Sequence[tuple[float, float]], point: QPointF) -> QPointF:
    y = point.y()
    if not lines or any(top <= y < bottom for top, bottom in lines):
        return point
    heights = [min(max(y, top + INSIDE), bottom - INSIDE) for top, bottom in lines]
    return QPointF(point.x(), min(heights, key=lambda height: abs(height - y)))


def _lines(block: QTextBlock) -> Iterator[tuple[float, float]]:
    """The upper and lower edges of the lines of a block, in heights of the document."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        rect = layout.lineAt(number).naturalTextRect()
        yield layout.position().y() + rect.top(), layout.position().y() + rect.bottom()


def position_on(line: QTextLine, x: float) -> int:
    """The position in a block that is nearest to a distance from the left on one of its lines."""
    found: Any = line.xToCursor(x) if line.isValid() else 0
    return int(found)


def position_in(block: QTextBlock, point: QPointF) -> int:
    """The position in a block that is nearest to a point of the document on one of its lines."""
    layout = block.layout()
    inside = point - layout.position()
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    found = [line for line in lines if line.naturalTextRect().top() <= inside.y() < line.naturalTextRect().bottom()]
    return position_on(found[0] if found else lines[-1], inside.x()) if lines else 0


def vertical_middle(block: QTextBlock) -> float:
    """The height of the document in the middle of a block."""
    return block.layout().boundingRect().center().y() + block.layout().position().y()


def with_position(event: QMouseEvent, point: QPointF) -> QMouseEvent:
    """The same event of the mouse at another point of its widget."""
    by = point - event.position()
    return QMouseEvent(
        event.type(), point, event.scenePosition() + by, event.globalPosition() + by,
        event.button(), event.buttons(), event.modifiers(), event.pointingDevice(),
    )  # fmt: skip


def show_top(view: QTextEdit) -> None:
    """Scrolls to the top of the text if the caret is visible in its first line and all of that fits."""
    bar, cursor = view.verticalScrollBar(), view.textCursor()
    if bar.value() <= 0 or cursor.blockNumber():
        return
    caret, line = view.cursorRect(cursor), cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
    if line.lineNumber() == 0 and caret.top() >= 0 and caret.bottom() + bar.value() < view.viewport().height():
        bar.setValue(0)
