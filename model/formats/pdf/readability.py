"""The refusal of a PDF whose text cannot be read, and messages about what of a readable one is omitted."""

from __future__ import annotations

from model.errors import FileError
from model.formats.pdf.pages import PdfContents, PdfPage
from model.message import Message

MOST_UNREADABLE = 0.05
"""The share of characters that may be unreadable in a file that is used."""
_FEWEST_CHARACTERS = 20
"""A page with fewer that a picture covers is a scan: page numbers and stamps are added to scans."""
_COVERED = 0.5
"""The part of a page that a picture of a scan covers at least."""
_MOST_FONTS = 3
"""Fonts that a message names."""


def check_readable(contents: PdfContents, name: str) -> None:
    """Refuses a file without text, and one with too much that cannot be read. `name` is that of the file. Raises FileError."""
    if not any(page.spans and not is_scan(page) for page in contents.pages):
        if any(page.pictures for page in contents.pages):
            raise FileError(
                name,
                Message.of(
                    "it has pictures of pages and no text; recognise its text with a program for scanned pages, or get the file "
                    "from which it was made"
                ),
            )
        raise FileError(name, Message.of("it contains no text; check that it is the file that you meant"))
    if contents.unreadable_share > MOST_UNREADABLE:
        raise FileError(
            name,
            Message.of(
                "{share} of its characters cannot be read, since its fonts ({fonts}) do not say which letters they draw; get the "
                "file from which it was made, or another edition",
                share=_percent(contents.unreadable_share),
                fonts=_unreadable_fonts(contents),
            ),
        )


def is_scan(page: PdfPage) -> bool:
    """Whether a page is the picture of a page, with next to no text."""
    characters = sum(len(span.text) for span in page.spans if not span.is_hidden)
    return characters < _FEWEST_CHARACTERS and _covered_part(page) >= _COVERED


def omission_messages(contents: PdfContents) -> tuple[Message, ...]:
    """A message for each thing of a readable file that is not read."""
    facts = contents.facts
    found = []
    if scans := [page.number for page in contents.pages if is_scan(page)]:
        found.append(
            Message.counted(
                "{n} page is a picture without text (page {first}): it is omitted",
                "{n} pages are pictures without text (the first is page {first}): they are omitted",
                len(scans),
                first=scans[0],
            )
        )
    if recognised := [page.number for page in contents.pages if page.is_recognised]:
        found.append(
            Message.counted(
                "{n} page is scanned (page {first}): a program recognised its text; compare it with the picture",
                "{n} pages are scanned (the first is page {first}): a program recognised their text; compare it with the "
                "pictures",
                len(recognised),
                first=recognised[0],
            )
        )
    if unreadable := sum(font.unreadable for font in contents.fonts):
        found.append(
            Message.counted(
                "{n} character ({share}) cannot be read, since its font ({fonts}) does not say which letter it draws: it "
                "is shown as \ufffd",
                "{n} characters ({share}) cannot be read, since their fonts ({fonts}) do not say which letters they draw: they "
                "are shown as \ufffd",
                unreadable,
                share=_percent(contents.unreadable_share),
                fonts=_unreadable_fonts(contents),
            )
        )
    if facts.attachments:
        found.append(
            Message.counted(
                "{n} attached file is not read: open it in another program",
                "{n} attached files are not read: open them in another program",
                facts.attachments,
            )
        )
    if facts.has_form:
        found.append(Message.of("The file is a form: what is filled in is not read"))
    if facts.scripts:
        found.append(Message.counted("{n} script in the file is ignored", "{n} scripts in the file are ignored", facts.scripts))
    return tuple(found)


def _covered_part(page: PdfPage) -> float:
    """The part of a page that its largest picture covers: 0 to 1."""
    area = page.width * page.height
    largest = max(((picture.x1 - picture.x0) * (picture.y1 - picture.y0) for picture in page.pictures), default=0.0)
    return largest / area if area > 0 else 0.0


def _percent(share: float) -> str:
    return f"{share:.1%}" if share >= 0.0005 else "< 0.1%"


def _unreadable_fonts(contents: PdfContents) -> tuple[str, ...]:
    """The names of the fonts with most unreadable characters."""
    fonts = sorted((font for font in contents.fonts if font.unreadable), key=lambda font: -font.unreadable)
    return tuple(font.font or "?" for font in fonts[:_MOST_FONTS])
