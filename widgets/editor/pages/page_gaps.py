"""The gaps between the pages of a text on the screen: the foot of one page, the background, and the head of the next.

A gap before a paragraph is the space above it; a gap within a paragraph moves its lines down, with the same space below it. Both
exist only in the formats and lines of the document: they are not text, and Qt respects them in pointing, selecting and painting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from model.formats.page.metrics import MARGIN, PAGE_HEIGHT
from widgets.editor.document.formats import GAP_ABOVE, GAP_WITHIN, with_gaps
from widgets.editor.document.page_formats import PageFormats
from widgets.editor.document.projection import Point, Projection
from widgets.editor.document.whole_layout import last_shown, lay_out
from widgets.editor.pages.page_lines import PageLines, move_following
from widgets.editor.tables.layout import TableLayout

if TYPE_CHECKING:
    from widgets.printing.page_starts import PageStart

DESK = 14.0
"""Pixels between two pages."""
NEAR = 0.5
"""The error of a gap that is tolerated, in pixels."""


class Gap(Struct):
    """The end of a page, and the beginning of the next one if there is one."""

    before: QTextCursor
    """Precedes the first words of the next page; at the end of the text for the last page."""
    page: PageStart
    """The page that ends."""
    next: PageStart | None
    height: float
    """Pixels from the last line of the page to the first line of the next; 0 if there is none."""
    edge: float
    """Pixels from the last line of the page to the edge of its paper."""


class PageGaps:
    """The gaps of one document, from its beginning to its end."""

    def __init__(self, document: QTextDocument, tables: TableLayout) -> None:
        self._document = document
        self._tables = tables
        tables.gaps = self._before
        self._gaps: list[Gap] = []
        self._lines = PageLines()

    def __len__(self) -> int:
        return len(self._gaps)

    @property
    def last(self) -> Gap | None:
        """The end of the last page, if it is known."""
        return self._gaps[-1] if self._gaps and self._gaps[-1].next is None else None

    def starts(self) -> Iterator[QTextCursor]:
        """The places at which all pages after the first one begin."""
        return (gap.before for gap in self._gaps if gap.next is not None)

    def forget(self) -> None:
        """Forgets all gaps after the document was filled again."""
        self._gaps = []
        self._lines.forget()

    def between(self, first: int, stop: int) -> list[Gap]:
        """The gaps before, in and after the blocks of a range."""
        start, end = self._document.findBlockByNumber(first), self._document.findBlockByNumber(stop)
        low = self._first_from(start.position())
        return self._gaps[low : self._first_from(end.position() + end.length() if end.isValid() else 2**31)]

    def _first_from(self, position: int) -> int:
        """The index of the first gap at or after a position of the document."""
        low, high = 0, len(self._gaps)
        while low < high:
            middle = (low + high) // 2
            if self._gaps[middle].before.position() < position:
                low = middle + 1
            else:
                high = middle
        return low

    # -- places

    def top(self, gap: Gap) -> float | None:
        """The height of the document at which a gap begins; None if typing took its room away."""
        block, layout = gap.before.block(), self._document.documentLayout()
        form = block.blockFormat()
        if gap.next is None:
            return self.bottom(block) if not block.next().isValid() else None
        if self._is_at_table(gap) and (at_table := self._tables.row_at(block.blockNumber())) is not None:
            return self._tables.gap_top(*at_table)
        if form.hasProperty(GAP_ABOVE) and gap.before.atBlockStart():
            return layout.blockBoundingRect(block).top() - gap.height
        if form.hasProperty(GAP_WITHIN) and (at := _line_of(gap)) and _is_moved(block, at, gap.height):
            rect, line = layout.blockBoundingRect(block), block.layout().lineAt(at - 1)
            return block.layout().position().y() + line.y() + line.height() if rect.isValid() else None
        before = block.previous()
        if gap.before.atBlockStart() and before.blockFormat().hasProperty(GAP_WITHIN):
            return layout.blockBoundingRect(before).bottom()
        return None

    def bottom(self, block: QTextBlock) -> float:
        """The height of the document at which a block, or the table that ends with it, ends."""
        found = self._tables.bottom(block.blockNumber())
        return self._document.documentLayout().blockBoundingRect(block).bottom() if found is None else found

    def _is_at_table(self, gap: Gap) -> bool:
        """Whether a gap can be one of a table: anywhere in a cell, it is that before the row."""
        return gap.before.atBlockStart() or self._tables.at_block(gap.before.blockNumber()) is not None

    def _before(self, first: int, stop: int) -> Iterator[tuple[int, float]]:
        """The gaps at the beginnings of the blocks of a range."""
        for gap in self.between(first, stop):
            if gap.next is not None and self._is_at_table(gap) and first <= gap.before.blockNumber() < stop:
                yield gap.before.blockNumber(), gap.height

    def settle(self, block: QTextBlock) -> bool:
        """Breaks the lines of a block as in print if Qt has laid it out again, below its gaps; returns whether it did."""
        if not block.isValid():
            return False
        gaps = self._gaps_in(block)
        changed = self._lines.settle(block, [(gap.before.positionInBlock(), gap.height) for gap in gaps])
        if changed is not None:
            if changed:
                self.settle(move_following(block))
            return True
        moved = False
        for gap in gaps:
            at, layout = _line_of(gap), block.layout()
            if at and not _is_moved(block, at, gap.height):
                for number in range(at, layout.lineCount()):
                    line = layout.lineAt(number)
                    line.setPosition(QPointF(line.x(), line.y() + gap.height))
                moved = True
        return moved

    def _gaps_in(self, block: QTextBlock) -> list[Gap]:
        """The gaps within a block."""
        gaps = list[Gap]()
        if not block.blockFormat().hasProperty(GAP_WITHIN):
            return gaps
        place = self._first_from(block.position() + 1)
        while place < len(self._gaps) and (gap := self._gaps[place]).before.position() < block.position() + block.length():
            if gap.next is not None:
                gaps.append(gap)
            place += 1
        return gaps

    def settle_between(self, first: int, stop: int) -> None:
        """Does so for the blocks of a range."""
        for gap in self.between(first, stop):
            self.settle(gap.before.block())
        start, end = self._document.findBlockByNumber(first), self._document.findBlockByNumber(stop)
        for block in self._lines.between(start.position(), end.position() if end.isValid() else 2**31):
            self.settle(block)

    def settle_all(self) -> None:
        """Does so for all blocks that are laid out."""
        for block in (*(gap.before.block() for gap in self._gaps), *self._lines.blocks()):
            if block.layout().lineCount():
                self.settle(block)

    def _lay_out(self, block: QTextBlock) -> None:
        """Has Qt lay out a block, which it does only on request."""
        if lay_out(self._document, block):
            self.settle_all()

    # -- making

    def make(
        self,
        starts: Sequence[PageStart],
        points: Sequence[Point],
        ends: Mapping[int, Sequence[int]],
        projection: Projection,
        formats: PageFormats,
        paper: float,
    ) -> Iterator[None]:
        """Replaces the gaps by those of other pages, page by page.

        starts: the pages
        points: where each begins in the document
        ends: the places at which the lines of blocks end in print, by the number of the block
        projection: what the document shows
        formats: its formats
        paper: the upper edge of the first page, in pixels of the document
        """
        scale, first = formats.scale, self._document.begin()
        done = 0
        for page, following, point in zip(starts, [*starts[1:], None], [*points[1:], None], strict=True):
            block = last_shown(self._document) if point is None else self._document.findBlockByNumber(point.block)
            position = block.position() + (block.length() - 1 if point is None else point.position)
            self._drop(done, position, projection, formats)
            self._fit_lines(first, block, ends)
            first = block
            gap = self._gap(page, following, position, paper, scale)
            if done < len(self._gaps) and self._gaps[done].before.position() == position:
                self._gaps[done] = gap
            else:
                self._gaps.insert(done, gap)
            done += 1
            self._apply_gaps(block, projection, formats)
            bottom = self.top(gap)
            paper = (bottom or 0) + gap.edge + DESK
            yield
        self._drop(done, 2**31, projection, formats)

    def _drop(self, first: int, position: int, projection: Projection, formats: PageFormats) -> None:
        """Removes the old gaps before a position."""
        while first < len(self._gaps) and (gap := self._gaps[first]).before.position() < position:
            del self._gaps[first]
            blocks = [gap.before.block(), gap.before.block().previous()]
            for block in blocks:
                if block.isValid():
                    self._apply_gaps(block, projection, formats)

    def _fit_lines(self, block: QTextBlock, last: QTextBlock, ends: Mapping[int, Sequence[int]]) -> None:
        """Breaks the lines of a range of blocks as in print."""
        self._lay_out(last)
        changed: QTextBlock | None = None
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            self.settle(block)
            wanted = ends.get(block.blockNumber())
            if wanted:
                gaps = [(gap.before.positionInBlock(), gap.height) for gap in self._gaps_in(block)]
                if self._lines.fit(block, wanted, gaps) and changed is None:
                    changed = block
            block = block.next()
        if changed is not None:
            self.settle(move_following(changed))
            self._tables.settle(range(changed.blockNumber(), last.blockNumber() + 1))

    def _gap(self, page: PageStart, following: PageStart | None, position: int, paper: float, scale: float) -> Gap:
        """The gap at a position, once all gaps before it exist.

        page: the page that ends
        following: the next one
        position: where that begins in the document
        paper: the upper edge of the page that ends, in pixels of the document
        scale: the pixels of a twip
        """
        cursor = QTextCursor(self._document)
        cursor.setPosition(position)
        block = cursor.block()
        self._lay_out(block)
        line = block.layout().lineForTextPosition(cursor.positionInBlock())
        if following is None:
            self.settle(block)
            bottom = self.bottom(block)
        elif cursor.atBlockStart() or line.lineNumber() < 1:
            cursor.setPosition(block.position())
            self.settle(block.previous())
            at_table = self._tables.row_at(block.blockNumber())
            within = at_table is not None and at_table[1] > 0
            bottom = self._tables.gap_top(*at_table) if at_table and within else self.bottom(block.previous())
        else:
            cursor.setPosition(block.position() + line.textStart())
            last = block.layout().lineAt(line.lineNumber() - 1)
            bottom = block.layout().position().y() + last.y() + last.height()
        least = bottom + (page.below + page.foot_room + MARGIN) * scale  # the screen rounds the heights of lines
        edge = max(paper + (PAGE_HEIGHT + page.longer) * scale, least) - bottom
        return Gap(cursor, page, following, 0.0 if following is None else edge + DESK + MARGIN * scale, edge)

    def _apply_gaps(self, block: QTextBlock, projection: Projection, formats: PageFormats) -> None:
        """Gives a block the spaces of its gaps, if it has others; a table makes room for its own gaps."""
        number = block.blockNumber()
        self._tables.part(number)
        if self._tables.at_block(number) is not None:
            return
        at_table = self._tables.row_at(number) is not None
        plain = formats.block(projection.block_look(number))
        above = within = 0.0
        place = self._first_from(block.position())
        while place < len(self._gaps) and (gap := self._gaps[place]).before.position() < block.position() + block.length():
            if gap.next is not None and gap.before.atBlockStart():
                above += 0.0 if at_table else gap.height
            elif gap.next is not None:
                within += gap.height
            place += 1
        after, before = block.next().blockFormat(), block.previous().blockFormat()
        below = 0.0 if not within or after.hasProperty(GAP_ABOVE) else after.topMargin()
        inherited = before.doubleProperty(GAP_WITHIN) if above else 0.0
        wanted = with_gaps(plain, above, within, inherited, below)
        if not _same_spaces(block.blockFormat(), wanted):
            QTextCursor(block).setBlockFormat(wanted)
        self.settle(block)


def _same_spaces(first: QTextBlockFormat, second: QTextBlockFormat) -> bool:
    if any(first.hasProperty(gap) != second.hasProperty(gap) for gap in (GAP_ABOVE, GAP_WITHIN)):
        return False
    return all(abs(x - y) <= NEAR for x, y in zip(_spaces(first), _spaces(second), strict=True))


def _spaces(form: QTextBlockFormat) -> tuple[float, ...]:
    gaps = form.doubleProperty(GAP_ABOVE), form.doubleProperty(GAP_WITHIN)
    return (*gaps, form.topMargin(), form.bottomMargin())


def _line_of(gap: Gap) -> int:
    """The number of the line that a gap within a block precedes; 0 if no line is before it."""
    line = gap.before.block().layout().lineForTextPosition(gap.before.positionInBlock())
    return max(0, line.lineNumber()) if line.isValid() else 0


def _is_moved(block: QTextBlock, at: int, height: float) -> bool:
    """Whether a line is at least a gap below the line before it."""
    before, line = block.layout().lineAt(at - 1), block.layout().lineAt(at)
    return line.y() - before.y() > height
