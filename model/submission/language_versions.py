"""Two language versions of one instrument: their corresponding clauses, paired by position in the base (labels and words differ
by language), and the amendments that are not carried over yet."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from model.redline import NOTE, Clause, Label, Redline, Status, label_bearer
from model.submission.amendments import is_whole
from model.submission.story import FIRST_TEXT, StoryId
from model.submission.values import Submission

State = Literal["", "deleted", "moved", "inserted", "kind", "level", "label", "changed"]
"""The change of a clause by the proposal; '' if none; `changed`: its words, their format, or a note at them."""
STATES: tuple[State, ...] = ("deleted", "moved", "inserted", "kind", "level", "label", "changed")
Place = tuple[int | str, ...]
"""The position of a clause in the base: part, call, items inwards, each from 1; of an insertion with `+` and its number."""


class ClausePlace(Struct, frozen=True):
    """A clause by its place."""

    place: Place
    clause: str
    states: tuple[State, ...] = ()
    """All that the proposal makes of it, in the order of `STATES`."""
    before: str = ""
    """For an inserted clause, the clause of the base that it follows; '' at the beginning."""
    move: str = ""
    """The id that both halves of a move share."""
    origin: str = ""
    """Of a moved clause at its new place: the clause of the base that it was."""
    by: int = 0
    """The number of levels by which it moves down (up if negative)."""
    own_label: Label | None = None
    """The label that was set by hand, if `states` has "label"."""

    @property
    def state(self) -> State:
        """The weightiest of them."""
        return self.states[0] if self.states else ""


class Pair(Struct, frozen=True):
    """A clause of one version and the corresponding one of the other; None if there is none."""

    left: ClausePlace | None
    right: ClausePlace | None

    @property
    def is_carried(self) -> bool:
        """Whether both versions make the same of the clause."""
        return (self.left.states if self.left else ()) == (self.right.states if self.right else ())


def counterpart(other: Submission, number: int) -> StoryId | None:
    """The text of another version that a proposal is to be set beside: that of the same number, or the only one."""
    count = len(other.proposals)
    return StoryId(number) if number <= count else FIRST_TEXT if count == 1 else None


def clause_places(redline: Redline) -> dict[Place, ClausePlace]:
    """The clauses of a text by their positions, inserted ones after those that they follow."""
    return {spot.place: spot for spot in _Walk(redline).places()}


def pairs(left: Redline, right: Redline) -> tuple[Pair, ...]:
    """All clauses of both versions in the order of the left one, those of the right after the ones that they follow."""
    left_places, right_places = clause_places(left), clause_places(right)
    out: list[Pair] = []
    order = {place: at for at, place in enumerate(right_places)}
    rest = deque(place for place in right_places if place not in left_places)

    def follow(at: int) -> None:
        while rest and order[rest[0]] == at + 1:
            out.append(Pair(None, right_places[rest.popleft()]))
            at += 1

    follow(-1)
    for place, spot in left_places.items():
        out.append(Pair(spot, right_places.get(place)))
        follow(order.get(place, len(order)))
    return (*out, *(Pair(None, right_places[place]) for place in rest))


def differ_in_shape(found: Iterable[Pair]) -> bool:
    """Whether the texts in force of two versions have different structures, so that their pairs may be wrong."""
    alone = (pair.left or pair.right for pair in found if pair.left is None or pair.right is None)
    return any("+" not in spot.place for spot in alone if spot is not None)


class _Walk:
    """Counts through a text."""

    def __init__(self, redline: Redline) -> None:
        self._redline = redline
        halves: dict[Status, dict[str, list[Clause]]] = {Status.DELETED: {}, Status.INSERTED: {}}
        for clause in redline.clauses:
            if clause.end.move and clause.end.status in halves and is_whole(clause, clause.end.status):
                halves[clause.end.status].setdefault(clause.end.move, []).append(clause)
        gone, come = halves.values()
        self._moves = {move for move, spots in gone.items() if len(spots) == len(come.get(move, ()))}
        """The moves of which no part was deleted since."""
        self._origins = {id: clause for move in self._moves for id, clause in _origins(gone[move], come[move]).items()}
        """By the id of each moved clause at its new place, the deleted one that it was."""

    def places(self) -> Iterator[ClausePlace]:
        counts: list[int] = []
        part, calls, put = 0, 0, 0
        last: Place = ()
        before = ""
        group: list[Clause] = []
        heads: dict[str, int] = {}
        for clause in self._redline.clauses:
            if is_whole(clause, Status.INSERTED) and not group:
                put += 1
                yield self._put_in(clause, (*last, "+", put), before)
                continue
            group.append(clause)
            if not clause.end.status.in_base:
                continue
            bearer = label_bearer(tuple(group), "base")
            props = group[-1].props_on("base")
            if props.kind in ("annex", "heading"):
                part, calls, counts = part + 1, 0, []
                last = ("part", part)
            elif props.kind == "call":
                calls, counts = calls + 1, []
                last = ("part", part, "call", calls)
            elif props.kind == "paragraph":
                level = max(props.level, 1)
                counts = [*counts[:level], *[0] * (level - len(counts))]
                counts[level - 1] += 1
                last = ("part", part, "call", calls, *counts)
            else:
                heads[props.kind] = heads.get(props.kind, 0) + 1
                last = ("part", part, props.kind, heads[props.kind])
            put, before = 0, bearer.id
            yield self._in_base(group, last, bearer.id)
            group = []

    def _put_in(self, clause: Clause, place: Place, before: str) -> ClausePlace:
        gone = self._origins.get(clause.id)
        if gone is None:
            return ClausePlace(place, clause.id, ("inserted",), before)
        by = clause.props.level - gone.props.level
        changed = clause.text_on("draft") != gone.text_on("base")
        states: tuple[State, ...] = ("moved", *_if("level", bool(by)), *_if("label", _is_held(clause)), *_if("changed", changed))
        return ClausePlace(place, clause.id, states, before, clause.end.move, gone.id, by, clause.own_label)

    def _in_base(self, group: Sequence[Clause], place: Place, id: str) -> ClausePlace:
        closing = group[-1]
        if all(is_whole(clause, Status.DELETED) for clause in group):
            move = closing.end.move if closing.end.move in self._moves else ""
            return ClausePlace(place, id, ("moved",) if move else ("deleted",), move=move)
        was, now = closing.props_on("base"), closing.props
        by = now.level - was.level if was.kind == now.kind else 0
        other_kind = was.kind != now.kind or (not by and was.scheme != now.scheme)
        bearer = label_bearer(tuple(group), "draft")
        states = (
            *_if("kind", other_kind),
            *_if("level", bool(by)),
            *_if("label", _is_relabelled(bearer)),
            *_if("changed", any(self._is_changed(clause) for clause in group)),
        )
        return ClausePlace(place, id, states, by=by, own_label=bearer.own_label)

    def _is_changed(self, clause: Clause) -> bool:
        if clause.end.status is not Status.KEPT:
            return True
        return any(
            run.status is not Status.KEPT or run.base_style is not None or (run.text == NOTE and self._has_new_note(run.content))
            for run in clause.runs
            if run.text
        )

    def _has_new_note(self, key: str) -> bool:
        note = self._redline.notes.get(key)
        return note is not None and any(self._is_changed(clause) for clause in note.clauses)


def _origins(gone: Sequence[Clause], come: Sequence[Clause]) -> dict[str, Clause]:
    """The deleted clause of each inserted one of a move, by the ids of the inserted ones: one of the same words, the others in
    order. Their order differs if a part of what was moved was moved on."""
    left = list(gone)
    found: dict[str, Clause] = {}
    for clause in come:
        words = clause.text_on("draft")
        same = next((spot for spot in left if spot.text_on("base") == words), None)
        if same is not None:
            left.remove(same)
            found[clause.id] = same
    others = (clause for clause in come if clause.id not in found)
    return found | {clause.id: spot for clause, spot in zip(others, left, strict=True)}


def _if(state: State, holds: bool) -> tuple[State, ...]:
    return (state,) if holds else ()


def _is_held(clause: Clause) -> bool:
    return clause.own_label is not None


def _is_relabelled(clause: Clause) -> bool:
    """Whether the label of a clause in the base was changed or locked by hand."""
    printed = clause.label.text if clause.label is not None else ""
    return clause.own_label is not None and (clause.own_label.locked or clause.own_label.text != printed)
