"""A text of a library as a document: its own file with everything in it, or the text with the pages that it was read from."""

from __future__ import annotations

from model.errors import FileError
from model.files.opening import OpenedFile, open_document
from model.files.source_pages import with_source_pages
from model.formats.amend import Project
from model.library.store.library import Library
from model.library.texts.values import LibraryText
from model.submission.text_corrections import Corrections
from model.submission.values import Proposal, Submission


def open_original(library: Library, id: int, language: str = "") -> OpenedFile:
    """The file of a text, by the id of the text. FileError if it is not there or cannot be used.

    language: that of the text, if the file does not name it
    """
    return open_document(library.original(id), tracked="accepted", language=language)


def submission_of(text: LibraryText) -> Submission:
    """A text as the text in force of a submission."""
    language = text.redline.language or text.identity.language
    return Submission(proposals=(Proposal(redline=text.redline, original=text.redline),), language=language)


def text_as_project(library: Library, id: int) -> Project:
    """A text as the text in force of a project, with the pages of its PDF, unless the library has no copy of that file.
    FileError if the text is no longer there."""
    text = library.text(id)
    project = Project(submission_of(text))
    source = next((record.source for record in library.texts() if record.id == id), "")
    original = library.originals.find(source) if text.pages is not None and source else None
    if text.pages is None or original is None:
        return project
    try:
        data = library.originals.read(original)
    except FileError:
        return project
    corrections = original.text_corrections.get(id - original.first, ())
    return with_source_pages(project, data, text.pages.in_file(original.name), {0: corrections})


def known_corrections(library: Library, opened: OpenedFile) -> Corrections:
    """The corrections of the clauses of a file that were made when it was added to a library."""
    original = library.originals.find(opened.fingerprint) if opened.places is not None else None
    return original.text_corrections if original is not None else {}
