"""The pages of a text on the screen. Others compute where they begin; these classes show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTextEdit

from model.formats.page.metrics import MARGIN, TEXT_WIDTH, metrics
from model.submission.conferences import find_conference
from model.submission.resolved import View, side_of, written_symbol
from model.submission.story import NO_TEXT, StoryId
from model.submission.values import Submission
from widgets.common.tasks import SlicedWork
from widgets.editor.document.formats import Formats
from widgets.editor.document.page_formats import TALL, PageFormats
from widgets.editor.document.pointing import scroll_offset
from widgets.editor.document.projection import Point, Projection, utf16_length
from widgets.editor.document.scroll_anchor import ScrollAnchor
from widgets.editor.document.shown_blocks import ShownBlocks
from widgets.editor.document.whole_layout import last_shown, lay_out
from widgets.editor.pages.outer_pages import OuterPages
from widgets.editor.pages.page_gaps import DESK, Gap, PageGaps
from widgets.editor.pages.page_painting import PagePainter
from widgets.editor.tables.layout import TableLayout

if TYPE_CHECKING:
    from widgets.printing.page_starts import PageStart
    from widgets.printing.surroundings import Surroundings

NOTE_INDENT = 255
"""Twips between the mark of a note and its words, unless its style says otherwise."""
SLICE = 0.006
"""The time for which making gaps blocks the window, in seconds."""


class PagedStory(Protocol):
    """The parts of a view that its pages need."""

    @property
    def story(self) -> StoryId:
        """The story that is shown."""

    @property
    def view(self) -> View:
        """With changes, draft or base."""

    @property
    def projection(self) -> Projection:
        """The projection that the document shows."""

    @property
    def shown(self) -> ShownBlocks:
        """Which of its blocks are shown."""

    @property
    def formats(self) -> Formats:
        """Its formats."""

    @property
    def submission(self) -> Submission:
        """The submission as it is now."""

    def let_through(self) -> AbstractContextManager[None]:
        """A context in which changes of the document are the program's own."""


