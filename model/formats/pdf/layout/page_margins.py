"""Page headers, page footers and page numbers: lines at the edges of pages that repeat or count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from model.formats.pdf.layout.lines import PageLine
from model.lexicon.lines import is_number_line

_ZONE = 0.2
"""Of the height of a page: where its headers and footers are."""
_ROWS = 6
"""The most rows of a header or footer."""
_BAND = 3.5
"""Points between lines of one band."""
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
        chosen: set[int] = set()
        for band in _bands(entries, heights, at_top=at_top):
            if _is_margin(band, len(pages)):
                chosen.update(id(entry.line) for entry in band)
        for lines, height in zip(pages, heights, strict=True):
            found.update(_outermost(lines, chosen, height, at_top=at_top))
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
    """Whether most lines of a band repeat, or count the pages. Number lines of texts that each begin on a new page count them by
    chance, so they must repeat."""
    texts = Counter(entry.text for entry in band)
    shapes = Counter((entry.bare, place, number - entry.page) for entry in band for place, number in enumerate(entry.numbers))
    repeated = 0
    for entry in band:
        counts = any(shapes[entry.bare, place, number - entry.page] > 1 for place, number in enumerate(entry.numbers))
        counts = counts and not is_number_line(entry.text)
        repeated += texts[entry.text] > 1 or counts
    if repeated >= 2:
        return repeated >= 0.6 * len(band)
    return pages < 4 and all(_LONE.fullmatch(entry.text) for entry in band)


def _outermost(lines: Sequence[PageLine], chosen: set[int], height: float, *, at_top: bool) -> Iterator[int]:
    """The ids of chosen lines with nothing but chosen ones between them and the edge of the page."""
    ordered = lines if at_top else list(reversed(lines))
    for at, line in enumerate(ordered):
        if id(line) not in chosen:
            beside = any(id(other) in chosen and abs(other.baseline - line.baseline) < _BAND for other in ordered[at : at + 4])
            if not beside:
                return
            continue
        yield id(line)
