"""Measures of the text of a whole document: its size, the distance of its lines, the edges of its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from model.formats.pdf.layout.columns import PagePart
from model.formats.pdf.layout.lines import PageLine

_WIDEST_PITCH = 2.8
"""Of the size: lines that are further apart are not of one paragraph."""
_ENOUGH = 30
"""Lines that tell the edges of pages on one side."""
_INDENT = 10.0
"""Points: lines that end so far before the end of their column have an indent there."""
_LEAST_WIDTH = 0.45
"""Of the column: narrower lines are seldom of paragraphs with an indent at their end."""
_FILLED = 0.6
"""Of the lines: those that have no room for the next word, if they are of paragraphs."""
_USUAL_PITCH = 1.2
"""Of the size, if a document has no paragraph of two lines."""


_Column = tuple[int, int, int]
"""A column, their number there, and 1 for pages with an odd number."""


_Indent = tuple[_Column, int, int]
"""A column, the beginning of the lines there, and their size, in steps of two points and of half of one."""


class Measures(Struct):
    """What is usual in a document."""

    size: float
    """Of most characters, in points."""
    pitches: Mapping[float, float]
    """The distance of baselines in a paragraph, by the size of the characters."""
    edges: Mapping[_Column, tuple[float, float]]
    """The beginning and the end of the lines of columns."""
    is_justified: bool
    """Whether most lines end at the edge of their column."""
    ends: Mapping[_Indent, float] = {}
    """Where paragraphs with an indent at their end have it, before the end of the column."""

    def pitch(self, size: float) -> float:
        """The distance of lines of a size."""
        known = self.pitches.get(round(size * 2) / 2)
        return known if known is not None else _USUAL_PITCH * size

    def edges_of(self, part: PagePart) -> tuple[float, float]:
        """The beginning and the end of the lines of a column, which the lines of one page may not reach."""
        left, right = (
            self.edges.get(_column(part), (part.left, part.right)) if part.column is not None else (part.left, part.right)
        )
        return min(left, part.left), max(right, max(line.right for line in part.lines) - 3)

    def end_of(self, part: PagePart, block: Sequence[PageLine]) -> float | None:
        """The end of the lines of paragraphs like one, if all of them end before their column does."""
        return self.ends.get(_indent(part, block)) if part.column is not None else None


def _column(part: PagePart) -> _Column:
    index, count = part.column or (0, 1)
    return index, count, part.lines[0].page % 2


def _indent(part: PagePart, block: Sequence[PageLine]) -> _Indent:
    return _column(part), round(min(line.left for line in block) / 2), round(block[-1].size * 2)


def blocks_of(lines: Sequence[PageLine], pitch: Callable[[float], float]) -> Iterator[tuple[int, int]]:
    """The beginnings and ends of runs of lines that have the distance and the size of lines of one paragraph. `pitch`: the
    distance of lines of a size."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines):
            line, below = lines[at - 1], lines[at]
            if abs(line.size - below.size) < 0.3 and 0 < below.baseline - line.baseline < 1.2 * pitch(line.size):
                continue
        yield start, at
        start = at


def measure(parts: Iterable[PagePart], size: float) -> Measures:
    """The measures of a document from all of its columns."""
    parts = list(parts)
    edges = _edges(parts)
    pitches: dict[float, Counter[float]] = {}
    full = lines = 0
    for part in parts:
        end = edges[_column(part)][1]
        for line, below in zip(part.lines, part.lines[1:], strict=False):
            pitch = below.baseline - line.baseline
            if abs(line.size - below.size) > 0.3 or not 0.8 * line.size < pitch < _WIDEST_PITCH * line.size:
                continue
            is_full = line.right > end - 4 * line.size
            lines += 1
            full += line.right > end - 1.5
            if is_full:
                pitches.setdefault(round(line.size * 2) / 2, Counter())[round(pitch * 2) / 2] += 1
    usual = {key: _commonest(counts) for key, counts in pitches.items()}
    found = Measures(size, usual, edges, lines > 8 and full > 0.4 * lines)
    found.ends = _ends(parts, found)
    return found


def _ends(parts: Iterable[PagePart], measures: Measures) -> dict[_Indent, float]:
    """The ends of paragraphs that are far from the end of their column, if most of their lines have no room there for the next
    word."""
    pairs: dict[_Indent, list[tuple[PageLine, PageLine]]] = {}
    columns: dict[_Indent, float] = {}
    for part in parts:
        right = measures.edges_of(part)[1]
        for start, stop in blocks_of(part.lines, measures.pitch):
            block = part.lines[start:stop]
            if len(block) > 1:
                key = _indent(part, block)
                pairs.setdefault(key, []).extend(pairwise(block))
                columns[key] = max(columns.get(key, right), right)
    ends: dict[_Indent, float] = {}
    for key, found in pairs.items():
        end = max(line.right for line, _ in found)
        full = sum(line.right + 0.2 * line.size + below.first_width > end for line, below in found)
        left = found[0][0].left
        is_wide = end - left > _LEAST_WIDTH * (columns[key] - left)
        if len(found) >= _ENOUGH and is_wide and end < columns[key] - _INDENT and full >= _FILLED * len(found):
            ends[key] = end
    return ends


def _edges(parts: Sequence[PagePart]) -> dict[_Column, tuple[float, float]]:
    """The edges of columns; pages on the left and on the right have their own if they differ."""
    lines: dict[_Column, list[PageLine]] = {}
    for part in parts:
        lines.setdefault(_column(part), []).extend(part.lines)
    found: dict[_Column, tuple[float, float]] = {}
    for column, inside in lines.items():
        index, count, side = column
        other = lines.get((index, count, 1 - side), [])
        are_apart = len(inside) > _ENOUGH and len(other) > _ENOUGH and abs(_begin(inside) - _begin(other)) > 6
        every = inside if are_apart else [*inside, *other]
        found[column] = _begin(every), _end([line.right for line in every])
    return found


def _begin(lines: Sequence[PageLine]) -> float:
    """The place where lines without an indent begin: the least one that is no exception."""
    lefts = sorted(line.left for line in lines)
    return lefts[min(len(lefts) // 50, len(lefts) - 1)]


def _end(values: Sequence[float]) -> float:
    """The place where most lines end, if many end at one; else where the longest do."""
    if len(values) < 4:
        return max(values)
    ordered = sorted(values)
    counts = Counter(round(value) for value in values)
    place, _ = max(counts.items(), key=lambda item: (item[1] + counts[item[0] + 1], item[0]))
    near = [value for value in values if abs(value - place) <= 2]
    if len(near) >= 0.25 * len(values):
        return max(near)
    return ordered[-1] if len(ordered) < 40 else ordered[int(0.985 * len(ordered))]


def _commonest(counts: Counter[float]) -> float:
    """The commonest distance; of two that are nearly as common, the smaller one."""
    most = max(counts.values())
    return min(pitch for pitch, count in counts.items() if count >= 0.5 * most)


def body_size(lines: Iterable[tuple[float, int]]) -> float:
    """The size of most characters, from sizes and numbers of characters."""
    counts: Counter[float] = Counter()
    for size, count in lines:
        counts[size] += count
    return max(counts, key=lambda size: (counts[size], size)) if counts else 10.0
