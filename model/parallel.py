"""Two language versions of one instrument: which clause is which, and whose amendment is not carried over yet.

Clauses are paired by where they stand in the base, not by words: the second call, the third item under it, the first below
that. Labels take no part, since they differ by language (`b)`, `ب)`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from model.amendments import is_whole
from model.redline import Clause, Redline, Status, label_bearer

State = Literal["", "changed", "deleted", "inserted", "moved", "level"]
"""What the proposal makes of a clause; '' where nothing."""
Place = tuple[int | str, ...]
"""Where a clause stands in the base: part, call, items from the outermost inwards, each counted from 1; behind it, of one that is
put in, `+` and its number."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A clause by its place."""

    place: Place
    clause: str
    state: State
    before: str
    """Of one that is put in, the clause of the base that it stands behind; '' at the head."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of one version and the one of the other that it is; None where there is none."""

    left: Spot | None
    right: Spot | None

    @property
    def is_carried(self) -> bool:
        """Whether both versions make the same of the clause."""
        return (self.left.state if self.left else "") == (self.right.state if self.right else "")


def spots(redline: Redline) -> dict[Place, Spot]:
    """The clauses of a text by their places, those that are put in behind the ones that they follow."""
    return {spot.place: spot for spot in _walk(redline.clauses)}


def pairs(left: Redline, right: Redline) -> tuple[Pair, ...]:
    """All clauses of both versions in the order of the left one; what only the right has stands behind what it follows."""
    here, there = spots(left), spots(right)
    out: list[Pair] = []
    order = {place: at for at, place in enumerate(there)}
    rest = deque(place for place in there if place not in here)

    def follow(at: int) -> None:
        while rest and order[rest[0]] == at + 1:
            out.append(Pair(None, there[rest.popleft()]))
            at += 1

    follow(-1)
    for place, spot in here.items():
        out.append(Pair(spot, there.get(place)))
        follow(order.get(place, len(order)))
    return (*out, *(Pair(None, there[place]) for place in rest))


def differ_in_shape(left: Redline, right: Redline) -> bool:
    """Whether the texts in force are not built alike, so that pairs may be wrong."""
    shapes = [[place for place in spots(text) if "+" not in place] for text in (left, right)]
    return shapes[0] != shapes[1]


def _walk(clauses: Sequence[Clause]) -> Iterator[Spot]:
    counts: list[int] = []
    part, calls, put = 0, 0, 0
    last: Place = ()
    before = ""
    group: list[Clause] = []
    arrived = {clause.end.move for clause in clauses if clause.end.status is Status.INSERTED and clause.end.move}
    heads: dict[str, int] = {}
    for clause in clauses:
        if is_whole(clause, Status.INSERTED) and not group:
            put += 1
            state: State = "moved" if clause.end.move in arrived and clause.end.move else "inserted"
            yield Spot((*last, "+", put), clause.id, state, before)
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
        yield Spot(last, bearer.id, _state(group), "")
        group = []


def _state(group: Sequence[Clause]) -> State:
    if all(is_whole(clause, Status.DELETED) for clause in group):
        return "moved" if group[-1].end.move else "deleted"
    closing = group[-1]
    if closing.base_props is not None and closing.base_props.level != closing.props.level:
        return "level"
    for clause in group:
        touched = clause.end.status is not Status.KEPT or clause.base_props is not None
        if touched or any(run.status is not Status.KEPT or run.base_style is not None for run in clause.runs if run.text):
            return "changed"
    return ""
