"""The kinds of files that the program reads and writes: a row for each, with its reader and its writers.

The readers and writers of a kind are imported when they are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from model.errors import FileError
from model.files.readers import (
    ReadContents,
    ReadOptions,
    is_akoma_ntoso_file,
    is_office_file,
    is_page_file,
    is_pdf,
    is_treaty_table,
    is_word,
    read_akoma_ntoso_file,
    read_notation_file,
    read_office_file,
    read_page_file,
    read_pdf_file,
    read_project_file,
    read_treaty_table,
    read_word_file,
)
from model.files.writers import (
    FileBytes,
    akoma_ntoso_file,
    json_bytes,
    new_project_file,
    notation_bytes,
    page_bytes,
    page_of_submission,
    word_file,
    word_pages,
)
from model.formats.amend import is_project
from model.message import Message
from model.submission.values import Submission

if TYPE_CHECKING:
    from model.formats.page.blocks import Printout
    from model.formats.word.writing.export_options import ExportOptions

KindId = Literal["project", "office", "word", "akoma_ntoso", "pdf", "treaty_table", "notation", "html", "json"]


class FileKind(Struct, frozen=True, kw_only=True):
    """A kind of file."""

    id: KindId
    title: Message
    """Its name in a box that asks for a file."""
    endings: tuple[str, ...]
    """The endings of its files; the first is proposed for a new one."""
    other_endings: tuple[str, ...] = ()
    """Further endings of files that are offered for reading."""
    known_endings: tuple[str, ...] = ()
    """Further endings of files of this kind, for files whose content does not show the kind."""
    sure_endings: tuple[str, ...] = ()
    """Endings that decide, whatever the content of the file."""
    is_content: Callable[[bytes], bool] = lambda data: False
    """Whether the bytes of a file are of this kind, whatever its name."""
    read: Callable[[bytes, ReadOptions], ReadContents] | None = None
    write: Callable[[Submission, ExportOptions], FileBytes] | None = None
    """Writes a submission. ProofError if the file reads differently."""
    write_pages: Callable[[Printout, str], bytes] | None = None
    """Writes pages; the string is the time, ISO 8601, UTC."""
    is_proved: bool = False
    """Whether the writer reads its file back and compares it with the submission."""
    has_authors: bool = False
    """Whether the file names the authors of changes."""
    has_first_page: bool = False
    """Whether the file shows the header of the submission."""

    def has_ending(self, name: str) -> bool:
        """Whether a name of a file has an ending of this kind."""
        return name.lower().endswith((*self.endings, *self.other_endings, *self.known_endings))

    def contents(self, data: bytes, options: ReadOptions) -> ReadContents:
        """The contents of a file of a kind that can be opened. FileError, in one sentence, if it cannot be used."""
        assert self.read is not None, "a kind that is recognised has a reader"
        return self.read(data, options)


OFFICE = FileKind(
    id="office",
    title=Message.of("Old Word files, OpenDocument and RTF"),
    endings=(".doc", ".odt", ".rtf"),
    known_endings=(".dot", ".ott"),
    is_content=is_office_file,
    read=read_office_file,
)
WORD = FileKind(
    id="word",
    title=Message.of("Word files"),
    endings=(".docx",),
    other_endings=(".docm",),
    known_endings=(".dotx", ".dotm"),
    is_content=is_word,
    read=read_word_file,
    write=word_file,
    write_pages=word_pages,
    is_proved=True,
    has_authors=True,
    has_first_page=True,
)
AKOMA_NTOSO = FileKind(
    id="akoma_ntoso",
    title=Message.of("Akoma Ntoso, the XML of the United Nations"),
    endings=(".xml", ".akn"),
    sure_endings=(".akn",),
    is_content=is_akoma_ntoso_file,
    read=read_akoma_ntoso_file,
    write=akoma_ntoso_file,
    is_proved=True,
    has_authors=True,
    has_first_page=True,
)
PDF = FileKind(id="pdf", title=Message.of("PDF files"), endings=(".pdf",), is_content=is_pdf, read=read_pdf_file)
HTML = FileKind(
    id="html",
    title=Message.of("Web pages"),
    endings=(".html",),
    other_endings=(".htm", ".mhtml", ".mht"),
    is_content=is_page_file,
    read=read_page_file,
    write=page_of_submission,
    write_pages=page_bytes,
    has_first_page=True,
)
TREATY_TABLE = FileKind(
    id="treaty_table",
    title=Message.of("Tables of provisions of a treaty text"),
    endings=(".tsv",),
    sure_endings=(".tsv",),
    is_content=is_treaty_table,
    read=read_treaty_table,
)
NOTATION = FileKind(
    id="notation", title=Message.of("Plain text"), endings=(".txt",), read=read_notation_file, write=notation_bytes
)
JSON = FileKind(id="json", title=Message.verbatim("JSON"), endings=(".json",), write=json_bytes)
PROJECT = FileKind(
    id="project",
    title=Message.of("Clausewright submissions"),
    endings=(".amend",),
    sure_endings=(".amend",),
    is_content=is_project,
    read=read_project_file,
    write=new_project_file,
    has_authors=True,
    has_first_page=True,
)
KINDS: list[FileKind] = [PROJECT, OFFICE, WORD, AKOMA_NTOSO, PDF, TREATY_TABLE, HTML, NOTATION, JSON]
"""All kinds, in the order in which their contents are recognised and their endings are listed."""


def readable_kinds() -> tuple[FileKind, ...]:
    """The kinds that can be opened."""
    return tuple([kind for kind in KINDS if kind.read is not None])


def export_kinds() -> tuple[FileKind, ...]:
    """The kinds that a submission is exported to: all that are written but the project, which is saved."""
    return tuple([kind for kind in KINDS if kind.write is not None and kind is not PROJECT])


def endings_of(*kinds: FileKind) -> tuple[str, ...]:
    """The endings of the files that are written of some kinds."""
    return tuple([ending for kind in kinds for ending in kind.endings])


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of a file by its content, else its name; else notation. FileError, with the remedy, for foreign files."""
    for kind in KINDS:
        if kind.is_content(data) or name.lower().endswith(kind.sure_endings):
            return kind
    from model.formats.refused_kinds import foreign_kind

    if (refusal := foreign_kind(data)) is not None:
        raise FileError(name, refusal)
    return next((kind for kind in readable_kinds() if kind.has_ending(name)), NOTATION)


def kind_of_name(name: str | Path) -> FileKind:
    """The kind that is written under a name. FileError if its ending is of no kind."""
    found = next((kind for kind in _written_kinds() if kind.has_ending(str(name))), None)
    if found is None:
        known = endings_of(*_written_kinds())
        reason = Message.of("its name does not end in a format that can be written; use one of {known}", known=known)
        raise FileError(name, reason)
    return found


def _written_kinds() -> Iterator[FileKind]:
    return (kind for kind in KINDS if kind.write is not None)
