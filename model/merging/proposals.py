"""The matching of proposals between three versions of a submission."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.submission.values import Proposal

_SAME, _LIKELY = 100, 20
"""The likeness of equal proposals, and the least one at which two proposals count as the same."""


class MatchedProposal(Struct, frozen=True):
    """A proposal in three versions; None for a version that does not have it."""

    base: Proposal | None
    first: Proposal | None
    second: Proposal | None


def match_proposals(
    base: Sequence[Proposal], first: Sequence[Proposal], second: Sequence[Proposal]
) -> tuple[MatchedProposal, ...]:
    """The proposals of the merge, in the order of the copy that changed the order. A proposal that one copy removed is omitted,
    unless the other changed it."""
    places = [places_in_base(base, copy) for copy in (first, second)]
    keys = [_keys(found, side) for side, found in enumerate(places)]
    for at, proposal in enumerate(second):
        if places[1][at] is None and proposal in first and places[0][first.index(proposal)] is None:
            keys[1][at] = keys[0][first.index(proposal)]
    lead = 1 if _is_in_order(places[0]) and not _is_in_order(places[1]) else 0
    order = list(keys[lead])
    for at, key in enumerate(keys[1 - lead]):
        if key not in order:
            before = keys[1 - lead][at - 1] if at else None
            order.insert(order.index(before) + 1 if before in order else 0, key)
    by_key = [dict(zip(found, copy, strict=True)) for found, copy in zip(keys, (first, second), strict=True)]
    matched = [
        MatchedProposal(base[key] if isinstance(key, int) else None, by_key[0].get(key), by_key[1].get(key)) for key in order
    ]
    return tuple([match for match in matched if not _is_removed(match)])


def _is_removed(match: MatchedProposal) -> bool:
    """Whether a copy removed a proposal that the other left as it was."""
    if match.base is None or None not in (match.first, match.second):
        return False
    return (match.first or match.second) == match.base


def _keys(places: Sequence[int | None], side: int) -> list[int | tuple[int, int]]:
    """A key for each proposal: its place in the base, or a key of its own if it is new."""
    return [(side, at) if place is None else place for at, place in enumerate(places)]


def _is_in_order(places: Sequence[int | None]) -> bool:
    known = [place for place in places if place is not None]
    return known == sorted(known)


def places_in_base(base: Sequence[Proposal], copy: Sequence[Proposal]) -> list[int | None]:
    """The place in the base of each proposal of a copy; None for a new one."""
    out: list[int | None] = [None] * len(copy)
    rated = [
        (_likeness(old, new), -abs(place - at), -place, -at) for place, old in enumerate(base) for at, new in enumerate(copy)
    ]
    free, open_places = set(range(len(copy))), set(range(len(base)))
    for likeness, _, place, at in sorted(rated, reverse=True):
        if likeness >= _LIKELY and -place in open_places and -at in free:
            out[-at] = -place
            open_places.remove(-place)
            free.remove(-at)
    return out


def _likeness(old: Proposal, new: Proposal) -> int:
    if old is new or old == new:
        return _SAME
    likeness = 40 if old.original.clauses and old.original == new.original else 0
    likeness += 20 if old.number and old.number == new.number else 0
    ids = {clause.id for clause in old.redline.clauses}
    if ids and any(clause.id in ids for clause in new.redline.clauses):
        likeness += 20
    if not old.redline.clauses and not new.redline.clauses:
        likeness += 20
    return likeness + (5 if old.symbol == new.symbol else 0)
