"""Bars beside the lines of a page in which something is tracked, as in the print preview."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QTextBlock

from model.redline import ANCHOR, Clause, Status
from widgets.editor.document.projection import utf16_length

AT, WIDTH = 240, 22
"""Their distance from the text on its left side, and their width, in twips."""


def paint_bars(
    painter: QPainter, clause: Clause, block: QTextBlock, place: QRectF, colour: QColor, offset: float, *, relabelled: bool
) -> None:
    """Draws the bars of a block in the view with changes.

    painter: the painter of the widget
    clause: the clause that the block shows
    block: the block of the document
    place: where the bars stand: left edge and width count
    colour: their colour
    offset: the height of the viewport in the document, in pixels
    relabelled: the label of the clause is tracked
    """
    spans = list(_tracked_spans(clause, block.length() - 1, relabelled=relabelled))
    if not spans:
        return
    layout = block.layout()
    top: float | None = None
    bottom = 0.0
    origin = layout.position().y() - offset
    begun, count, behind = layout.lineForTextPosition(spans[0][0]), layout.lineCount(), max(end for _, end in spans)
    for at in range(begun.lineNumber() if begun.isValid() else 0, count):
        line = layout.lineAt(at)
        start = line.textStart()
        if start > behind:
            break
        stop, last = start + line.textLength(), at == count - 1
        if not any((first < stop and end > start) or (last and first == end == stop) for first, end in spans):
            continue
        upper, lower = origin + line.y(), origin + line.y() + line.height()
        if top is not None and upper - bottom > line.height():
            painter.fillRect(QRectF(place.left(), top, place.width(), bottom - top), colour)
            top = None
        top, bottom = upper if top is None else top, lower
        if last:
            break
    if top is not None:
        painter.fillRect(QRectF(place.left(), top, place.width(), bottom - top), colour)


def _tracked_spans(clause: Clause, length: int, *, relabelled: bool) -> Iterator[tuple[int, int]]:
    """The tracked parts of a clause, in UTF-16 units of its block."""
    if relabelled:
        yield 0, 1
    at = 0
    for run in clause.runs:
        if run.content and run.text == ANCHOR:
            continue
        size = utf16_length(run.text)
        if run.status is not Status.KEPT or run.base_style is not None:
            yield at, at + size
        at += size
    if clause.end.status is not Status.KEPT:
        yield length, length
