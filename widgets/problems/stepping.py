"""The next problem from the caret, wrapping around at the end."""

from __future__ import annotations

from collections.abc import Sequence

from model.preflight.context import CheckContext
from model.preflight.finding import Finding
from model.submission.search import stretch
from model.submission.story import StoryId
from model.submission.transactions import Selection

TextOrder = tuple[int, int, int, int, int]
"""The order in a submission: whether it is in a text, then the numbers of proposal, story, clause and character."""


class ProblemOrder:
    """The shown problems in the order of the submission: header and remarks on a whole text first, notes last."""

    def __init__(self, frame: CheckContext, findings: Sequence[Finding]) -> None:
        """The context is that of the findings."""
        self._lines = frame.by_clause
        self._places: dict[tuple[StoryId, str], tuple[int, int, int]] = {}
        for text in frame.texts:
            notes = [(StoryId(text.number, key), note.clauses) for key, note in text.redline.notes.items()]
            for number, (story, clauses) in enumerate([(text.story, text.redline.clauses), *notes]):
                for index, clause in enumerate(clauses):
                    self._places[story, clause.id] = text.number, number, index
        spots = [(self._spot(finding), finding) for finding in findings]
        self._spots = sorted(spots, key=lambda spot: spot[0])

    def _spot(self, finding: Finding) -> TextOrder:
        fault = finding.fault
        line = self._lines.get((fault.story, fault.clause))
        if line is None:
            place = self._places.get((fault.story, fault.clause))
            return (1, *place, 0) if place is not None else (0, 0, 0, 0, 0)
        clause, offset = stretch(line.passage, min(fault.start, len(line.passage.text) - 1), fault.stop)[0]
        return 1, *self._places[fault.story, clause], offset

    def beside(self, selection: Selection | None, current: Finding | None, by: int) -> tuple[Finding, bool] | None:
        """The next finding (1) or the previous one (−1), and whether the search wrapped around; None if there is none. If the
        caret is still at `current`, the finding that was shown last, the search continues from it."""
        if not self._spots:
            return None
        caret = self._caret(selection)
        at = next((number for number, (_, finding) in enumerate(self._spots) if finding is current), None)
        if at is None or (self._spots[at][0][0] and self._spots[at][0] != caret):
            if by > 0:
                to = next((number for number, (spot, _) in enumerate(self._spots) if spot > caret), len(self._spots))
            else:
                to = next((number for number in reversed(range(len(self._spots))) if self._spots[number][0] < caret), -1)
        else:
            to = at + by
        return self._spots[to % len(self._spots)][1], not 0 <= to < len(self._spots)

    def _caret(self, caret: Selection | None) -> TextOrder:
        """The beginning of the selection, or the caret."""
        ends = (caret.anchor, caret.caret) if caret is not None else ()
        places = [(self._places.get((caret.story, clause)), offset) for clause, offset in ends if caret is not None]
        return min(((1, *place, offset) for place, offset in places if place is not None), default=(0, 0, 0, 0, 0))
