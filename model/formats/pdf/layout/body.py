"""The pages of a PDF as the body of a text: paragraphs with their formats, tables, footnotes, and the places of all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from model.formats.pdf.layout.columns import PagePart
from model.formats.pdf.layout.doubts import (
    SourceDoubt,
    hidden_doubt,
    join_doubt,
    note_doubt,
    paragraph_doubt,
    struck_doubt,
    table_doubt,
    turned_doubt,
    unreadable_doubt,
    unreadable_line_doubt,
    unreadable_words,
)
from model.formats.pdf.layout.footnotes import keys_of_marks
from model.formats.pdf.layout.headings import heading_levels, join_titles, style_names, tagged_styles
from model.formats.pdf.layout.line_ends import LineEnd, LineEnds
from model.formats.pdf.layout.lines import PageLine
from model.formats.pdf.layout.measures import Measures, measure
from model.formats.pdf.layout.page_flow import PageFlow, flow_of
from model.formats.pdf.layout.paragraphs import PageParagraph, paragraphs_of
from model.formats.pdf.layout.runs import text_of
from model.formats.pdf.layout.table_text import TableCellText, TableText
from model.formats.pdf.pages import PdfContents, PdfSpan
from model.formats.pdf.places import Doubt, SourcePlace
from model.formats.progress import Report, no_report
from model.formats.recognition.raw_body import AutoNumber, ParagraphFormat, RawDocument, RawNote, RawParagraph
from model.message import Message, first_of
from model.redline import NOTE, NewCell, Run
from model.redline.limits import Sizes

_ARRANGING = Message.of("Finding the paragraphs")
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
    doubts: list[SourceDoubt]
    page_doubts: list[Doubt]
    """Doubts about what is in no paragraph."""
    page_count: int
    turns: dict[int, int]
    """As in `PdfPlaces`."""


def body_of(contents: PdfContents, report: Report = no_report) -> PdfBody:
    """The body of a PDF. `report` gets the progress, and stops the work by an exception. EditError if the body contains more than
    can be read."""
    return _BodyReader(contents, report).read()


class _BodyReader:
    def __init__(self, contents: PdfContents, report: Report) -> None:
        self._contents = contents
        self._report = report
        self._flow: PageFlow = flow_of(contents.pages, self._tell)
        parts = [item for item in self._flow.items if isinstance(item, PagePart)]
        self._measures: Measures = measure(parts, self._flow.size)
        self._tell(len(contents.pages))
        self._lines = [line for part in parts for line in part.lines]
        self._ends = LineEnds(self._lines)
        self._sizes = Sizes()
        self._paragraphs: list[RawParagraph] = []
        self._places: dict[str, tuple[SourcePlace, ...]] = {}
        self._shapes: dict[str, NewCell] = {}
        self._doubts: list[SourceDoubt] = []
        self._notes: dict[str, RawNote] = {}
        self._note_pages: dict[str, tuple[int, str]] = {}
        """Page and mark of each note."""
        self._keys: dict[tuple[int, str], str] = {}
        """The keys of notes, by page and mark in the text."""
        self._used: set[str] = set()
        self._number = 0
        self._tables = 0

    def read(self) -> PdfBody:
        """The body of all pages."""
        self._read_notes()
        self._read_flow()
        self._place_open_notes()
        language = self._contents.facts.language[:2].lower()
        raw = RawDocument(tuple(self._paragraphs), self._notes, language, tuple(_margin_messages(self._flow.margins)))
        flow = self._flow
        page_doubts = [unreadable_line_doubt(self._place_of(line)) for line in flow.unreadable]
        page_doubts += _omitted_doubts(flow.turned, turned_doubt)
        page_doubts += _omitted_doubts(flow.hidden, hidden_doubt)
        turns = {page.number: page.turn for page in self._contents.pages if page.turn}
        count = self._contents.facts.page_count
        return PdfBody(raw, self._places, self._shapes, self._doubts, page_doubts, count, turns)

    def _tell(self, done: int) -> None:
        """Reports the progress in pages; each is counted twice."""
        self._report(done, 2 * len(self._contents.pages), _ARRANGING)

    # --- notes -------------------------------------------------------------------------------------------------------------

    def _read_notes(self) -> None:
        joined: list[tuple[str, int, list[PagePart]]] = []
        for note in self._flow.notes:
            lines = note.lines
            part = PagePart(lines, min(line.left for line in lines), max(line.right for line in lines), note.column)
            if note.mark or not joined:
                joined.append((note.mark, lines[0].page, [part]))
            else:
                joined[-1][2].append(part)
        marked = [(page, mark, f"f{number}") for number, (mark, page, _) in enumerate(joined, 1)]
        self._keys = keys_of_marks(self._lines, marked)
        self._note_pages = {key: (page, mark) for page, mark, key in marked}
        for number, (mark, _, parts) in enumerate(joined, 1):
            paragraphs = [self._raw(paragraph) for paragraph in paragraphs_of(parts, self._measures)]
            self._notes[f"f{number}"] = RawNote("footnote", tuple(paragraphs), None if mark == str(number) else mark)

    def _note_of(self, mark: str, line: PageLine) -> str | None:
        key = self._keys.get((line.page, mark))
        if key is not None:
            self._used.add(key)
        return key

    def _place_open_notes(self) -> None:
        """Refers to the notes whose mark was not found at the end of the last paragraph that begins on their page."""
        for key, (page, mark) in self._note_pages.items():
            if key in self._used or not self._paragraphs:
                continue
            begun = [at for at, raw in enumerate(self._paragraphs) if raw.source in self._places and self._page_of(raw) <= page]
            at = begun[-1] if begun else 0
            raw = self._paragraphs[at]
            self._paragraphs[at] = replace(raw, runs=(*raw.runs, Run(NOTE, content=key)))
            place = self._places[self._notes[key].paragraphs[0].source][0]
            self._doubts.append(note_doubt(raw.source, mark, place))

    def _page_of(self, raw: RawParagraph) -> int:
        return self._places[raw.source][0].page

    # --- paragraphs --------------------------------------------------------------------------------------------------------

    def _read_flow(self) -> None:
        groups: list[list[PageParagraph]] = []
        tables: list[TableText] = []
        parts: list[PagePart] = []
        for item in [*self._flow.items, None]:
            if isinstance(item, PagePart):
                parts.append(item)
                continue
            groups.append(join_titles(paragraphs_of(parts, self._measures), self._contents.facts.outline))
            self._tell(len(self._contents.pages))
            parts = []
            if item is not None:
                tables.append(item)
        every = [paragraph for group in groups for paragraph in group]
        levels = heading_levels(every, self._measures, self._contents.facts.outline)
        names = tagged_styles(every) or style_names(every, self._measures)
        at = 0
        for number, group in enumerate(groups):
            for paragraph in group:
                self._tell(len(self._contents.pages) + paragraph.lines[0].page)
                self._paragraphs.append(self._raw(paragraph, level=levels.get(at, 0), name=names.get(at, "")))
                at += 1
            if number < len(tables):
                self._read_table(tables[number])

    def _raw(
        self,
        paragraph: PageParagraph,
        cell: tuple[int, int, int] | None = None,
        shape: NewCell | None = None,
        level: int = 0,
        name: str = "",
    ) -> RawParagraph:
        """The raw paragraph of lines.

        paragraph: its lines
        cell: its place in a table
        shape: that of its cell
        level: that of a heading; 0 if it is none
        name: the name of its style, if it is known
        """
        text = text_of(paragraph.lines, paragraph.breaks, self._ends, self._note_of, is_heading=level > 0)
        self._sizes.add(text.runs)
        left, first = round(paragraph.indent * _TWIPS), round(paragraph.first_indent * _TWIPS)
        face = ParagraphFormat(
            name=name,
            number=_list_number(paragraph),
            centred=paragraph.is_centred,
            left=left,
            hanging=left - first,
            outline=level - 1 if level else None,
            size=round(paragraph.size * 2),
        )
        source = self._new_source(shape)
        self._places[source] = self._places_of(paragraph)
        self._add_doubts(source, paragraph, [end for end in text.ends if end.word])
        return RawParagraph(text.runs, face=face, cell=cell, shape=shape, source=source)

    def _new_source(self, shape: NewCell | None) -> str:
        self._number += 1
        source = str(self._number)
        if shape is not None:
            self._shapes[source] = shape
        return source

    def _add_doubts(self, source: str, paragraph: PageParagraph, ends: Sequence[LineEnd]) -> None:
        place = self._places[source][0]
        self._doubts += [join_doubt(source, end, place) for end in ends]
        for at in paragraph.joins:
            line = paragraph.lines[at]
            self._doubts.append(paragraph_doubt(source, line, self._place_of(line)))
        for line in paragraph.lines:
            if words := unreadable_words(word.text for word in line.words):
                self._doubts.append(unreadable_doubt(source, " ".join(words), self._place_of(line)))
            if struck := [word.text for word in line.words if word.is_struck]:
                self._doubts.append(struck_doubt(source, " ".join(struck), self._place_of(line)))

    def _places_of(self, paragraph: PageParagraph) -> tuple[SourcePlace, ...]:
        out: list[SourcePlace] = []
        before: PageLine | None = None
        for line in paragraph.lines:
            place = self._place_of(line)
            if before is not None and before.page == line.page and line.baseline > before.baseline:
                last = out[-1]
                out[-1] = SourcePlace(
                    line.page,
                    min(last.left, place.left),
                    min(last.top, place.top),
                    max(last.right, place.right),
                    max(last.bottom, place.bottom),
                )
            else:
                out.append(place)
            before = line
        return tuple(out)

    def _place_of(self, line: PageLine) -> SourcePlace:
        left, right = line.left, line.right
        if self._flow.is_rtl:
            width = self._contents.pages[line.page - 1].width
            left, right = width - right, width - left
        return SourcePlace(line.page, left, line.top, right, line.bottom)

    # --- tables ------------------------------------------------------------------------------------------------------------

    def _read_table(self, table: TableText) -> None:
        number, self._tables = self._tables, self._tables + 1
        first = len(self._paragraphs)
        for row_number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                self._sizes.add_cell()
                shape = NewCell(round((cell.right - cell.left) * _TWIPS), cell.columns, row_number < table.heads)
                self._read_cell(cell, (number, row_number, column), shape)
        if not table.is_ruled:
            known = next((raw.source for raw in self._paragraphs[first:] if raw.source in self._places), None)
            if known is not None:
                self._doubts.append(table_doubt(known, self._places[known][0]))

    def _read_cell(self, cell: TableCellText, place: tuple[int, int, int], shape: NewCell) -> None:
        done = 0
        for at, tables in cell.inner:
            self._read_cell_lines(cell, cell.lines[done:at], place, shape)
            done = at
            for table in tables:
                self._read_table(table)
        if not cell.lines:
            self._paragraphs.append(RawParagraph(cell=place, shape=shape, source=self._new_source(shape)))
        self._read_cell_lines(cell, cell.lines[done:], place, shape)

    def _read_cell_lines(self, cell: TableCellText, lines: list[PageLine], place: tuple[int, int, int], shape: NewCell) -> None:
        if not lines:
            return
        begin, end = min(line.left for line in lines), max(line.right for line in lines)
        part = PagePart(lines, begin, max(end, cell.right - max(begin - cell.left, 0)), None)
        for paragraph in paragraphs_of([part], self._measures):
            self._paragraphs.append(self._raw(paragraph, place, shape))


def _list_number(paragraph: PageParagraph) -> AutoNumber | None:
    """The label of a list item that the structure of the file has apart from its text."""
    block = paragraph.lines[0].block
    if block is None or not block.label:
        return None
    return AutoNumber(block.label, block.label_format, max(block.depth - 1, 0))


def _omitted_doubts(omitted: Sequence[tuple[PdfSpan, int]], doubt_of: Callable[[str, SourcePlace], Doubt]) -> Iterator[Doubt]:
    """A doubt for each page with words that were omitted, from their characters and pages."""
    for page, spans in groupby(omitted, key=itemgetter(1)):
        found = [span for span, _ in spans]
        words = " ".join(" ".join(span.text for span in found).split())
        if any(sign.isalnum() for sign in words):
            left, top = min(span.left for span in found), min(span.top for span in found)
            place = SourcePlace(page, left, top, max(span.right for span in found), max(span.bottom for span in found))
            yield doubt_of(words, place)


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
