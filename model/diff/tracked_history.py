"""A check whether tracked changes alone lead from one redline to a later one: no character is lost, every new one is tracked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from model.redline import ANCHOR, NOBODY, Clause, Side, Stamp, Status
from model.text.lazy_regex import late

_KEPT, _INSERTED, _DELETED, _RETRACTED = Status.KEPT, Status.INSERTED, Status.DELETED, Status.RETRACTED
_MAY_BECOME = {
    _KEPT: (_KEPT, _INSERTED),
    _INSERTED: (_INSERTED,),
    _DELETED: (_KEPT, _DELETED),
    _RETRACTED: (_INSERTED, _RETRACTED),
}
"""The statuses from which a tracked change, or accepting an insertion, leads to a status."""
_SPACE = late(r"\s")
_UNSEEN = late("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
"""Soft hyphens, joiners and direction marks."""
_NOWHERE = (_RETRACTED, _DELETED)
"""The statuses of text that is not in the draft."""
_MOST_STEPS = 5_000_000
"""The most places to try; beyond them the answer is no. It suffices to try each place of the longest text once."""


class Stretch(Struct, frozen=True):
    """Characters of one status and stamp; a paragraph end is a line feed."""

    text: str
    status: Status
    stamp: Stamp


def legible(text: str) -> str:
    """The text as a reader sees it: any space is a space, and joiners and direction marks, which programs add, are omitted."""
    return _SPACE.sub(" ", _UNSEEN.sub("", text))


def by_paragraph(clauses: Sequence[Clause], side: Side) -> list[tuple[Clause, ...]]:
    """The clauses of each paragraph of a side, after those that only the other side has."""
    out: list[tuple[Clause, ...]] = []
    group: list[Clause] = []
    for clause in clauses:
        group.append(clause)
        if _status(clause.end.status, clause.row).on(side):
            out.append(tuple(group))
            group = []
    if any(_status(run.status, clause.row).on(side) and run.text for clause in group for run in clause.runs) or not out:
        return [*out, tuple(group)] if group else out
    return [*out[:-1], (*out[-1], *group)]


def is_tracked(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    """Whether tracked changes alone turn the clauses `old` into `new`; changes of `old` may have been accepted."""
    before, after = _letters(old), list(_stretches(new))
    all_accepted = {**_MAY_BECOME, _DELETED: (_KEPT,)}
    return _follows(before, after, (_RETRACTED,), _MAY_BECOME) or _follows(before, after, _NOWHERE, all_accepted)


def is_decided(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    """As `is_tracked`, but any of the deletions of `old` may have been accepted: `new` must contain all other characters."""
    return _follows(_letters(old), list(_stretches(new)), _NOWHERE, _MAY_BECOME)


def _letters(clauses: Sequence[Clause]) -> list[tuple[str, Status]]:
    """Each character with its status."""
    return [(letter, stretch.status) for stretch in _stretches(clauses) for letter in stretch.text]


def _follows(
    before: Sequence[tuple[str, Status]],
    after: Sequence[Stretch],
    omitted: tuple[Status, ...],
    may_become: Mapping[Status, tuple[Status, ...]],
) -> bool:
    """Whether the stretches contain all characters of `before`, in their order, except those of the statuses `omitted`."""
    places, steps = {0}, 0
    for stretch in after:
        by_letter = stretch.status is _RETRACTED or (stretch.status is _INSERTED and stretch.stamp == NOBODY)
        from_statuses = may_become[stretch.status]
        reached = places
        for letter in stretch.text:
            open_places = _reachable_places(before, reached, omitted)
            steps += len(open_places)
            if steps > _MOST_STEPS:
                return False
            matched = {
                place + 1
                for place in open_places
                if place < len(before) and before[place][0] == letter and before[place][1] in from_statuses
            }
            reached = matched | reached if by_letter else matched
        # A new insertion is one stretch: if an old one is longer now, somebody typed into it without tracking.
        places = reached | places if stretch.status is _INSERTED else reached
        if not places:
            return False
    return len(before) in _reachable_places(before, places, omitted)


def _reachable_places(before: Sequence[tuple[str, Status]], places: set[int], omitted: tuple[Status, ...]) -> set[int]:
    """The places, and the places after characters that may be missing."""
    out = set(places)
    for start in places:
        place = start
        while place < len(before) and before[place][1] in omitted:
            place += 1
            out.add(place)
    return out


def _stretches(clauses: Sequence[Clause]) -> Iterator[Stretch]:
    for clause in clauses:
        for run in clause.runs:
            if run.text and not (run.content and run.text == ANCHOR):
                yield Stretch(legible(run.text), _status(run.status, clause.row), run.stamp)
        yield Stretch("\n", _status(clause.end.status, clause.row), clause.end.stamp)


def _status(status: Status, row: Status) -> Status:
    """The status of text in a table row that is inserted or deleted."""
    return row if status is _KEPT else status
