"""Reading files for the library: any kind that holds a text."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from model.files.opening import open_document
from model.library.values import LibraryText, TextIdentity
from model.message import Message, as_message
from model.references.editions import EditionRow


class Reading(Struct, frozen=True):
    """The contents of a file for the library."""

    texts: tuple[LibraryText, ...] = ()
    rows: tuple[EditionRow, ...] = ()
    """The editions that a saved list of contents names."""
    warnings: tuple[Message, ...] = ()
    """What was left out or not understood, a sentence each."""


def read_texts(data: bytes, name: str) -> Reading:
    """The texts that a file holds; FileError, in one sentence, where the file cannot be used."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(data)
        opened = open_document(path, tracked="accepted", text="all")
    texts = tuple(
        LibraryText(TextIdentity(language=proposal.redline.language or opened.submission.language), "", proposal.redline.base())
        for proposal in opened.submission.proposals
    )
    return Reading(texts, (), tuple(map(as_message, opened.warnings)))
