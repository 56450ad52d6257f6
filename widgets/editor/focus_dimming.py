"""The focus mode: all clauses but one are dimmed, but remain readable."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from widgets.editor.view import StoryView
from widgets.theme.colours import contrast, least_contrast, mix

MOST_WASH = 0.5


class Dimming(QObject):
    """Dims all but the clause of the caret; off until `set_on`."""

    def __init__(self, view: StoryView) -> None:
        super().__init__(view)
        self._view = view
        self._block = -1

    def set_on(self, on: bool) -> None:
        """Begins or ends the dimming."""
        if on == (self._paint in self._view.overlays):
            return
        if on:
            self._view.overlays.append(self._paint)
            self._view.cursorPositionChanged.connect(self._follow)
        else:
            self._view.overlays.remove(self._paint)
            self._view.cursorPositionChanged.disconnect(self._follow)
        self._view.viewport().update()

    def _follow(self) -> None:
        block = self._view.textCursor().blockNumber()
        if block != self._block:
            self._block = block
            self._view.viewport().update()

    def _paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        document = self._view.document()
        rect = document.documentLayout().blockBoundingRect(self._view.textCursor().block()).translated(-offset)
        area = QRectF(self._view.viewport().rect())
        wash = self._wash()
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), max(0.0, rect.top() - area.top())), wash)
        painter.fillRect(QRectF(area.left(), rect.bottom(), area.width(), max(0.0, area.bottom() - rect.bottom())), wash)

    def _wash(self) -> QColor:
        """The colour of the background, as opaque as readable text allows."""
        colours = self._view.formats.colours
        share, least = MOST_WASH, least_contrast(colours.text, colours.background)
        while share > 0 and contrast(mix(colours.text, colours.background, share), colours.background) < least:
            share -= 0.05
        wash = QColor(colours.background)
        wash.setAlphaF(max(share, 0.0))
        return wash
