"""The mouse in a text with tables, where Qt finds the wrong block."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from widgets.editor.document.pointing import with_position
from widgets.editor.hit_test import HitTest

Handler = Callable[[QMouseEvent], None]
"""Qt's own handler of an event of the mouse."""


class Mouse:
    """Lets Qt handle the mouse, and then corrects the caret in tables."""

    def __init__(self, text: QTextEdit, hit_test: HitTest) -> None:
        self._text = text
        self._hit_test = hit_test
        self._drag_start: QPointF | None = None
        """Where the mouse was pressed on a selection in a table."""
        self._paste_position: int | None = None
        """The position in a table over which a button of the mouse is released."""

    def press(self, event: QMouseEvent, handle: Handler) -> None:
        """Moves the caret, or begins to drag a selection in a table."""
        position, cursor = self._hit_test.position_in_table(event.position()), self._text.textCursor()
        self._drag_start = None
        if position is None or event.button() != Qt.MouseButton.LeftButton:
            handle(self._on_line(event))
            return
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if cursor.hasSelection() and not extends and cursor.selectionStart() < position < cursor.selectionEnd():
            self._drag_start = event.position()
            return
        if not extends:
            self._select(position, position)
        handle(event)
        if not self._selects_paragraph(position):  # the third click in a row
            self._select(cursor.anchor() if extends else position, position)

    def move(self, event: QMouseEvent, handle: Handler) -> None:
        """Extends the selection, or drags it."""
        if self._drag_start is not None:
            if (event.position() - self._drag_start).manhattanLength() >= QApplication.startDragDistance():
                self._drag_start = None
                self._drag()
            return
        anchor, selects = self._text.textCursor().anchor(), bool(event.buttons() & Qt.MouseButton.LeftButton)
        position = self._hit_test.position_in_table(event.position()) if selects else None
        handle(self._on_line(event))
        if position is not None:
            self._select(anchor, position)

    def release(self, event: QMouseEvent, handle: Handler) -> None:
        """Ends a click; one on a selection in a table moves the caret only now."""
        self._paste_position = self._hit_test.position_in_table(event.position())
        if self._drag_start is not None:
            self._drag_start = None
            if self._paste_position is not None:
                self._select(self._paste_position, self._paste_position)
        else:
            handle(self._on_line(event))
        self._paste_position = None

    def double_click(self, event: QMouseEvent, handle: Handler) -> None:
        """Selects a word."""
        position = self._hit_test.position_in_table(event.position())
        handle(self._on_line(event))
        if position is not None and event.button() == Qt.MouseButton.LeftButton:
            cursor = self._text.textCursor()
            cursor.setPosition(position)
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            self._text.setTextCursor(cursor)

    def move_caret_to_paste(self) -> None:
        """Moves the caret to where the middle button is released in a table, which pastes there."""
        if self._paste_position is not None:
            self._select(self._paste_position, self._paste_position)
            self._paste_position = None

    def _on_line(self, event: QMouseEvent) -> QMouseEvent:
        return with_position(event, self._hit_test.on_line(event.position()))

    def _select(self, anchor: int, position: int) -> None:
        cursor = self._text.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)

    def _selects_paragraph(self, position: int) -> bool:
        block, cursor = self._text.document().findBlock(position), self._text.textCursor()
        end = block.position() + block.length() - 1
        return cursor.hasSelection() and cursor.anchor() == block.position() and cursor.position() >= end

    def _drag(self) -> None:
        """Drags the selection; a drop in the same text moves it."""
        drag = QDrag(self._text)
        drag.setMimeData(self._text.createMimeDataFromSelection())
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)
