"""Rows of a page: the spans on one baseline, with those that are raised or lowered beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from model.formats.pdf.pages import PdfSpan

_ONE_LINE = 0.12
"""Of the size: baselines that differ less are of one line."""
_MARK = 6
"""The most characters of the mark of a note."""
_MOST_SPANS = 10_000
"""Of a page whose rows are compared with each other."""
_SMALL = 0.86
"""Of the size of a line: smaller characters beside it may be raised or lowered."""


def rows_of(spans: Sequence[PdfSpan]) -> list[list[PdfSpan]]:
    """Spans grouped by their baseline, with raised and lowered ones beside them."""
    rows: list[list[PdfSpan]] = []
    for span in spans:
        if rows and abs(span.baseline - rows[-1][0].baseline) <= max(_ONE_LINE * span.size, 0.6):
            rows[-1].append(span)
        else:
            rows.append([span])
    if len(rows) < 2 or len(spans) > _MOST_SPANS:
        return rows
    return _with_raised(_side_by_side(rows))


def _side_by_side(rows: list[list[PdfSpan]]) -> list[list[PdfSpan]]:
    """Rows of which those are one whose baselines differ little and whose spans are beside each other."""
    out = [rows[0]]
    for row in rows[1:]:
        before = out[-1]
        limit = 0.35 * min(before[0].size, row[0].size)
        if row[0].baseline - before[0].baseline < limit and not any(_overlap(span, other) for span in row for other in before):
            before += row
            before.sort(key=attrgetter("size"), reverse=True)
        else:
            out.append(row)
    return out


def _overlap(span: PdfSpan, other: PdfSpan) -> bool:
    """Whether spans are one over the other."""
    common = min(span.right, other.right) - max(span.left, other.left)
    return common > 0.4 * min(span.right - span.left, other.right - other.left) + 0.1


def _with_raised(rows: list[list[PdfSpan]]) -> list[list[PdfSpan]]:
    """Rows in which raised and lowered spans are in the row of the text beside them."""
    out: list[list[PdfSpan]] = [list(row) for row in rows]
    for at, row in enumerate(rows):
        for near in _near(rows, at):
            while moved := [span for span in out[at] if _belongs(span, row, rows[near], out[near])]:
                out[near] += moved
                out[at] = [span for span in out[at] if span not in moved]
    return [row for row in out if row]


def _belongs(span: PdfSpan, row: Sequence[PdfSpan], host: Sequence[PdfSpan], joined: Sequence[PdfSpan]) -> bool:
    """Whether a span of a row is raised or lowered text of another row, to which others were joined before."""
    if not joined:
        return False
    size = max(other.size for other in host)
    is_small = span.size <= _SMALL * size
    shift = (host[0].baseline - span.baseline) / size
    if is_small:
        if not -0.4 < shift < 0.75:
            return False
    elif len(span.text.strip()) > 4 or span.size > size or not -0.25 < shift < 0.35 or _weight(row) >= _weight(host):
        return False
    if any(_is_beside(span, other) for other in joined):
        return True
    return (
        is_small and len(span.text.strip()) <= _MARK and shift > 0 and _is_before(span, min(joined, key=lambda other: other.left))
    )


def _is_before(span: PdfSpan, first: PdfSpan) -> bool:
    """Whether a span has the place of the mark of a note, a tab before the first text of its line."""
    return 0 <= first.left - span.right < 4 * first.size


def _weight(row: Sequence[PdfSpan]) -> int:
    return sum(len(span.text) for span in row)


def _near(rows: Sequence[Sequence[PdfSpan]], at: int) -> Iterable[int]:
    """The rows whose baselines are within a line of that of a row, the nearest first."""
    baseline = rows[at][0].baseline
    found = []
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(rows) and abs(rows[near][0].baseline - baseline) < 14:
            found.append(near)
            near += step
    return sorted(found, key=lambda near: abs(rows[near][0].baseline - baseline))


def _is_beside(span: PdfSpan, other: PdfSpan) -> bool:
    """Whether a span touches another, or is between two of its words."""
    near = 0.5 * other.size
    left, right = span.left, span.right
    begin, end = other.left, other.right
    return left <= end + near and right >= begin - near
