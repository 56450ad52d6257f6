"""The numbers of lines beside the text, as in print: every fifth line, again from 1 on each page or through the whole text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextBlock

from model.formats.page.blocks import NUMBERED_EACH, LineNumbers
from widgets.common.tasks import debounce
from widgets.editor.document.shown_blocks import blocks_of
from widgets.editor.view import StoryView

COUNTED_AFTER = 300
"""Milliseconds after a change until lines are counted again."""
_BESIDE, _NARROW = 320, 6
"""The distance of a number from the text: in twips on a page, in pixels without one."""


class LineNumberOverlay:
    """Paints the numbers over one view; lines of tables and empty lines are not counted."""

    def __init__(self, view: StoryView) -> None:
        self._view = view
        self.how: LineNumbers = ""
        self._numbers: Mapping[tuple[int, int], int] = {}
        """The numbers that are shown, by block and line."""
        self._timer = debounce(view, COUNTED_AFTER, self.count)
        view.document().contentsChanged.connect(self._ask)
        view.document().documentLayout().documentSizeChanged.connect(self._ask)
        view.story_shown.connect(self._ask)
        view.pages.shown.connect(self._ask)
        view.overlays.append(self.paint)

    def show(self, how: LineNumbers) -> None:
        """Numbers the lines in a way; '' not at all."""
        self.how = how
        self.count()

    def _ask(self) -> None:
        if self.how:
            self._timer.start()

    def count(self) -> None:
        """Counts the lines, and repaints the view."""
        found: dict[tuple[int, int], int] = {}
        if self.how:
            again = self._page_starts() if self.how == "page" else frozenset[tuple[int, int]]()
            number, at = 0, 0
            block = self._view.document().begin()
            clauses = self._view.projection.clauses
            while block.isValid() and at < len(clauses):
                lines = 0 if clauses[at].cell is not None or block.length() <= 1 else block.layout().lineCount()
                if (at, 0) in again:
                    number = 0
                for line in range(lines):
                    number = 1 if line and (at, line) in again else number + 1
                    if number % NUMBERED_EACH == 0:
                        found[at, line] = number
                block, at = block.next(), at + 1
        self._numbers = found
        self._view.viewport().update()

    def _page_starts(self) -> frozenset[tuple[int, int]]:
        """The block and the line with which each page after the first one begins."""
        starts = set()
        for cursor in self._view.pages.gaps.starts():
            line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
            starts.add((cursor.blockNumber(), max(line.lineNumber(), 0) if line.isValid() else 0))
        return frozenset(starts)

    def paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        """Paints the numbers of the visible blocks."""
        if not self.how:
            return
        view = self._view
        painter.setFont(view.formats.font)
        painter.setPen(view.formats.colours.quiet)
        measure = QFontMetricsF(view.formats.font)
        for number, block in blocks_of(view.document(), shown):
            self._paint_block(painter, block, number, offset, measure)

    def _paint_block(self, painter: QPainter, block: QTextBlock, number: int, offset: QPointF, measure: QFontMetricsF) -> None:
        layout = block.layout()
        for at in range(layout.lineCount()):
            shown = self._numbers.get((number, at))
            if shown is None:
                continue
            line, text = layout.lineAt(at), str(shown)
            width = measure.horizontalAdvance(text)
            rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
            baseline = layout.position().y() + line.y() + line.ascent() - offset.y()
            painter.drawText(QPointF(self._left(width, offset, rtl=rtl), baseline), text)

    def _left(self, width: float, offset: QPointF, *, rtl: bool) -> float:
        """The left edge of a number in the viewport, outside of the bars beside changed lines; where the text has margin numbers,
        these are there, and the numbers of lines are on its other side."""
        document = self._view.document()
        margin = document.documentMargin()
        scale = getattr(self._view.formats, "scale", 0.0)
        gap = _BESIDE * scale if scale else _NARROW
        labelling = self._view.content.labelling()
        if rtl is not (labelling is not None and bool(labelling.numbers)):
            return min(document.textWidth() - margin + gap - offset.x(), document.textWidth() - width - 1 - offset.x())
        return max(margin - gap - width - offset.x(), 1.0 - offset.x())
