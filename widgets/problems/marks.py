"""Errors and warnings marked in the text by a faint line under the words. The lines are painted over the text; the document does
not contain them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCursor

from model.redline import Clause
from model.submission.story import StoryId
from widgets.common.translation import say
from widgets.editor.document.projection import Point
from widgets.editor.view import StoryView
from widgets.editor.visible_rects import rects_in, shown_clauses

if TYPE_CHECKING:
    from model.preflight.context import DraftLine
    from model.preflight.finding import Finding, Severity


class ProblemMark(Struct, frozen=True):
    """Words of a clause, as code points in its whole text at the time of the check."""

    clause: Clause
    start: int
    stop: int
    finding: Finding

    def now(self, clause: Clause) -> tuple[int, int] | None:
        """The words in the current clause, at their place or the same distance from its end; None if they are not there."""
        if clause is self.clause:
            return self.start, self.stop
        old, new = self.clause.text, clause.text
        words = old[self.start : self.stop]
        for by in (0, len(new) - len(old)):
            if self.start + by >= 0 and new[self.start + by : self.stop + by] == words:
                return self.start + by, self.stop + by
        return None


class ProblemMarks:
    """Paints the marks in one view."""

    def __init__(self, view: StoryView) -> None:
        self._view = view
        self._found: Mapping[tuple[StoryId, str], list[Finding]] = {}
        self._lines: Mapping[tuple[StoryId, str], DraftLine] = {}
        """The paragraph of a clause, by story and clause."""
        self._marks: dict[tuple[StoryId, str], tuple[ProblemMark, ...]] = {}
        """The marks of a paragraph, by story and first clause; found when it is first painted."""
        view.overlays.append(self.paint)
        view.tooltips.sources.append(self.words_at)

    def show(self, findings: Iterable[Finding], lines: Mapping[tuple[StoryId, str], DraftLine]) -> None:
        """Shows other marks. `lines` are the checked paragraphs, by story and clause."""
        found: dict[tuple[StoryId, str], list[Finding]] = {}
        for finding in findings:
            fault = finding.fault
            if finding.severity != "advice" and fault.clause and fault.start < fault.stop:
                found.setdefault((fault.story, fault.clause), []).append(finding)
        self._found, self._lines, self._marks = found, lines, {}
        self._view.viewport().update()

    def of(self, story: StoryId, clause: str) -> list[ProblemMark]:
        """The marks in a clause."""
        line = self._lines.get((story, clause))
        if line is None or (story, line.clause) not in self._found:
            return []
        place = story, line.clause
        if place not in self._marks:
            self._marks[place] = tuple(mark for finding in self._found[place] for mark in marks_of(finding, line))
        return [mark for mark in self._marks[place] if mark.clause.id == clause]

    def at(self, cursor: QTextCursor) -> list[Finding]:
        """The findings whose marked words are at a cursor."""
        view = self._view
        place = view.projection.place(Point(cursor.blockNumber(), cursor.positionInBlock()))
        if view.projection.view == "base" or place.index >= len(view.projection.clauses):
            return []
        clause = view.projection.clauses[place.index]
        spans = ((mark.finding, mark.now(clause)) for mark in self.of(view.story, clause.id))
        return [finding for finding, span in spans if span is not None and span[0] <= place.offset <= span[1]]

    def words_at(self, point: QPointF) -> list[str]:
        """What is wrong with the marked words at a point of the viewport."""
        found = (
            self.at(self._view.hit_test.cursor_at(point))
            if self._found and self._view.hit_test.place_under(point) is not None
            else []
        )
        return [say(finding.fault.message) for finding in found]

    def paint(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        """Paints the marks of the visible blocks."""
        view = self._view
        if not self._found or view.projection.view == "base":
            return
        for block, index, clause in shown_clauses(view, shown):
            for mark in self.of(view.story, clause.id):
                span = mark.now(clause)
                if span is None:
                    continue
                painter.setPen(self._pen(mark.finding.severity))
                for rect in rects_in(view, block, index, *span):
                    low = rect.bottom() - 1
                    painter.drawLine(QPointF(rect.left(), low), QPointF(max(rect.right(), rect.left() + 5), low))

    def _pen(self, severity: Severity) -> QPen:
        """Dashes for an error, dots for a warning."""
        shades = self._view.formats.colours
        if severity == "error":
            return QPen(shades.deleted, 2.0, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap)
        return QPen(shades.changed, 2.0, Qt.PenStyle.DotLine, Qt.PenCapStyle.FlatCap)


def marks_of(finding: Finding, line: DraftLine) -> Iterator[ProblemMark]:
    """The words of a finding in each clause of its paragraph."""
    at, spans = 0, dict[str, tuple[Clause, int, int]]()
    for clause, offset, run in line.passage.runs:
        low, high = max(finding.fault.start, at), min(finding.fault.stop, at + len(run.text))
        if low < high:
            start, stop = offset + low - at, offset + high - at
            known = spans.get(clause.id, (clause, start, stop))
            spans[clause.id] = clause, min(known[1], start), max(known[2], stop)
        at += len(run.text)
    for clause, start, stop in spans.values():
        yield ProblemMark(clause, start, stop, finding)
