"""Changes of several parties as one redline on the base's own clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.changes import InsertedEnd, PartyChange, Piece, as_paragraphs, width
from model.redline import (
    KEPT_END,
    NOBODY,
    Clause,
    End,
    Label,
    NewCell,
    Props,
    Run,
    Stamp,
    Status,
    Style,
    join_runs,
    label_bearer,
    with_text,
)
from model.redline.canonical import canonical
from model.redline.live_ends import with_live_ends
from model.redline.runs import new_id, struck_run


class AppliedChange(Struct, frozen=True):
    """A change that is carried out, and for whom."""

    change: PartyChange
    stamp: Stamp
    order: int = 0
    """The rank of its party, which orders insertions at one place."""
    move: str = ""
    """The id of its move in the whole."""


def apply_to_story(base: Sequence[Clause], taken: Iterable[AppliedChange]) -> tuple[Clause, ...]:
    """The clauses of a story of the base with changes carried out that do not meet one another."""
    whole = canonical(_Builder(base, taken).clauses())
    kept = with_live_ends(whole, base)  # words before those that another party deletes with their end, such as before a table
    return whole if kept == whole else canonical(kept)


@dataclass
class _Raw:
    """A clause without an id: its end, and the paragraph of the base that this end closes."""

    runs: tuple[Run, ...]
    end: End
    props: Props
    base_props: Props | None
    props_stamp: Stamp
    own_label: Label | None
    base: Clause | None
    cell: tuple[int, int, int] | None = None
    outside: bool = False
    """Whether it is outside of tables, whatever follows."""
    row: Status = Status.KEPT
    row_stamp: Stamp = NOBODY
    same: bool = False
    """Whether it is the clause of the base, untouched."""
    own_number: Label | None = None
    own_mark: Label | None = None
    columns: int = 1
    """How many columns its cell of an inserted row spans."""

    def fill_clause(self, clause: Clause, cell: tuple[int, int, int] | None) -> Clause:
        """A clause with these contents, in a paragraph of the base that ends in a cell."""
        if self.row is not Status.KEPT or self.cell is not None:
            cell = self.cell
        elif self.outside:
            cell = None
        return replace(
            clause,
            props=self.props,
            runs=self.runs,
            end=self.end,
            base_props=self.base_props,
            props_stamp=self.props_stamp,
            own_label=self.own_label,
            own_number=self.own_number,
            own_mark=self.own_mark,
            cell=cell,
            row=self.row,
            row_stamp=self.row_stamp,
            shape=NewCell(columns=self.columns) if self.columns > 1 else clause.shape,
        )


class _Stretches:
    """Changes whose stretches do not overlap, by their places."""

    def __init__(self, taken: Iterable[AppliedChange]) -> None:
        self._taken = sorted(
            (applied for applied in taken if applied.change.start < applied.change.stop),
            key=lambda applied_change: applied_change.change.start,
        )
        self._starts = [applied.change.start for applied in self._taken]

    @property
    def borders(self) -> Iterator[int]:
        for applied in self._taken:
            yield applied.change.start
            yield applied.change.stop

    def at(self, place: int) -> AppliedChange | None:
        """The change whose stretch contains a place."""
        index = bisect_right(self._starts, place) - 1
        return self._taken[index] if index >= 0 and place < self._taken[index].change.stop else None


class _Builder:
    def __init__(self, base: Sequence[Clause], taken: Iterable[AppliedChange]) -> None:
        self._base = base
        self._put: dict[int, list[tuple[int, int, int, AppliedChange]]] = defaultdict(list)
        self._rows = 0
        self._props: dict[int, tuple[Props, Stamp]] = {}
        self._labels: dict[int, Label] = {}
        self._marks: dict[int, Label] = {}
        taken = list(taken)
        self._struck = _Stretches(applied for applied in taken if applied.change.sort == "text")
        self._formats = _Stretches(applied for applied in taken if applied.change.sort == "format")
        self._gone = _Stretches(applied for applied in taken if applied.change.sort == "row")
        for applied in taken:
            self._take(applied)
        touched = (*self._struck.borders, *self._formats.borders, *self._gone.borders)
        self._borders = sorted({*touched, *self._put, *self._props, *self._labels, *self._marks})
        self._raws: list[_Raw] = []
        self._ended: tuple[int, int, int] | None = None
        """The cell of the paragraph before the one that is next."""
        self._runs: list[Run] = []

    def _take(self, applied: AppliedChange) -> None:
        change, stamp = applied.change, applied.stamp
        if change.pieces:
            put = self._out_of_deleted_rows(change)
            self._put[put.stop].append((_rank(put), applied.order, change.turn, replace(applied, change=put)))
        elif isinstance(change.value, Props):
            self._props[change.start] = change.value, stamp
        elif isinstance(change.value, Label):
            (self._marks if change.sort == "mark" else self._labels)[change.start] = change.value

    def _out_of_deleted_rows(self, change: PartyChange) -> PartyChange:
        """A change that inserts nothing into a deleted row, where the draft would lose it; the paragraphs follow the row."""
        while (row := self._gone.at(change.stop - 1 if change.behind else change.stop)) and change.is_in_cells(row.change):
            change = as_paragraphs(change, row.change.stop, InsertedEnd(Props(), cell=_SOME_CELL))
        return change

    def clauses(self) -> Iterator[Clause]:
        place = 0
        for clause in self._base:
            if not self._runs and self._is_untouched(place, stop := place + sum(map(width, clause.runs))):
                self._raws.append(_Raw(clause.runs, KEPT_END, clause.props, None, NOBODY, None, clause, clause.cell, same=True))
                place = stop + 1
                continue
            self._open(place)
            for run in clause.runs:
                place = self._walk(run, place)
            self._close(clause, place)
            place += 1
        self._open(place)
        self._insert(place, _TEXT)
        if self._runs and self._raws:  # text after the last end belongs to the last paragraph
            last = self._raws[-1]
            last.runs, last.same = (*last.runs, *self._runs), False
        return self._with_ids()

    def _is_untouched(self, place: int, stop: int) -> bool:
        """Whether no change has to do with the places from one to the other, the second among them."""
        low = bisect_left(self._borders, place)
        if low < len(self._borders) and self._borders[low] <= stop:
            return False
        return not any(stretches.at(place) for stretches in (self._struck, self._formats, self._gone))

    def _open(self, place: int) -> None:
        """Insert everything that precedes a clause: rows after those of a table that ends there, or before those of its own
        table. A new paragraph of a cell that the base no longer has goes to the cell that ends there, else to the next one."""
        self._ended = self._raws[-1].cell if self._raws else None
        if self._ended is not None:
            self._insert(place, _BEHIND)
            self._insert(place, _ROW, self._ended[0])
        self._insert(place, _OUTSIDE)
        self._insert(place, _ROW)
        self._insert(place, _BEHIND)
        self._insert(place, _INSIDE)
        self._insert(place, _TEXT)

    def _walk(self, run: Run, place: int) -> int:
        wide = width(run)
        if not wide:
            self._runs.append(run)
            return place
        stop = place + wide
        inner = self._borders[bisect_right(self._borders, place) : bisect_left(self._borders, stop)]
        for low, high in zip([place, *inner], [*inner, stop], strict=True):
            self._insert(low, _TEXT)
            self._runs.append(self._mark(with_text(run, run.text[low - place : high - place]), low))
        return stop

    def _mark(self, run: Run, place: int) -> Run:
        struck = self._struck.at(place) or self._gone.at(place)
        if struck is not None:
            return replace(struck_run(run, struck.stamp), move=struck.move)
        formatted = self._formats.at(place)
        if formatted is not None and isinstance(formatted.change.value, Style):
            new = replace(formatted.change.value, name=run.style.name, other=run.style.other)
            return replace(run, style=new, base_style=run.style, style_stamp=formatted.stamp)
        return run

    def _insert(self, place: int, rank: int, table: int | None = None) -> None:
        """Insert everything of one rank at a place; of rows, if a table is given, only those of that table."""
        waiting = self._put.get(place)
        if not waiting:
            return
        chosen = (entry for entry in waiting if entry[0] == rank and table in (None, entry[3].change.table))
        for entry in sorted(chosen, key=lambda entry: entry[:3]):
            waiting.remove(entry)
            if rank == _ROW:
                self._rows += 1  # until they get numbers, inserted rows have negative numbers
            for piece in entry[3].change.pieces:
                self._piece(piece, entry[3])

    def _piece(self, piece: Piece, taken: AppliedChange) -> None:
        move = taken.move if piece.move else ""
        if not isinstance(piece, InsertedEnd):
            self._runs.append(replace(piece, status=Status.INSERTED, stamp=taken.stamp, move=move))
            return
        end = End(Status.INSERTED, taken.stamp, move=move)
        outside = taken.change.whole and piece.cell is None
        raw = _Raw((), end, piece.props, None, NOBODY, piece.own_label, None, outside=outside, own_number=piece.own_number)
        if taken.change.sort == "row" and piece.cell is not None:
            raw.cell, raw.row, raw.row_stamp = (taken.change.table or 0, -self._rows, piece.cell[2]), Status.INSERTED, taken.stamp
            raw.columns = piece.columns
        elif taken.change.behind:
            raw.cell = self._ended
        self._flush(raw)

    def _close(self, clause: Clause, place: int) -> None:
        self._insert(place, _TEXT)
        end, row = KEPT_END, self._gone.at(place)
        struck = self._struck.at(place) or row
        if struck is not None:
            end = End(Status.DELETED, struck.stamp, move=struck.move)
        props, base_props, by = clause.props, None, NOBODY
        if place in self._props and end is KEPT_END:
            new, by = self._props[place]
            props, base_props = replace(clause.props, kind=new.kind, level=new.level, scheme=new.scheme), clause.props
        raw = _Raw((), end, props, base_props, by, self._labels.get(place), clause, clause.cell, own_mark=self._marks.get(place))
        if row is None and struck is not None and struck.change.table is not None and clause.cell is not None:
            row = struck if clause.cell[0] != struck.change.table else None  # a row of a table in a deleted cell
        if row is not None:
            raw.row, raw.row_stamp = Status.DELETED, row.stamp
        self._flush(raw)

    def _flush(self, raw: _Raw) -> None:
        raw.runs = join_runs(self._runs)
        self._runs = []
        self._raws.append(raw)

    # -- ids, labels and sources: a paragraph of the base gives them to the clause that bears its label

    def _with_ids(self) -> Iterator[Clause]:
        taken = {clause.id for clause in self._base}
        numbers = self._row_numbers() if self._rows else {}
        group: list[_Raw] = []
        for raw in self._raws:
            if raw.cell is not None:
                table, row, column = raw.cell
                raw.cell = table, numbers.get((table, row), row), column
            group.append(raw)
            if raw.base is not None:
                yield from self._of_group(group, raw.base, taken)
                group = []
        last = self._base[-1] if self._base else Clause("c0")
        for raw in group:
            yield self._fresh(raw, last, last.cell, taken)

    def _row_numbers(self) -> dict[tuple[int, int], int]:
        """The numbers of inserted rows, after those in force, which stay: the shapes of rows are found by them."""
        last: dict[int, int] = {}
        for clause in self._base:
            if clause.cell is not None:
                last[clause.cell[0]] = max(last.get(clause.cell[0], -1), clause.cell[1])
        numbers: dict[tuple[int, int], int] = {}
        for raw in self._raws:
            if raw.cell is not None and raw.cell[1] < 0 and raw.cell[:2] not in numbers:
                table = raw.cell[0]
                last[table] = numbers[raw.cell[:2]] = last.get(table, -1) + 1
        return numbers

    def _of_group(self, group: Sequence[_Raw], base: Clause, taken: set[str]) -> Iterator[Clause]:
        if group[-1].same:
            bearer = len(group) - 1
        else:
            shells = tuple(Clause(str(place), raw.props, raw.runs, raw.end) for place, raw in enumerate(group))
            bearer = int(label_bearer(shells, "base").id)
        for place, raw in enumerate(group):
            if place != bearer:
                yield self._fresh(raw, base, group[-1].cell, taken)
            elif raw.same:
                yield base
            else:
                yield raw.fill_clause(base, group[-1].cell)

    def _fresh(self, raw: _Raw, beside: Clause, cell: tuple[int, int, int] | None, taken: set[str]) -> Clause:
        id = new_id(beside.id, raw.end.stamp, taken)
        taken.add(id)
        return raw.fill_clause(Clause(id), cell)


_BEHIND, _OUTSIDE, _ROW, _INSIDE, _TEXT = range(5)
"""The order of insertions at the first place of a table or cell: paragraphs of the cell that ends there, paragraphs before the
table, its rows, paragraphs in its cell, text. The rows of a table that ends there precede the paragraphs before the next one."""
_SOME_CELL = 0, 0, 0
"""Marks a paragraph that is in the cell at its place."""


def _rank(change: PartyChange) -> int:
    if change.sort == "row":
        return _ROW
    if not change.whole:
        return _TEXT
    if change.behind:
        return _BEHIND
    close = next((piece for piece in change.pieces if isinstance(piece, InsertedEnd)), None)
    return _OUTSIDE if close is None or close.cell is None else _INSIDE