class Pages(QObject):
    """Makes and paints the gaps between the pages of one view."""

    shown = Signal()
    """All gaps are in place."""

    def __init__(self, text: QTextEdit, content: PagedStory, tables: TableLayout, anchor: ScrollAnchor) -> None:
        super().__init__(text)
        self._text = text
        self._anchor = anchor
        self._content = content
        self._tables = tables
        self.gaps = PageGaps(text.document(), tables)
        self.outer = OuterPages(text, self.gaps, lambda: content.formats)
        self.starts: Sequence[PageStart] = ()
        self._lines: Mapping[str, Sequence[int]] = {}
        self._around: Surroundings | None = None
        self._key: tuple[StoryId, View] = (NO_TEXT, "markup")
        """The story and the view that the pages are of."""
        self._painter: PagePainter | None = None
        self._touched: tuple[int, int] | None = None
        self._work = SlicedWork(SLICE, self)
        self._work.finished.connect(self._end)
        self._work.failed.connect(_raise)
        self._scale = 0.0
        """At which they were placed: pixels of a twip."""
        self._above = 0
        """Pixels of the pages before the document."""
        self._below = 0
        """Pixels of the last page below the document, which ends with its text and a margin, and of the pages after it."""
        text.verticalScrollBar().rangeChanged.connect(self._set_range)
        text.document().contentsChange.connect(self._note)
        text.document().contentsChanged.connect(self._settle)

    # -- starts

    def show(self, starts: Sequence[PageStart], lines: Mapping[str, Sequence[int]], around: Surroundings | None = None) -> None:
        """Shows pages with the given starts; the visible text stays in place.

        starts: the pages
        lines: the places at which the lines of each clause begin in print, by the id of the clause
        around: the pages around the text
        """
        self.starts, self._lines, self._key = starts, lines, (self._content.story, self._content.view)
        self._around = around
        self._begin()

    def refill(self) -> None:
        """Shows the same pages again after the document was filled, if they are of its text."""
        self.gaps.forget()
        self._below = 0
        self._work.stop()
        self._painter = None
        if self._key != (self._content.story, self._content.view):
            self.forget()
        self._begin()

    def forget(self) -> None:
        """Forgets the pages, since another text is shown."""
        self.starts, self._around, self._above = (), None, 0
        self.outer.show(None)

    def stop(self) -> None:
        """Stops making gaps; those that exist remain until pages are shown again."""
        self._work.stop()

    def finish(self) -> None:
        """Makes all gaps that are being made at once."""
        self._work.finish()

    def again(self) -> None:
        """Makes the gaps again after the lines of the text were broken at another width."""
        self.gaps.settle_all()
        if len(self.gaps):
            self._begin()

    def _begin(self) -> None:
        formats = self._content.formats
        printed = self._printed_projection() if isinstance(formats, PageFormats) and self.starts else self._content.projection
        found = self._apart_from_rows(self._points(printed)) if isinstance(formats, PageFormats) else []
        if found and isinstance(formats, PageFormats):
            starts, points = [start for start, _ in found], [point for _, point in found]
            self._lay_out_all()
            paper = self._place_outer(starts[0], formats.scale)
            self._work.start(
                self._steps(self.gaps.make(starts, points, self._line_ends(printed), self._content.projection, formats, paper))
            )
        elif self._above:
            self._above = 0
            self.outer.show(None)
            self._text.verticalScrollBar().setMinimum(0)

    def _place_outer(self, first: PageStart, scale: float) -> float:
        """Places the pages before the text without moving what is seen; returns the upper edge of the page of its start."""
        self.outer.show(self._around)
        paper = self.outer.text_page(first, scale)
        bar, above = self._text.verticalScrollBar(), round(self.outer.height_before(scale))
        read = bar.value() + self._above
        zoomed, self._scale = scale / (self._scale or scale), scale
        before, self._above = self._above, above
        self._set_range()
        if bar.value() < 0 and (before, zoomed) != (above, 1):
            bar.setValue(round(read * zoomed) - above)
        return paper

    def _lay_out_all(self) -> None:
        if lay_out(self._text.document()):
            self.gaps.settle_all()

    def _steps(self, steps: Iterator[None]) -> Iterator[None]:
        while True:
            anchor = self._anchor.take(caret_at_start=True)
            with self._content.let_through():
                ended = next(steps, self) is self
            self._anchor.restore(anchor)
            if ended:
                return
            yield

    def _set_range(self, *_range: int) -> None:
        """Extends the scroll bar over the pages before the text and the whole last page: Qt sets it for the document alone, and
        emits this before it adapts the value."""
        if not self._above and not self._below:
            return
        bar, height = self._text.verticalScrollBar(), self._text.document().size().height()
        most = max(0, round(height) + self._below - self._text.viewport().height())
        if (bar.minimum(), bar.maximum()) != (-self._above, most):
            bar.setRange(-self._above, most)

    def _end(self) -> None:
        self._lay_out_all()
        last = self.gaps.last
        document = self._text.document()
        end = last_shown(document)
        further = self.gaps.bottom(end) - document.documentLayout().blockBoundingRect(end).bottom()
        formats = self._content.formats
        further += self.outer.height_after(formats.scale) if isinstance(formats, PageFormats) else 0
        self._below = max(0, round(last.edge + further - document.documentMargin())) if last is not None else 0
        self._set_range()
        self._text.viewport().update()
        self.shown.emit()

    @property
    def at_work(self) -> bool:
        """Whether gaps are being made."""
        return self._work.running

    def _printed_projection(self) -> Projection:
        """The projection that is printed."""
        projection, view, number = self._content.projection, self._content.view, self._content.story.proposal
        proposals = self._content.submission.proposals
        side = side_of(written_symbol(proposals[number - 1]) if number <= len(proposals) else "", view)
        if side is not None and view != side:
            return Projection.of(projection.clauses, side)
        if side is None and view != "markup":
            return Projection.of(projection.clauses, "markup")
        return projection

    def _line_ends(self, printed: Projection) -> dict[int, list[int]]:
        """The places at which the lines of blocks end in print, if what is printed is what the document shows."""
        projection = self._content.projection
        if not self._lines or printed is not projection:
            return {}
        ends: dict[int, list[int]] = {}
        # Qt moves a block by its drawn lines, whose heights are not those of their rows: cells would stand a pixel higher.
        tall = projection.house is not None and projection.house.language in TALL
        for index, clause in enumerate(projection.clauses):
            starts, block = self._lines.get(clause.id), projection.block_of(index)
            if starts and not (tall and clause.cell is not None):
                ends[block] = [*starts[1:], utf16_length(projection.text(block))]
        return ends

    def _points(self, printed: Projection) -> Iterator[tuple[PageStart, Point]]:
        """The starts of the pages in the document, without those whose text no longer exists."""
        projection, last, document = self._content.projection, Point(-1, 0), self._text.document()
        places = {clause.id: index for index, clause in enumerate(projection.clauses)}
        for start in self.starts:
            index = places.get(start.clause)
            if index is None:
                continue
            point = Point(printed.block_of(index), start.at)
            if printed is not projection:
                point = projection.point(printed.place(point))
            if point > last and point.position < document.findBlockByNumber(point.block).length():
                yield start, point
                last = point

    def _apart_from_rows(self, found: Iterator[tuple[PageStart, Point]]) -> list[tuple[PageStart, Point]]:
        """The same starts, moved to the start of rows of tables; of two pages in one row, the first has both notes."""
        out: list[tuple[PageStart, Point]] = []
        for start, point in found:
            block = self._tables.page_at(point.block)
            at = point if block is None else Point(block, 0)
            if out and at <= out[-1][1]:
                before = out[-1][0]
                higher = tuple((above + start.foot_height, strip) for above, strip in before.foot)
                out[-1] = replace(before, foot=higher + start.foot), out[-1][1]
            else:
                out.append((start, at))
        return out

    # -- correction

    def _note(self, position: int, _removed: int, added: int) -> None:
        if not len(self.gaps):
            return
        first, last = self._touched or (position, position)
        self._touched = min(first, position), max(last, position + added)

    def _settle(self) -> None:
        """Moves lines that Qt has laid out again back below their gaps."""
        if self._touched is None:
            return
        (first, last), self._touched = self._touched, None
        document = self._text.document()
        block = document.findBlock(first)
        while block.isValid() and block.position() <= last:
            if self.gaps.settle(block):
                rect = document.documentLayout().blockBoundingRect(block)
                top = round(rect.top()) - self._text.verticalScrollBar().value()
                self._text.viewport().update(QRect(0, top, self._text.viewport().width(), round(rect.height()) + 1))
            block = block.next()

    def settle_shown(self, shown: Sequence[int]) -> None:
        """Does so for blocks that are about to be painted."""
        if len(self.gaps) and shown:
            self.gaps.settle_between(shown[0], shown[-1] + 1)

    # -- notes

    def note_rect(self, story: StoryId) -> QRectF | None:
        """The rectangle of the words of a note at the foot of a page, in pixels of the viewport; None if no page has it."""
        for gap in self.gaps.between(0, self._text.document().blockCount()):
            if any(strip.source == str(story) for _, strip in gap.page.foot):
                return self._rect_in(gap, story)
        return None

    def note_at(self, point: QPointF) -> StoryId | None:
        """The story of the note at a point of the viewport; None if there is none."""
        if not len(self.gaps):
            return None
        last = self._text.cursorForPosition(self._text.viewport().rect().bottomLeft()).blockNumber()
        for gap in self.gaps.between(self._anchor.top_block(), last + 2):
            for story in map(StoryId.parse, dict.fromkeys(strip.source for _, strip in gap.page.foot)):
                rect = self._rect_in(gap, story)
                if rect is not None and rect.top() <= point.y() < rect.bottom():
                    return story
        return None

    def _rect_in(self, gap: Gap, story: StoryId) -> QRectF | None:
        formats, top = self._content.formats, self.gaps.top(gap)
        if top is None or not isinstance(formats, PageFormats):
            return None
        scale, strips = formats.scale, [(above, strip.height) for above, strip in gap.page.foot if strip.source == str(story)]
        base = top + gap.edge - MARGIN * scale - self._text.verticalScrollBar().value()
        left = metrics("FootnoteText", formats.house.family, formats.house.language).hanging or NOTE_INDENT
        start = 0 if formats.house.language == "ar" else left
        x = self._text.document().documentMargin() + start * scale - scroll_offset(self._text).x()
        high = strips[0][0] - strips[-1][0] + strips[-1][1]
        return QRectF(x, base - strips[0][0] * scale, (TEXT_WIDTH - left) * scale, high * scale)

    # -- painting

    def paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        """Paints the gaps at visible blocks, and the background below the last page."""
        formats = self._content.formats
        if not isinstance(formats, PageFormats):
            return
        if self._painter is None or self._painter.formats is not formats:
            self._painter = PagePainter(formats, self._text.palette(), self._symbol)
        width, margin = self._text.document().textWidth(), self._text.document().documentMargin()
        painter.save()
        painter.translate(-offset.x(), 0)
        self._painter.paint_sides(painter, width, self._text.viewport().height())
        low, high = (shown[0], shown[-1] + 1) if shown else (0, 0)
        for gap in self.gaps.between(low, high + 1):
            top = self.gaps.top(gap)
            if top is not None:
                self._painter.paint(painter, gap, top - offset.y(), width, margin)
        document, tall = self._text.document(), self._text.viewport().height()
        last = self._content.shown.last(document.blockCount())
        if high > last:
            end = self.gaps.bottom(document.findBlockByNumber(last)) - offset.y()
            end += margin if self.gaps.last is None else self.gaps.last.edge
            follows = self.gaps.last is not None and self.outer.height_after(formats.scale) > 0
            self._painter.paint_desk(painter, end, end + DESK if follows else tall, width)
            if follows:
                self._painter.paint_edge(painter, end + DESK, width)
        self.outer.paint(painter, self._painter, offset, width, to_end=high > last)
        painter.restore()

    def _symbol(self) -> str:
        """The document symbol in the header of the pages."""
        from model.formats.page.front_matter import Front

        submission = self._content.submission
        house = self._content.projection.house
        language = house.language if house is not None else ""
        return Front(submission.header, find_conference(submission.header.conference), language).document_symbol


def _raise(error: Exception) -> None:
    """Reports a fault of the program like any other; the pages stay as they are."""
    raise error
