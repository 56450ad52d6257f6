"""Tables of a tagged PDF: rows and cells as its structure has them, widths by the places of their text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from model.formats.pdf.layout.blocks import CellTag, Path
from model.formats.pdf.layout.lines import PageLine
from model.formats.pdf.layout.table_text import TableCellText, TableText

_MOST_COLUMNS = 63
_MOST_EMPTY_ROWS = 50
"""Between two rows with text."""


class _Cell(Struct):
    tag: CellTag
    lines: list[PageLine] = field(default_factory=list)
    inner: list[tuple[int, list[PageLine]]] = field(default_factory=list)
    """The lines of each table in it, and how many of its own lines precede them."""


def tables_of(lines: Sequence[PageLine], depth: int = 0) -> list[TableText]:
    """The tables of lines in cells, which are in order; `depth`: the number of tables that they are all in."""
    tables: dict[Path, dict[Path, dict[Path, _Cell]]] = {}
    for line in lines:
        assert line.block is not None
        tag = line.block.cells[depth]
        row = tables.setdefault(tag.table, {}).setdefault(tag.row, {})
        cell = row.setdefault(tag.cell, _Cell(tag))
        if len(line.block.cells) == depth + 1:
            cell.lines.append(line)
        elif cell.inner and cell.inner[-1][0] == len(cell.lines):
            cell.inner[-1][1].append(line)
        else:
            cell.inner.append((len(cell.lines), [line]))
    return [_table(rows, depth) for rows in tables.values()]


def _table(rows: Mapping[Path, Mapping[Path, _Cell]], depth: int) -> TableText:
    cells = [cell for row in rows.values() for cell in row.values()]
    every = [line for cell in cells for line in _lines(cell)]
    edges = _edges(cells)
    out: list[list[TableCellText]] = []
    before: Path = ()
    heads = 0
    for path, row in rows.items():
        if before[:-1] == path[:-1]:
            empty = min(path[-1] - before[-1] - 1, _MOST_EMPTY_ROWS)
            out += [[TableCellText([], edges[0], edges[-1], len(edges) - 1)] for _ in range(empty)]
        before = path
        heads += heads == len(out) and all(cell.tag.is_head for cell in row.values())
        out.append(_row(row, edges, depth))
    return TableText(out, every[-1].page, min(line.top for line in every), max(line.bottom for line in every), edges, heads)


def _lines(cell: _Cell) -> list[PageLine]:
    return cell.lines + [line for _, lines in cell.inner for line in lines]


def _row(row: Mapping[Path, _Cell], edges: Sequence[float], depth: int) -> list[TableCellText]:
    """The cells of a row, with those that have no text."""
    out: list[TableCellText] = []
    at = 0
    known = {min(path[-1], _MOST_COLUMNS): cell for path, cell in row.items()}
    for number in range(max(known) + 1):
        cell = known.get(number)
        columns = cell.tag.columns if cell is not None else 1
        left, right = edges[min(at, len(edges) - 2)], edges[min(at + columns, len(edges) - 1)]
        inner = [(place, tables_of(lines, depth + 1)) for place, lines in cell.inner] if cell is not None else []
        out.append(TableCellText(cell.lines if cell is not None else [], left, right, columns, inner))
        at += columns
    while at < len(edges) - 1:
        out.append(TableCellText([], edges[at], edges[at + 1]))
        at += 1
    return out


def _edges(cells: Sequence[_Cell]) -> list[float]:
    """The beginnings of the columns by the text in them, and the end of the last."""
    lefts: dict[int, float] = {}
    end = 0.0
    for cell in cells:
        lines = _lines(cell)
        column = min(cell.tag.cell[-1], _MOST_COLUMNS)
        lefts[column] = min([lefts.get(column, lines[0].left), *(line.left for line in lines)])
        end = max([end, *(line.right for line in lines)])
    edges: list[float] = []
    for column in range(max(lefts) + 1):
        least = edges[-1] + 6 if edges else 0.0
        edges.append(max(lefts.get(column, least), least))
    return [*edges, max(end, edges[-1] + 6)]
