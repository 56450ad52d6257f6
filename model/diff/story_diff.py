"""Whole stories, a text, the inside of a cell or of a note: units, their alignment, their clauses in order."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from model.diff.align import align
from model.diff.paragraph_merge import ParagraphMerger
from model.diff.token_stream import identity
from model.diff.units import Alignment, Group, Unit
from model.redline import Clause, Status
from model.redline.cells import outermost_table

Cell = tuple[int, int, int]
Column = tuple[int | None, int | None]
"""The numbers of a column in the old and in the new table; None if one lacks it."""
PairFinder = Callable[[Sequence[Unit], Sequence[Unit]], dict[int, int]]


class TableRow(Struct, frozen=True):
    """A row of a table: its cells in order, each with its paragraphs and the tables in it."""

    cells: tuple[tuple[Clause, ...], ...]
    columns: tuple[int, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of all cells, in the order of the text."""
        return tuple(clause for cell in self.cells for clause in cell)


@dataclass
class StoryDiff:
    """Compares stories. It counts the tables of the redline as it meets them."""

    merger: ParagraphMerger
    moves: bool = True
    known_pairs: PairFinder = lambda old, new: {}
    _tables: Iterator[int] = field(default_factory=count)

    def story(self, old: Sequence[Clause], new: Sequence[Clause], *, moves: bool = False, closed: bool = False) -> list[Clause]:
        """The clauses of a redline of two stories; `closed` for a cell or a note, whose last end is on both sides."""
        return self._story(old, new, None, moves=moves, closed=closed)

    def _story(
        self, old: Sequence[Clause], new: Sequence[Clause], cell: Cell | None, *, moves: bool, closed: bool
    ) -> list[Clause]:
        inside = _table_of(old) if cell is not None else None
        before = story_units(old, inside)
        after = story_units(new, _table_of(new) if cell is not None else None)
        known = self.known_pairs(before, after) if moves else {}
        alignment = align(before, after, moves=moves and self.moves, known=known, closed=closed)
        groups = alignment.groups if closed else _anchor(alignment, before, after)
        names = _move_names(alignment, before)
        halves: dict[int, Clause] = {}
        out: list[Clause] = []
        for group in groups:
            self.merger.cell = cell
            first = before[group.a] if group.a < group.b else None
            second = after[group.c] if group.c < group.d else None
            if first is not None and second is not None:
                if first.sort == "t":
                    out += self._table(first.clauses, second.clauses)
                else:
                    olds = [before[n].first for n in range(group.a, group.b)]
                    news = [after[n].first for n in range(group.c, group.d)]
                    out += self.merger.merge_paragraphs(olds, news)
            elif first is not None:
                j = alignment.moves.get(group.a)
                if j is None:
                    out += self._deleted_clauses(first)
                else:
                    left, halves[j] = self.merger.move_paragraph(first.first, after[j].first, names[group.a])
                    out.append(left)
            elif second is not None:
                i = alignment.origin(group.c)
                if i is None:
                    out += self._inserted_clauses(second)
                elif group.c in halves:
                    out.append(halves.pop(group.c))
                else:
                    out.append(self.merger.move_paragraph(before[i].first, second.first, names[i])[1])
        return out

    # --- tables -------------------------------------------------------------------------------------------------------

    def _deleted_clauses(self, unit: Unit) -> list[Clause]:
        if unit.sort == "p":
            return [self.merger.delete_paragraph(unit.first)]
        return self._whole(unit.clauses, Status.DELETED)

    def _inserted_clauses(self, unit: Unit) -> list[Clause]:
        if unit.sort == "p":
            return [self.merger.insert_paragraph(unit.first)]
        return self._whole(unit.clauses, Status.INSERTED)

    def _whole(self, clauses: Sequence[Clause], status: Status) -> list[Clause]:
        """A table that one side alone has."""
        cells = [clause.cell for clause in clauses if clause.cell is not None]
        numbers = {table: next(self._tables) for table in sorted({cell[0] for cell in cells})}  # a table before those in it
        return [
            self._one_sided(clause, (numbers[cell[0]], *cell[1:]), status) for clause, cell in zip(clauses, cells, strict=True)
        ]

    def _one_sided(self, clause: Clause, cell: Cell, status: Status) -> Clause:
        self.merger.cell = cell
        made = self.merger.delete_paragraph(clause) if status is Status.DELETED else self.merger.insert_paragraph(clause)
        return replace(made, row=status, row_stamp=self.merger.stamp)

    def _table(self, old: Sequence[Clause], new: Sequence[Clause]) -> list[Clause]:
        """A table of both sides, by rows and cells. A row with another number of cells, or a table of another width, is new."""
        before, after = table_rows(old), table_rows(new)
        columns = _columns(before, after)
        if not columns:
            return [*self._whole(old, Status.DELETED), *self._whole(new, Status.INSERTED)]
        table = next(self._tables)
        shared = [(i, j) for i, j in columns if i is not None and j is not None]
        alignment = align(
            [_row_unit(row, [i for i, _ in shared]) for row in before],
            [_row_unit(row, [j for _, j in shared]) for row in after],
            moves=False,
            splits=False,
        )
        out: list[Clause] = []
        place = count()
        for group in alignment.groups:
            first = before[group.a] if group.a < group.b else None
            second = after[group.c] if group.c < group.d else None
            if first is not None and second is not None and _fit(first, second, columns):
                out += self._both(first, second, columns, table, next(place))
                continue
            for row, status in ((first, Status.DELETED), (second, Status.INSERTED)):
                if row is not None:
                    out += self._row(row, columns, table, next(place), status)
        return out

    def _both(self, first: TableRow, second: TableRow, columns: Sequence[Column], table: int, number: int) -> list[Clause]:
        """A row of both sides; the cells of an inserted or deleted column are wholly new or deleted."""
        out: list[Clause] = []
        for column, (i, j) in enumerate(columns):
            cell = (table, number, column)
            if i is not None and i < len(first.cells) and j is not None and j < len(second.cells):
                out += self._story(first.cells[i], second.cells[j], cell, moves=False, closed=True)
            elif i is not None and i < len(first.cells):
                self.merger.cell = cell
                out += (self.merger.delete_paragraph(clause) for clause in first.cells[i])
            elif j is not None and j < len(second.cells):
                self.merger.cell = cell
                out += (self.merger.insert_paragraph(clause) for clause in second.cells[j])
        return out

    def _row(self, row: TableRow, columns: Sequence[Column], table: int, number: int, status: Status) -> list[Clause]:
        """A row that one side alone has."""
        out: list[Clause] = []
        for column, (i, j) in enumerate(columns):
            place = i if status is Status.DELETED else j
            if place is None or place >= len(row.cells):
                continue
            for unit in story_units(row.cells[place], _table_of(row.cells[place])):
                if unit.sort == "p":
                    out.append(self._one_sided(unit.first, (table, number, column), status))
                else:
                    out += self._whole(unit.clauses, status)
        return out


