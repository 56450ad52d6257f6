"""The lines of paragraphs on a page, broken as in print: the screen rounds widths differently, which moves some words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import ceil, floor

from msgspec import Struct
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextLine

from widgets.editor.document.projection import utf16_length

UNITS = 64
"""Of a pixel, in which Qt measures."""
MOST = 0.04
"""The part of the width of a line by which its words may exceed it."""
_SLACK = 0.1
"""Pixels that a line is wider than its words."""


def line_ends(block: QTextBlock) -> list[int]:
    """The places of a block at which its lines end."""
    layout = block.layout()
    return [_end(layout.lineAt(number)) for number in range(layout.lineCount())]


def break_again(block: QTextBlock, ends: Sequence[int], gaps: Sequence[tuple[int, float]] = ()) -> bool:
    """Breaks the lines of a block that Qt has laid out, and returns whether its height is another now: then all that follows must
    be moved. Lines with letters of several fonts differ in height.

    block: the block
    ends: the places at which lines shall end, from the first; a line that would become much too wide is broken as Qt does
    gaps: places at which lines begin, and the free pixels before each
    """
    layout, form, document = block.layout(), block.blockFormat(), block.document()
    before = sum(_heights(layout.lineAt(number), form)[0] for number in range(layout.lineCount()))
    rtl, indent = block.textDirection() == Qt.LayoutDirection.RightToLeft, form.textIndent()
    room = document.textWidth() - 2 * document.documentMargin() - form.leftMargin() - form.rightMargin()
    lines = [(form.leftMargin() + (0 if rtl else indent), room - indent), (form.leftMargin(), room)]
    centred = bool(form.alignment() & Qt.AlignmentFlag.AlignHCenter)
    number, y, height, waiting, left = 0, 0.0, 0.0, list(ends), list(gaps)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLeadingIncluded(True)
        x, width = lines[min(number, 1)]
        line.setLineWidth(width)
        while waiting and waiting[0] <= line.textStart():
            del waiting[0]
        if waiting and _end(line) != waiting[0]:
            _end_at(line, waiting[0], width)
        while left and left[0][0] <= line.textStart():
            y += left.pop(0)[1]
        by = line.width() - width
        advance, lift = _heights(line, form)
        line.setPosition(QPointF(x - by / 2 if centred else x - by if rtl else x, y - lift))
        y, height = y + advance, height + advance
        number += 1
    layout.endLayout()
    return height != before


def move_following(block: QTextBlock) -> QTextBlock:
    """Has Qt move all that follows a block whose height has changed; returns the next block, which Qt lays out again."""
    following = block.next()
    if following.isValid():
        block.document().markContentsDirty(following.position(), 1)
    return following


def _end(line: QTextLine) -> int:
    return line.textStart() + line.textLength()


def _end_at(line: QTextLine, stop: int, width: float) -> None:
    """Lets a line end at a place, and makes it as wide as its words; leaves it at its width if that is impossible."""
    wanted = width * (1 + MOST)
    line.setLineWidth(wanted)
    while _end(line) > stop and 0 < line.naturalTextWidth() <= wanted:  # one word less each time
        wanted = line.naturalTextWidth() - _SLACK
        line.setLineWidth(wanted)
    if _end(line) == stop:
        line.setLineWidth(line.naturalTextWidth() + _SLACK)
    if _end(line) != stop:
        line.setLineWidth(width)


def _heights(line: QTextLine, form: QTextBlockFormat) -> tuple[float, float]:
    """The distance from a line to the next, and how far above its beginning the line is drawn; computed as in Qt."""
    advance = floor(form.lineHeight(ceil(line.ascent() + line.descent() + line.leading()), 1.0) * UNITS) / UNITS
    kinds = QTextBlockFormat.LineHeightTypes
    if form.lineHeightType() == kinds.FixedHeight.value:
        return advance, line.ascent() + max(line.leading(), 0.0) - advance * 4 / 5
    return advance, line.height() - advance if form.lineHeightType() == kinds.MinimumHeight.value else 0.0


class BrokenBlock(Struct):
    """A block whose lines Qt would break elsewhere than in print."""

    start: QTextCursor
    """At the start of the block."""
    ends: list[int]
    """The places at which its lines end, from the first; of the others nothing is known."""
    text: str
    """The text for which they hold."""


class PageLines:
    """The blocks of one document that are broken as in print, in their order."""

    def __init__(self) -> None:
        self._broken: list[BrokenBlock] = []

    def forget(self) -> None:
        """Forgets all blocks after the document was filled again."""
        self._broken = []

    def blocks(self) -> Iterator[QTextBlock]:
        """The blocks, in their order."""
        for broken in self._broken:
            yield broken.start.block()

    def between(self, first: int, stop: int) -> Iterator[QTextBlock]:
        """The blocks between two positions of the document."""
        for broken in self._broken[self._first_from(first) : self._first_from(stop)]:
            yield broken.start.block()

    def _first_from(self, position: int) -> int:
        return bisect_left(self._broken, position, key=lambda broken: broken.start.position())

    def fit(self, block: QTextBlock, ends: Sequence[int], gaps: Sequence[tuple[int, float]]) -> bool:
        """Has the lines of a block end at the given places, and returns whether its height has changed."""
        if line_ends(block) == ends:
            return False
        changed = break_again(block, ends, gaps)
        cursor, at = QTextCursor(block), self._first_from(block.position())
        cursor.setKeepPositionOnInsert(True)
        broken = BrokenBlock(cursor, line_ends(block), block.text())
        known = at < len(self._broken) and self._broken[at].start.position() == block.position()
        self._broken[at : at + known] = [broken]
        return changed

    def settle(self, block: QTextBlock, gaps: Sequence[tuple[int, float]]) -> bool | None:
        """Breaks the lines of a block again if Qt has laid it out; returns whether its height has changed, or None if there was
        nothing to do. If its text is another, what precedes the difference stays as it was."""
        at = self._first_from(block.position())
        if at == len(self._broken) or (broken := self._broken[at]).start.position() != block.position():
            return None
        text = block.text()
        if text != broken.text:
            pairs = enumerate(zip(text, broken.text, strict=False))
            same = utf16_length(text[: next((at for at, (new, old) in pairs if new != old), min(len(text), len(broken.text)))])
            broken.ends, broken.text = [end for end in broken.ends if end < same], text
        if line_ends(block)[: len(broken.ends)] == broken.ends:
            return None
        return break_again(block, broken.ends, gaps)
