"""The cells of tables in words: row, column and the head of the column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.message import Message
from model.redline import Clause, Status
from model.redline.table_grid import cells_on_grid
from model.speech.change_words import joined
from model.text.shortening import shorten_text

_LONGEST_HEAD = 60
"""Characters of the head of a column that are spoken with each of its cells."""


def table_words(clauses: Sequence[Clause]) -> dict[str, Message]:
    """What is spoken before the first paragraph of each cell of the tables of a text, by its clause."""
    tables: dict[int, list[Clause]] = {}
    for clause in clauses:
        if clause.cell is not None:
            tables.setdefault(clause.cell[0], []).append(clause)
    return {id: words for number, cells in enumerate(tables.values(), 1) for id, words in _of_table(number, cells)}


def _of_table(number: int, clauses: Sequence[Clause]) -> Iterator[tuple[str, Message]]:
    """The words of a table; the first cell begins with the size of the table, and a new or deleted row is named at its first."""
    shape, rows = cells_on_grid(clauses)
    heads = max(shape.heads, 1)
    columns: dict[int, str] = {}
    for line, row in enumerate(rows, 1):
        for place, (key, cell) in enumerate(row):
            left = shape.cells[key].left
            text = " ".join(" ".join(clause.words_on("draft") or clause.words_on("base") for clause in cell).split())
            if line <= heads:
                columns[left] = text
            words = Message.of("row {row}, column {column}", row=line, column=left + 1)
            if line > heads and columns.get(left):
                words = joined(words, shorten_text(columns[left], _LONGEST_HEAD))
            status = cell[0].row
            if place == 0 and status in (Status.INSERTED, Status.DELETED):
                change = _NEW_ROW if status is Status.INSERTED else _DELETED_ROW
                words = joined(change, words)
            if line == 1 and place == 0:
                size = Message.counted("table {number} with {n} row", "table {number} with {n} rows", len(rows), number=number)
                words = joined(size, words)
            yield cell[0].id, words


_NEW_ROW = Message.of("new row", context="spoken before its first cell")
_DELETED_ROW = Message.of("deleted row", context="spoken before its first cell")
