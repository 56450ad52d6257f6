"""The status of the texts of a library: which edition of an instrument is in force, and since when the others are not.

It depends on the texts and lists of contents in the library, on the table of editions and on the user's decisions, and is
computed, not stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from msgspec import Struct

from model.library.texts.editions import Rank, rank
from model.library.texts.values import TextIdentity
from model.message import Message
from model.references.editions import EditionRow

Status = Literal["in_force", "superseded", "older", "abrogated"]
STATUSES: tuple[Status, ...] = ("in_force", "superseded", "older", "abrogated")
"""In force, as far as is known; superseded by an edition that the library does not have; replaced by one that it has;
abrogated."""
LATEST_STATUSES: tuple[Status, ...] = ("in_force", "superseded")
"""The statuses of the last edition that a library has of an instrument."""


class DatedStatus(Struct, frozen=True):
    """A status and the first day of it, ISO or a year; '' if it is not known."""

    status: Status
    since: str = ""


class Candidate(Struct, frozen=True):
    """The data of a text on which its status depends."""

    id: int
    identity: TextIdentity
    mark: str = ""
    decided: DatedStatus | None = None
    """The user's decision."""


class _Act(Struct, frozen=True):
    """An edition of an instrument that the library knows of, as a text or from a list of contents."""

    rank: Rank
    begin: str
    is_abrogation: bool
    is_text: bool = True
    """Whether the library has its text."""


def histories(candidates: Iterable[Candidate], rows: Iterable[EditionRow] = ()) -> Mapping[int, tuple[DatedStatus, ...]]:
    """The statuses of each text in the order of time, the present one last. `rows` are editions, also without a text."""
    by_key: defaultdict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
    acts: defaultdict[tuple[str, str, str], set[_Act]] = defaultdict(set)
    found: dict[int, tuple[DatedStatus, ...]] = {}
    for candidate in candidates:
        identity = candidate.identity
        if is_comparable(identity):
            by_key[identity.key].append(candidate)
            acts[identity.key].add(_Act(rank(identity), begin(identity), is_abrogation(candidate.mark)))
        else:
            found[candidate.id] = _history(candidate, None)
    for row in rows:
        if row.key in by_key and any(rank(row)):
            acts[row.key].add(_Act(rank(row), begin(row), row.status == "abrogated", is_text=False))
    for key, chain in by_key.items():
        for candidate in chain:
            found[candidate.id] = _history(candidate, _status_by_acts(candidate, acts[key]))
    return found


def _status_by_acts(candidate: Candidate, acts: Collection[_Act]) -> DatedStatus | None:
    """The status of a text by later acts, or by acts of the same time; None if it is in force."""
    rank_of_text = rank(candidate.identity)
    last = max(act.rank for act in acts)
    later = min((act for act in acts if act.rank > rank_of_text), key=lambda act: (act.rank, act.begin), default=None)
    is_abrogated = any(act.is_abrogation for act in acts if act.rank == last)
    if later is None:
        return DatedStatus("abrogated") if is_abrogated else None
    if is_abrogated and later.rank == last:
        return DatedStatus("abrogated", later.begin)
    is_replaced = any(act.is_text for act in acts if act.rank > rank_of_text)
    return DatedStatus("older" if is_replaced else "superseded", later.begin)


def newer_edition(identity: TextIdentity, rows: Iterable[EditionRow]) -> EditionRow | None:
    """The last edition in some rows of a text's instrument, if it is newer or abrogates it; None for a text in force."""
    same = [row for row in rows if row.key == identity.key and any(rank(row))] if is_comparable(identity) else []
    last = max(same, key=rank, default=None)
    if last is None or rank(last) < rank(identity):
        return None
    return last if rank(last) > rank(identity) or last.status == "abrogated" else None


def status_message(status: Status, edition: str = "") -> Message:
    """The status of a text in words; `edition` names the one in force, if the library does not have it."""
    if status == "superseded" and edition:
        return Message.of("superseded by {edition} (not in the library)", edition=edition)
    return _WORDS[status]


_WORDS: Mapping[Status, Message] = {
    "in_force": Message.of("in force"),
    "superseded": Message.of("superseded (the edition in force is not in the library)"),
    "older": Message.of("replaced"),
    "abrogated": Message.of("abrogated", context="status"),
}


def is_abrogation(mark: str) -> bool:
    """Whether the mark above a number says that the text is no longer in force; SUP, SUP*."""
    return mark.startswith("SUP")


def is_comparable(identity: TextIdentity) -> bool:
    """Whether a text can be older or newer than another one: its number, body and edition are known."""
    return bool(identity.body and identity.number and any(rank(identity)))


def begin(identity: TextIdentity | EditionRow) -> str:
    """The day, or the year, when an edition was adopted."""
    return identity.date or (str(identity.year) if identity.year else "")


def _history(candidate: Candidate, replaced: DatedStatus | None) -> tuple[DatedStatus, ...]:
    standings = [DatedStatus("in_force", begin(candidate.identity))]
    if replaced is None and is_abrogation(candidate.mark):
        replaced = DatedStatus("abrogated")
    if replaced is not None:
        standings.append(replaced)
    if candidate.decided is not None:
        standings.append(candidate.decided)
    return tuple(standings)
