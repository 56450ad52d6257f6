"""The entry that a library keeps of each text and file, and the list of texts that is made from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Literal

from msgspec import Struct, msgpack

from model.library.folder.descriptions import Original
from model.library.sqlite.errors import translated_decoding_errors
from model.library.sqlite.rows import DamagedDatabase, SourceRow, TextRow
from model.library.texts.addressees import addressees_by_call
from model.library.texts.clauses import clauses_of
from model.library.texts.status import STATUSES, Candidate, DatedStatus, Status, histories, newer_edition
from model.library.texts.values import LibraryClause, LibraryText, TextIdentity
from model.references.editions import EditionRow, Editions
from model.storage.atomic_write import fingerprint


class LibraryRecord(Struct, frozen=True):
    """A text in the list of a library."""

    id: int
    identity: TextIdentity
    title: str
    status: Status
    """In force, as far as is known; superseded or replaced by a newer edition; abrogated."""
    since: str
    """The first day of this status, ISO or a year alone; '' if it is not known."""
    source: str
    """The SHA-256 of its file."""
    file: str
    """The name of its file."""
    added: str
    """The time of its addition, ISO, UTC."""
    mark: str = ""
    group: str = ""
    place: int = 0
    """Which of the texts of its file it is, as in `LibraryText`."""
    history: tuple[DatedStatus, ...] = ()
    """Its statuses in the order of time."""
    digest: str = ""
    """By which the same words are known again."""
    decided: DatedStatus | None = None
    """The status that a user gave it."""
    newest: EditionRow | None = None
    """The edition in force, if the text is superseded by one that the library does not have."""


class Addition(Struct, frozen=True):
    """The result of adding a text."""

    text: LibraryText
    id: int
    """The id of the text, or of the same text that the library had already."""
    outcome: Literal["added", "there", "different"]
    """`added`; `there`: the same text is in the library; `different`: added beside another text of the same number, edition and
    language."""
    others: tuple[int, ...] = ()
    """The ids of the different ones."""


class RecordValues(Struct, frozen=True):
    """The data of a text in the list of texts."""

    identity: TextIdentity
    title: str
    mark: str
    group: str
    place: int


class FileRecord(Struct, frozen=True):
    """The data of a file in the list of files."""

    name: str
    added: str
    first: int
    """The number that its first text has or would have."""
    rows: tuple[EditionRow, ...] = ()


class PreparedText(Struct, frozen=True):
    """A text with the values that are computed before it is added to the database."""

    text: LibraryText
    clauses: tuple[LibraryClause, ...]
    digest: str

    @classmethod
    def of(cls, text: LibraryText) -> PreparedText:
        """A text with its clauses."""
        clauses = clauses_of(text.redline)
        words = "\n".join(f"{clause.label}\t{clause.text}" for clause in clauses)
        return cls(text, clauses, fingerprint(words.encode("utf-8", "replace"))[:32])

    @property
    def edition(self) -> str:
        """By which two texts of one instrument, edition and language are known."""
        return "\t".join(map(str, self.text.identity.same))

    def row(self, id: int, original: Original) -> TextRow:
        """The row of the text in the list."""
        text = self.text
        held = msgpack.encode(RecordValues(text.identity, text.title, text.mark, text.group, text.place))
        chosen = original.decided.get(id - original.first)
        return TextRow(
            id, original.hash, self.edition, self.digest, held, chosen.status if chosen else "", chosen.since if chosen else ""
        )

    def addressees(self) -> list[str]:
        """The addressees of each clause, as the database keeps them: a blank before and after each."""
        asked = (addressees_by_call(clause, self.text.identity.language) for clause in self.clauses)
        return ["".join(f" {id} " for id in ids) for ids in asked]


_entry_decoder = msgpack.Decoder(RecordValues)
_file_decoder = msgpack.Decoder(FileRecord)


def entry_of(row: TextRow) -> RecordValues:
    """The data of a text in the list."""
    with translated_decoding_errors():
        return _entry_decoder.decode(row.held)


def file_of(row: SourceRow) -> FileRecord:
    """The data of a file in the list."""
    with translated_decoding_errors():
        return _file_decoder.decode(row.held)


def records_of(rows: Iterable[TextRow], files: Mapping[str, FileRecord], known: Editions) -> tuple[LibraryRecord, ...]:
    """The list of texts with their statuses, which depend on all texts and editions. DamagedDatabase if a file is missing."""
    entries = [(row, entry_of(row)) for row in rows]
    if any(row.source not in files for row, _ in entries):
        raise DamagedDatabase
    candidates = (Candidate(row.id, entry.identity, entry.mark, decision(row)) for row, entry in entries)
    found = histories(candidates, chain.from_iterable(known.by_key.values()))
    return tuple(_record(row, entry, files[row.source], found[row.id], known) for row, entry in entries)


def decision(row: TextRow) -> DatedStatus | None:
    """The status that a user gave a text."""
    return next((DatedStatus(status, row.since) for status in STATUSES if status == row.decided), None)


def _record(
    row: TextRow, entry: RecordValues, file: FileRecord, history: tuple[DatedStatus, ...], known: Editions
) -> LibraryRecord:
    return LibraryRecord(
        id=row.id,
        identity=entry.identity,
        title=entry.title,
        status=history[-1].status,
        since=history[-1].since,
        source=row.source,
        file=file.name,
        added=file.added,
        mark=entry.mark,
        group=entry.group,
        place=entry.place,
        history=history,
        digest=row.digest,
        decided=decision(row),
        newest=newer_edition(entry.identity, known.rows(*entry.identity.key)) if history[-1].status == "superseded" else None,
    )
