"""Another party's changes painted over our text: a dotted line under what they inserted, a wedge where they deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from model.redline import Clause
from model.submission.story import StoryId, has_text
from model.text.shortening import shorten_text
from widgets.common.store import Change, Store
from widgets.common.story_places import FOLLOW_AFTER, OffsetShift, StoryPlaces
from widgets.common.translation import translate
from widgets.editor.view import StoryView
from widgets.editor.visible_rects import shown_clauses, visible_rects

if TYPE_CHECKING:
    from model.layers.marks import LayerMark, StoryMarks
    from model.submission.values import Proposal

LONGEST = 120
"""Characters of deleted text in a tooltip."""


class LayerPlaces(StoryPlaces):
    """The places of the other party's changes in the shown proposal."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(store, parent)
        self._stories: dict[str, StoryMarks] = {}

    @property
    def has_places(self) -> bool:
        """Whether the shown proposal amends another party's."""
        return bool(self._stories)

    @property
    def proposal(self) -> Proposal | None:
        """The shown proposal, if it amends another party's."""
        story = StoryId(self.number)
        found = self._store.submission.proposals[self.number - 1] if has_text(self._store.submission, story) else None
        return found if found is not None and found.theirs is not None else None

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self.number = 1
        if (self.proposal is not None) is not self.has_places:
            self.follow()
        elif self.has_places:
            self._timer.start(FOLLOW_AFTER)

    def follow(self) -> None:
        """Updates the places."""
        self._timer.stop()
        proposal, before = self.proposal, self._stories
        self._stories = {}
        if proposal is not None and proposal.theirs is not None:
            from model.layers.marks import layer_marks

            self._stories = layer_marks(proposal.theirs, proposal.redline, before)
        if before or self._stories:
            self.followed.emit()

    def in_clause(self, note: str, clause: Clause) -> Iterator[tuple[LayerMark, int, int]]:
        """The marks in a clause, each with its first character and the one after its last as the clause is now."""
        story = self._stories.get(note)
        known = story.clauses.get(clause.id) if story is not None else None
        if story is None or known is None:
            return
        shift = OffsetShift(known, clause)
        for mark in story.marks.get(clause.id, ()):
            start, stop = shift.now(mark.start), shift.now(mark.stop)
            yield mark, start, max(start, stop)


class LayerOverlay:
    """Paints over one view."""

    def __init__(self, view: StoryView, places: LayerPlaces) -> None:
        self._view = view
        self._places = places
        view.overlays.append(self.paint)
        view.tooltips.sources.append(self.words_at)

    def _active(self) -> bool:
        return self._places.has_places and self._view.story.proposal == self._places.number

    def paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        """Paints the marks of the visible blocks."""
        if not self._active():
            return
        view, colour = self._view, self._view.formats.colours.moved
        painter.save()
        for _, index, clause in shown_clauses(view, shown):
            for mark, start, stop in self._places.in_clause(view.story.note, clause):
                for rect in visible_rects(view, index, start, stop):
                    if mark.sort == "deleted" or start == stop:
                        self._paint_wedge(painter, rect, colour, below=mark.sort == "deleted")
                    else:
                        painter.setPen(QPen(colour, 2.0, Qt.PenStyle.DotLine))
                        painter.drawLine(QPointF(rect.left(), rect.bottom() - 1), QPointF(rect.right(), rect.bottom() - 1))
        painter.restore()

    @staticmethod
    def _paint_wedge(painter: QPainter, rect: QRectF, colour: QColor, *, below: bool) -> None:
        """A wedge at a place: below the line where something was deleted, above it for a paragraph that was divided."""
        x, tip, base = rect.left(), rect.bottom() - 5, rect.bottom()
        if not below:
            tip, base = rect.top() + 5, rect.top()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - 4, base), QPointF(x + 4, base)]))

    def words_at(self, point: QPointF) -> list[str]:
        """What the other party changed at a point of the viewport, with the author."""
        view = self._view
        place = view.hit_test.place_under(point) if self._active() else None
        if place is None or place.index >= len(view.projection.clauses):
            return []
        clause = view.projection.clauses[place.index]
        found = self._places.in_clause(view.story.note, clause)
        return [mark_words(mark) for mark, start, stop in found if start <= place.offset <= stop]


def mark_words(mark: LayerMark) -> str:
    """A sentence on a change of the other party."""
    text = shorten_text(mark.text, LONGEST)
    name = mark.stamp.author or translate("Layers", "The other party")
    if mark.sort == "deleted":
        return translate("Layers", "{name} deleted “{text}”.").format(name=name, text=text)
    if mark.sort == "format":
        return translate("Layers", "{name} changed the format of “{text}”.").format(name=name, text=text)
    return translate("Layers", "{name} inserted “{text}”.").format(name=name, text=text)
