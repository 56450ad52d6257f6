"""Columns of a page: the white strips between them, and the parts of the page in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from model.formats.pdf.layout.lines import PageLine
from model.formats.pdf.layout.words import PageWord

_LEAST_ROWS = 4
"""The least number of lines of a column."""
_WIDEST_SPACE = 0.9
"""Of the size: a wider gap may be a strip between columns."""
_FILLED = 0.55
"""Of the width of a column: the middle line of text in columns is at least as wide."""
_LEAST_WIDTH = 0.15
"""Of the text: a narrower column is one of labels or numbers."""


_LABELS = 0.25
"""Of the text: a narrower column may be one of labels."""
_FEWEST_ROWS = 0.6
"""Of the rows of the column with most of them: a narrow column with fewer is one of labels."""
_NARROWEST = 7.0
"""Points: the least width of a strip."""
_BOTH_SIDES = 0.75
"""Of the rows in columns: those with text in more than one of them."""

_Extent = tuple[float, float]


class PagePart(Struct):
    """Lines of one column, or across all columns, that follow each other on a page."""

    lines: list[PageLine]
    left: float
    right: float
    column: tuple[int, int] | None = (0, 1)
    """The index of its column and the number of columns there; None in a cell of a table."""


def parts_of(lines: Sequence[PageLine]) -> list[PagePart]:
    """The parts of a page without tables and margins, in reading order."""
    if not lines:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    strips = _strips(lines, left, right)
    if strips:
        return list(_divided(lines, strips, left, right))
    out: list[PagePart] = []
    begin = 0
    for start, stop in [*_runs(lines, left, right), (len(lines), len(lines))]:
        if start > begin:
            out.append(PagePart(list(lines[begin:start]), left, right))
        inside = lines[start:stop]
        out += _divided(inside, _strips(inside, left, right), left, right) if inside else []
        begin = stop
    return out


def _runs(lines: Sequence[PageLine], left: float, right: float) -> Iterator[tuple[int, int]]:
    """The beginnings and ends of the parts of a page that are in columns, between text across the page."""
    pieces = [[(words[0].left, max(word.right for word in words)) for words in _pieces(line)] for line in lines]
    at = 0
    while at < len(lines):
        stops = [_end_of_run(pieces, at, first[1], second[0]) for first, second in pairwise(pieces[at])]
        stop = max(stops, default=at)
        if stop - at >= 2 * _LEAST_ROWS and _strips(lines[at:stop], left, right):
            yield at, stop
            at = stop
        else:
            at += 1


def _end_of_run(pieces: Sequence[Sequence[_Extent]], start: int, left: float, right: float) -> int:
    """The end of the rows with a white strip in one place and text on both sides of it; the start if they look like a table, in
    which many rows have text on one side only."""
    stop = start
    both = 0
    for at in range(start, len(pieces)):
        left = max([left, *(end for begin, end in pieces[at] if begin < left and end < right)])
        right = min([right, *(begin for begin, end in pieces[at] if end > right and begin > left)])
        if right - left < _NARROWEST or any(begin < right - 1 and end > left + 1 for begin, end in pieces[at]):
            break
        if pieces[at][0][0] < left and pieces[at][-1][1] > right:
            both += 1
            stop = at + 1
    return stop if both >= _BOTH_SIDES * (stop - start) else start


class _Strip(Struct, frozen=True):
    left: float
    right: float


def _pieces(line: PageLine) -> list[list[PageWord]]:
    """The words of a line, divided at wide gaps."""
    out = [[line.words[0]]]
    for word in line.words[1:]:
        last = out[-1][-1]
        if word.left - last.right > max(_WIDEST_SPACE * line.size, 7):
            out.append([word])
        else:
            out[-1].append(word)
    return out


def _strips(lines: Sequence[PageLine], left: float, right: float) -> list[_Strip]:
    """The white strips between columns of running text."""
    width = int(right - left) + 1
    if width < 100 or len(lines) < 2 * _LEAST_ROWS:
        return []
    pieces = [(piece[0].left, max(word.right for word in piece)) for line in lines for piece in _pieces(line)]
    cover = [0] * (width + 2)
    for start, stop in pieces:
        cover[max(0, int(start - left))] += 1
        cover[min(width, int(stop - left) + 1)] -= 1
    for at in range(1, width + 1):
        cover[at] += cover[at - 1]
    limit = max(1, 0.12 * max(cover))
    found: list[_Strip] = []
    at = int(0.1 * width)
    while at < 0.9 * width:
        if cover[at] > limit:
            at += 1
            continue
        stop = at
        while stop < width and cover[stop] <= limit:
            stop += 1
        if stop - at >= _NARROWEST and stop < 0.95 * width:
            found.append(_Strip(left + at, left + stop))
        at = stop + 1
    return found if found and _are_columns(pieces, found, left, right) else []


def _are_columns(pieces: Sequence[tuple[float, float]], strips: Sequence[_Strip], left: float, right: float) -> bool:
    """Whether the text between strips fills it as running text does, unlike labels and cells of a table."""
    bounds = [left, *(edge for strip in strips for edge in (strip.left, strip.right)), right]
    columns = list(zip(bounds[::2], bounds[1::2], strict=True))
    rows = [sum(1 for piece in pieces if piece[0] >= start - 2 and piece[1] <= stop + 2) for start, stop in columns]
    for (start, stop), count in zip(columns, rows, strict=True):
        if stop - start < _LABELS * (right - left) and count < _FEWEST_ROWS * max(rows):
            return False
        inside = [piece[1] - piece[0] for piece in pieces if piece[0] >= start - 2 and piece[1] <= stop + 2]
        width = stop - start
        if len(inside) < _LEAST_ROWS or width < _LEAST_WIDTH * (right - left) or median(inside) < _FILLED * width:
            return False
    return True


def _divided(lines: Sequence[PageLine], strips: Sequence[_Strip], left: float, right: float) -> Iterator[PagePart]:
    """Parts between the lines that cross a strip; columns of one part are read one after the other."""
    bounds = [left, *((strip.left + strip.right) / 2 for strip in strips), right]
    band: list[list[PageLine]] = [[] for _ in bounds[1:]]
    across: list[PageLine] = []
    for line in lines:
        if _crosses(line, strips):
            yield from _columns(band, strips, left, right)
            band = [[] for _ in bounds[1:]]
            across.append(line)
            continue
        if across:
            yield PagePart(across, left, right)
            across = []
        for at, words in enumerate(_by_column(line, bounds)):
            if words:
                words[0].blank = False
                band[at].append(PageLine(words, line.page, line.block, line.column))
    yield from _columns(band, strips, left, right)
    if across:
        yield PagePart(across, left, right)


def _columns(band: Sequence[list[PageLine]], strips: Sequence[_Strip], left: float, right: float) -> Iterator[PagePart]:
    starts = [left, *(strip.right for strip in strips)]
    stops = [*(strip.left for strip in strips), right]
    for at, (lines, start, stop) in enumerate(zip(band, starts, stops, strict=True)):
        if lines:
            yield PagePart(lines, start, stop, (at, len(band)))


def _crosses(line: PageLine, strips: Sequence[_Strip]) -> bool:
    """Whether words run over a strip without a gap."""
    for piece in _pieces(line):
        start, stop = piece[0].left, max(word.right for word in piece)
        if any(start < strip.left - 1 and stop > strip.right + 1 for strip in strips):
            return True
    return False


def _by_column(line: PageLine, bounds: Sequence[float]) -> list[list[PageWord]]:
    out: list[list[PageWord]] = [[] for _ in bounds[1:]]
    for word in line.words:
        middle = (word.left + word.right) / 2
        at = next((at for at, bound in enumerate(bounds[1:-1]) if middle < bound), len(bounds) - 2)
        out[at].append(word)
    return out
