"""The table of mandates: on pages, for HTML and Word, and as comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from model.files.export import write_pages
from model.formats.page.blocks import Block, Cell, Line, Printout, Row, Table, plain_spans
from model.formats.page.metrics import LANDSCAPE_WIDTH
from model.lexicon.words import LANGUAGES, printed_words
from model.library.queries.mandates import Mandate, addressee_name, counted_addressees
from model.library.texts.citing import cited_name
from model.library.texts.editions import edition_name
from model.library.texts.status import status_message
from model.message import Say
from model.storage.atomic_write import write_durably
from model.submission.place_texts import place_text

COLUMNS = (
    "instrument", "body", "number", "edition", "year", "title", "language", "place", "path", "call", "label", "addressees",
    "words", "status",
)  # fmt: skip
"""Of the comma-separated values, the same in every language."""
_HEADS = ("Text", "Place", "Addressees", "Words")
_GRID = (3200, 2200, 2600)
_SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""Signs, in full width too, that a spreadsheet reads as the beginning of a formula."""


TABLE_ENDINGS = (".docx", ".html", ".htm", ".csv")
"""The endings of the files that a table of mandates is written to."""


def write_mandates(mandates: Sequence[Mandate], path: str | Path, language: str, say: Say, time: str) -> None:
    """Writes the table of mandates: for Word, as a web page, or as comma-separated values. FileError if it cannot be written.

    mandates: the mandates, in the order of the table
    path: the file, with one of TABLE_ENDINGS
    language: of the words of the table, and of the names of the addressees
    say: says places in the same language
    time: the present time, ISO 8601, UTC
    """
    if Path(path).suffix.lower() == ".csv":
        write_durably(path, mandates_as_csv(mandates, language, say))
    else:
        write_pages(mandate_pages(mandates, language, say), path, time)


def mandate_pages(mandates: Sequence[Mandate], language: str, say: Say) -> Printout:
    """The mandates in their order, in a table for each addressee, on pages in landscape; `say` is of `language`."""
    title = printed_words(language)["Mandates"]
    blocks = (Line("Tabletitle", plain_spans(title)), *_tables(mandates, language, say))
    return Printout(blocks, language=language if language in LANGUAGES else "en", title=title, landscape=True)


def _tables(mandates: Sequence[Mandate], language: str, say: Say) -> Iterator[Block]:
    words = printed_words(language)
    for addressee, count in counted_addressees(mandates):
        name = addressee_name(addressee, language) if addressee else words["No addressee named"]
        yield Line("Headingb", plain_spans(f"{name} ({count})"))
        head = Row(tuple(Cell((Line("Tablehead", plain_spans(words[term])),)) for term in _HEADS))
        addressed = [mandate for mandate in mandates if addressee in (mandate.addressees or ("",))]
        rows = [_row(mandate, language, say) for mandate in addressed]
        yield Table((*_GRID, LANDSCAPE_WIDTH - sum(_GRID)), (head, *rows), heads=1)


def _row(mandate: Mandate, language: str, say: Say) -> Row:
    name = cited_name(mandate.identity, mandate.identity.language)
    text = [plain_spans(name, bold=True), plain_spans(mandate.title)]
    if mandate.newest is not None:
        edition = edition_name(replace(mandate.newest, revised=False), language)
        text.append(plain_spans(say(status_message("superseded", edition))))
    cells = (
        tuple(spans for spans in text if spans),
        (plain_spans(say(place_text(mandate.clause.path))),),
        tuple(plain_spans(addressee_name(addressee, language)) for addressee in mandate.addressees),
        (plain_spans(f"{mandate.clause.label} {mandate.clause.text}".strip()),),
    )
    return Row(tuple(Cell(tuple(Line("Tabletext", spans) for spans in column)) for column in cells), parts=True)


def mandates_as_csv(mandates: Iterable[Mandate], language: str, say: Say) -> bytes:
    """The mandates as comma-separated values for spreadsheets: in UTF-8 with a byte order mark, and with an apostrophe before
    text that would be read as a formula. The names of addressees are in `language`, places by `say`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for mandate in mandates:
        identity, clause = mandate.identity, mandate.clause
        names = "; ".join(addressee_name(addressee, language) for addressee in mandate.addressees)
        name = cited_name(identity, identity.language)
        year = str(identity.year or "")
        text = (identity.instrument, identity.body, identity.number, name, year, mandate.title, identity.language)
        place = (say(place_text(clause.path)), clause.path, clause.call, clause.label, names, clause.text)
        status = "superseded" if mandate.newest is not None else "in_force"
        writer.writerow([_harmless(cell) for cell in (*text, *place, status)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \u00a0\ufeff\u200e\u200f")[:1] in tuple(_SIGNS) else cell
