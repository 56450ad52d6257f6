"""The waves under misspelt words: painted over the text that can be seen, the document itself is not touched."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QPointF, QTimer
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTextBlock, QTextCursor

from model.redline import Clause
from widgets.editor.editor import Editor
from widgets.spelling.speller import Speller
from widgets.spelling.words import Word, words_of

SETTLED_AFTER = 400
"""Milliseconds after which a word that is being typed is judged."""
AT_ONCE = 200
"""Blocks that are looked through in one go."""
PITCH, RISE = 4.0, 1.4
"""Pixels: length and height of a wave."""


class Waves(QObject):
    """Paints, finds and corrects misspelt words in one editor."""

    def __init__(self, editor: Editor, speller: Speller) -> None:
        super().__init__(editor)
        self._editor = editor
        self._speller = speller
        self._words: dict[str, tuple[tuple[Clause, ...], tuple[Word, ...]]] = {}
        self._view = ""
        self._typed_at: Word | None = None
        """The word that ends at the caret; it may still be typed."""
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_AFTER)
        self._settled.timeout.connect(editor.viewport().update)
        speller.learned.connect(editor.viewport().update)
        editor.overlays.append(self._paint)

    # -- words

    def words(self, block: int) -> tuple[Word, ...]:
        """The words of a block; those of the last look where it is the same."""
        projection = self._editor.projection
        if self._view != projection.view:
            self._words, self._view = {}, projection.view
        members = projection.members(block)
        if not members or projection.view == "base":
            return ()
        known = self._words.get(members[0].id)
        if known is not None and len(known[0]) == len(members) and all(a is b for a, b in zip(known[0], members, strict=True)):
            return known[1]
        words = words_of(projection.spans(block))
        self._words[members[0].id] = members, words
        return words

    def word_at(self, at: QPoint) -> tuple[int, Word] | None:
        """The misspelt word at a place of the viewport, with its block."""
        return self._wrong_at(self._editor.cursorForPosition(at))

    def word_here(self) -> tuple[int, Word] | None:
        """The misspelt word in which the caret stands or that is selected."""
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.selectionStart())
        return self._wrong_at(cursor)

    def _wrong_at(self, cursor: QTextCursor) -> tuple[int, Word] | None:
        if not self._speller.on:
            return None
        position = cursor.positionInBlock()
        for word in self.words(cursor.blockNumber()):
            if word.start <= position <= word.stop and self._speller.is_wrong(word.text):
                return cursor.blockNumber(), word
        return None

    def find_next(self, then: Callable[[bool], None]) -> None:
        """Selects the next misspelt word behind the caret, from the top again at the end; `then` is told whether there
        is one."""
        cursor = self._editor.textCursor()
        behind = cursor.positionInBlock() - (0 if cursor.hasSelection() else 1)
        self._look(cursor.blockNumber(), behind, 0, then)

    def _look(self, block: int, behind: int, done: int, then: Callable[[bool], None]) -> None:
        count = self._editor.projection.count
        stop = min(done + AT_ONCE, count + 1)
        unknown: list[str] = []
        for step in range(done, stop):
            here = (block + step) % count
            for word in self.words(here):
                if step == 0 and word.start <= behind:
                    continue
                wrong = self._speller.is_wrong(word.text)
                if wrong is None:
                    unknown.append(word.text)
                elif wrong and not unknown:
                    self.select(here, word)
                    then(True)
                    return
        if unknown:
            self._speller.ask(unknown, lambda: self._look(block, behind, done, then))
        elif stop <= count:
            self._look(block, behind, stop, then)
        else:
            then(False)

    def select(self, block: int, word: Word) -> None:
        cursor = self._editor.textCursor()
        start = self._editor.document().findBlockByNumber(block).position()
        cursor.setPosition(start + word.start)
        cursor.setPosition(start + word.stop, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    def correct(self, block: int, word: Word, by: str) -> None:
        """Types another word in its place, where it still stands."""
        if word in self.words(block):
            self.select(block, word)
            self._editor.type_text(by)

    # -- painting

    def _paint(self, painter: QPainter, shown: range, offset: QPointF) -> None:
        if not self._speller.on:
            return
        editor, speller = self._editor, self._speller
        painter.setPen(QPen(editor.formats.colours.misspelt, 1.2))
        caret = editor.textCursor()
        at, place = caret.blockNumber(), caret.positionInBlock()
        unknown: list[str] = []
        block = editor.document().findBlockByNumber(shown.start)
        for number in shown:
            if not block.isValid():
                break
            for word in self.words(number):
                if number == at and word.stop == place and editor.hasFocus() and not caret.hasSelection():
                    if self._typed_at != word:
                        self._typed_at = word
                        self._settled.start()
                    if self._settled.isActive():
                        continue
                wrong = speller.is_wrong(word.text)
                if wrong is None:
                    unknown.append(word.text)
                elif wrong:
                    for start, stop in word.stretches:
                        _wave(painter, block, start, stop, offset)
            block = block.next()
        speller.ask(unknown)


def _wave(painter: QPainter, block: QTextBlock, start: int, stop: int, offset: QPointF) -> None:
    """A wave under a stretch of a block."""
    layout = block.layout()
    while start < stop:
        line = layout.lineForTextPosition(start)
        if not line.isValid():
            return
        end = min(stop, line.textStart() + line.textLength())
        if end <= start:
            return
        left, right = sorted(line.cursorToX(place)[0] for place in (start, end))
        origin = layout.position() - offset
        y = origin.y() + line.y() + line.ascent() + 3
        steps = max(2, math.ceil((right - left) / (PITCH / 2)))
        points = [
            QPointF(origin.x() + min(left + step * PITCH / 2, right), y + (RISE if step % 2 else -RISE))
            for step in range(steps + 1)
        ]
        painter.drawPolyline(QPolygonF(points))
        start = end

