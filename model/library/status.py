"""The status of the texts of a library: which edition of an instrument is in force, and since when the others are not.

It follows from the texts that are there and from what a user decided, and is computed, not kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from model.library.values import TextIdentity

Status = Literal["in_force", "older", "abrogated"]
STATUSES: tuple[Status, ...] = ("in_force", "older", "abrogated")
"""In force, as far as the library knows; replaced by a newer edition; abrogated."""
Rank = tuple[int, int]


class Standing(Struct, frozen=True):
    """A status and the day since when a text has it, ISO or a year; '' where it is not known."""

    status: Status
    since: str = ""


class Candidate(Struct, frozen=True):
    """What of a text its status follows from."""

    id: int
    identity: TextIdentity
    mark: str = ""
    decided: Standing | None = None
    """What a user decided."""


def histories(candidates: Iterable[Candidate]) -> Mapping[int, tuple[Standing, ...]]:
    """The statuses of each text in the order of time; the last is that which it has now."""
    by_key: defaultdict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
    found: dict[int, tuple[Standing, ...]] = {}
    for candidate in candidates:
        if is_comparable(candidate.identity):
            by_key[candidate.identity.key].append(candidate)
        else:
            found[candidate.id] = _history(candidate, None)
    for chain in by_key.values():
        ranks = sorted({rank(candidate.identity) for candidate in chain})
        begun = {rank(candidate.identity): begin(candidate.identity) for candidate in chain}
        following = dict(pairwise(ranks))
        end = next((one for one in chain if is_abrogation(one.mark) and rank(one.identity) == ranks[-1]), None)
        for candidate in chain:
            own = rank(candidate.identity)
            later = following.get(own)
            if end is not None and (later is None or later == ranks[-1]):
                found[candidate.id] = _history(candidate, Standing("abrogated", "" if later is None else begun[later]))
            else:
                found[candidate.id] = _history(candidate, None if later is None else Standing("older", begun[later]))
    return found


def is_abrogation(mark: str) -> bool:
    """Whether the mark above a number says that the text is no more in force; SUP, SUP*."""
    return mark.startswith("SUP")


def is_comparable(identity: TextIdentity) -> bool:
    """Whether a text can be older or newer than another one: its number, body and edition are known."""
    return bool(identity.body and identity.number and any(rank(identity)))


def rank(identity: TextIdentity) -> Rank:
    """By which the editions of an instrument follow each other: those of ITU-R by their suffix, all others by the year."""
    suffix = identity.suffix if identity.suffix.isdecimal() else "0"
    return int(suffix), identity.year or int(identity.date[:4] or 0)


def begin(identity: TextIdentity) -> str:
    """The day, or the year, when an edition was adopted."""
    return identity.date or (str(identity.year) if identity.year else "")


def _history(candidate: Candidate, replaced: Standing | None) -> tuple[Standing, ...]:
    standings = [Standing("in_force", begin(candidate.identity))]
    if replaced is None and is_abrogation(candidate.mark):
        replaced = Standing("abrogated")
    if replaced is not None:
        standings.append(replaced)
    if candidate.decided is not None:
        standings.append(candidate.decided)
    return tuple(standings)
