"""The marks that tie the words of a card to it: a faint tint behind them, a bracket beside their lines in the white of the page,
and a line from there to the card. It is never a line under words, which means an insertion."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.editor.document.pointing import scroll_offset
from widgets.editor.view import StoryView
from widgets.editor.visible_rects import visible_rects
from widgets.margin.cards import Card
from widgets.theme.colours import mark_colour

TINT = 0.14
"""The opacity of the tint."""
BESIDE, BEYOND_BARS = 10.0, 26.0
"""Pixels between the bracket and the edge of the lines: on the right, and on the left, where the bars of changed lines are."""
TICK = 5.0
"""The length of the ends of the bracket, in pixels."""


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
        height = rects[0].center().y() if rects else -1.0
        return height if 0 <= height < self._view.viewport().height() else None

    def paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
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
        tint = mark_colour(self._view.formats.colours, tone, TINT)
        for rect in rects:
            painter.fillRect(rect, tint)
        at, inwards = self._bracket_at(), TICK if self.to_left else -TICK
        top, bottom, middle = rects[0].top() + 1, rects[-1].bottom() - 1, rects[0].center().y()
        painter.setPen(QPen(tone, 1.5))
        painter.drawPolyline([QPointF(at + inwards, top), QPointF(at, top), QPointF(at, bottom), QPointF(at + inwards, bottom)])
        edge = 0.0 if self.to_left else float(self._view.viewport().width())
        painter.setPen(QPen(tone, 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(at, middle), QPointF(edge, middle))

    def _has_numbers(self) -> bool:
        """Whether margin numbers are on the side of the cards."""
        labelling = self._view.content.labelling()
        is_rtl = self._view.document().firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft
        return self.to_left is not is_rtl and labelling is not None and bool(labelling.numbers)

    def _bracket_at(self) -> float:
        """The place of the bracket from the left of the viewport: in the white beside the lines, outside of margin numbers, and
        always visible."""
        document = self._view.document()
        margin, wide = document.documentMargin(), self._view.viewport().width()
        if self.to_left:
            at = TICK * 2 if self._has_numbers() else margin - min(BEYOND_BARS, margin * 2 / 3)
        else:
            at = document.textWidth() - (TICK * 2 if self._has_numbers() else margin - min(BESIDE, margin / 2))
        return min(max(at - scroll_offset(self._view).x(), TICK), wide - TICK)
