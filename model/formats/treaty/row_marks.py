"""The edition marks of rows of a table of provisions: cut from the ends of their texts, or taken from the column for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.errors import shorten_value
from model.formats.treaty.table_file import ProvisionRow
from model.message import Message
from model.numbering.mark_forms import read_mark, typed_mark
from model.redline import Label

_CONTINUED = ("continuation", "table_row")


class MarkedRow(Struct, frozen=True):
    """A row without its mark, and the mark."""

    row: ProvisionRow
    mark: Label | None = None


def marked_rows(rows: Sequence[ProvisionRow]) -> list[MarkedRow]:
    """The rows with their marks. A mark in the column that no text of its provision ends with belongs to the last paragraph of
    the provision; one that is not a mark stays away, see `mark_messages`."""
    marked = [_cut_mark(row) for row in rows]
    start = 0
    for place in range(1, len(marked) + 1):
        if place == len(marked) or marked[place].row.kind not in _CONTINUED:
            _add_column(marked, range(start, place))
            start = place
    return marked


def _cut_mark(row: ProvisionRow) -> MarkedRow:
    mark = read_mark(row.text) if row.kind != "table_row" else None
    if mark is None:
        return MarkedRow(row)
    return MarkedRow(replace(row, text=row.text[: len(row.text) - len(mark.text) - len(mark.after)]), mark)


def _add_column(marked: list[MarkedRow], group: range) -> None:
    """Gives the last paragraph of a group of rows the mark in the column, if none of their texts has it, as `(SUP - WRC-12)`."""
    rows = [marked[place].row for place in group]
    if any(marked[place].mark is not None for place in group) or any(row.marks and row.marks in row.text for row in rows):
        return
    mark = next((mark for row in rows if (mark := column_mark(row)) is not None), None)
    last = next((place for place in reversed(group) if marked[place].row.kind != "table_row"), None)
    if mark is not None and last is not None:
        marked[last] = replace(marked[last], mark=mark)


def column_mark(row: ProvisionRow) -> Label | None:
    """The mark in the column; None if there is none, or anything else."""
    return typed_mark(row.marks)


def mark_messages(rows: Sequence[ProvisionRow], *, keeps_marks: bool) -> Iterator[Message]:
    """What is doubtful in the column of marks. `keeps_marks`: the instrument has marks at the ends of its provisions."""
    given = [row for row in rows if row.marks]
    if given and not keeps_marks:
        yield Message.of(
            "the secretariat sets the edition marks of this instrument in its editions, and proposals have none; they are not "
            "kept; rows with a mark: {count}",
            count=len(given),
        )
        return
    wrong = [row for row in given if column_mark(row) is None]
    if wrong:
        yield Message.of(
            "line {line}: “{mark}” is not an edition mark and is not kept; one is like (WRC-12); rows like it: {count}",
            line=wrong[0].line,
            mark=shorten_value(wrong[0].marks),
            count=len(wrong),
        )
