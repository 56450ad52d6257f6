"""The place of a text that stays where it is on the screen while the lines around it change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

Anchor = tuple[QTextCursor, int]
"""A place of the document, and its height in the viewport in pixels."""


class ScrollAnchor:
    """Remembers the place that a reader looks at, and scrolls back to it."""

    def __init__(self, text: QTextEdit, blocks_between: Callable[[float, float], range]) -> None:
        """`blocks_between` gives the blocks between two heights of the document."""
        self._text = text
        self._blocks_between = blocks_between

    def top_block(self) -> int:
        """The first visible block."""
        top = self._text.verticalScrollBar().value()
        return self._blocks_between(top, top + 1).start

    def take(self, *, caret_at_start: bool = False) -> Anchor | None:
        """The caret if it is visible, else the first visible block. None at the beginning of the text, unless
        `caret_at_start` and the caret is visible; None if a reader looks at what is above the text."""
        text = self._text
        cursor, at_start = text.textCursor(), not text.verticalScrollBar().value()
        if at_start and not caret_at_start:
            return None
        if not text.viewport().rect().intersects(text.cursorRect(cursor)):
            if at_start:
                return None
            cursor = QTextCursor(text.document().findBlockByNumber(self.top_block()))
            if cursor.atStart() and text.cursorRect(cursor).top() > 0:
                return None
        return cursor, text.cursorRect(cursor).top()

    def restore(self, anchor: Anchor | None) -> None:
        """Scrolls a place back to its height."""
        if anchor is not None:
            cursor, height = anchor
            bar = self._text.verticalScrollBar()
            bar.setValue(bar.value() + self._text.cursorRect(cursor).top() - height)
