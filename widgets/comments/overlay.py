"""Comments painted over the text: a light background and a line below the words, and a sign at the edge of the clause."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from model.submission.comments import CommentSpan
from widgets.comments.places import AnchorMark, CommentPlaces
from widgets.comments.signs import SIGN, draw_sign
from widgets.editor.document.shown_blocks import blocks_of
from widgets.editor.view import StoryView
from widgets.editor.visible_rects import rects_in
from widgets.theme.colours import mark_colour

EDGE = 2.0
BACKGROUND = 0.14
"""The opacity of the background; twice as much for the current comment."""


class CommentOverlay:
    """Paints over one view; the document does not contain the marks."""

    def __init__(self, view: StoryView, places: CommentPlaces) -> None:
        self._view = view
        self._places = places
        self.current = ""
        """The key of the chosen comment, whose background is stronger."""
        self.signs = True
        """Whether signs are painted at the edge, besides the marks below the words."""
        view.overlays.append(self.paint)
        view.tooltips.sources.append(self.words_at)

    def paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        """Paints the marks of the visible blocks."""
        view = self._view
        if not self._places.has_places or view.story.proposal != self._places.number:
            return
        note, projection = view.story.note, view.projection
        for number, block in blocks_of(view.document(), shown):
            if number >= projection.count:
                return
            marks: list[AnchorMark] = []
            for index in projection.indices(number):
                clause = projection.clauses[index]
                for mark in self._places.at(note, clause.id):
                    marks.append(mark)
                    self._paint_words(painter, block, index, mark, mark.now(clause))
            if self.signs and marks and block.layout().lineCount():
                self._paint_signs(painter, block, marks, offset)

    def words_at(self, point: QPointF) -> list[str]:
        """The texts of the comments whose words or signs are at a point of the viewport."""
        from widgets.comments.phrases import comment_summary

        view = self._view
        if not self._places.has_places or view.story.proposal != self._places.number:
            return []
        under, at = view.hit_test.place_under(point), view.hit_test.cursor_at(point)
        on_sign = self.signs and self._edge_of(at.block()) <= point.x() < self._edge_of(at.block()) + SIGN
        messages: list[str] = []
        for index in view.projection.indices(at.blockNumber()):
            clause = view.projection.clauses[index]
            for mark in self._places.at(view.story.note, clause.id):
                span = mark.now(clause)
                on_words = under is not None and under.index == index and span.start <= under.offset <= span.end
                if on_sign or (on_words and not span.whole and not mark.comment.done):
                    messages += [comment_summary(mark.comment), *map(comment_summary, mark.comment.replies)]
        return messages

    def _edge_of(self, block: QTextBlock) -> float:
        """The left edge of the signs of a block."""
        rtl = block.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
        return EDGE if rtl else self._view.viewport().width() - SIGN - EDGE

    def _colour(self, mark: AnchorMark) -> QColor:
        colours = self._view.formats.colours
        return colours.quiet if mark.comment.done else colours.moved if mark.comment.private else colours.changed

    def _paint_words(self, painter: QPainter, block: QTextBlock, index: int, mark: AnchorMark, span: CommentSpan) -> None:
        if span.whole or mark.comment.done:
            return
        colour = self._colour(mark)
        opacity = BACKGROUND * 2 if mark.key == self.current else BACKGROUND
        background = mark_colour(self._view.formats.colours, colour, opacity)
        style = Qt.PenStyle.DotLine if mark.comment.private else Qt.PenStyle.SolidLine
        for rect in rects_in(self._view, block, index, span.start, span.end):
            painter.fillRect(rect, background)
            painter.setPen(QPen(colour, 1.4, style))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_signs(self, painter: QPainter, block: QTextBlock, marks: list[AnchorMark], offset: QPointF) -> None:
        """A sign for each kind of comment on the clause, at the end of its first line."""
        line = block.layout().lineAt(0)
        y = block.layout().position().y() - offset.y() + line.y() + (line.height() - SIGN) / 2
        x = self._edge_of(block)
        sorts: dict[tuple[bool, bool], AnchorMark] = {}
        for mark in marks:
            sorts.setdefault((mark.comment.private, mark.comment.done), mark)
        for place, ((private, done), mark) in enumerate(sorted(sorts.items(), key=lambda item: item[0])):
            draw_sign(painter, QPointF(x, y + place * (SIGN + 4)), self._colour(mark), private=private, done=done)
