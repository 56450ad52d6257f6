"""Page headers, page footers and page numbers: lines at the edges of pages that repeat or count.

Texts of equal layout that each fill a page repeat lines of their body at equal places too. So such lines are omitted only with a
gap to the body, and a call or a text with a label never is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median, quantiles

from msgspec import Struct

from model.formats.pdf.layout.label_gaps import label_words
from model.formats.pdf.layout.lines import SENTENCE_END, PageLine
from model.lexicon import is_call
from model.lexicon.lines import is_number_line
from model.numbering import read_label

_ZONE = 0.2
"""Of the height of a page: where its headers and footers are."""
_ROWS = 6
"""The most rows of a header or footer."""
_BAND = 3.5
"""Points between lines of one band."""
_MANY = 8
"""Pages: a line with equal words on most pages of a document of so many needs no gap."""
_MOST = 0.6
"""Of the lines of a band that repeat or count, or of the pages that have one."""
_GAP = 1.2
"""Of the space between most paragraphs: the least one between a header or footer and the body."""
_GAPS = 1.5, 3.0
"""Of the size of the text: the least gap, and what is one in any case."""
_SIZES = 0.12
"""Of the size: characters that differ by less are alike."""
_LONGEST_MARK = 3
"""Characters of the mark of a footnote, which is smaller than its text."""
_NUMBER = re.compile(r"\d+|\b(?:[ivxlc]{1,7}|[IVXLC]{1,7})\b")
_LONE = re.compile(
    r"[-–—―\s.\[(]*(?:page|p\.|página|pág\.|pagina|seite|стр\.?|страница|第|الصفحة)?\s*(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|de|sur|из|من|von)\s*\d{1,4})?\s*[页頁]?[-–—―\s.\])]*",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class _Entry(Struct):
    """A line at an edge of a page."""

    page: int
    line: PageLine
    text: str
    numbers: tuple[int, ...]
    bare: str
    """The text without its numbers."""


def margin_lines(pages: Sequence[Sequence[PageLine]], heights: Sequence[float]) -> set[int]:
    """The ids of the lines that are headers, footers and numbers of pages.

    pages: the lines of each page, from top to bottom
    heights: those of the pages, in points
    """
    found: set[int] = set()
    for at_top in (True, False):
        entries = [entry for number, lines in enumerate(pages) for entry in _edge(number, lines, heights[number], at_top=at_top)]
        bands = [_without_clauses(band) for band in _bands(entries, heights, at_top=at_top) if _is_margin(band, len(pages))]
        chosen = _divided(pages, bands, at_top=at_top)
        for lines in pages:
            found.update(_outermost(lines, chosen, at_top=at_top))
    return found


def _edge(number: int, lines: Sequence[PageLine], height: float, *, at_top: bool) -> Iterator[_Entry]:
    """The lines at an edge of a page, the outermost first."""
    rows = 0
    before: PageLine | None = None
    for line in lines if at_top else reversed(lines):
        far = line.baseline if at_top else height - line.baseline
        if far > _ZONE * height:
            return
        rows += before is None or abs(line.baseline - before.baseline) > _BAND
        before = line
        if rows > _ROWS:
            return
        numbers = tuple(_value(found[0]) for found in _NUMBER.finditer(line.text))
        yield _Entry(number, line, line.text, numbers, _NUMBER.sub("#", line.text))


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits[:9])
    values = [_ROMAN[sign] for sign in digits.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _bands(entries: Sequence[_Entry], heights: Sequence[float], *, at_top: bool) -> Iterator[list[_Entry]]:
    """Entries at the same height of different pages, measured from the edge."""

    def distance(entry: _Entry) -> float:
        return entry.line.baseline if at_top else heights[entry.page] - entry.line.baseline

    band: list[_Entry] = []
    for entry in sorted(entries, key=lambda entry: (distance(entry), entry.page)):
        if band and distance(entry) - distance(band[0]) > _BAND:
            yield band
            band = []
        band.append(entry)
    if band:
        yield band


def _is_margin(band: Sequence[_Entry], pages: int) -> bool:
    """Whether most lines of a band repeat on other pages, or count the pages. Number lines of texts that each begin on a new
    page count them by chance, so they must repeat."""
    texts = Counter(text for _, text in {(entry.page, entry.text) for entry in band})
    counting = _counting(band)
    repeated = sum(texts[entry.text] > 1 or (id(entry.line) in counting and not is_number_line(entry.text)) for entry in band)
    if repeated >= 2:
        return repeated >= _MOST * len(band)
    return pages < 4 and all(_LONE.fullmatch(entry.text) for entry in band)


def _counting(band: Sequence[_Entry]) -> set[int]:
    """The ids of the lines with a number that counts the pages."""
    shapes = Counter((entry.bare, place, number - entry.page) for entry in band for place, number in enumerate(entry.numbers))
    return {
        id(entry.line)
        for entry in band
        if any(shapes[entry.bare, place, number - entry.page] > 1 for place, number in enumerate(entry.numbers))
    }


def _without_clauses(band: Sequence[_Entry]) -> list[_Entry]:
    """A band without its calls and its texts with labels; a number that counts the pages is no label."""
    counting = _counting(band)
    return [entry for entry in band if id(entry.line) in counting or _LONE.fullmatch(entry.text) or not _is_clause(entry.line)]


def _is_clause(line: PageLine) -> bool:
    """Whether a line is a call, or begins with a label or with the mark of a footnote."""
    first = line.words[0]
    if len(line.words) > 1 and len(first.text) <= _LONGEST_MARK and first.size < line.size and _differs(first.size, line.size):
        return True
    label = read_label(line.text)
    is_labelled = label is not None and len(label.label) < len(line.text)
    return is_labelled or label_words(line) > 0 or is_call(line.text)


def _divided(pages: Sequence[Sequence[PageLine]], bands: Sequence[Sequence[_Entry]], *, at_top: bool) -> set[int]:
    """The ids of the lines of bands that a gap or another size divides from the body on a page, that are numbers alone, or that
    most of many pages have and that end no sentence at the bottom: texts of equal layout may each end with the same one."""
    found = {id(entry.line) for band in bands for entry in band}
    rows = [_rows(lines, at_top=at_top) for lines in pages]
    least = _least_gap(rows, found)
    outer: set[int] = set()
    for page in rows:
        outside: list[PageLine] = []
        for row, inner in pairwise(page):
            if not any(id(line) in found for line in row):
                break
            outside += row
            if abs(inner[0].baseline - row[0].baseline) > least or _differs(row[0].size, inner[0].size):
                outer.update(map(id, outside))
    chosen: set[int] = set()
    for band in bands:
        lines = {id(entry.line) for entry in band}
        is_usual = _is_usual(band, len(pages)) and (at_top or not _ends_texts(band))
        if is_usual or lines & outer or all(_LONE.fullmatch(entry.text) for entry in band):
            chosen |= lines
    return chosen


def _differs(size: float, other: float) -> bool:
    return abs(size - other) > _SIZES * min(size, other)


def _is_usual(band: Sequence[_Entry], pages: int) -> bool:
    """Whether most of many pages have equal words in a band, or one of two on left and right pages."""
    words = Counter(entry.bare for entry in band)
    return pages >= _MANY and sum(count for _, count in words.most_common(2)) >= _MOST * pages


def _ends_texts(band: Sequence[_Entry]) -> bool:
    """Whether most lines of a band at the bottom end a sentence, as the last line of a text does and hardly any footer."""
    return sum(SENTENCE_END.search(entry.text) is not None for entry in band) >= _MOST * len(band)


def _rows(lines: Sequence[PageLine], *, at_top: bool) -> list[list[PageLine]]:
    """The lines of a page by their baselines, the outermost first."""
    rows: list[list[PageLine]] = []
    for line in lines if at_top else reversed(lines):
        if rows and abs(line.baseline - rows[-1][0].baseline) <= _BAND:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _least_gap(rows: Sequence[Sequence[Sequence[PageLine]]], found: set[int]) -> float:
    """The least distance of two baselines that is a gap, in points, by the paragraphs of the body."""
    gaps: list[float] = []
    sizes: list[float] = []
    for page in rows:
        body = [row[0] for row in page if not any(id(line) in found for line in row)]
        sizes += [line.size for line in body]
        gaps += [abs(inner.baseline - line.baseline) for line, inner in pairwise(body)]
    size = median(sizes) if sizes else 0.0
    usual = quantiles(gaps, n=10)[-1] if len(gaps) > 1 else 0.0
    return min(max(_GAP * usual, _GAPS[0] * size), _GAPS[1] * size)


def _outermost(lines: Sequence[PageLine], chosen: set[int], *, at_top: bool) -> Iterator[int]:
    """The ids of chosen lines with nothing but chosen ones between them and the edge of the page."""
    ordered = lines if at_top else list(reversed(lines))
    for at, line in enumerate(ordered):
        if id(line) not in chosen:
            beside = any(id(other) in chosen and abs(other.baseline - line.baseline) < _BAND for other in ordered[at : at + 4])
            if not beside:
                return
            continue
        yield id(line)
