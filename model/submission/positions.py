"""A delegation's positions on a text: what it wants of a bracket, an option, a clause or another party's amendment. They are no
part of the text and are private: only the project file contains them, and the delegation's own brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError
from model.submission.comments import CommentAnchor

Stance = Literal["", "wanted", "acceptable", "red_line"]
"""'' if the delegation has not decided yet."""
STANCES: tuple[Stance, ...] = get_args(Stance)

MOST_POSITIONS = 5_000
"""The most positions of a proposal."""
MOST_ENTRIES = 100
"""The most owners of a position, and the most linked texts."""


class Position(Struct, frozen=True):
    """What the delegation thinks of some words of a text. Texts of several paragraphs hold `\\n` between them."""

    anchors: tuple[CommentAnchor, ...] = ()
    """The words, one anchor for each clause, as those of a comment: they move with the text."""
    party: str = ""
    """The party whose amendment it is about; '' if it is about the text itself."""
    owners: tuple[str, ...] = ()
    """The parties that want these words."""
    stance: Stance = ""
    details: str = ""
    """The position in words: a condition, a fallback."""
    note: str = ""
    """What the delegate says in the room."""
    links: tuple[str, ...] = ()
    """Linked texts: addresses, or names of documents."""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.owners or self.stance or self.details or self.note or self.links)


Positions = Mapping[str, Position]
"""By a key that stays, as the comments of a proposal."""


def clean_position(position: Position) -> Position:
    """The position without blank entries and spaces around its texts. EditError if it says nothing or has too many entries."""
    owners, links = _entries(position.owners), _entries(position.links)
    clean = replace(
        position,
        party=_line(position.party),
        owners=owners,
        details=position.details.strip(),
        note=position.note.strip(),
        links=links,
    )
    if clean.is_empty:
        raise EditError.of("a position needs an owner, a stance, some words or a link")
    refuse_many_entries(clean)
    return clean


def refuse_many_entries(position: Position) -> None:
    """EditError if a position has more owners or links than anybody needs."""
    if max(len(position.owners), len(position.links)) > MOST_ENTRIES:
        raise EditError.of("a position has at most {most} owners and as many links; omit some", most=MOST_ENTRIES)


def private_texts(position: Position) -> Iterator[str]:
    """All that a position says, which no export may contain."""
    yield from (position.party, position.details, position.note)
    yield from position.owners
    yield from position.links


def _entries(entries: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_line, entries))))


def _line(text: str) -> str:
    return " ".join(text.split())
