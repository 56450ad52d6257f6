"""The hits of a search marked in the text. The marks are painted over the text; the document does not contain them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from model.redline import Clause
from model.submission.search import Hit
from widgets.editor.view import StoryView
from widgets.editor.visible_rects import rects_in, shown_clauses
from widgets.theme.colours import mark_colour

FILL = 0.27
"""The opacity of a mark: the words under it stay readable."""
RADIUS = 2.0


class HitMarks:
    """Paints a box over each hit in one view; the box has an edge, so that colour is not its only sign."""

    def __init__(self, view: StoryView, hits: Callable[[], Sequence[Hit]]) -> None:
        """`hits` returns those that are shown now."""
        self._view = view
        self._hits = hits
        self._spans: dict[str, list[tuple[int, int]]] | None = None
        """The places in each clause of the story that is shown, in code points; None if they have to be found again."""
        self._clauses: dict[str, Clause] = {}
        """The clauses in which they were found: in one that has changed since, they are elsewhere."""
        view.overlays.append(self.paint)
        view.story_shown.connect(self.refresh)

    def refresh(self) -> None:
        """Paints the hits that are shown now."""
        self._spans = None
        self._view.viewport().update()

    def _find_spans(self) -> dict[str, list[tuple[int, int]]]:
        hits = [hit for hit in self._hits() if hit.story == self._view.story]
        spans: dict[str, list[tuple[int, int]]] = {}
        self._clauses = {clause.id: clause for clause in self._view.projection.clauses} if hits else {}
        for hit in hits:
            if hit.clause == hit.last:
                spans.setdefault(hit.clause, []).append((hit.start, hit.stop))
            elif hit.clause in self._clauses:
                spans.setdefault(hit.clause, []).append((hit.start, len(self._clauses[hit.clause].text)))
                spans.setdefault(hit.last, []).append((0, hit.stop))
        return spans

    def paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        """Paints the marks in the visible blocks."""
        view = self._view
        if self._spans is None:
            self._spans = self._find_spans()
        if not self._spans:
            return
        colours = view.formats.colours
        painter.setPen(QPen(colours.changed, 1.0))
        painter.setBrush(mark_colour(colours, colours.changed, FILL))
        for block, index, clause in shown_clauses(view, shown):
            if self._clauses.get(clause.id) is not clause:
                continue
            for start, stop in self._spans.get(clause.id, ()):
                for rect in rects_in(view, block, index, start, stop):
                    painter.drawRoundedRect(rect, RADIUS, RADIUS)
