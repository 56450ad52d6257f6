"""The wavy underlines of misspelt words: painted over the visible text; the document itself is not touched."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF, QTextBlock, QTextCursor

from model.redline import Clause
from model.text.common_prefix import equal_prefix
from widgets.common.debounce import debounced
from widgets.editor.document.character_rects import x_of
from widgets.editor.editor import Editor
from widgets.spelling.spellable_words import SpellableWord, spellable_words
from widgets.spelling.speller import Speller

SETTLED_AFTER = 400
"""Milliseconds after which a word that is being typed is judged."""
AT_ONCE = 200
"""Blocks that are looked through in one go."""
PITCH, HEIGHT = 4.0, 4.0
"""Pixels: length and height of a wave."""


class SpellingUnderlines(QObject):
    """Paints, finds and corrects misspelt words in one editor."""

    def __init__(self, editor: Editor, speller: Speller) -> None:
        super().__init__(editor)
        self._editor = editor
        self._speller = speller
        self._words: dict[str, tuple[tuple[Clause, ...], tuple[SpellableWord, ...]]] = {}
        self._wrong: dict[str, tuple[tuple[SpellableWord, ...], int, list[SpellableWord], str]] = {}
        """The words of a block, as of which state of the speller, what of them is wrong, the text of the block."""
        self._tile = QPixmap()
        self._tile_of: tuple[int, float] | None = None
        self._view = ""
        self._ignored: frozenset[tuple[str, str, str]] = frozenset()
        """Words that are right in one clause: story, clause, word."""
        self._typed_at = (-1, -1)
        """The block and the place of the caret when it was last painted."""
        self._settled = debounced(self, SETTLED_AFTER, self._judge_typed)
        speller.learned.connect(editor.viewport().update)
        editor.overlays.append(self._paint)
        editor.tooltips.sources.append(self._told)

    # -- words

    def words(self, block: int) -> tuple[SpellableWord, ...]:
        """The words of a block; those of the last look where it is the same."""
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
        """Says which words are right in one clause: story, clause, word."""
        if ignored != self._ignored:
            self._ignored, self._wrong = ignored, {}
            self._editor.viewport().update()

    def places(self, block: int, word: SpellableWord) -> list[tuple[str, str, str]]:
        """A word in each clause of a block."""
        return [(str(self._editor.story), clause.id, word.text) for clause in self._editor.projection.members(block)]

    def is_wrong(self, block: int, word: SpellableWord) -> bool | None:
        """Whether a word is misspelt where it stands; None where that is not known yet."""
        wrong = self._speller.is_wrong(word.text)
        return False if wrong and not self._ignored.isdisjoint(self.places(block, word)) else wrong

    def word_at(self, at: QPoint, *, wrong: bool = True) -> tuple[int, SpellableWord] | None:
        """The misspelt word at a place of the viewport, with its block; without `wrong` any word."""
        return self._word_at(self._editor.hit_test.cursor_at(at.toPointF()), wrong=wrong)

    def _told(self, point: QPointF) -> list[str]:
        found = (
            self._word_at(self._editor.hit_test.cursor_at(point), wrong=True)
            if self._editor.hit_test.place_under(point) is not None
            else None
        )
        return [self.tr("“{word}” is in no dictionary that is used.").format(word=found[1].text)] if found is not None else []

    def word_here(self) -> tuple[int, SpellableWord] | None:
        """The misspelt word in which the caret stands or that is selected."""
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
                wrong = self.is_wrong(here, word)
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

    def select(self, block: int, word: SpellableWord) -> None:
        """Selects a word of a block and shows it."""
        cursor = self._editor.textCursor()
        start = self._editor.document().findBlockByNumber(block).position()
        cursor.setPosition(start + word.start)
        cursor.setPosition(start + word.stop, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    def correct(self, block: int, word: SpellableWord, by: str) -> None:
        """Types another word in its place, where it still stands."""
        if word in self.words(block):
            self.select(block, word)
            self._editor.edits.type_text(by)

    # -- painting

    def _paint(self, painter: QPainter, shown: range, offset: QPointF) -> None:
        if not self._speller.on:
            return
        editor = self._editor
        typed = self._typed()
        block = editor.document().findBlockByNumber(shown.start)
        for number in shown:
            if not block.isValid():
                break
            for word in self._wrong_in(number, typed):
                for start, stop in word.stretches:
                    self._wave(painter, block, start, stop, offset)
            block = block.next()

    def _typed(self) -> tuple[int, int]:
        """The block and the place at which a word may still be going on: it is judged after a pause."""
        caret = self._editor.textCursor()
        here = (caret.blockNumber(), caret.positionInBlock())
        if caret.hasSelection() or not self._editor.hasFocus():
            return -1, -1
        if here != self._typed_at:
            self._typed_at = here
            self._settled.start()
        return here if self._settled.isActive() else (-1, -1)

    def _judge_typed(self) -> None:
        block, projection = self._typed_at[0], self._editor.projection
        members = projection.members(block) if block < projection.count else ()  # it may have gone meanwhile
        if members:
            self._wrong.pop(members[0].id, None)
        self._editor.viewport().update()

    def _wrong_in(self, block: int, typed: tuple[int, int]) -> list[SpellableWord]:
        """The wrong words of a block; asks for those that are not known yet."""
        projection = self._editor.projection
        members = projection.members(block)
        known = self._wrong.get(members[0].id) if members else None
        if known is not None and block == typed[0] and known[1] == self._speller.state:
            text = projection.text(block)
            moved = _moved(known[2], known[3], text)
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
        """A wave under a stretch of a block."""
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
        """One wave, to be laid side by side: a line of many points would be drawn ten times as slowly."""
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


def _moved(words: list[SpellableWord], old: str, new: str) -> list[SpellableWord]:
    """Words of an old text as they stand in a new one, without those that changed: a whole look at a long clause would
    cost a third of a millisecond on every key. Characters outside the first plane count as one here, for a moment."""
    if old == new:
        return words
    start = equal_prefix(old, new)
    by, rest = len(new) - len(old), len(old) - equal_prefix(old[start:][::-1], new[start:][::-1])
    before = [word for word in words if word.stop <= start]
    behind = [word for word in words if word.start >= rest]
    return before + [replace(word, stretches=tuple((a + by, b + by) for a, b in word.stretches)) for word in behind]
