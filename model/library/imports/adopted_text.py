"""An adopted text on its way into a library: as a Word file that is read as any other, and as a row of the table of editions."""

from __future__ import annotations

from msgspec.structs import replace

from model.errors import FileError
from model.files.export import bytes_of
from model.files.kinds import WORD
from model.formats.word.writing.export_options import ExportOptions
from model.library.imports.file_reader import read_texts
from model.library.store.changes import FileChoice
from model.library.store.library import Library
from model.library.store.library_records import Addition
from model.library.texts.citing import cited_name
from model.library.texts.identity import library_text
from model.library.texts.status import LATEST_STATUSES, DatedStatus
from model.library.texts.values import LibraryText, Outcome, TextIdentity
from model.message import Message
from model.references.conference_history import conference_named
from model.references.editions import EditionRow, row_of_text
from model.references.text_head import TextEdition
from model.storage.windows_paths import name_for_all
from model.submission.values import Submission


def add_adopted(library: Library, adopted: Submission, source: str) -> tuple[Addition, EditionRow | None]:
    """Adds an adopted text to a library, and returns what became of it and its row for the table of editions; None if its
    conference is not known. FileError if the text has no number or the library cannot be written.

    adopted: the submission whose only text it is
    source: where the text is from, for the row
    """
    text = library_text(adopted.proposals[0].redline, language=adopted.language)
    known = text.identity
    name = cited_name(known, known.language)
    _need_number(known, source)
    library.need_writable()
    data = bytes_of(adopted, WORD, ExportOptions(view="draft")).data
    file = f"{name_for_all(name, 120)}.docx"
    texts: tuple[LibraryText, ...] = read_texts(data, file).texts
    choice = FileChoice(corrected={0: known}) if len(texts) == 1 and texts[0].identity != known else FileChoice()
    (addition,) = library.changes.add(data, file, texts if len(texts) == 1 else (text,), (), choice)
    return addition, row_of_adopted(text, source)


def _need_number(identity: TextIdentity, source: str) -> None:
    if not identity.number or identity.number.startswith("["):
        reason = Message.of("the adopted text has no number, by which the library would know it; give it its number")
        raise FileError(source, reason)


def record_outcome(
    library: Library, outcome: Outcome, adopted: Submission, identity: TextIdentity, conference: str, source: str
) -> EditionRow | None:
    """Lets a library know what a conference decided on a text, and returns its row for the table of editions; None if there is
    nothing new for that. FileError if the text has no number or the library cannot be written.

    library: the library of the user
    outcome: what was decided
    adopted: the submission with the adopted text
    identity: that of the adopted or suppressed text
    conference: the id of the conference; '' if it is not known
    source: where the text is from, for the row
    """
    if outcome == "amended":
        return add_adopted(library, adopted, source)[1]
    _need_number(identity, source)
    if outcome == "suppressed":
        return _suppress(library, identity, conference, source)
    if all(record.identity.same != identity.same for record in library.texts()):
        add_adopted(library, adopted, source)
    return None


def _suppress(library: Library, identity: TextIdentity, conference: str, source: str) -> EditionRow | None:
    """Sets the status of the text in force to abrogated, in all languages that the library has."""
    held = conference_named(conference) if conference else None
    standing = DatedStatus("abrogated", held.start if held is not None else "")
    library.need_writable()
    for record in library.texts():
        if record.identity.key == identity.key and record.status in LATEST_STATUSES:
            library.changes.decide(record.id, standing)
    if held is None or held.body != identity.body:
        return None
    form = "year" if held.body == "Council" else "place"
    edition = TextEdition(identity.body, identity.number, form, held.place, held.year, "", held.start, revised=True)
    row = row_of_text(identity.instrument, edition, "", source)
    return replace(row, status="abrogated") if row is not None else None


def row_of_adopted(text: LibraryText, source: str) -> EditionRow | None:
    """The edition of a text as a row of the user's table of editions; None if its conference is not known."""
    known = text.identity
    edition = TextEdition(known.body, known.number, known.form, known.place, known.year, known.suffix, known.date, known.revised)
    title = text.title if known.language in ("", "en") else ""
    row = row_of_text(known.instrument, edition, title, source)
    return replace(row, is_users=True) if row is not None else None


def with_row(rows: tuple[EditionRow, ...], row: EditionRow) -> tuple[EditionRow, ...]:
    """The user's rows with one more, in place of one of the same edition."""
    return (*(known for known in rows if known.same != row.same), row)
