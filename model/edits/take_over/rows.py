"""Tracked rows of a table taken over into a draft: inserted under numbers of their own, or restored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from model.diff.aligned_rows import AlignedRow, Half
from model.edits.structure import NewClause, make_clauses
from model.edits.tables.rows import row_range
from model.redline import KEPT_END, NOBODY, Clause, Paragraph, Side, Stamp, Status, join_runs
from model.redline.cells import start_of_cell
from model.redline.runs import restored_run
from model.submission.story import StoryId
from model.submission.transactions import Splice

Cell = tuple[int, int, int]
RowKey = tuple[int, int]
"""The numbers of a table and of a row in it."""


def cells_beside(halves: Iterable[Half], paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Cell, Cell]]:
    """The cells of one side of a comparison with those of the draft that they are."""
    for half, paragraph in zip(halves, paragraphs, strict=False):
        other_cell, other = half.paragraph.closing.cell, paragraph.closing.cell
        if other_cell is not None and other is not None:
            yield other_cell, other


def row_key(clause: Clause) -> RowKey | None:
    """The row that a clause stands in, where that row stands on one side of the text alone."""
    return clause.cell[:2] if clause.cell is not None and clause.row is not Status.KEPT else None


def put_in_row(
    story: StoryId, clauses: Sequence[Clause], at: int, table: int, columns: Sequence[int], new: Sequence[NewClause], stamp: Stamp
) -> Splice:
    """A row inserted before an index, as paragraphs with their columns; among the rows of the table if the draft has it.

    at: the clause before which it is inserted
    table: the number of the table
    columns: the column of each paragraph
    new: the paragraphs
    """
    inside = [place for place, clause in enumerate(clauses) if clause.cell is not None and clause.cell[0] == table]
    if inside:
        low, high = start_of_cell(clauses, inside[0]), inside[-1] + 1
        at = min(max(at, low), high)
        next_own = next((place for place in inside if place >= at), None)
        start, stop = row_range(clauses, next_own) if next_own is not None else (at, at)
        at = stop if start < at else at
    else:
        while at < len(clauses) and not clauses[at].row.in_draft:  # a new table before a deleted row would be in its cell
            at += 1
    while 0 < at < len(clauses) and _key(clauses[at]) is not None and _key(clauses[at]) == _key(clauses[at - 1]):
        at += 1
    number = 1 + max((clause.cell[1] for clause in clauses if clause.cell is not None and clause.cell[0] == table), default=-1)
    made = [
        replace(clause, cell=(table, number, column), row=Status.INSERTED, row_stamp=stamp)
        for clause, column in zip(make_clauses(clauses, at, new, stamp), columns, strict=True)
    ]
    return Splice(story, at, (), tuple(made))


def restored_row(
    story: StoryId, clauses: Sequence[Clause], start: int, at: int, texts: Sequence[str], table: int | None
) -> Splice | None:
    """A deleted row between two indices, or up to the next live clause, restored; None if none has these paragraphs.

    start, at: the first clause that may belong to it, and the one after the last
    texts: the words of its paragraphs
    table: the number of its table; None for any
    """
    stop = next((place for place in range(at, len(clauses)) if clauses[place].is_on("draft")), len(clauses))
    keys = dict.fromkeys(_key(clause) for clause in clauses[start:stop] if clause.row is Status.DELETED)
    for key in keys:
        if key is None or table not in (None, key[0]):
            continue
        low, high = _span(clauses, key)
        old = tuple(clauses[low:high])
        if [clause.text_on("base") for clause in old] == list(texts):
            return Splice(story, low, old, tuple(map(_as_kept, old)))
    return None


def _as_kept(clause: Clause) -> Clause:
    runs = join_runs([restored_run(run) for run in clause.runs])
    return replace(clause, runs=runs, end=KEPT_END, row=Status.KEPT, row_stamp=NOBODY)


def _key(clause: Clause) -> RowKey | None:
    return clause.cell[:2] if clause.cell is not None else None


def _span(clauses: Sequence[Clause], key: RowKey) -> tuple[int, int]:
    places = [place for place, clause in enumerate(clauses) if _key(clause) == key]
    return places[0], places[-1] + 1


class RowCounts:
    """How many paragraphs of the draft each row has by now; together they are all paragraphs of the draft."""

    def __init__(self, rows: Sequence[AlignedRow], side: Side) -> None:
        self._counts = [len(row.on(side)) for row in rows]

    def __getitem__(self, row: int) -> int:
        return self._counts[row]

    def __setitem__(self, row: int, count: int) -> None:
        self._counts[row] = count

    def before(self, row: int) -> int:
        """The paragraphs of all rows before this one."""
        return sum(self._counts[:row])

    def empty(self, rows: Iterable[int]) -> None:
        """These rows have no paragraph any more."""
        for row in rows:
            self._counts[row] = 0

    def settle(self, row: int, total: int) -> None:
        """The draft has so many paragraphs by now: those that came or went are of this row."""
        self._counts[row] += total - sum(self._counts)
