"""Positions painted over the text: a line below the words, different for each stance, and a sign at the edge of the clause. The
document does not contain them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from model.submission.comments import CommentSpan
from model.submission.position_places import PlacedPosition
from model.submission.position_words import STANCE_WORDS
from model.submission.positions import Stance
from widgets.editor.view import StoryView
from widgets.editor.visible_rects import rects_in, shown_clauses
from widgets.positions.places import PositionMark, PositionPlaces
from widgets.theme.colours import mark_colour

BACKGROUND = 0.19
"""The opacity of the background of the chosen one."""
SIGN = 12.0
"""The width in pixels of a sign at the edge."""
_LINES: dict[Stance, Qt.PenStyle] = {
    "wanted": Qt.PenStyle.SolidLine,
    "acceptable": Qt.PenStyle.DashLine,
    "red_line": Qt.PenStyle.SolidLine,
    "": Qt.PenStyle.DotLine,
}
_BOLD: frozenset[Stance] = frozenset({"red_line"})
"""Stances with a double line."""


class PositionOverlay:
    """Paints over one view."""

    def __init__(self, view: StoryView, places: PositionPlaces) -> None:
        self._view = view
        self._places = places
        self.current = ""
        """The key of the chosen one, which has a background."""
        view.overlays.append(self.paint)
        view.tooltips.sources.append(self.words_at)

    def mark(self, chosen: PlacedPosition | None) -> None:
        """Gives the words of a position a background, and no others."""
        self.current = chosen.key if chosen is not None else ""

    def _active(self) -> bool:
        view = self._view
        return self._places.has_places and view.story.proposal == self._places.number and view.projection.view != "base"

    def paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        """Paints the marks of the visible blocks."""
        if not self._active():
            return
        view = self._view
        signs: dict[int, tuple[QTextBlock, dict[Stance, None]]] = {}
        for block, index, clause in shown_clauses(view, shown):
            for mark in self._places.at(view.story.note, clause.id):
                self._paint_words(painter, block, index, mark, mark.now(clause))
                signs.setdefault(block.blockNumber(), (block, {}))[1][mark.position.stance] = None
        for block, stances in signs.values():
            self._paint_signs(painter, block, stances, offset)

    def _colour(self, stance: Stance) -> QColor:
        shades = self._view.formats.colours
        return {"wanted": shades.inserted, "acceptable": shades.changed, "red_line": shades.deleted, "": shades.quiet}[stance]

    def _paint_words(self, painter: QPainter, block: QTextBlock, index: int, mark: PositionMark, span: CommentSpan) -> None:
        colour = self._colour(mark.position.stance)
        for rect in rects_in(self._view, block, index, span.start, span.end):
            if mark.key == self.current:
                painter.fillRect(rect, mark_colour(self._view.formats.colours, colour, BACKGROUND))
            if span.whole:
                continue
            painter.setPen(QPen(colour, 1.4, _LINES[mark.position.stance]))
            lines = (0.0, 2.5) if mark.position.stance in _BOLD else (0.0,)
            for up in lines:
                painter.drawLine(rect.bottomLeft() - QPointF(0, up), rect.bottomRight() - QPointF(0, up))

    def _paint_signs(self, painter: QPainter, block: QTextBlock, stances: dict[Stance, None], offset: QPointF) -> None:
        """The signs of the stances on a block, at the beginning of its first line."""
        if not block.layout().lineCount():
            return
        line = block.layout().lineAt(0)
        y = block.layout().position().y() - offset.y() + line.y()
        rtl = block.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setFont(self._view.font())
        for place, stance in enumerate(stances):
            x = self._view.viewport().width() - (place + 1) * SIGN - 2 if rtl else place * SIGN + 2
            painter.setPen(self._colour(stance))
            painter.drawText(QRectF(x, y, SIGN, line.height()), Qt.AlignmentFlag.AlignCenter, STANCE_WORDS[stance].sign)
        painter.restore()

    def words_at(self, point: QPointF) -> list[str]:
        """What the positions at a point of the viewport say."""
        from widgets.positions.phrases import summary

        view = self._view
        place = view.hit_test.place_under(point) if self._active() else None
        if place is None or place.index >= len(view.projection.clauses):
            return []
        clause = view.projection.clauses[place.index]
        spans = [(mark, mark.now(clause)) for mark in self._places.at(view.story.note, clause.id)]
        return [summary(mark.position) for mark, span in spans if span.whole or span.start <= place.offset <= span.end]
