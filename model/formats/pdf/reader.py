"""Reading a PDF: a process reads its pages, and the layout and the recognition are loaded meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from model.formats.pdf.page_reading import read_pages
from model.formats.pdf.pages import PdfContents
from model.formats.pdf.readability import check_readable, omission_messages
from model.formats.progress import Report, no_report

if TYPE_CHECKING:
    from model.formats.pdf.layout.body import PdfBody
    from model.formats.pdf.page_texts import PdfReading


def read_pdf(data: bytes, name: str, *, language: str = "", report: Report = no_report) -> PdfReading:
    """The submission in a PDF, which is exported like a text that was typed: the file is no package and not in the sources, but
    a part of the project that is opened (`model.files.source_pages`). FileError if the file cannot be used.

    name: that of the file, perhaps with its folder, which only messages have
    language: that of the text, if it is known
    report: gets the progress, and stops the work by an exception
    """
    contents = _readable_pages(data, name, report)
    from model.formats.pdf.page_texts import read_contents

    reading = read_contents(contents, name, language=language, report=report)
    return replace(reading, warnings=(*omission_messages(contents), *reading.warnings))


def read_pdf_body(data: bytes, name: str, report: Report = no_report) -> PdfBody:
    """The body of a PDF, with messages about everything that it does not contain. Parameters and errors as of `read_pdf`."""
    contents = _readable_pages(data, name, report)
    from model.formats.pdf.page_texts import body_of_pages

    body = body_of_pages(contents, name, report)
    return replace(body, raw=replace(body.raw, warnings=(*omission_messages(contents), *body.raw.warnings)))


def _readable_pages(data: bytes, name: str, report: Report) -> PdfContents:
    contents = read_pages(data, name, report, meanwhile=_load)
    check_readable(contents, name)
    return contents


def _load() -> None:
    """Loads what makes a text of the pages, which takes as long as two pages."""
    import model.formats.pdf.page_texts  # noqa: F401
