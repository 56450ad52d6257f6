"""The rows of a library's database as values, and what is wrong with a file that is none."""

from __future__ import annotations

from msgspec import Struct

SHIFT = 20
"""Bits of a clause's number that say its place; a text has at most 50,000 paragraphs."""
LAST_ID = 1_000_000_000
"""The largest number that a text can have: the numbers of its clauses must fit into 64 bits."""


class Unusable(Exception):
    """The file is no library that this version can use: another file, damaged, or of another version."""


class Damaged(Unusable):
    """The file is no database or a damaged one."""


class TextRow(Struct, frozen=True):
    """A text as it stands in the list of texts."""

    id: int
    source: str
    """The hash of its file."""
    edition: str
    """By which two texts of one instrument, edition and language are known."""
    digest: str
    """By which two copies of its words are known."""
    held: bytes
    """What else is known of it."""
    decided: str = ""
    """The status that a user gave it, and since when."""
    since: str = ""


class SourceRow(Struct, frozen=True):
    """A file of which there are texts."""

    hash: str
    complete: bool
    """Whether all of them are in."""
    held: bytes
    """What else is known of it."""


class ClauseFilter(Struct, frozen=True):
    """Which clauses are looked through; what is empty leaves out none."""

    texts: tuple[int, ...] | None = None
    """The only texts; None for all."""
    parts: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
