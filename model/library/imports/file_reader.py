"""Reading files for the library: any kind with texts, a zip of such files, or a saved list of contents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from model.errors import FileError, abridged_text
from model.files.kinds import AKOMA_NTOSO, HTML, NOTATION, OFFICE, PDF, PROJECT, WORD, kind_of
from model.files.readers import ReadOptions, docx_of
from model.formats.amend import is_project, without_orphans
from model.formats.pdf.places import PdfPlaces, TextPages
from model.formats.progress import Report, no_report
from model.formats.recognition.raw_body import RawDocument, RawParagraph
from model.formats.safe_zip import Archive, open_archive
from model.lexicon import read_call
from model.library.imports.collection_splitting import BodyTexts, split_body, split_redline
from model.library.texts.identity import library_text
from model.library.texts.values import LibraryText
from model.message import Message
from model.redline import Redline, Status
from model.redline.hidden_text import without_hidden_text
from model.references.editions import EditionRow, row_of_text
from model.references.text_head import TextEdition
from model.submission.resolved import in_view
from model.submission.values import Proposal, Submission

_ZIP = b"PK\x03\x04"
_OF_DOCUMENTS = ("[Content_Types].xml", "mimetype", "word/document.xml")
"""Parts that only a zip of a document has, of Word, OpenDocument or the like."""
_PASSED = ("__macosx/", ".", "thumbs.db", "desktop.ini")
"""The beginnings of the names of files that operating systems add to zips."""

_SUFFIXES = (".txt", ".text", ".md", "")
"""The endings of plain text files that are read even if no number is recognised."""

_LONGEST_CALL = 60
"""Characters beyond which a paragraph is no introductory phrase."""
_IMMATERIAL = frozenset({"The cover page was omitted: “{words}”.", "Links were read as their words alone: {number}."})
"""Warnings that help somebody who edits one file, but would be repeated for thousands of files here."""


class Reading(Struct, frozen=True):
    """The contents of a file for the library."""

    texts: tuple[LibraryText, ...] = ()
    rows: tuple[EditionRow, ...] = ()
    """The editions that a saved list of contents names."""
    warnings: tuple[Message, ...] = ()
    """Warnings about omitted or unrecognised parts, a sentence each."""
    places: tuple[PdfPlaces | None, ...] = ()
    """For each text the places of its clauses on the pages of a PDF; empty if no text was read from one."""


def read_texts(data: bytes, name: str, report: Report = no_report) -> Reading:
    """The texts of a file, or the rows of its list of contents; `name` decides the kind of the file if its bytes do not.

    Tracked changes of a Word file are accepted. The texts of a submission are drafts, so the base of each proposal is returned.
    `report` gets the progress of files that take long, and stops the work by an exception. FileError, in one sentence, if the
    file cannot be used.
    """
    archive = _plain_zip(data, name)
    return _read_zip(archive, name, report) if archive is not None else _read_one(data, name, report)


def edition_rows(data: bytes, name: str, report: Report = no_report) -> tuple[EditionRow, ...]:
    """The rows of a file for the table of editions: its texts or its list of contents. Errors as in `read_texts`."""
    reading = read_texts(data, name, report)
    found: dict[tuple[object, ...], EditionRow] = {}
    for row in (*(row for text in reading.texts for row in _row(text, name)), *reading.rows):
        found.setdefault(row.same, row)
    return tuple(found.values())


def _row(text: LibraryText, name: str) -> Iterator[EditionRow]:
    known = text.identity
    edition = TextEdition(known.body, known.number, known.form, known.place, known.year, known.suffix, known.date, known.revised)
    row = row_of_text(known.instrument, edition, text.title, name)
    if row is not None:
        status = "abrogated" if text.abrogated else row.status
        yield replace(row, status=status, group=text.group, verified=not text.from_proposal)


def _plain_zip(data: bytes, name: str) -> Archive | None:
    """The zip with these bytes, if it is not itself a document; otherwise None."""
    if not data.startswith(_ZIP) or is_project(data):
        return None
    archive = open_archive(data, name)
    return archive if all(archive.find(part) is None for part in _OF_DOCUMENTS) else None


def _read_zip(archive: Archive, name: str, report: Report) -> Reading:
    texts: list[LibraryText] = []
    rows: list[EditionRow] = []
    warnings: list[Message] = []
    places: list[PdfPlaces | None] = []
    read = 0
    for part in archive.names:
        if PurePosixPath(part).name.lower().startswith(_PASSED) or part.lower().startswith(_PASSED):
            continue
        shown = abridged_text(part)
        try:
            inside = archive.read(part)
            if _plain_zip(inside, shown) is not None:
                raise FileError(shown, Message.of("it is a zip in a zip; unpack it and add it by itself"))
            found = _read_one(inside, shown, report)
        except FileError as error:
            warnings.append(error.message)
            continue
        read += 1
        texts += [replace(text, file=part) for text in found.texts]
        places += found.places or (None,) * len(found.texts)
        rows += found.rows
        warnings += [Message.of("{path}: {reason}", path=shown, reason=warning) for warning in found.warnings]
    if not read:
        raise FileError(name, _no_file(warnings))
    return Reading(tuple(texts), tuple(rows), tuple(warnings), tuple(places) if any(places) else ())


def _no_file(warnings: list[Message]) -> Message:
    if not warnings:
        return Message.of("it is a zip without files; give one with files in it")
    return Message.of("it is a zip in which no file can be used; the first: {reason}", reason=warnings[0])


def _read_one(data: bytes, name: str, report: Report) -> Reading:
    kind = kind_of(data, name)
    if kind is HTML:
        found = _of_page(data, name, report)
        if found.rows:
            return found
    elif kind in (WORD, OFFICE):
        found = _of_word(docx_of(data, name, report) if kind is OFFICE else data, name, report)
    elif kind is PDF:
        found = _of_pdf(data, name, report)
    elif kind is AKOMA_NTOSO:
        found = _of_akoma_ntoso(data, name)
    else:
        contents = kind.contents(data, ReadOptions(name, report=report))
        submission = without_orphans(contents.project)[0].submission
        found = _of_proposals(submission, submission.proposals, name) if kind is PROJECT else _of_submission(submission, name)
        is_numbered = any(text.identity.number for text in found.texts)
        if kind is NOTATION and PurePosixPath(name).suffix.lower() not in _SUFFIXES and not is_numbered:
            reason = Message.of(
                "it is not a resolution or a similar text: it has no number that is recognised; give a file with the number line"
            )
            raise FileError(name, reason)
    if not found.texts:
        raise FileError(name, Message.of("it contains no text; check that it is the file that you meant"))
    found = replace(found, texts=tuple([replace(text, redline=without_hidden_text(text.redline)) for text in found.texts]))
    return replace(found, warnings=(*found.warnings, *_identity_warnings(found.texts)))


def _of_pdf(data: bytes, name: str, report: Report) -> Reading:
    from model.formats.pdf.reader import read_pdf_body

    body = read_pdf_body(data, name, report)
    from model.formats.pdf.page_texts import text_with_places

    split = split_body(body.raw, report)
    found = _of_split(body.raw, split, name)
    known: list[dict[str, str]] = split.sources or [{}] * len(found.texts)
    read = [text_with_places(text.redline, body, name, sources) for text, sources in zip(found.texts, known, strict=True)]
    pairs = zip(found.texts, read, strict=True)
    texts = tuple([replace(text, redline=redline, pages=TextPages.of(places)) for text, (redline, places) in pairs])
    return replace(found, texts=texts, places=tuple([places for _, places in read]))


def _of_word(data: bytes, name: str, report: Report) -> Reading:
    from model.formats.word.package.opc_package import Package
    from model.formats.word.reading.body import read_body

    return _of_body(read_body(Package.open(data, name)), name, report)


def _of_page(data: bytes, name: str, report: Report) -> Reading:
    """The texts of a page of a site, or the rows of its list of contents if it has no introductory phrase of a text."""
    from model.formats.html.saved_page import read_saved_page
    from model.library.imports.contents_page import read_contents_page

    raw = read_saved_page(data, name)
    if any(map(_is_call, raw.paragraphs)):
        return _of_body(raw, name, report)
    page = read_contents_page(data, name)
    return Reading((), page.rows, page.warnings)


def _is_call(paragraph: RawParagraph) -> bool:
    text = "".join(run.text for run in paragraph.runs[:4])
    return len(text) < _LONGEST_CALL and read_call(text) is not None


def _of_body(raw: RawDocument, name: str, report: Report) -> Reading:
    return _of_split(raw, split_body(raw, report), name)


def _of_split(raw: RawDocument, split: BodyTexts, name: str) -> Reading:
    """The texts of a body, or the base of each proposal in it that shows its changes."""
    from model.formats.recognition.submission import recognise

    if not split.contribution:
        return Reading(tuple(split.texts), (), (*raw.warnings, *split.warnings))
    submission = recognise(raw)
    tracked = tuple(
        proposal for proposal in submission.proposals if proposal.symbol not in ("MOD", "(MOD)", "") or _is_tracked(proposal)
    )
    found = _of_proposals(submission, tracked, name)
    if len(tracked) < len(submission.proposals):
        clean = Message.of("Proposals without tracked changes were omitted: they do not show the text in force.")
        found = replace(found, warnings=(*found.warnings, clean))
    return replace(found, warnings=(*raw.warnings, *found.warnings))


def _is_tracked(proposal: Proposal) -> bool:
    return any(
        clause.end.status is not Status.KEPT or any(run.status is not Status.KEPT for run in clause.runs)
        for clause in proposal.redline.clauses
    )


def _of_akoma_ntoso(data: bytes, name: str) -> Reading:
    from model.formats.akoma_ntoso.reader import ALL, read_akoma_ntoso

    marked = read_akoma_ntoso(data, name, text=ALL)
    found = _of_submission(marked.submission, name, marked.works)
    found = replace(found, texts=tuple(text if text.title else replace(text, title=marked.title) for text in found.texts))
    warnings = (warning for warning in marked.warnings if warning.id not in _IMMATERIAL)
    return replace(found, warnings=(*warnings, *found.warnings))


def _of_submission(submission: Submission, name: str, works: tuple[str, ...] = ()) -> Reading:
    """The texts of a submission: proposals if they have a number, otherwise texts in force."""
    if any(proposal.number or proposal.reasons for proposal in submission.proposals):
        return _of_proposals(submission, submission.proposals, name)
    texts = [
        library_text(redline, language=submission.language, mark=proposal.symbol, work=work)
        for proposal, work in zip(submission.proposals, works or ("",) * len(submission.proposals), strict=True)
        for redline in split_redline(in_view(proposal.redline, "draft"))
        if redline.clauses
    ]
    if len(texts) > 1:
        texts = [replace(text, place=place) for place, text in enumerate(texts, 1)]
    return Reading(tuple(texts))


def _of_proposals(submission: Submission, proposals: tuple[Proposal, ...], name: str) -> Reading:
    """The base of each proposal that has one. FileError if none has."""
    texts = []
    for place, proposal in enumerate(proposals, 1):
        base = in_view(proposal.redline, "base")
        if proposal.symbol in ("ADD", "ADD*") or not _says_something(base):
            continue
        alone = len(proposals) == 1
        texts.append(library_text(base, language=submission.language, place=0 if alone else place, from_proposal=True))
    if not texts:
        reason = Message.of(
            "it contains proposals that do not show a text in force, so there is nothing to add; give the text in force"
        )
        raise FileError(name, reason)
    warning = Message.of("It contains proposals; the text on which each is based was read, not the draft.")
    return Reading(tuple(texts), (), (warning,))


def _says_something(redline: Redline) -> bool:
    """Whether a text has more than number and title, to which one that is suppressed is shortened."""
    return any(clause.props.kind not in ("number", "title", "history") and clause.text.strip() for clause in redline.clauses)


def _identity_warnings(texts: tuple[LibraryText, ...]) -> Iterator[Message]:
    """Warnings about unrecognised parts of the identities of texts; a treaty text has a name and no number."""
    unknown = [text for text in texts if not text.identity.number and not (text.title and text.redline.instrument)]
    if unknown and len(texts) == 1:
        yield Message.of("The number of the text was not recognised.")
    elif unknown:
        places = tuple(str(text.place) for text in unknown[:10])
        yield Message.of("Texts whose number was not recognised: {places}.", places=places)
