"""The painting under and over the words of a story: grids, gaps between pages, margins, and the marks of others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTextEdit

from model.numbering import Labelling
from widgets.editor.document.pointing import scroll_offset
from widgets.editor.document.projection import Projection
from widgets.editor.margin_numbers import MarginNumbers
from widgets.editor.margins import Margins, labels_in
from widgets.editor.pages.pages import Pages
from widgets.editor.story_document import StoryDocument

Overlay = Callable[[QPainter, Sequence[int], QPointF], None]
"""Paints over visible blocks; the last argument is the place of the viewport in the document."""


class StoryPainter:
    """Paints the surroundings of the words; Qt paints the words."""

    def __init__(self, text: QTextEdit, content: StoryDocument, pages: Pages) -> None:
        self._text = text
        self._content = content
        self._pages = pages
        self._margins = Margins(content.document, lambda: content.formats)
        self._numbers = MarginNumbers(content.document, lambda: content.formats)
        self._labelling: Labelling | None = None
        """The labels that are shown."""
        self.overlays: list[Overlay] = []

    def visible_blocks(self, area: QRect) -> Sequence[int]:
        """The blocks in an area of the viewport."""
        offset = scroll_offset(self._text)
        return self._content.blocks_between(area.top() + offset.y(), area.bottom() + offset.y())

    def paint_under(self, area: QRect) -> QRect:
        """Paints the grids of tables in an area of the viewport.

        Returns the area with all rows that are visible in it: Qt looks for the first and the last block of an area by heights
        that it takes to grow from block to block.
        """
        tables, offset = self._content.tables, scroll_offset(self._text)
        if not tables.tables:
            return area
        from widgets.editor.tables.painting import paint_tables

        painter = QPainter(self._text.viewport())
        paint_tables(painter, tables, self._content.projection, self._content.formats.colours, QRectF(area), offset)
        painter.end()
        top, bottom = tables.whole_rows(area.top() + offset.y(), area.bottom() + offset.y())
        area.setTop(round(top - offset.y()) - 1)
        area.setBottom(round(bottom - offset.y()) + 1)
        return area

    def paint_over(self, blocks: Sequence[int]) -> None:
        """Paints gaps, margins and overlays at some blocks."""
        offset = scroll_offset(self._text)
        painter = QPainter(self._text.viewport())
        self._pages.paint(painter, blocks, offset)
        self._margins.paint(painter, self._content.projection, self._labelling, blocks, offset)
        self._numbers.paint(painter, self._content.projection, self._labelling, blocks, offset)
        # Signs of a block may reach into the next one.
        around = self._with_one_before(blocks)
        for overlay in self.overlays:
            overlay(painter, around, offset)
        painter.end()

    def _with_one_before(self, blocks: Sequence[int]) -> Sequence[int]:
        if isinstance(blocks, range):
            return range(max(0, blocks.start - 1), blocks.stop)
        before = self._content.shown.before(blocks[0]) if blocks else None
        return blocks if before is None else [before, *blocks]

    def refill(self) -> None:
        """Repaints all after the document was filled."""
        self._labelling = self._content.labelling()
        self._text.viewport().update()

    def follow(self, before: Projection, *, ends_differ: bool) -> None:
        """Repaints the margins if the mark of an end or a visible label differs; Qt repaints changed words alone."""
        old, new = self._labelling, self._content.labelling()
        self._labelling = new
        if not ends_differ:
            if old is None or new is None or (old.labels is new.labels and old.numbers is new.numbers):
                return
            visible = self.visible_blocks(self._text.viewport().rect())
            if labels_in(before, old, visible) == labels_in(self._content.projection, new, visible):
                return
        self._text.viewport().update()
