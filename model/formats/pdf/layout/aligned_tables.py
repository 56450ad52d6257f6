"""Tables without lines: rows of words that are under each other in three columns or more."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from msgspec.structs import replace

from model.formats.pdf.layout.columns import PagePart
from model.formats.pdf.layout.contents_lines import ends_entry
from model.formats.pdf.layout.label_gaps import label_words
from model.formats.pdf.layout.lines import PageLine
from model.formats.pdf.layout.table_text import TableCellText, TableText
from model.formats.pdf.layout.words import PageWord
from model.numbering import read_label
from model.numbering.provision_numbers import parse_margin

_COLUMN_GAP = 1.0
"""Of the size: the least gap between two columns."""
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_SAME_ROW = 0.8
"""Of the size: lines that are nearer than a line are of one row."""
_NEXT_LINE = 1.3
"""Of the size: lines that are nearer are of one cell."""
_NEXT_ROW = 3.5
"""Of the size: lines that are further apart are not of one table."""

Pieces = list[list[PageWord]]


def divide_part(part: PagePart) -> list[PagePart | TableText]:
    """A part of a page divided at the tables in it."""
    pieces = [_pieces(line) for line in part.lines]
    if sum(len(words) >= _FEWEST_COLUMNS for words in pieces) < _FEWEST_ROWS:
        return [part]
    out: list[PagePart | TableText] = []
    waiting: list[PageLine] = []
    at = 0
    while at < len(part.lines):
        stop, columns = _end_of_table(part.lines, pieces, at)
        if stop == at:
            waiting.append(part.lines[at])
            at += 1
            continue
        if waiting:
            out.append(replace(part, lines=waiting))
            waiting = []
        out.append(_table(part.lines[at:stop], pieces[at:stop], columns, part.right))
        at = stop
    if waiting:
        out.append(replace(part, lines=waiting))
    return out


def _pieces(line: PageLine) -> Pieces:
    """The words of a line, divided at wide gaps; a label is one with a text alone after it."""
    out = [[line.words[0]]]
    for word in line.words[1:]:
        if word.left - out[-1][-1].right > _COLUMN_GAP * line.size:
            out.append([word])
        else:
            out[-1].append(word)
    if ends_entry(line) or (len(out) == 2 and label_words(line) == len(out[0])) or (len(out) == 3 and _is_provision(out)):
        return [line.words]
    return out


def _is_provision(pieces: Pieces) -> bool:
    """Whether a line begins a provision of a treaty text: its margin number, its label, its text."""
    number, label = (" ".join(word.text for word in words) for words in pieces[:2])
    if parse_margin(number) is None or label.isdigit():
        return False
    found = read_label(f"{label}\tx")
    return label.startswith("§") or (found is not None and found.label == label)


def _extent(words: Sequence[PageWord]) -> tuple[float, float]:
    return words[0].left, max(word.right for word in words)


def _end_of_table(lines: Sequence[PageLine], pieces: Sequence[Pieces], start: int) -> tuple[int, list[tuple[float, float]]]:
    """The end of the table that begins at a line, and its columns; the line itself if none begins there."""
    if len(pieces[start]) < 2:
        return start, []
    columns = [_extent(words) for words in pieces[start]]
    stop = start + 1
    full = int(len(pieces[start]) >= _FEWEST_COLUMNS)
    end, found = start, columns
    while stop < len(lines) and lines[stop].baseline - lines[stop - 1].baseline < _NEXT_ROW * lines[stop].size:
        joined = _joined(columns, [_extent(words) for words in pieces[stop]])
        alone = len(pieces[stop]) == 1
        if len(joined) < _FEWEST_COLUMNS and len(joined) < len(columns):
            break
        if alone and not _is_inside(pieces[stop][0], columns):
            break
        columns = joined
        full += len(pieces[stop]) >= _FEWEST_COLUMNS
        stop += 1
        if not alone or lines[stop - 1].baseline - lines[stop - 2].baseline < _NEXT_LINE * lines[stop - 1].size:
            end, found = stop, columns
    if full < _FEWEST_ROWS or len(found) < _FEWEST_COLUMNS:
        return start, []
    return end, found


def _joined(columns: Sequence[tuple[float, float]], extents: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Columns, of which those that overlap are one."""
    out: list[tuple[float, float]] = []
    for left, right in sorted([*columns, *extents]):
        if out and left < out[-1][1] + 1.5:
            out[-1] = out[-1][0], max(out[-1][1], right)
        else:
            out.append((left, right))
    return out


def _is_inside(words: Sequence[PageWord], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether words have the place of one column."""
    left, right = _extent(words)
    return any(left >= column[0] - 3 and right <= column[1] + 12 for column in columns)


def _table(
    lines: Sequence[PageLine], pieces: Sequence[Pieces], columns: Sequence[tuple[float, float]], right: float
) -> TableText:
    edges = [column[0] - 2 for column in columns] + [max(right, columns[-1][1])]
    rows: list[list[TableCellText]] = []
    before: PageLine | None = None
    for line, parts in zip(lines, pieces, strict=True):
        if before is None or _begins_row(line, before, parts, rows[-1]):
            rows.append([TableCellText([], left, end) for left, end in itertools.pairwise(edges)])
        for words in parts:
            left, _ = _extent(words)
            at = next((at for at in range(len(columns) - 1, 0, -1) if left >= columns[at][0] - 2), 0)
            words[0].blank = False
            rows[-1][at].lines.append(PageLine(words, line.page))
        before = line
    return TableText(rows, lines[0].page, lines[0].top, lines[-1].bottom, edges, is_ruled=False)


def _begins_row(line: PageLine, before: PageLine, parts: Pieces, row: Sequence[TableCellText]) -> bool:
    pitch = line.baseline - before.baseline
    if pitch < _SAME_ROW * line.size:
        return False
    if pitch > _NEXT_LINE * line.size:
        return True
    return len(parts) > sum(1 for cell in row if cell.lines) / 2
