"""The pages of a PDF as the body of a text: paragraphs with their formats, tables, footnotes, and the places of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from model.formats.pdf.aligned_tables import divide_part
from model.formats.pdf.characters import RTL
from model.formats.pdf.columns import PagePart, parts_of
from model.formats.pdf.footnotes import PageNote, keys_of_marks, split_notes
from model.formats.pdf.headings import heading_levels
from model.formats.pdf.line_ends import LineEnds
from model.formats.pdf.lines import LineRules, PageLine, lines_of
from model.formats.pdf.measures import Measures, body_size, measure
from model.formats.pdf.page_margins import margin_lines
from model.formats.pdf.pages import PdfContents, PdfPage, PdfRule, PdfSpan
from model.formats.pdf.paragraphs import PageParagraph, paragraphs_of
from model.formats.pdf.places import SourcePlace
from model.formats.pdf.runs import text_of
from model.formats.pdf.table_text import TableCellText, TableText, append_table, continues_table, text_of_table
from model.formats.pdf.tables import find_tables, take_text
from model.formats.recognition.raw_body import ParagraphFormat, RawDocument, RawNote, RawParagraph
from model.message import Message, first_of
from model.redline import NewCell

_TWIPS = 20
_MOST_MARGINS = 3
"""Headers and footers that a message quotes."""


class PdfBody(Struct):
    """The body of a PDF."""

    raw: RawDocument
    places: dict[str, tuple[SourcePlace, ...]]
    """By the source of a raw paragraph."""
    shapes: dict[str, NewCell]
    """The shapes of cells, by the same."""


class _PageText(Struct):
    """A page without its tables and margins."""

    page: PdfPage
    lines: list[PageLine]
    tables: list[TableText]
    rules: list[PdfRule]


def body_of(contents: PdfContents) -> PdfBody:
    """The body of a PDF."""
    return _Reader(contents).read()


def is_leftwards(pages: Sequence[PdfPage]) -> bool:
    """Whether most letters are written from right to left."""
    leftwards = letters = 0
    for page in pages[:40]:
        for span in page.spans:
            letters += len(span.text)
            if not span.text.isascii():
                leftwards += len(RTL.findall(span.text))
    return leftwards > 0.3 * letters


def _has_spaces(pages: Sequence[PdfPage]) -> bool:
    """Whether the spaces between words are characters."""
    texts = [span.text for page in pages[:40] for span in page.spans]
    blanks = sum(text.count(" ") for text in texts)
    return blanks > 0.04 * sum(map(len, texts))


class _Reader:
    def __init__(self, contents: PdfContents) -> None:
        self._contents = contents
        self._rtl = is_leftwards(contents.pages)
        self._rules = LineRules(self._rtl, _has_spaces(contents.pages))
        self._paragraphs: list[RawParagraph] = []
        self._places: dict[str, tuple[SourcePlace, ...]] = {}
        self._shapes: dict[str, NewCell] = {}
        self._notes: dict[str, RawNote] = {}
        self._keys: dict[tuple[int, str], str] = {}
        """The keys of notes, by page and mark."""
        self._used: set[str] = set()
        self._number = 0
        self._tables = 0

    def read(self) -> PdfBody:
        pages = [self._page_text(page) for page in self._contents.pages]
        omitted = margin_lines([text.lines for text in pages], [text.page.height for text in pages])
        margins = [line for text in pages for line in text.lines if id(line) in omitted]
        for text in pages:
            text.lines = [line for line in text.lines if id(line) not in omitted]
        size = body_size((line.size, len(line.text)) for text in pages for line in text.lines)
        flow, notes = self._flow(pages, size)
        measures = measure((item for item in flow if isinstance(item, PagePart)), size)
        lines = [line for item in flow if isinstance(item, PagePart) for line in item.lines]
        self._ends = LineEnds(lines)
        self._read_notes(notes, lines, measures)
        self._read_flow(flow, measures)
        language = self._contents.facts.language[:2].lower()
        raw = RawDocument(tuple(self._paragraphs), self._notes, language, tuple(_margin_messages(margins)))
        return PdfBody(raw, self._places, self._shapes)

    def _page_text(self, page: PdfPage) -> _PageText:
        spans = [span for span in page.spans if not span.is_hidden and _is_upright(span)]
        tables = find_tables(page.rules)
        for table in tables:
            spans = take_text(table, spans)
        rules = [
            self._mirrored(rule, page)
            for rule in page.rules
            if not any(table.contains((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2) for table in tables)
        ]
        texts = [
            text_of_table(table, page.number, page.width, self._rules)
            for table in tables
            if any(cell.spans for row in table.rows for cell in row)
        ]
        return _PageText(page, lines_of(spans, page.number, page.width, self._rules), texts, rules)

    def _mirrored(self, rule: PdfRule, page: PdfPage) -> PdfRule:
        return PdfRule(page.width - rule.x1, rule.y0, page.width - rule.x0, rule.y1) if self._rtl else rule

    def _flow(self, pages: Sequence[_PageText], size: float) -> tuple[list[PagePart | TableText], list[PageNote]]:
        """The parts and tables of all pages in reading order, and the footnotes."""
        flow: list[PagePart | TableText] = []
        notes: list[PageNote] = []
        for text in pages:
            begin = 0.0
            for table in [*text.tables, None]:
                end = table.top if table is not None else float("inf")
                lines = [line for line in text.lines if begin <= line.baseline < end]
                for part in parts_of(lines):
                    part.lines, found = split_notes(part.lines, text.rules, part.left, part.right, size)
                    for note in found:
                        note.column = part.column
                    notes += found
                    if part.lines:
                        flow += divide_part(part)
                if table is None:
                    continue
                begin = table.top
                last = flow[-1] if flow else None
                if isinstance(last, TableText) and continues_table(last, table):
                    append_table(last, table)
                else:
                    flow.append(table)
        return flow, notes

    # --- notes -------------------------------------------------------------------------------------------------------------

    def _read_notes(self, notes: Sequence[PageNote], lines_of_text: Sequence[PageLine], measures: Measures) -> None:
        joined: list[tuple[str, int, list[PagePart]]] = []
        for note in notes:
            lines = note.lines
            part = PagePart(lines, min(line.left for line in lines), max(line.right for line in lines), note.column)
            if note.mark or not joined:
                joined.append((note.mark, lines[0].page, [part]))
            else:
                joined[-1][2].append(part)
        marked = [(page, mark, f"f{number}") for number, (mark, page, _) in enumerate(joined, 1)]
        self._keys = keys_of_marks(lines_of_text, marked)
        for number, (mark, _, parts) in enumerate(joined, 1):
            paragraphs = [self._raw(paragraph) for paragraph in paragraphs_of(parts, measures)]
            self._notes[f"f{number}"] = RawNote("footnote", tuple(paragraphs), None if mark == str(number) else mark)

    def _note_of(self, mark: str, line: PageLine) -> str | None:
        key = self._keys.get((line.page, mark))
        if key is not None:
            self._used.add(key)
        return key

    # --- paragraphs --------------------------------------------------------------------------------------------------------

    def _read_flow(self, flow: Sequence[PagePart | TableText], measures: Measures) -> None:
        groups: list[list[PageParagraph]] = []
        parts: list[PagePart] = []
        for item in [*flow, None]:
            if isinstance(item, PagePart):
                parts.append(item)
            else:
                groups.append(paragraphs_of(parts, measures))
                parts = []
        every = [paragraph for group in groups for paragraph in group]
        levels = heading_levels(every, measures, self._contents.facts.outline)
        tables = [item for item in flow if not isinstance(item, PagePart)]
        at = 0
        for number, group in enumerate(groups):
            for paragraph in group:
                self._paragraphs.append(self._raw(paragraph, level=levels.get(at, 0)))
                at += 1
            if number < len(tables):
                self._read_table(tables[number], measures)

    def _raw(
        self,
        paragraph: PageParagraph,
        cell: tuple[int, int, int] | None = None,
        shape: NewCell | None = None,
        level: int = 0,
    ) -> RawParagraph:
        text = text_of(paragraph.lines, paragraph.breaks, self._ends, self._note_of)
        left, first = round(paragraph.indent * _TWIPS), round(paragraph.first_indent * _TWIPS)
        face = ParagraphFormat(
            centred=paragraph.is_centred,
            left=left,
            hanging=left - first,
            outline=level - 1 if level else None,
            size=round(paragraph.size * 2),
        )
        self._number += 1
        source = str(self._number)
        self._places[source] = self._places_of(paragraph)
        if shape is not None:
            self._shapes[source] = shape
        return RawParagraph(text.runs, face=face, cell=cell, shape=shape, source=source)

    def _places_of(self, paragraph: PageParagraph) -> tuple[SourcePlace, ...]:
        out: list[SourcePlace] = []
        before: PageLine | None = None
        for line in paragraph.lines:
            left, right = line.left, line.right
            if self._rtl:
                width = self._contents.pages[line.page - 1].width
                left, right = width - right, width - left
            place = SourcePlace(line.page, left, line.top, right, line.bottom)
            if before is not None and before.page == line.page and line.baseline > before.baseline:
                last = out[-1]
                place = SourcePlace(
                    line.page,
                    min(last.left, left),
                    min(last.top, line.top),
                    max(last.right, right),
                    max(last.bottom, line.bottom),
                )
                out[-1] = place
            else:
                out.append(place)
            before = line
        return tuple(out)

    # --- tables ------------------------------------------------------------------------------------------------------------

    def _read_table(self, table: TableText, measures: Measures) -> None:
        number, self._tables = self._tables, self._tables + 1
        for row_number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                shape = NewCell(round((cell.right - cell.left) * _TWIPS), cell.columns, row_number < table.heads)
                self._read_cell(cell, (number, row_number, column), shape, measures)

    def _read_cell(self, cell: TableCellText, place: tuple[int, int, int], shape: NewCell, measures: Measures) -> None:
        if not cell.lines:
            self._number += 1
            self._shapes[str(self._number)] = shape
            self._paragraphs.append(RawParagraph(cell=place, shape=shape, source=str(self._number)))
            return
        begin, end = min(line.left for line in cell.lines), max(line.right for line in cell.lines)
        part = PagePart(cell.lines, begin, max(end, cell.right - max(begin - cell.left, 0)), None)
        for paragraph in paragraphs_of([part], measures):
            self._paragraphs.append(self._raw(paragraph, place, shape))


def _margin_messages(lines: Sequence[PageLine]) -> Iterator[Message]:
    """The message on the page headers, footers and numbers that are omitted, one of each kind."""
    texts = dict.fromkeys(re.sub(r"\d+", "…", line.text) for line in lines)
    words = [text for text in texts if any(sign.isalpha() for sign in text)]
    if words:
        yield Message.of(
            "Page headers, page footers and page numbers were omitted: {texts}.", texts=first_of(words, _MOST_MARGINS)
        )
    elif texts:
        yield Message.of("Page numbers were omitted.")


def _is_upright(span: PdfSpan) -> bool:
    return span.angle <= 2 or span.angle >= 358
