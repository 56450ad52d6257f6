"""The values of a shared draft: participants, commits, and vectors, which name a set of commits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from model.text.lazy_regex import late

LONGEST_NAME = 200
"""The largest length of a participant's name that is read."""
_ID = late(r"[0-9a-f]{16}")
Vector = Mapping[str, int]
"""A set of commits: for each line, by its id, the number of its commits. Everything on which these build belongs to the set."""


class Participant(Struct, frozen=True):
    """A window in which somebody edits a shared draft. Whoever opens the draft again is a new participant."""

    id: str
    """16 hexadecimal digits, random."""
    name: str = ""
    color: int = 0
    """The number of a colour of the window's palette."""


class Parent(Struct, frozen=True, array_like=True):
    """A commit by its author, its number and its hash."""

    participant: str
    number: int
    hash: str


class Commit(Struct, frozen=True):
    """A change of a shared draft, and the commits that its author knew."""

    participant: str
    """The id of the participant who made it."""
    number: int
    """Its number among those of the participant, from 1."""
    hash: str
    """The hash of its line, by which others name it."""
    of: str
    """The hash of the participant's commit before it."""
    parents: tuple[Parent, ...] = ()
    """The newest commits of other participants on which it builds; the participant's own previous commit is not among them."""
    change: Mapping[str, Any] = field(default_factory=dict)
    """The transaction, shortened as in the journal; it applies to the state of what its author knew."""
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """The Word packages that it adds, by name."""

    @property
    def name(self) -> Parent:
        """The value by which other commits refer to it."""
        return Parent(self.participant, self.number, self.hash)


def stored_participant(id: str, name: str, color: int) -> Participant | None:
    """A participant as a file names one; None if no program writes such an id or so long a name."""
    return Participant(id, name, color) if _ID.fullmatch(id) and len(name) <= LONGEST_NAME else None


def vector_text(vector: Vector) -> str:
    """A vector as a journal or a copy remembers it."""
    return " ".join([f"{line}:{number}" for line, number in sorted(vector.items())])


def read_vector(text: object) -> Vector:
    """The vector that a journal or a copy remembers; empty if it is damaged."""
    vector: dict[str, int] = {}
    for word in str(text).split():
        line, _, number = word.rpartition(":")
        if not line or not number.isdecimal():
            return {}
        vector[line] = int(number)
    return vector


def union(first: Vector, second: Vector) -> dict[str, int]:
    """The union of two vectors."""
    return {**first, **{line: number for line, number in second.items() if number > first.get(line, 0)}}


def intersection(first: Vector, second: Vector) -> dict[str, int]:
    """The intersection of two vectors."""
    return {line: min(number, second[line]) for line, number in first.items() if line in second}


def includes(vector: Vector, other: Vector) -> bool:
    """Whether a vector contains all commits of another one."""
    return all(vector.get(line, 0) >= number for line, number in other.items())
