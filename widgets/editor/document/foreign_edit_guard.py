"""The guard against edits of the document by others: dictation, assistive technology, the menu and methods of Qt.

The slot only notes the range that was touched; it neither edits nor raises. `flush` restores the blocks from the model, and then
carries the difference of the text out as an ordinary edit, so that removed text is shown as deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from model.text.common_prefix import equal_prefix
from widgets.common.tasks import debounce
from widgets.editor.document.document_patches import insert_blocks
from widgets.editor.document.formats import Formats
from widgets.editor.document.projection import PARAGRAPH_SEPARATOR, Point, Projection, utf16_length

MOST_BLOCKS = 200
"""A larger edit from outside, in blocks, is undone and not carried out."""


class ForeignEdit(Struct, frozen=True):
    """An edit from outside: the text between two points became `text`, paragraphs parted by U+2029."""

    start: Point
    stop: Point
    text: str


class ForeignEditGuard(QObject):
    """Watches one document."""

    def __init__(self, document: QTextDocument, found: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._depth = 0
        self._start: int | None = None
        self._from_end = 0
        self._timer = debounce(self, 0, found)
        document.contentsChange.connect(self._note)

    @contextmanager
    def let_through(self) -> Iterator[None]:
        """A context in which changes are those of the program."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    @property
    def has_edit(self) -> bool:
        """Whether somebody else has changed the document."""
        return self._start is not None

    def _note(self, position: int, removed: int, added: int) -> None:
        if self._depth or not (removed or added):
            return
        from_end = max(0, self._document.characterCount() - position - added)
        self._from_end = from_end if self._start is None else min(self._from_end, from_end)
        self._start = position if self._start is None else min(self._start, position)
        self._timer.start()

    def forget(self) -> None:
        """Forgets such a change after the document was filled again."""
        self._start = None
        self._timer.stop()

    def put_back(self, projection: Projection, formats: Formats) -> ForeignEdit | None:
        """Restores what the projection shows, and returns the text that had replaced it; None if that was the same."""
        if self._start is None:
            return None
        document = self._document
        first = max(0, document.findBlock(min(self._start, document.characterCount() - 1)).blockNumber())
        last_block = document.findBlock(document.characterCount() - max(1, self._from_end))
        last = max(first, last_block.blockNumber() if last_block.isValid() else document.blockCount() - 1)
        behind = document.blockCount() - 1 - last
        first = min(first, projection.count - 1)
        wanted = range(first, max(first + 1, projection.count - behind))
        last = max(first, document.blockCount() - 1 - (projection.count - wanted.stop))
        found = PARAGRAPH_SEPARATOR.join(_texts(document.findBlockByNumber(first), last - first + 1))
        self.forget()
        self._write(projection, formats, wanted, last)
        shown = PARAGRAPH_SEPARATOR.join(projection.text(block) for block in wanted)
        return _difference(shown, found, first)

    def _write(self, projection: Projection, formats: Formats, wanted: range, last: int) -> None:
        document = self._document
        with self.let_through():
            cursor = QTextCursor(document.findBlockByNumber(wanted.start))
            cursor.beginEditBlock()
            block = document.findBlockByNumber(last)
            cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            insert_blocks(cursor, projection, wanted, formats)
            cursor.endEditBlock()


def _texts(block: QTextBlock, count: int) -> Iterator[str]:
    for _ in range(count):
        yield block.text()
        block = block.next()


def _difference(shown: str, found: str, first: int) -> ForeignEdit | None:
    if shown == found:
        return None
    head = equal_prefix(shown, found)
    tail = equal_prefix(shown[head:][::-1], found[head:][::-1])
    stop = len(shown) - tail
    return ForeignEdit(_point(shown, head, first), _point(shown, stop, first), found[head : len(found) - tail])


def _point(shown: str, offset: int, first: int) -> Point:
    before = shown[:offset]
    block = before.count(PARAGRAPH_SEPARATOR)
    return Point(first + block, utf16_length(before.rpartition(PARAGRAPH_SEPARATOR)[2]))
