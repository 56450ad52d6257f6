"""The readers of the kinds of files that contain a text or a submission."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError, FileError
from model.formats.amend import Project, read_project_with_warning, with_bare_fields, without_controls
from model.formats.progress import Report, no_report
from model.formats.tracked_changes import Tracked
from model.message import Message
from model.text.lazy_regex import late

if TYPE_CHECKING:
    from model.formats.pdf.places import PdfPlaces
    from model.formats.treaty.table_file import ProvisionRow
    from model.redline import Redline

_WORD_BEGINNINGS = (b"PK", b"\xd0\xcf\x11\xe0")
_LONGEST_FLAT_HEAD = 4_000
"""Bytes in which the root of a Word document as XML in one file is."""
_LONGEST_TEXT = 20_000_000
"""Bytes of notation that are read; the longest resolution has some 300,000."""
_LONGEST_HEAD = 1_000
"""Bytes of a line that names columns, and those before the header of a PDF."""
_CONTROLS = late("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that a text has from a flattened Word file, as the place of a note."""


class ReadOptions(Struct, frozen=True):
    """How a file is read."""

    name: str
    """The name of the file, for messages."""
    tracked: Tracked = "tracked"
    """The treatment of tracked changes."""
    language: str = ""
    """The language of the text, if the file does not name it."""
    text: str = ""
    """Which text is read of a file that has several."""
    report: Report = no_report
    """Is called by readers that take long; it stops them by an exception."""


class ReadContents(Struct, frozen=True):
    """The contents of a file that was read."""

    project: Project
    warnings: tuple[Message | str, ...] = ()
    """Messages about what was omitted or needs attention, a sentence each."""
    controls: int = 0
    """The number of control characters that were omitted."""
    is_extract: bool = False
    """Whether it has single provisions of a treaty text."""
    places: PdfPlaces | None = None
    """The places of its clauses on the pages of a PDF, and the doubts about them; None for other kinds."""


