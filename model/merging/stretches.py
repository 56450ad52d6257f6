"""Long stretches of clauses that are the same in all versions of a story, and the part of it that one copy changes.

In a merge, one clause represents each stretch, so the cost depends on what differs, not on the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from model.redline import Clause, Run, Status
from model.redline.runs import common_ends

Clauses = tuple[Clause, ...]
_SHORTEST = 12
"""The smallest number of clauses that a representative replaces."""
_AROUND = 2
"""The number of clauses that stay at each end of a stretch, as the surroundings of what differs."""


class ShortStories(Struct, frozen=True):
    """The versions of a story with a clause in place of the inside of each stretch."""

    base: Clauses
    first: Clauses
    second: Clauses
    hidden: Mapping[str, Clauses]
    """The clauses that each representative replaces, by its id."""

    @property
    def ids(self) -> Iterator[str]:
        """The ids of the clauses that are represented."""
        return (clause.id for clauses in self.hidden.values() for clause in clauses)

    def expand(self, clauses: Clauses) -> Clauses:
        """The clauses, with each representative replaced by those that it represents."""
        if not any(clause.id in self.hidden for clause in clauses):
            return clauses
        return tuple([inner for clause in clauses for inner in self.hidden.get(clause.id, (clause,))])

    def is_whole(self, clauses: Clauses) -> bool:
        """Whether clauses contain each representative once and unchanged, in order."""
        found = [(clause.id, clause.runs) for clause in clauses if clause.id in self.hidden]
        return found == [(id, _representative(id).runs) for id in self.hidden]


def with_short_stretches(base: Clauses, first: Clauses, second: Clauses) -> ShortStories:
    """The versions of a story, with one clause in place of each stretch that is the same in all.

    A stretch has no cells of tables and no halves of moves, which depend on clauses elsewhere, and only kept ends.
    """
    versions = (base, first, second)
    hidden: dict[str, Clauses] = {}
    out: tuple[list[Clause], list[Clause], list[Clause]] = ([], [], [])
    last = [0, 0, 0]
    for number, (starts, length) in enumerate(_stretches(base, first, second)):
        id = f"\0{number}"
        for side, start in enumerate(starts):
            out[side].extend(versions[side][last[side] : start + _AROUND])
            out[side].append(_representative(id))
            last[side] = start + length - _AROUND
        hidden[id] = base[starts[0] + _AROUND : starts[0] + length - _AROUND]
    for side, version in enumerate(versions):
        out[side].extend(version[last[side] :])
    return ShortStories(tuple(out[0]), tuple(out[1]), tuple(out[2]), hidden)


def _representative(id: str) -> Clause:
    return Clause(id, runs=(Run(id),))


def _stretches(base: Clauses, first: Clauses, second: Clauses) -> Iterator[tuple[tuple[int, int, int], int]]:
    """The beginning of each stretch in all versions, and its length."""
    in_first = {clause.id: at for at, clause in enumerate(first)}
    in_second = {clause.id: at for at, clause in enumerate(second)}
    start = next_first = next_second = length = 0
    for at, clause in enumerate(base):
        place, other = in_first.get(clause.id, -1), in_second.get(clause.id, -1)
        is_same = (
            place >= next_first
            and other >= next_second
            and (clause is first[place] or clause == first[place])
            and (clause is second[other] or clause == second[other])
            and _stands_alone(clause)
        )
        if not is_same or (place, other) != (next_first, next_second):
            if length >= _SHORTEST:
                yield (start, next_first - length, next_second - length), length
            length = 0
        if is_same:
            start = start if length else at
            length += 1
            next_first, next_second = place + 1, other + 1
    if length >= _SHORTEST:
        yield (start, next_first - length, next_second - length), length


def part_to_merge(base: Clauses, first: Clauses, second: Clauses) -> tuple[slice, slice, slice] | None:
    """The part of each version that has everything that the second copy changes; outside of it, the merge is the first copy.
    None if there is no such part. At both ends of it, all versions have some clauses in common, or it is an end of the text."""
    head, tail = common_ends(base, second)
    places = {clause.id: at for at, clause in enumerate(first)}
    low = _shared_place(base, first, places, range(head - 1, -1, -1))
    high = _shared_place(base, first, places, range(len(base) - tail, len(base)))
    start, first_start = low if low is not None else (0, 0)
    stop, first_stop = (high[0] + 1, high[1] + 1) if high is not None else (len(base), len(first))
    if first_start > first_stop:
        return None
    return slice(start, stop), slice(first_start, first_stop), slice(start, stop + len(second) - len(base))


def _shared_place(base: Clauses, first: Clauses, places: Mapping[str, int], order: range) -> tuple[int, int] | None:
    """The places, in the base and in a copy, of the first clause in an order with which some clauses in common end; None if there
    is none."""
    length, last = 0, -1
    for at in order:
        clause, place = base[at], places.get(base[at].id, -1)
        is_next = not length or place == last + order.step
        same = place >= 0 and (clause is first[place] or clause == first[place]) and _stands_alone(clause)
        length, last = (length + 1 if is_next else 1) if same else 0, place
        if length == _AROUND:
            return at, place
    return None


def _stands_alone(clause: Clause) -> bool:
    """Whether a clause depends on no other: it has a kept end, no cell and no half of a move."""
    return clause.end.status is Status.KEPT and clause.cell is None and not any(run.move for run in clause.runs)
