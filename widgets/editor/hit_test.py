"""The places of a text that points of its viewport mean: Qt's own search knows one block at each height of a document, a table
has several."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from model.redline.edit_text import Place
from widgets.editor.document.pointing import onto_line, onto_line_of, position_in, scroll_offset, vertical_middle
from widgets.editor.story_document import StoryDocument


class HitTest:
    """Finds what is at a point of the viewport of a text view."""

    def __init__(self, text: QTextEdit, content: StoryDocument) -> None:
        self._text = text
        self._content = content

    def position_in_table(self, point: QPointF) -> int | None:
        """The position of the document at a point; None outside tables."""
        tables = self._content.tables
        at = point + scroll_offset(self._text)
        found = tables.cell_under(at)
        if found is None and self._contains(point):
            at = onto_line(self._content.document, at)
            found = tables.cell_under(at)
        if found is None:
            return None
        blocks = tables.blocks_of(*found)
        at = onto_line_of(blocks, at)
        block = min(blocks, key=lambda block: abs(vertical_middle(block) - at.y()))
        return block.position() + position_in(block, at)

    def cursor_at(self, point: QPointF) -> QTextCursor:
        """A cursor at the character that a point means."""
        position = self.position_in_table(point)
        if position is None:
            return self._text.cursorForPosition(self.on_line(point).toPoint())
        cursor = QTextCursor(self._content.document)
        cursor.setPosition(position)
        return cursor

    def on_line(self, point: QPointF) -> QPointF:
        """The point, moved onto the nearest line if it is in the white between two paragraphs."""
        if not self._contains(point):
            return point
        offset = scroll_offset(self._text)
        return onto_line(self._content.document, point + offset) - offset

    def character_at(self, point: QPointF) -> Place:
        """The place before the character at a point; after the last one if the point is beside it."""
        cursor = self.cursor_at(point)
        leftwards = cursor.block().blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
        if (point.x() < self._text.cursorRect(cursor).center().x()) is leftwards:
            if cursor.atBlockEnd():
                return self._content.place_at(cursor.position())
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        place = self._content.place_at(cursor.position())
        return Place(place.index, max(0, place.offset - 1))

    def place_under(self, point: QPointF) -> Place | None:
        """The place of the text at a point; None beside the text."""
        cursor = self.cursor_at(point)
        place = self._content.place_at(cursor.position())
        near = abs(self._text.cursorRect(cursor).center().x() - point.x()) <= self._text.fontMetrics().height()
        return place if near and place.index < len(self._content.projection.clauses) else None

    def _contains(self, point: QPointF) -> bool:
        return QRectF(self._text.viewport().rect()).contains(point)
