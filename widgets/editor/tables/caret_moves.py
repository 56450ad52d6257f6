"""Keys that move the caret by a line or a page in a text with tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QTextEdit

from widgets.editor.document.character_rects import x_of
from widgets.editor.document.pointing import position_on
from widgets.editor.tables.layout import TableLayout
from widgets.editor.tables.neighbours import neighbour

Standard = QKeySequence.StandardKey
_LINES: Mapping[QKeySequence.StandardKey, tuple[bool, bool]] = {
    Standard.MoveToNextLine: (True, False),
    Standard.SelectNextLine: (True, True),
    Standard.MoveToPreviousLine: (False, False),
    Standard.SelectPreviousLine: (False, True),
}
_PAGES: Mapping[QKeySequence.StandardKey, tuple[bool, bool]] = {
    Standard.MoveToNextPage: (True, False),
    Standard.SelectNextPage: (True, True),
    Standard.MoveToPreviousPage: (False, False),
    Standard.SelectPreviousPage: (False, True),
}
"""Whether they go down, whether they select."""


class CaretMoves:
    """Moves the caret of a text view from cell to cell."""

    def __init__(self, text: QTextEdit, tables: TableLayout, cursor_at: Callable[[QPointF], QTextCursor]) -> None:
        """`cursor_at` gives a cursor at a point of the viewport."""
        self._text = text
        self._tables = tables
        self._cursor_at = cursor_at

    def handle(self, event: QKeyEvent) -> bool:
        """Moves the caret up or down by a line or a page; returns False if Qt does it correctly."""
        if not self._tables.tables:
            return False
        for keys, move in ((_LINES, self._move_line), (_PAGES, self._move_page)):
            for standard, (down, selects) in keys.items():
                if event.matches(standard):
                    mode = QTextCursor.MoveMode.KeepAnchor if selects else QTextCursor.MoveMode.MoveAnchor
                    return move(mode, down=down)
        return False

    def _move_line(self, mode: QTextCursor.MoveMode, *, down: bool) -> bool:
        text = self._text
        cursor = text.textCursor()
        block, inside = cursor.block(), cursor.positionInBlock()
        layout = block.layout()
        line = layout.lineForTextPosition(inside)
        if not line.isValid() or line.lineNumber() != (layout.lineCount() - 1 if down else 0):
            return False
        x = float(cursor.verticalMovementX())
        x = x if x >= 0 else x_of(line, inside)
        number = neighbour(self._tables, block.blockNumber(), x, down=down)
        if number is None:
            return False
        target = text.document().findBlockByNumber(number)
        if target.isValid():
            cursor.setPosition(target.position() + position_on(_line(target, first=down), x), mode)
            cursor.setVerticalMovementX(round(x))
            text.setTextCursor(cursor)
        text.ensureCursorVisible()
        return True

    def _move_page(self, mode: QTextCursor.MoveMode, *, down: bool) -> bool:
        """Scrolls by a page and keeps the caret at its height; at the edge of the text it goes to the edge."""
        text = self._text
        cursor, bar = text.textCursor(), text.verticalScrollBar()
        rect = text.cursorRect(cursor)
        if not text.viewport().rect().intersects(rect):
            text.ensureCursorVisible()
            rect = text.cursorRect(cursor)
        before = bar.value()
        bar.setValue(before + (bar.pageStep() if down else -bar.pageStep()))
        if bar.value() != before:
            x = float(cursor.verticalMovementX())
            x = x if x >= 0 else rect.center().x() - text.document().documentMargin()
            cursor.setPosition(self._cursor_at(QPointF(rect.center())).position(), mode)
            cursor.setVerticalMovementX(round(x))
            text.setTextCursor(cursor)
        if bar.value() == before:  # also if it went back, to show the caret
            operations = QTextCursor.MoveOperation
            cursor.movePosition(operations.End if down else operations.Start, mode)
            text.setTextCursor(cursor)
        return True


def _line(block: QTextBlock, *, first: bool) -> QTextLine:
    block.document().documentLayout().blockBoundingRect(block)  # Qt lays it out only on request
    return block.layout().lineAt(0 if first else block.layout().lineCount() - 1)
