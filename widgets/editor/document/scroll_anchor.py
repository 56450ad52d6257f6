"""The place of a text that stays where it is on the screen while the lines around it change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

Anchor = tuple[int, int]
"""A position of the document, which stays valid if the same text is set again, and its height in the viewport in pixels."""


class ScrollAnchor:
    """Remembers the place that a reader looks at, and scrolls back to it."""

    def __init__(self, text: QTextEdit, blocks_between: Callable[[float, float], Sequence[int]]) -> None:
        """`blocks_between` gives the blocks between two heights of the document."""
        self._text = text
        self._blocks_between = blocks_between

    def top_block(self) -> int:
        """The first visible block."""
        top = self._text.verticalScrollBar().value()
        found = self._blocks_between(top, top + 1)
        return found[0] if found else 0

    def take(self, *, caret_at_start: bool = False) -> Anchor | None:
        """The caret if it is visible, else the first visible line. None at the beginning of the text, unless
        `caret_at_start` and the caret is visible; None if a reader looks at what is above the text."""
        text = self._text
        cursor, at_start = text.textCursor(), not text.verticalScrollBar().value()
        if at_start and not caret_at_start:
            return None
        if not self._sees_caret():
            if at_start:
                return None
            cursor = self._top_line()
            if cursor.atStart() and text.cursorRect(cursor).top() > 0:
                return None
        return cursor.position(), text.cursorRect(cursor).top()

    def _sees_caret(self) -> bool:
        return self._text.viewport().rect().intersects(self._text.cursorRect())

    def _top_line(self) -> QTextCursor:
        """The start of the first line that is visible, also in part."""
        first, top = self._text.document().findBlockByNumber(self.top_block()), self._text.verticalScrollBar().value()
        cursor = QTextCursor(first)
        for block in filter(QTextBlock.isValid, (first, first.next())):  # of the first one only the white below may be visible
            layout = block.layout()
            for line in map(layout.lineAt, range(layout.lineCount())):
                if layout.position().y() + line.naturalTextRect().bottom() > top:
                    cursor.setPosition(block.position() + line.textStart())
                    return cursor
        return cursor

    def restore(self, anchor: Anchor | None) -> None:
        """Scrolls a place back to its height."""
        if anchor is not None:
            position, height = anchor
            bar, cursor = self._text.verticalScrollBar(), QTextCursor(self._text.document())
            cursor.setPosition(min(position, self._text.document().characterCount() - 1))
            by = self._text.cursorRect(cursor).top() - height  # first: it lays out the text up to there
            bar.setValue(bar.value() + by)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """A context in which other lines change: the caret stays at its height if it is visible, else the first visible line."""
        anchor = self.take(caret_at_start=True)
        cursor = QTextCursor(self._text.document())
        if anchor is not None:
            cursor.setPosition(anchor[0])  # it moves with the text
        yield
        self.restore((cursor.position(), anchor[1]) if anchor is not None else None)

    @contextmanager
    def keep_in_sight(self, zoom: Callable[[], int]) -> Iterator[None]:
        """A context in which the same text is set again: what is read stays in sight, in the text or on the pages before it.

        zoom: the zoom that is shown, before and afterwards
        """
        bar, before, sees_caret = self._text.verticalScrollBar(), zoom(), self._sees_caret()
        value, above, anchor = bar.value(), bar.value() - bar.minimum(), self.take()
        yield
        self.restore(anchor)
        if value <= 0:
            bar.setValue(min(0, bar.minimum() + round(above * zoom() / before)) if value else 0)
        if sees_caret:
            self._text.ensureCursorVisible()
