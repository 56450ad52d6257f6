"""Deleted rows that come back instead of new ones with the same content, as when a band that was split is merged again."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

from msgspec import Struct

from model.allocations.values import AllocationTable
from model.diff.patience import Pair, anchors
from model.edits.deleted_amendments import restore_deleted_text, restore_parts
from model.edits.tables.rows import delete_row, row_range
from model.edits.transform import Transform
from model.redline import Clause, Paragraph, Status, paragraphs
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import Splice, Transaction, apply

_SPACES, _DASHES = re.compile(r"[\u00a0\u2007\u2009\u202f]"), re.compile("[\u2011-\u2013]")


class _Row(Struct, frozen=True):
    """A row that is deleted or inserted."""

    number: int
    low: int
    high: int
    """The range of its clauses."""
    status: Status
    author: str


def restore_rows(
    transform: Transform, story: StoryId, table: int, made: Collection[int], tied: AllocationTable | None
) -> Mapping[int, int]:
    """Brings back deleted rows of the same content as new ones, which are removed; the draft stays as it is. Returns the numbers
    of the rows that came back, by those of the new ones.

    transform: the edit after which the new rows are beside the deleted ones
    story: the text with the table
    table: the number of the table
    made: the numbers of the new rows
    tied: the base of a table in a Word file, whose merged cells keep rows together; None for any other
    """
    clauses = transform.clauses(story)
    run = _run_around(clauses, table, made)
    gone, came = ([row for row in run if (row.status is Status.INSERTED) is new] for new in (False, True))
    back = [_restored_content(transform, story, table, row) for row in gone]
    new: list[Hashable] = [_content(clauses[row.low : row.high]) if row.number in made else row for row in came]
    pairs = _without_torn(anchors(back, new), gone, tied)
    if not pairs:
        return {}
    order = [row.number for row in _in_order(gone, came, pairs)]
    for at, other in pairs:
        low, high = _range(transform.clauses(story), table, gone[at].number)
        transform.add(_restoring(transform, story, low, high))
        low, _ = _range(transform.clauses(story), table, came[other].number)
        transform.add(delete_row(transform.submission, story, transform.clauses(story)[low].id, transform.stamp))
    _put_in_order(transform, story, table, order)
    return {came[other].number: gone[at].number for at, other in pairs}


def _run_around(clauses: Sequence[Clause], table: int, made: Collection[int]) -> list[_Row]:
    """The rows without a kept one between them and the new rows."""
    first: dict[int, int] = {}
    for place, clause in enumerate(clauses):
        if clause.cell is not None and clause.cell[0] == table:
            first.setdefault(clause.cell[1], place)
    rows = [
        _Row(number, *row_range(clauses, place), clauses[place].row, clauses[place].row_stamp.author)
        for number, place in first.items()
    ]
    low = high = next(at for at, row in enumerate(rows) if row.number in made)
    while low and rows[low - 1].status is not Status.KEPT:
        low -= 1
    while high + 1 < len(rows) and rows[high + 1].status is not Status.KEPT:
        high += 1
    return rows[low : high + 1]


def _range(clauses: Sequence[Clause], table: int, number: int) -> tuple[int, int]:
    place = next(at for at, clause in enumerate(clauses) if clause.cell is not None and clause.cell[:2] == (table, number))
    return row_range(clauses, place)


def _restoring(transform: Transform, story: StoryId, low: int, high: int) -> Transaction:
    """The transaction that brings a row back, with the amendments that it had."""
    clauses, stamp = transform.clauses(story), transform.stamp
    parts = restore_parts(transform.submission, story, low, high, stamp)
    return parts or restore_deleted_text(story, clauses, low, high, stamp)


def _restored_content(transform: Transform, story: StoryId, table: int, row: _Row) -> Hashable:
    """The content of a deleted row if it comes back; the row itself if it does not, since another author deleted it."""
    if row.status is not Status.DELETED or row.author != transform.stamp.author:
        return row
    after = story_clauses(apply(transform.submission, _restoring(transform, story, row.low, row.high)), story)
    low, high = _range(after, table, row.number)
    return _content(after[low:high])


def _content(clauses: Sequence[Clause]) -> Hashable:
    """The paragraphs of each cell of a row in the draft. Spaces and dashes count alike, since a new band has its own."""
    cells: dict[int, list[Clause]] = {}
    for clause in clauses:
        if clause.cell is not None:
            cells.setdefault(clause.cell[2], []).append(clause)
    return tuple([(column, tuple(map(_printed, paragraphs(found, "draft")))) for column, found in cells.items()])


def _printed(paragraph: Paragraph) -> Hashable:
    return paragraph.props, tuple([(_DASHES.sub("-", _SPACES.sub(" ", run.text)), run.style) for run in paragraph.runs])


def _without_torn(pairs: Sequence[Pair], gone: Sequence[_Row], tied: AllocationTable | None) -> list[Pair]:
    """The pairs without rows that share a merged cell with one that does not come back."""
    back = {gone[at].number for at, _ in pairs}
    for group in _groups(tied) if tied is not None else ():
        if not group <= back:
            back -= group
    return [(at, other) for at, other in pairs if gone[at].number in back]


def _groups(table: AllocationTable) -> Iterator[set[int]]:
    """The numbers of rows that share cells."""
    group: set[int] = set()
    for row in table.rows:
        if not any(cell.goes_on for cell in row.cells):
            yield group
            group = set()
        group.add(row.number)
    yield group


def _in_order(gone: Sequence[_Row], came: Sequence[_Row], pairs: Sequence[Pair]) -> Iterator[_Row]:
    """The rows in the order of the draft, deleted ones before new ones."""
    at = other = 0
    for i, j in [*pairs, (len(gone), len(came))]:
        yield from gone[at:i]
        yield from came[other:j]
        yield from gone[i : i + 1]
        at, other = i + 1, j + 1


def _put_in_order(transform: Transform, story: StoryId, table: int, order: Sequence[int]) -> None:
    """Moves the rows of a run to their places."""
    clauses = transform.clauses(story)
    known = {clause.cell[1] for clause in clauses if clause.cell is not None and clause.cell[0] == table}
    ranges = [_range(clauses, table, number) for number in order if number in known]
    low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
    new = tuple([clause for start, stop in ranges for clause in clauses[start:stop]])
    if new != clauses[low:high]:
        transform.add_steps([Splice(story, low, clauses[low:high], new)])