def is_word(data: bytes) -> bool:
    """Whether the bytes begin as a Word file, also as XML in one file, or another file of Office, does."""
    if data.startswith(_WORD_BEGINNINGS):
        return True
    if b"package" not in data[:_LONGEST_FLAT_HEAD].replace(b"\0", b""):
        return False
    from model.formats.word.package.flat_package import is_flat_package

    return is_flat_package(data)


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF, perhaps with something before its header."""
    before, found, after = data[: 3 * _LONGEST_HEAD].partition(b"%PDF-")
    return bool(found) and (not before.strip() or (len(before) < _LONGEST_HEAD and b" obj" in after))


def is_akoma_ntoso_file(data: bytes) -> bool:
    """Whether the bytes are a file of Akoma Ntoso."""
    from model.formats.akoma_ntoso.schema.vocabulary import is_akoma_ntoso

    return is_akoma_ntoso(data)


def is_treaty_table(data: bytes) -> bool:
    """Whether the first line of a text names the columns of a table of provisions, or of the Table of Frequency Allocations."""
    first = data[:_LONGEST_HEAD].split(b"\n", 1)[0]
    if b"\t" not in first:
        return False
    from model.formats.treaty.allocation_file import is_table_of_allocations
    from model.formats.treaty.table_file import is_table_of_provisions

    line = first.decode("utf-8", "replace")
    return is_table_of_provisions(line) or is_table_of_allocations(line)


def read_project_file(data: bytes, options: ReadOptions) -> ReadContents:
    """The contents of a project file."""
    read, warning = read_project_with_warning(data, options.name)
    project, controls = without_controls(read)
    return ReadContents(with_bare_fields(project), () if warning is None else (warning,), controls)


def read_word_file(data: bytes, options: ReadOptions) -> ReadContents:
    """The contents of a Word file. Only the bare name is kept: a file that is mailed must not reveal its folder."""
    from model.formats.word.reader import read_word

    reading = read_word(data, options.name, tracked=options.tracked, language=options.language)
    submission = reading.submission
    sources = {Path(name).name: package for name, package in submission.sources.items()}
    proposals = tuple([replace(proposal, source=Path(proposal.source).name) for proposal in submission.proposals])
    project = Project(replace(submission, proposals=proposals, sources=sources))
    return ReadContents(project, reading.warnings, is_extract=reading.is_extract)


def is_office_file(data: bytes) -> bool:
    """Whether the bytes are a text that LibreOffice converts."""
    from model.formats.office.formats import office_ending

    return office_ending(data) is not None


def docx_of(data: bytes, name: str, report: Report = no_report) -> bytes:
    """A text that LibreOffice converts, as .docx; other bytes as they are, for the reader of Word files to say what is wrong with
    them. FileError if it cannot be converted."""
    if not is_office_file(data):
        return data
    from model.formats.office.conversion import convert_to_docx

    return convert_to_docx(data, name, report)


def read_office_file(data: bytes, options: ReadOptions) -> ReadContents:
    """The contents of a text that LibreOffice converts. The converted file is kept as the source: it has the pictures, tables and
    notes that an export needs, and none of the macros of the given one."""
    from model.formats.office.formats import has_macros

    contents = read_word_file(docx_of(data, options.name, options.report), options)
    macros = (Message.of("The macros of the file were omitted."),) if has_macros(data) else ()
    converted = Message.of("LibreOffice converted the file to .docx; compare the text with the original before you rely on it.")
    return replace(contents, warnings=(converted, *macros, *contents.warnings))


def read_pdf_file(data: bytes, options: ReadOptions) -> ReadContents:
    """The contents of a PDF."""
    from model.formats.pdf.reader import read_pdf

    reading = read_pdf(data, options.name, language=options.language, report=options.report)
    project, controls = without_controls(Project(reading.submission))
    return ReadContents(project, reading.warnings, controls, reading.is_extract, reading.places)


def is_page_file(data: bytes) -> bool:
    """Whether the bytes are a page of a site, also as one file (MHTML)."""
    from model.formats.html.encoding import is_saved_page

    return is_saved_page(data)


def read_page_file(data: bytes, options: ReadOptions) -> ReadContents:
    """The contents of a page of a site, by the reader that the clipboard has."""
    from model.formats.html.saved_page import read_saved_page
    from model.formats.recognition.submission import recognise_body

    raw = read_saved_page(data, options.name)
    messages: list[Message] = []
    found = recognise_body(raw, language=options.language, warnings=messages)
    project, controls = without_controls(Project(found.submission))
    return ReadContents(project, (*raw.warnings, *messages), controls, found.is_extract)


def read_akoma_ntoso_file(data: bytes, options: ReadOptions) -> ReadContents:
    """The contents of a file of Akoma Ntoso."""
    from model.formats.akoma_ntoso.reader import read_akoma_ntoso

    marked = read_akoma_ntoso(data, options.name, tracked=options.tracked, language=options.language, text=options.text)
    project, controls = without_controls(Project(marked.submission))
    return ReadContents(project, marked.warnings, controls)


def read_treaty_table(data: bytes, options: ReadOptions) -> ReadContents:
    """The contents of a table of the provisions of a treaty text, or of the Table of Frequency Allocations."""
    from model.formats.text_encoding import text_of
    from model.formats.treaty.allocation_file import is_table_of_allocations, text_of_allocations
    from model.formats.treaty.table_file import read_rows

    name = options.name
    if len(data) > _LONGEST_TEXT:
        raise FileError(name, Message.of("it is too long for a treaty text; give a file with only the text"))
    text, controls = _CONTROLS.subn("", text_of(data, name))
    try:
        if is_table_of_allocations(text):
            return _text_contents(text_of_allocations(text, options.language), controls)
        rows = read_rows(text)
    except EditError as error:
        raise FileError(name, error.message) from error
    return _treaty_contents(rows, options, controls)


def _treaty_contents(rows: Sequence[ProvisionRow], options: ReadOptions, controls: int) -> ReadContents:
    """The contents of a treaty text in rows."""
    from model.formats.treaty.numbered_text import text_of_rows

    try:
        read = text_of_rows(rows, options.language)
    except EditError as error:
        raise FileError(options.name, error.message) from error
    return _text_contents(read.redline, controls, read.messages)


def _text_contents(redline: Redline, controls: int, messages: Sequence[Message] = ()) -> ReadContents:
    """The contents of a file of one text in force."""
    from model.submission.values import Proposal, Submission

    submission = Submission(proposals=(Proposal(redline=redline, original=redline),), language=redline.language)
    project, escaped = without_controls(Project(submission))
    return ReadContents(project, tuple(messages), controls + escaped)


def read_notation_file(data: bytes, options: ReadOptions) -> ReadContents:
    """The contents of a plain text in the notation."""
    from model.formats.notation import parse_submission
    from model.formats.text_encoding import text_of
    from model.formats.treaty.table_file import rows_of_lines

    name = options.name
    if not data.strip():
        raise FileError(name, Message.of("it is empty; get the file again from its source"))
    if len(data) > _LONGEST_TEXT:
        raise FileError(name, Message.of("it is too long for a resolution; give a file with only the text"))
    text, controls = _CONTROLS.subn("", text_of(data, name))
    if "\t" in text and (rows := rows_of_lines(text)):
        return _treaty_contents(rows, options, controls)
    try:
        submission = parse_submission(text, language=options.language)
    except EditError as error:
        raise FileError(name, error.message) from error
    if not submission.proposals:
        raise FileError(name, Message.of("it contains no text; check that it is the file that you meant"))
    project, escaped = without_controls(Project(submission))
    return ReadContents(project, controls=controls + escaped)
