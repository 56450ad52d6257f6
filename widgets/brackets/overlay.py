"""Brackets painted over the text: a line above the words of an option, the thicker the more brackets are around them, and a frame
around the name of its owner. The document does not contain them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock

from widgets.brackets.places import BracketPlaces, PlacedFault, Shift, innermost
from widgets.common.translation import line_of
from widgets.editor.view import StoryView
from widgets.editor.visible_rects import rects_in, shown_clauses
from widgets.theme.colours import mark_colour

if TYPE_CHECKING:
    from model.brackets.values import BracketOption, OpenText
    from widgets.brackets.model import Row

THICKEST = 4
"""The thickness in pixels of the line above the deepest brackets; above those of level 1 it is one pixel thick. More would cross
the letters, as if they were deleted."""
BACKGROUND = 0.19
"""The opacity of the background of the chosen one."""


class BracketOverlay:
    """Paints over one view."""

    def __init__(self, view: StoryView, places: BracketPlaces) -> None:
        self._view = view
        self._places = places
        self.current: OpenText | None = None
        """The chosen one, which has a background."""
        view.overlays.append(self.paint)
        view.tooltips.sources.append(self.words_at)

    def mark(self, chosen: Row | None) -> None:
        """Gives an open text a background, and no other one."""
        self.current = None if isinstance(chosen, PlacedFault) else chosen

    def _active(self) -> bool:
        view = self._view
        return self._places.has_places and view.story.proposal == self._places.number and view.projection.view != "base"

    def paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        """Paints the marks of the visible blocks."""
        if not self._active():
            return
        view = self._view
        for block, index, clause in shown_clauses(view, shown):
            for open_text, shift in self._places.in_clause(view.story.note, clause):
                if open_text == self.current:
                    background = mark_colour(view.formats.colours, view.formats.colours.changed, BACKGROUND)
                    for rect in rects_in(view, block, index, *shift.of(open_text.span)):
                        painter.fillRect(rect, background)
                for option in open_text.options:
                    self._paint_option(painter, block, index, open_text.level, option, shift)

    def _paint_option(
        self, painter: QPainter, block: QTextBlock, index: int, level: int, option: BracketOption, shift: Shift
    ) -> None:
        shades = self._view.formats.colours
        start, stop = shift.of(option.span)
        for rect in rects_in(self._view, block, index, start, stop):
            thick = min(level, THICKEST)
            painter.fillRect(QRectF(rect.left(), rect.top() + 2 - thick, rect.width(), thick), shades.changed)
        if option.owner and option.span.first == option.content.first == self._view.projection.clauses[index].id:
            label = self._label_rects(block, index, start, shift.of(option.content)[0])
            painter.setPen(QPen(shades.quiet, 1.0, Qt.PenStyle.SolidLine))
            for rect in label:
                painter.drawRoundedRect(rect, 3, 3)

    def _label_rects(self, block: QTextBlock, index: int, start: int, stop: int) -> list[QRectF]:
        """The rectangles of the words before the wording of an option, without the bracket and the spaces."""
        text = self._view.projection.clauses[index].text[start:stop]
        words = text.strip("[］【〔［ \u00a0:：")
        if not words:
            return []
        begin = start + text.index(words)
        rects = rects_in(self._view, block, index, begin, begin + len(words))
        return [rect.adjusted(0, rect.height() * 0.2, 0, -1) for rect in rects]

    def words_at(self, point: QPointF) -> list[str]:
        """What the innermost brackets at a point of the viewport are."""
        from widgets.brackets.phrases import kind_name, level_name, owners_line

        view = self._view
        place = view.hit_test.place_under(point) if self._active() else None
        if place is None or place.index >= len(view.projection.clauses):
            return []
        shown = self._places.in_clause(view.story.note, view.projection.clauses[place.index])
        found = innermost(((open_text, shift.of(open_text.span)) for open_text, shift in shown), place.offset)
        return [line_of((kind_name(found.kind), owners_line(found), level_name(found.level)))] if found is not None else []
