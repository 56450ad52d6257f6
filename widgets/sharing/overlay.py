"""The names of colleagues, painted at the clauses in which their carets are. The document does not contain them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from model.text.shortening import shorten_text
from widgets.editor.view import StoryView
from widgets.editor.visible_rects import shown_clauses
from widgets.sharing.people import Person, badge_font, line_of_person, paint_badge
from widgets.theme.colours import participant_colour
from widgets.theme.design import TIGHT

MOST_LETTERS = 16
"""Letters of a name that are painted."""
BAR = 3.0
"""The width in pixels of the line beside the clause."""


class PeopleOverlay:
    """Paints over one view."""

    def __init__(self, view: StoryView) -> None:
        self._view = view
        self._people: tuple[Person, ...] = ()
        view.overlays.append(self.paint)
        view.tooltips.sources.append(self.words_at)

    def follow(self, people: Sequence[Person]) -> None:
        """Shows these people, except those who are away."""
        present = tuple([person for person in people if not person.away and person.clause])
        if present != self._people:
            self._people = present
            self._view.viewport().update()

    def _at(self, clause: str) -> list[Person]:
        return [person for person in self._people if person.clause == clause and person.story == self._view.story]

    def paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        """Paints the names at the visible blocks: at the end of the first line of the clause, above the edge of the text."""
        if not self._people:
            return
        view = self._view
        for block, _index, clause in shown_clauses(view, shown):
            people = self._at(clause.id)
            layout = block.layout()
            if not people or not layout.lineCount():
                continue
            line = layout.lineAt(0)
            top = layout.position().y() - offset.y() + line.y()
            rect = layout.boundingRect().translated(layout.position() - offset)
            rtl = block.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
            edge = rect.left() if rtl else min(rect.right(), view.viewport().width())
            painter.save()
            metrics = QFontMetricsF(badge_font())
            tall = metrics.height() + 2
            for person in people:
                words = shorten_text(person.name, MOST_LETTERS)
                wide = metrics.horizontalAdvance(words or "?") + 2 * TIGHT
                left = edge if rtl else edge - wide
                paint_badge(painter, QRectF(left, top - tall + 2, wide, tall), person, view.palette(), words or "?")
                side = rect.right() + TIGHT if rtl else max(0.0, rect.left() - 2 * TIGHT)
                painter.fillRect(QRectF(side, rect.top(), BAR, rect.height()), participant_colour(view.palette(), person.color))
                edge = left + wide + TIGHT if rtl else left - TIGHT
            painter.restore()

    def words_at(self, point: QPointF) -> list[str]:
        """Who is in the clause at a point of the viewport."""
        view = self._view
        place = view.hit_test.place_under(point) if self._people else None
        if place is None or place.index >= len(view.projection.clauses):
            return []
        return [line_of_person(person) for person in self._at(view.projection.clauses[place.index].id)]
