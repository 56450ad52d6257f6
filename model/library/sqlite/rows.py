"""The rows of a library's database as values, and the exceptions for a file that is not one."""

from __future__ import annotations

from msgspec import Struct

SHIFT = 20
"""Bits of a clause's number for its place; a text has at most 50,000 paragraphs."""
LAST_ID = 1_000_000_000
"""The largest number that a text can have: the numbers of its clauses must fit into 64 bits."""


class Unusable(Exception):
    """The file is not a library that this version can use: another file, damaged, or of another version."""


class DamagedDatabase(Unusable):
    """The file is no database or a damaged one."""


class TextRow(Struct, frozen=True):
    """A text in the list of texts."""

    id: int
    source: str
    """The hash of its file."""
    edition: str
    """By which two texts of one instrument, edition and language are known."""
    digest: str
    """By which two copies of its words are known."""
    held: bytes
    """The other data of the text, encoded."""
    decided: str = ""
    """The status that a user gave it, and since when."""
    since: str = ""


class SourceRow(Struct, frozen=True):
    """A file from which texts were read."""

    hash: str
    complete: bool
    """Whether all of them are in."""
    held: bytes
    """The other data of the file, encoded."""


class ClauseFilter(Struct, frozen=True):
    """Conditions for clauses; an empty one matches all."""

    texts: tuple[int, ...] | None = None
    """The only texts; None for all."""
    parts: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