def _anchor(alignment: Alignment, old: Sequence[Unit], new: Sequence[Unit]) -> list[Group]:
    """The groups, with a paragraph of both sides wherever a text between tables, or to the end, would have none. Its last end
    cannot be tracked (`model.formats.recognition.mark_order`), so the last deleted and the last new paragraph are one."""
    out: list[Group] = []
    stretch: list[Group] = []
    for group in [*alignment.groups, None]:
        if group is not None and not _holds_table(group, old, new):
            stretch.append(group)
            continue
        out += _with_anchor(stretch, alignment)
        out += [group] if group is not None else []
        stretch = []
    return out


def _with_anchor(stretch: list[Group], alignment: Alignment) -> list[Group]:
    gone = [group for group in stretch if group.a < group.b]
    came = [group for group in stretch if group.c < group.d]
    if not gone or not came or any(group.is_pair for group in stretch):
        return stretch
    left, right = gone[-1], came[-1]
    for i in [i for i, j in alignment.moves.items() if i == left.a or j == right.c]:
        del alignment.moves[i]
    rest = [group for group in stretch if group not in (left, right)]
    return [*rest, Group(left.a, left.b, right.c, right.d)]


def _holds_table(group: Group, old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    first = old[group.a] if group.a < group.b else new[group.c]
    return first.sort == "t"


def story_units(clauses: Sequence[Clause], inside: int | None = None) -> list[Unit]:
    """The paragraphs and tables of a story; of the inside of a cell, `inside` is the number of its table."""
    out: list[Unit] = []
    cells = [None if clause.cell is None or clause.cell[0] == inside else clause.cell for clause in clauses]
    place = 0
    while place < len(clauses):
        if cells[place] is None:
            text, key = identity(clauses[place].runs)
            out.append(Unit((clauses[place],), text, key))
            place += 1
            continue
        _, stop = outermost_table(cells, place)
        table = tuple(clauses[place:stop])
        parts = [identity(clause.runs) for clause in table]
        keys = tuple((clause.cell[1:] if clause.cell else (), key) for clause, (_, key) in zip(table, parts, strict=True))
        out.append(Unit(table, "\t".join(text for text, _ in parts), ("table", keys), "t"))
        place = stop
    return out


def table_rows(clauses: Sequence[Clause]) -> list[TableRow]:
    """The rows of a table; text of tables inside its cells belongs to these cells."""
    table = _table_of(clauses)
    found: dict[int, dict[int, list[Clause]]] = {}
    inside: list[Clause] = []
    for clause in clauses:
        inside.append(clause)
        if clause.cell is not None and clause.cell[0] == table:  # the paragraph after a table in a cell is of that cell
            _, row, column = clause.cell
            found.setdefault(row, {}).setdefault(column, []).extend(inside)
            inside = []
    return [TableRow(tuple(tuple(cell) for cell in cells.values()), tuple(cells)) for cells in found.values()]


def _table_of(clauses: Sequence[Clause]) -> int | None:
    """The number of the outermost table of clauses: that of the last, since a cell ends with a paragraph of its own."""
    return clauses[-1].cell[0] if clauses and clauses[-1].cell is not None else None


def _columns(old: Sequence[TableRow], new: Sequence[TableRow]) -> list[Column]:
    """The columns that two tables share, in order; nothing if that is unclear."""
    before, after = {len(row.cells) for row in old}, {len(row.cells) for row in new}
    if max(before) == max(after):
        return [(number, number) for number in range(max(before))]
    nested = any(
        _table_of(cell) != clause.cell[0] for row in (*old, *new) for cell in row.cells for clause in cell if clause.cell
    )
    if len(before) > 1 or len(after) > 1 or nested:
        return []
    units_of = [[_column_unit(side, number) for number in range(max(counts))] for side, counts in ((old, before), (new, after))]
    groups = align(*units_of, moves=False, splits=False).groups
    if not any(group.is_pair for group in groups):
        return []
    return [(group.a if group.a < group.b else None, group.c if group.c < group.d else None) for group in groups]


def _column_unit(side: Sequence[TableRow], number: int) -> Unit:
    cells = [row.cells[number] for row in side]
    text = "\n".join(clause.text for cell in cells for clause in cell)
    return Unit(tuple(clause for cell in cells for clause in cell), text, text, "c")


def _fit(first: TableRow, second: TableRow, columns: Sequence[Column]) -> bool:
    """Whether the cells of two rows are in the columns of the table."""
    if all(i == j for i, j in columns):
        return len(first.cells) == len(second.cells)
    return True


def _row_unit(row: TableRow, columns: Sequence[int]) -> Unit:
    """A row, identified by its cells in the columns that both tables have."""
    parts = [[identity(clause.runs) for clause in row.cells[number]] for number in columns if number < len(row.cells)]
    text = "\t".join(text for cell in parts for text, _ in cell)
    return Unit(row.clauses, text, tuple(tuple(key for _, key in cell) for cell in parts), "r")


def _move_names(alignment: Alignment, old: Sequence[Unit]) -> dict[int, str]:
    """The id of each move; neighbours that stay neighbours move together."""
    out: dict[int, str] = {}
    for i, j in sorted(alignment.moves.items()):
        if i - 1 in out and alignment.moves[i - 1] == j - 1:
            out[i] = out[i - 1]
        else:
            out[i] = f"m{zlib.crc32(f'{i}|{j}|{old[i].text}'.encode('utf-8', 'replace')):08x}"
    return out
