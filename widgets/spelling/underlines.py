"""The wavy underlines of misspelt words. They are painted over the visible text; the document is not changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF, QTextBlock, QTextCursor

from model.redline import Clause
from model.text.common_prefix import equal_prefix
from widgets.common.tasks import debounce
from widgets.editor.document.character_rects import x_of
from widgets.editor.document.shown_blocks import blocks_of
from widgets.editor.editor import Editor
from widgets.spelling.spellable_words import SpellableWord, spellable_words
from widgets.spelling.speller import Speller

SETTLED_AFTER = 400
"""Milliseconds after which a word that is being typed is checked."""
AT_ONCE = 200
"""The number of blocks that are searched at a time."""
PITCH, HEIGHT = 4.0, 4.0
"""The length and the height of a wave in pixels."""


class SpellingUnderlines(QObject):
    """Paints, finds and corrects misspelt words in one editor."""

    def __init__(self, editor: Editor, speller: Speller) -> None:
        super().__init__(editor)
        self._editor = editor
        self._speller = speller
        self._words: dict[str, tuple[tuple[Clause, ...], tuple[SpellableWord, ...]]] = {}
        self._wrong: dict[str, tuple[tuple[SpellableWord, ...], int, list[SpellableWord], str]] = {}
        """For a block: its words, the state of the speller, the misspelt words, the text."""
        self._tile = QPixmap()
        self._tile_of: tuple[int, float] | None = None
        self._view = ""
        self._ignored: frozenset[tuple[str, str, str]] = frozenset()
        """Words that are ignored in one clause: story, clause, word."""
        self._typed_at = (-1, -1)
        """The block and the place of the caret at the last painting."""
        self._settled = debounce(self, SETTLED_AFTER, self._judge_typed)
        speller.learned.connect(editor.viewport().update)
        editor.overlays.append(self._paint)
        editor.tooltips.sources.append(self._tooltip_lines)

    # -- words

    def words(self, block: int) -> tuple[SpellableWord, ...]:
        """The words of a block; those of the last call if it has not changed."""
        projection = self._editor.projection
        if self._view != projection.view:
            self._words, self._wrong, self._view = {}, {}, projection.view
        members = projection.members(block)
        if not members or projection.view == "base":
            return ()
        known = self._words.get(members[0].id)
        if known is not None and len(known[0]) == len(members) and all(a is b for a, b in zip(known[0], members, strict=True)):
            return known[1]
        words = spellable_words(projection.spans(block))
        self._words[members[0].id] = members, words
        return words

    def set_ignored(self, ignored: frozenset[tuple[str, str, str]]) -> None:
        """Sets the words that are ignored in one clause: story, clause, word."""
        if ignored != self._ignored:
            self._ignored, self._wrong = ignored, {}
            self._editor.viewport().update()

    def places(self, block: int, word: SpellableWord) -> list[tuple[str, str, str]]:
        """A word in each clause of a block."""
        return [(str(self._editor.story), clause.id, word.text) for clause in self._editor.projection.members(block)]

    def is_wrong(self, block: int, word: SpellableWord) -> bool | None:
        """Whether a word is misspelt at its place; None if not known yet."""
        wrong = self._speller.is_wrong(word.text)
        return False if wrong and not self._ignored.isdisjoint(self.places(block, word)) else wrong

    def word_at(self, at: QPoint, *, wrong: bool = True) -> tuple[int, SpellableWord] | None:
        """The misspelt word at a point of the viewport, with its block; without `wrong` any word."""
        return self._word_at(self._editor.hit_test.cursor_at(at.toPointF()), wrong=wrong)

    def _tooltip_lines(self, point: QPointF) -> list[str]:
        found = (
            self._word_at(self._editor.hit_test.cursor_at(point), wrong=True)
            if self._editor.hit_test.place_under(point) is not None
            else None
        )
        return [self.tr("“{word}” is not in the dictionaries in use.").format(word=found[1].text)] if found is not None else []

    def word_here(self) -> tuple[int, SpellableWord] | None:
        """The misspelt word that is selected or contains the caret."""
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.selectionStart())
        return self._word_at(cursor, wrong=True)

    def _word_at(self, cursor: QTextCursor, *, wrong: bool) -> tuple[int, SpellableWord] | None:
        if not self._speller.on:
            return None
        position = cursor.positionInBlock()
        for word in self.words(cursor.blockNumber()):
            if word.start <= position <= word.stop and (self.is_wrong(cursor.blockNumber(), word) or not wrong):
                return cursor.blockNumber(), word
        return None

    def find_next(self, then: Callable[[bool], None]) -> None:
        """Selects the next misspelt word, also from the beginning again; `then` is called with whether there is one."""
        cursor = self._editor.textCursor()
        behind = cursor.positionInBlock() - (0 if cursor.hasSelection() else 1)
        self._look(cursor.blockNumber(), behind, 0, then)

    def _look(self, block: int, behind: int, done: int, then: Callable[[bool], None]) -> None:
        count = self._editor.projection.count
        stop = min(done + AT_ONCE, count + 1)
        unknown: list[str] = []
        for step in range(done, stop):
            block_index = (block + step) % count
            for word in self.words(block_index):
                if step == 0 and word.start <= behind:
                    continue
                wrong = self.is_wrong(block_index, word)
                if wrong is None:
                    unknown.append(word.text)
                elif wrong and not unknown:
                    self.select(block_index, word)
                    then(True)
                    return
        if unknown:
            self._speller.ask(unknown, lambda: self._look(block, behind, done, then))
        elif stop <= count:
            self._look(block, behind, stop, then)
        else:
            then(False)

    def select(self, block: int, word: SpellableWord) -> None:
        """Selects a word of a block and scrolls to it."""
        cursor = self._editor.textCursor()
        start = self._editor.document().findBlockByNumber(block).position()
        cursor.setPosition(start + word.start)
        cursor.setPosition(start + word.stop, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    def correct(self, block: int, word: SpellableWord, by: str) -> None:
        """Replaces a word if it is still at its place."""
        if word in self.words(block):
            self.select(block, word)
            self._editor.edits.type_text(by)

    # -- painting

    def _paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        if not self._speller.on:
            return
        editor = self._editor
        typed = self._typing_place()
        for number, block in blocks_of(editor.document(), shown):
            for word in self._wrong_in(number, typed):
                for start, stop in word.stretches:
                    self._wave(painter, block, start, stop, offset)

    def _typing_place(self) -> tuple[int, int]:
        """The block and the place of a word that may be unfinished: it is checked after a pause."""
        caret = self._editor.textCursor()
        caret_place = (caret.blockNumber(), caret.positionInBlock())
        if caret.hasSelection() or not self._editor.hasFocus():
            return -1, -1
        if caret_place != self._typed_at:
            self._typed_at = caret_place
            self._settled.start()
        return caret_place if self._settled.isActive() else (-1, -1)

    def _judge_typed(self) -> None:
        block, projection = self._typed_at[0], self._editor.projection
        members = projection.members(block) if block < projection.count else ()  # the block may have been removed meanwhile
        if members:
            self._wrong.pop(members[0].id, None)
        self._editor.viewport().update()

    def _wrong_in(self, block: int, typed: tuple[int, int]) -> list[SpellableWord]:
        """The misspelt words of a block; asks for those that are not known yet."""
        projection = self._editor.projection
        members = projection.members(block)
        known = self._wrong.get(members[0].id) if members else None
        if known is not None and block == typed[0] and known[1] == self._speller.state:
            text = projection.text(block)
            moved = _move_words(known[2], known[3], text)
            self._wrong[members[0].id] = known[0], known[1], moved, text
            return moved
        words = self.words(block)
        if not words:
            return []
        if known is not None and known[0] is words and known[1] == self._speller.state:
            return known[2]
        judged = [(word, self.is_wrong(block, word)) for word in words if (block, word.stop) != typed]
        found = [word for word, wrong in judged if wrong]
        self._wrong[members[0].id] = words, self._speller.state, found, projection.text(block)
        self._speller.ask(word.text for word, wrong in judged if wrong is None)
        return found

    def _wave(self, painter: QPainter, block: QTextBlock, start: int, stop: int, offset: QPointF) -> None:
        """Paints a wave under a range of a block."""
        layout = block.layout()
        tile = self._wave_tile(painter.device().devicePixelRatio())
        while start < stop:
            line = layout.lineForTextPosition(start)
            if not line.isValid():
                return
            end = min(stop, line.textStart() + line.textLength())
            if end <= start:
                return
            left, right = sorted(x_of(line, place) for place in (start, end))
            origin = layout.position() - offset
            y = origin.y() + line.y() + line.ascent() + 1
            painter.drawTiledPixmap(QRectF(origin.x() + left, y, right - left, HEIGHT), tile)
            start = end

    def _wave_tile(self, ratio: float) -> QPixmap:
        """One wave, which is repeated: a line of many points would take ten times as long."""
        colour = self._editor.formats.colours.misspelt
        if self._tile_of != (colour.rgba(), ratio):
            self._tile_of = colour.rgba(), ratio
            self._tile = QPixmap(round(PITCH * ratio), round(HEIGHT * ratio))
            self._tile.setDevicePixelRatio(ratio)
            self._tile.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._tile)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, 1.2))
            low, high = HEIGHT - 1, 1.0
            painter.drawPolyline(QPolygonF([QPointF(-PITCH / 2, high), QPointF(0, low), QPointF(PITCH / 2, high),
                                            QPointF(PITCH, low), QPointF(PITCH * 1.5, high)]))  # fmt: skip
            painter.end()
        return self._tile


def _move_words(words: list[SpellableWord], old: str, new: str) -> list[SpellableWord]:
    """The unchanged words of an old text at their places in a new one: checking a long clause again would take a third of a
    millisecond for every key. A character outside the first plane counts as one here."""
    if old == new:
        return words
    start = equal_prefix(old, new)
    by, rest = len(new) - len(old), len(old) - equal_prefix(old[start:][::-1], new[start:][::-1])
    before = [word for word in words if word.stop <= start]
    behind = [word for word in words if word.start >= rest]
    return before + [replace(word, stretches=tuple((a + by, b + by) for a, b in word.stretches)) for word in behind]
