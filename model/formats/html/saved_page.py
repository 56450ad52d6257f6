"""A page that a browser saved, as the body of a text: its paragraphs and tables, before recognition."""

from __future__ import annotations

from collections.abc import Iterator

from model.errors import FileError
from model.formats.html.encoding import page_source
from model.formats.html.reader import HtmlText, Omission, read_html
from model.formats.html.tables import HtmlTable, Loss
from model.formats.page.metrics import TEXT_WIDTH
from model.formats.recognition.raw_body import RawDocument, RawNote, RawParagraph
from model.message import Message
from model.redline import NewCell
from model.redline.table_shape import WIDEST

_LOSSES: dict[Loss, Message] = {
    "merged rows": Message.of("Cells of a table that were merged across rows are separate cells now."),
    "inner table": Message.of("A table in a cell of a table was read as lines."),
    "too large": Message.of("A table was too large for a table of a text, and was read as lines."),
}


def read_saved_page(data: bytes, name: str) -> RawDocument:
    """The body of a page, and messages about what was omitted. FileError, with `name`, if it cannot be read."""
    try:
        text = read_html(page_source(data, name), tables_within=TEXT_WIDTH, is_page=True)
    except FileError as error:
        raise FileError(name, error.reason) from None
    if not text.paragraphs:
        raise FileError(name, Message.of("it contains no text; check that it is the file that you meant"))
    notes = {key: RawNote("footnote", tuple(map(RawParagraph, found)) or (RawParagraph(),)) for key, found in text.notes.items()}
    return RawDocument(tuple(_paragraphs(text)), notes, language=text.language, warnings=tuple(_messages(text)))


def _paragraphs(text: HtmlText) -> Iterator[RawParagraph]:
    """The paragraphs in order, those of tables in their cells; one without words follows a table that another one or nothing
    follows, as in a Word file."""
    at = 0
    for number, table in enumerate(text.tables):
        between = [*text.paragraphs[at : table.start], *table.before]
        if number and not between:
            yield RawParagraph()
        yield from map(RawParagraph, between)
        yield from _cells(table, number)
        at = table.stop
    rest = text.paragraphs[at:]
    yield from map(RawParagraph, rest)
    if text.tables and not rest:
        yield RawParagraph()


def _cells(table: HtmlTable, number: int) -> Iterator[RawParagraph]:
    columns = sum(cell.columns for cell in table.rows[0])
    widths = table.widths or (TEXT_WIDTH // columns,) * columns
    for row, cells in enumerate(table.rows):
        left = 0
        for column, cell in enumerate(cells):
            width = min(sum(widths[left : left + cell.columns]), WIDEST)
            left += cell.columns
            shape = NewCell(width, cell.columns, row < table.heads)
            for runs in cell.paragraphs or ((),):
                yield RawParagraph(runs, cell=(number, row, column), shape=shape)


def _messages(text: HtmlText) -> Iterator[Message]:
    yield from (sentence for loss, sentence in _LOSSES.items() if loss in text.losses)
    yield from (_omission(sort, count) for sort, count in text.omitted.items() if count)


def _omission(sort: Omission, count: int) -> Message:
    """The sentence about the omitted things of a sort."""
    match sort:
        case "pictures":
            return Message.of("Pictures of the page were omitted: {count}.", count=count)
        case "equations":
            return Message.of("Equations of the page were omitted: {count}.", count=count)
        case "objects":
            return Message.of("Embedded objects and form fields of the page were omitted: {count}.", count=count)
        case "deleted words":
            return Message.of("Passages that the page shows as deleted were omitted: {count}.", count=count)
        case "comments":
            return Message.of("Comments of the page were omitted: {count}.", count=count)
        case "navigation":
            return Message.of("Menus and other parts of the site around the text were omitted.")
