"""The places of the comments of a text, updated shortly after a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject

from model.redline import Clause, Redline
from model.submission.comments import Comment, CommentAnchor, CommentSpan, find_anchor
from model.submission.story import StoryId, redline_of
from model.submission.values import Proposal
from widgets.common.store import Change, Store
from widgets.common.story_places import StoryPlaces


class AnchorMark(Struct, frozen=True):
    """An anchor of a comment that was found in a clause."""

    key: str
    comment: Comment
    anchor: CommentAnchor
    span: CommentSpan
    clause: Clause
    """The clause in which the words were found."""

    def now(self, clause: Clause) -> CommentSpan:
        """The current place in the clause."""
        if clause is self.clause:
            return self.span
        found = find_anchor(Redline((clause,)), replace(self.anchor, clause=clause.id, note=""))
        return found if found is not None else CommentSpan(clause.id, 0, len(clause.text), whole=True)


class CommentPlaces(StoryPlaces):
    """The comments of the shown proposal with their places."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(store, parent)
        self._found: dict[str, tuple[AnchorMark, ...]] = {}
        self._by_clause: dict[tuple[str, str], list[AnchorMark]] = {}
        self._ordered: list[str] = []

    @property
    def comments(self) -> Mapping[str, Comment]:
        """The current comments."""
        return comments_of(self._store, self.number)

    def marks(self, key: str) -> tuple[AnchorMark, ...]:
        """The places of a comment at the time of the last update; empty if it has none."""
        return self._found.get(key, ())

    def in_order(self) -> list[tuple[str, Comment]]:
        """The comments in the order of their places at the time of the last update; those without a place are last."""
        comments = self.comments
        return [(key, comments[key]) for key in self._ordered if key in comments]

    def at(self, note: str, clause: str) -> list[AnchorMark]:
        """The marks in a clause of the text, or of the note with a key."""
        return self._by_clause.get((note, clause), [])

    @property
    def has_places(self) -> bool:
        """Whether the shown story has comments."""
        return bool(self._by_clause)

    def show(self, number: int) -> None:
        """Follows the text of another proposal."""
        self._found = {}
        super().show(number)

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self.show(1)
            return
        before, after = (_proposal(submission.proposals, self.number) for submission in (change.before, change.after))
        if before is after:
            return
        if (before and before.comments) != (after and after.comments):
            self.follow()
        elif after is not None and after.comments:
            self._timer.start()

    def follow(self) -> None:
        """Updates the places; only comments whose clauses have changed are searched for."""
        self._timer.stop()
        redline = redline_of(self._store.submission, StoryId(self.number))
        comments = self.comments
        clauses: dict[tuple[str, str], Clause] = {}
        if comments:
            clauses = {("", clause.id): clause for clause in redline.clauses}
            clauses |= {(key, clause.id): clause for key, note in redline.notes.items() for clause in note.clauses}
            self._found = {key: self._marks_of(key, comment, redline, clauses) for key, comment in comments.items()}
        else:
            self._found = {}
        order = {place: at for at, place in enumerate(clauses)}
        self._ordered = sorted(comments, key=lambda key: self._rank(key, comments[key], order))
        self._by_clause = {}
        for marks in self._found.values():
            for mark in marks:
                self._by_clause.setdefault((mark.anchor.note, mark.clause.id), []).append(mark)
        self.followed.emit()

    def _rank(self, key: str, comment: Comment, order: Mapping[tuple[str, str], int]) -> tuple[int, int, str, str]:
        marks = self._found[key]
        place = (order[marks[0].span.note, marks[0].span.clause], marks[0].span.start) if marks else (len(order), 0)
        return *place, comment.stamp.date, key

    def _marks_of(
        self, key: str, comment: Comment, redline: Redline, clauses: Mapping[tuple[str, str], Clause]
    ) -> tuple[AnchorMark, ...]:
        known = self._found.get(key, ())
        same = known and known[0].comment.anchors == comment.anchors
        if (
            same
            and len(known) == len(comment.anchors)
            and all(clauses.get((mark.anchor.note, mark.clause.id)) is mark.clause for mark in known)
        ):
            return tuple(replace(mark, comment=comment) for mark in known)
        found = ((anchor, find_anchor(redline, anchor)) for anchor in comment.anchors)
        return tuple(
            AnchorMark(key, comment, anchor, span, clauses[span.note, span.clause]) for anchor, span in found if span is not None
        )


def comments_of(store: Store, number: int) -> Mapping[str, Comment]:
    """The comments of a proposal, by its number from 1; empty if there is no such proposal."""
    proposal = _proposal(store.submission.proposals, number)
    return proposal.comments if proposal is not None else {}


def _proposal(proposals: Sequence[Proposal], number: int) -> Proposal | None:
    return proposals[number - 1] if 0 < number <= len(proposals) else None
