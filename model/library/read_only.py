"""The copy that a library is read from which may not be changed, and what is told of it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from model.message import Message


class ReadOnly(Struct, frozen=True):
    """A copy of a library's database that nobody writes, and the sentences about the library."""

    copy: Path
    why: Message
    """Why it may not be changed, and what one can do."""
    damaged: Message
    other_version: Message
    """It was made by another version of the program."""
