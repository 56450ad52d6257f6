"""The caret and the selection of a view, in terms of the model."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from model.redline import Clause
from model.redline.edit_text import Place
from model.submission.transactions import Selection
from widgets.editor.document.end_marks import end_mark
from widgets.editor.document.pointing import show_top
from widgets.editor.document.projection import Point
from widgets.editor.document.selections import Pair, place_in, selection_at
from widgets.editor.story_document import StoryDocument

ABOVE = 1 / 3
"""The part of the view above a place that was out of sight, so that it is shown with its surroundings."""


class Caret:
    """Reads and moves the caret of a text view that shows a story."""

    def __init__(self, text: QTextEdit, content: StoryDocument) -> None:
        self._text = text
        self._content = content

    def selected_range(self) -> Pair:
        """The selection as places of the model, in order."""
        cursor, content = self._text.textCursor(), self._content
        if not cursor.hasSelection():
            place = content.projection.place(Point(cursor.blockNumber(), cursor.positionInBlock()))
            return place, place
        a, b = content.place_at(cursor.selectionStart()), content.place_at(cursor.selectionEnd())
        return (a, b) if a <= b else (b, a)

    def selection(self) -> Selection | None:
        """The selection in terms that outlive changes; None if the story is empty."""
        cursor, content = self._text.textCursor(), self._content
        anchor, caret = content.place_at(cursor.anchor()), content.place_at(cursor.position())
        return selection_at(content.story, content.projection.clauses, anchor, caret)

    def clause(self) -> Clause | None:
        """The clause in which the caret is."""
        clauses = self._content.projection.clauses
        index = self._content.place_at(self._text.textCursor().position()).index
        return clauses[index] if index < len(clauses) else None

    def select(self, selection: Selection) -> None:
        """Selects what a selection names, as far as its clauses still exist."""
        clauses = self._content.projection.clauses
        anchor, caret = place_in(clauses, selection.anchor), place_in(clauses, selection.caret)
        if caret is not None:
            self.move_to(caret, anchor)

    def reveal(self, selection: Selection) -> None:
        """Selects what a selection names, and scrolls to it if it was out of sight."""
        text, bar = self._text, self._text.verticalScrollBar()
        before = bar.value()
        self.select(selection)
        if bar.value() != before:
            bar.setValue(bar.value() + text.cursorRect().top() - round(text.viewport().height() * ABOVE))
            self.show_top()

    def move_to(self, place: Place, anchor: Place | None = None) -> None:
        """Moves the caret to a place, selects from `anchor` to it if given, and scrolls so that the caret is visible."""
        cursor = self._text.textCursor()
        start = self._content.position_of(anchor or place)
        if (anchor is None or anchor == place) and cursor.position() == start and not cursor.hasSelection():
            self.show()
            return
        cursor.setPosition(start)
        if anchor is not None and anchor != place:
            cursor.setPosition(self._content.position_of(place), QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)  # scrolls to it
        self.show_top()

    def leave_mark(self, *, onwards: bool = False) -> None:
        """Moves the caret from behind an edition mark, which is no place of the text, to the end of the words.

        onwards: it came from there, and goes on to the next paragraph
        """
        cursor, projection = self._text.textCursor(), self._content.projection
        if not projection.ends or not cursor.atBlockEnd():
            return
        block = cursor.block()
        if not end_mark(projection.ends, projection.members(block.blockNumber()), projection.view):
            return
        mode = QTextCursor.MoveMode.KeepAnchor if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(cursor.position() + (1 if onwards and block.next().isValid() else -1), mode)
        self._text.setTextCursor(cursor)

    def show(self) -> None:
        """Scrolls to the caret, see `show_top`."""
        self._text.ensureCursorVisible()
        self.show_top()

    def show_top(self) -> None:
        """Shows also the white above the first line if the caret is in it."""
        show_top(self._text)
