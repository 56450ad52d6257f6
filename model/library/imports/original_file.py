"""The file of a text of a library, opened as a document with what the user corrected when it was added."""

from __future__ import annotations

from pathlib import Path

from model.files.opening import OpenedFile, open_document, with_corrected_pages
from model.library.store.library import Library
from model.submission.text_corrections import Corrections


def open_original(library: Library, id: int, language: str = "") -> OpenedFile:
    """The file of a text, by the id of the text. FileError if it is not there or cannot be used.

    language: that of the text, if the file does not name it
    """
    return with_known_corrections(library, open_document(library.original(id), tracked="accepted", language=language))


def with_known_corrections(library: Library, opened: OpenedFile) -> OpenedFile:
    """A file with the corrections of its clauses that were made when it was added to a library; as it is if there are none."""
    corrections = known_corrections(library, opened)
    if opened.places is None or not corrections:
        return opened
    from model.files.read_pages import ReadPages, texts_of

    pages, _ = ReadPages(texts_of(opened.submission), opened.places).correct_again(corrections)
    return with_corrected_pages(opened, pages)


def known_corrections(library: Library, opened: OpenedFile) -> Corrections:
    """The corrections of the clauses of a file that were made when it was added to a library."""
    original = library.originals.find(opened.fingerprint) if opened.places is not None else None
    return original.text_corrections if original is not None else {}


def is_with_pages(name: str | Path) -> bool:
    """Whether a file has pages beside which its text is shown, by its name."""
    return Path(name).suffix.lower() == ".pdf"
