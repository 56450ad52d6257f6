"""Who changed the words under the mouse, told in a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from model.amendments import Amendment
from model.edits import review
from widgets.amendments.cells import told
from widgets.amendments.model import AmendmentModel
from widgets.editor.view import StoryView
from widgets.projection import Point
from widgets.store import note_key
from widgets.tooltips import as_tooltip


class AmendmentHints(QObject):
    """Watches a text for the wish of a tooltip."""

    def __init__(self, view: StoryView, amendments: AmendmentModel) -> None:
        super().__init__(view)
        self._view = view
        self._amendments = amendments
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        here = self._under(event)
        if here:
            lines = [told(each, self._amendments.place_of(each)) for each in here]
            QToolTip.showText(event.globalPos(), "".join(map(as_tooltip, lines)), self._view.viewport())
        else:
            QToolTip.hideText()
        return bool(here)

    def _under(self, event: QHelpEvent) -> list[Amendment]:
        """The amendments of the characters under the mouse; none beside the text."""
        view = self._view
        cursor = view.cursor_at(event.pos().toPointF())
        if abs(view.cursorRect(cursor).center().x() - event.pos().x()) > view.fontMetrics().height():
            return []
        block = cursor.block()
        place = view.projection.place(Point(block.blockNumber(), cursor.positionInBlock()))
        if place.index >= len(view.clauses):
            return []
        clause, key = view.clauses[place.index], note_key(view.story)
        story = "" if key is None else f"notes/{key}"
        rows = [row for row in self._amendments.known if (row.story, row.clause) == (story, clause.id)]
        return review.within(rows, story, [(clause.id, place.offset, place.offset)])
