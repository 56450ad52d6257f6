"""The line from the words of a card in the text to the margin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.editor.view import StoryView
from widgets.editor.visible_rects import visible_rects
from widgets.margin.cards import Card


class Leader:
    """Paints over a view, for one card at a time: lines for all cards would disturb reading."""

    def __init__(self, view: StoryView, tone: Callable[[Card], QColor]) -> None:
        self._view = view
        self._tone = tone
        self.card: Card | None = None
        self.to_left = False
        """Whether the margin is on the left."""
        view.overlays.append(self.paint)

    def show(self, card: Card | None) -> None:
        """Connects another card with its words."""
        if card != self.card:
            self._view.viewport().update()
        self.card = card  # the same card as in the margin

    def height(self) -> float | None:
        """The height in the viewport at which the line is painted; None if there is no card, or its words are not visible."""
        card, clauses = self.card, self._view.projection.clauses
        index = next((at for at, clause in enumerate(clauses) if clause.id == card.clause), None) if card is not None else None
        if card is None or index is None:
            return None
        rects = visible_rects(self._view, index, card.start, card.stop)
        return rects[0].bottom() if rects and 0 <= rects[0].bottom() < self._view.viewport().height() else None

    def paint(self, painter: QPainter, shown: range, offset: QPointF) -> None:
        """Paints the line if the words are visible."""
        card, projection = self.card, self._view.projection
        if card is None:
            return
        for number in shown:
            if number >= projection.count:
                return
            for index in projection.indices(number):
                if projection.clauses[index].id == card.clause:
                    self._paint(painter, index, card)
                    return

    def _paint(self, painter: QPainter, index: int, card: Card) -> None:
        rects = visible_rects(self._view, index, card.start, card.stop)
        if not rects:
            return
        tone = self._tone(card)
        painter.setPen(QPen(tone, 1.5))
        for rect in rects:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        start = rects[0].bottomLeft() if self.to_left else rects[0].bottomRight()
        edge = 0.0 if self.to_left else float(self._view.viewport().width())
        painter.setPen(QPen(tone, 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(start, QPointF(edge, start.y()))
