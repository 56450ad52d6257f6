"""The lines and tables of all pages in the order in which they are read, without page headers, footers and footnotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from model.formats.pdf.layout.aligned_tables import divide_part
from model.formats.pdf.layout.blocks import PageBlocks
from model.formats.pdf.layout.characters import RTL, UNREADABLE
from model.formats.pdf.layout.columns import PagePart, parts_of
from model.formats.pdf.layout.footnotes import PageNote, split_notes
from model.formats.pdf.layout.lines import PageLine, lines_of
from model.formats.pdf.layout.measures import body_size
from model.formats.pdf.layout.page_margins import margin_lines
from model.formats.pdf.layout.table_text import TableText, append_table, continues_table, text_of_table
from model.formats.pdf.layout.tables import PdfTable, find_tables, take_text
from model.formats.pdf.layout.tagged_flow import TaggedPage, arranged, has_plausible_tags, lines_of_blocks, return_text
from model.formats.pdf.layout.words import LineRules
from model.formats.pdf.pages import PdfPage, PdfRule, PdfSpan

_SAMPLE = 40
"""Pages by which the direction and the spaces of a document are judged."""
_UNREADABLE = 0.7
"""Of the characters of a line: if more cannot be read, the line is omitted."""


class PageFlow(Struct):
    """The content of all pages."""

    items: list[PagePart | TableText]
    notes: list[PageNote]
    margins: list[PageLine]
    """The lines of page headers and footers."""
    unreadable: list[PageLine]
    """Lines that are omitted because next to none of their characters can be read."""
    turned: list[tuple[PdfSpan, int]]
    """Text that is not upright, and its page."""
    hidden: list[tuple[PdfSpan, int]]
    """Text that is invisible or behind a picture, and its page."""
    size: float
    """That of most characters."""
    is_rtl: bool
    """Whether lines begin on the right."""


class _PageText(Struct):
    """A page without its tables."""

    page: PdfPage
    lines: list[PageLine]
    tables: list[TableText]
    rules: list[PdfRule]
    unreadable: list[PageLine] = field(default_factory=list)


def flow_of(pages: Sequence[PdfPage], tell: Callable[[int], object] = lambda done: None) -> PageFlow:
    """The content of pages in reading order. `tell` gets the progress in pages, of twice as many as there are."""
    rules = LineRules(_is_leftwards(pages), _has_spaces(pages))
    return _tagged_flow(pages, rules, tell) or _flow_by_places(pages, rules, tell)


def _tagged_flow(pages: Sequence[PdfPage], rules: LineRules, tell: Callable[[int], object]) -> PageFlow | None:
    """The content in the order of the structure of the file; None if that is not plausible."""
    if not has_plausible_tags(pages):
        return None
    blocks = PageBlocks(pages)
    texts: list[TaggedPage] = []
    unreadable: list[PageLine] = []
    for page in pages:
        tell(len(texts))
        text = lines_of_blocks([span for span in page.spans if not span.is_hidden and _is_upright(span)], page, blocks, rules)
        text.rules = _free_rules(page, find_tables(page.rules), rules)
        mark_underlined(text.lines, text.rules)
        text.lines, omitted = _readable(text.lines)
        unreadable += omitted
        texts.append(text)
    heights = [page.height for page in pages]
    return_text(texts, heights)
    free = [[line for line in text.lines if line.block is None or not line.block.cells] for text in texts]
    omitted_lines = margin_lines(free, heights)
    for text in texts:
        text.margins += [line for line in text.lines if id(line) in omitted_lines]
        text.lines = [line for line in text.lines if id(line) not in omitted_lines]
    size = body_size((line.size, len(line.text)) for text in texts for line in text.lines)
    arrangement = arranged(texts, size)
    if arrangement is None:
        return None
    margins = [line for text in texts for line in text.margins]
    turned, hidden = _omitted(pages)
    return PageFlow(arrangement.items, arrangement.notes, margins, unreadable, turned, hidden, size, rules.is_rtl)


def _omitted(pages: Sequence[PdfPage]) -> tuple[list[tuple[PdfSpan, int]], list[tuple[PdfSpan, int]]]:
    """The text that is not upright and that is hidden, with its pages."""
    turned = [(span, page.number) for page in pages for span in page.spans if not span.is_hidden and not _is_upright(span)]
    hidden = [(span, page.number) for page in pages for span in page.spans if span.is_hidden]
    return turned, hidden


def _flow_by_places(pages: Sequence[PdfPage], rules: LineRules, tell: Callable[[int], object]) -> PageFlow:
    """The content in the order of the places of its lines."""
    texts: list[_PageText] = []
    for page in pages:
        tell(len(texts))
        texts.append(_page_text(page, rules))
    omitted = margin_lines([text.lines for text in texts], [text.page.height for text in texts])
    margins = [line for text in texts for line in text.lines if id(line) in omitted]
    for text in texts:
        text.lines = [line for line in text.lines if id(line) not in omitted]
    size = body_size((line.size, len(line.text)) for text in texts for line in text.lines)
    turned, hidden = _omitted(pages)
    flow = PageFlow([], [], margins, [line for text in texts for line in text.unreadable], turned, hidden, size, rules.is_rtl)
    for text in texts:
        tell(len(texts))
        _add_page(flow, text)
    return flow


def _is_leftwards(pages: Sequence[PdfPage]) -> bool:
    """Whether many letters are written from right to left."""
    leftwards = letters = 0
    for page in pages[:_SAMPLE]:
        for span in page.spans:
            letters += len(span.text)
            if not span.text.isascii():
                leftwards += len(RTL.findall(span.text))
    return leftwards > 0.3 * letters


def _has_spaces(pages: Sequence[PdfPage]) -> bool:
    """Whether the spaces between words are characters."""
    texts = [span.text for page in pages[:_SAMPLE] for span in page.spans]
    blanks = sum(text.count(" ") for text in texts)
    return blanks > 0.04 * sum(map(len, texts))


def _page_text(page: PdfPage, rules: LineRules) -> _PageText:
    spans = [span for span in page.spans if not span.is_hidden and _is_upright(span)]
    tables = find_tables(page.rules)
    for table in tables:
        spans = take_text(table, spans)
    free = _free_rules(page, tables, rules)
    filled = [table for table in tables if any(cell.spans for row in table.rows for cell in row)]
    lines = lines_of(spans, page.number, page.width, rules)
    mark_underlined(lines, free)
    readable, unreadable = _readable(lines)
    return _PageText(page, readable, [text_of_table(table, page.number, page.width, rules) for table in filled], free, unreadable)


def _free_rules(page: PdfPage, tables: Sequence[PdfTable], rules: LineRules) -> list[PdfRule]:
    """The rules of a page outside tables, measured like its lines."""
    return [
        _mirrored(rule, page) if rules.is_rtl else rule
        for rule in page.rules
        if not any(table.contains((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2) for table in tables)
    ]


def _readable(lines: list[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """The lines that can be read, and those that cannot."""
    unreadable = [line for line in lines if line.text.count(UNREADABLE) > _UNREADABLE * len(line.text)]
    return ([line for line in lines if line not in unreadable] if unreadable else lines), unreadable


def _is_upright(span: PdfSpan) -> bool:
    return span.angle <= 2 or span.angle >= 358


def _mirrored(rule: PdfRule, page: PdfPage) -> PdfRule:
    return PdfRule(page.width - rule.x1, rule.y0, page.width - rule.x0, rule.y1)


def _add_page(flow: PageFlow, text: _PageText) -> None:
    begin = 0.0
    for table in [*text.tables, None]:
        end = table.top if table is not None else float("inf")
        for part in parts_of([line for line in text.lines if begin <= line.baseline < end]):
            part.lines, found = split_notes(part.lines, text.rules, part.left, part.right, flow.size)
            for note in found:
                note.column = part.column
            flow.notes += found
            if part.lines:
                flow.items += divide_part(part)
        if table is None:
            continue
        begin = table.top
        last = flow.items[-1] if flow.items else None
        if isinstance(last, TableText) and continues_table(last, table):
            append_table(last, table)
        else:
            flow.items.append(table)


_THICKEST = 2.5
"""Points: a thicker line is no underline."""
_UNDER = -0.06, 0.33
"""Of the size: how far below the baseline an underline is."""
_THROUGH = -0.42, -0.18
_COVERED = 0.6
"""Of the width of a word: the least part that is underlined."""


def mark_underlined(lines: Sequence[PageLine], rules: Sequence[PdfRule]) -> None:
    """Marks the words of a page under or through which a line is drawn.

    lines: from top to bottom
    rules: those that belong to no table
    """
    flat = [rule for rule in rules if rule.y1 - rule.y0 < _THICKEST and rule.x1 - rule.x0 > 2]
    for rule in flat:
        place = (rule.y0 + rule.y1) / 2
        for line in lines:
            shift = (place - line.baseline) / line.size
            if not _THROUGH[0] < shift < _UNDER[1]:
                continue
            for word in line.words:
                common = min(word.right, rule.x1) - max(word.left, rule.x0)
                if common < _COVERED * (word.right - word.left):
                    continue
                word.is_underlined = word.is_underlined or _UNDER[0] < shift
                word.is_struck = word.is_struck or shift < _THROUGH[1]
