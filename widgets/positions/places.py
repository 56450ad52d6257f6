"""The places of the positions on a proposal, updated shortly after a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject

from model.redline import Clause, Redline
from model.submission.comments import CommentSpan, find_anchor
from model.submission.position_places import PlacedPosition, placed_positions
from model.submission.positions import Position, Positions
from model.submission.story import StoryId, has_text, redline_of
from widgets.common.store import Change, Store
from widgets.common.story_places import StoryPlaces

_NOTHING: Positions = {}


class PositionMark(Struct, frozen=True):
    """The words of a position in one clause, at the time of the last update."""

    key: str
    position: Position
    span: CommentSpan
    clause: Clause

    def now(self, clause: Clause) -> CommentSpan:
        """The current place in the clause."""
        if clause is self.clause:
            return self.span
        for anchor in self.position.anchors:
            found = find_anchor(Redline((clause,)), replace(anchor, clause=clause.id, note=""))
            if found is not None and not found.whole:
                return found
        return CommentSpan(clause.id, 0, len(clause.text), whole=True)


class PositionPlaces(StoryPlaces):
    """The positions on the shown proposal with their places."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(store, parent)
        self.placed: Sequence[PlacedPosition] = ()
        """In the order of the text, those without a place last."""
        self._marks: Mapping[tuple[str, str], list[PositionMark]] = {}

    @property
    def has_places(self) -> bool:
        """Whether the shown proposal has positions with a place."""
        return bool(self._marks)

    @property
    def positions(self) -> Positions:
        """The current positions by their keys."""
        submission, story = self._store.submission, StoryId(self.number)
        return submission.proposals[self.number - 1].positions if has_text(submission, story) else _NOTHING

    def at(self, note: str, clause: str) -> Sequence[PositionMark]:
        """The marks in a clause of the text, or of the note with a key."""
        return self._marks.get((note, clause), ())

    def key_around(self, note: str, clause: str, offset: int) -> str:
        """The key of the position with the fewest words around a place; '' if there is none."""
        marks = [mark for mark in self.at(note, clause) if mark.span.whole or mark.span.start <= offset <= mark.span.end]
        return min(marks, key=lambda mark: (mark.span.whole, mark.span.end - mark.span.start)).key if marks else ""

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self.show(1)
            return
        story = StoryId(self.number)
        before, after = (
            submission.proposals[self.number - 1] if has_text(submission, story) else None
            for submission in (change.before, change.after)
        )
        if before is after:
            return
        if (before and before.positions) != (after and after.positions):
            self.follow()
        elif after is not None and after.positions:
            self._timer.start()

    def follow(self) -> None:
        """Updates the places."""
        self._timer.stop()
        redline, positions = redline_of(self._store.submission, StoryId(self.number)), self.positions
        self.placed = placed_positions(redline, positions)
        marks: dict[tuple[str, str], list[PositionMark]] = {}
        if positions:
            clauses = {("", clause.id): clause for clause in redline.clauses}
            clauses |= {(key, clause.id): clause for key, note in redline.notes.items() for clause in note.clauses}
            for placed in self.placed:
                for span in placed.spans:
                    place = span.note, span.clause
                    marks.setdefault(place, []).append(PositionMark(placed.key, placed.position, span, clauses[place]))
        self._marks = marks
        self.followed.emit()
