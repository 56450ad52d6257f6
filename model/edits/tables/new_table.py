"""Inserts a new table, its rows and paragraphs tracked."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.edits.common import caret_at, transaction
from model.edits.tables.rows import known_cells
from model.errors import EditError
from model.formats.page.metrics import TEXT_WIDTH
from model.redline import Clause, End, NewCell, Props, Run, Stamp, Status
from model.redline.cells import clause_around, enclosing_cells, start_of_cell
from model.redline.edit_text import Place
from model.redline.runs import new_ids
from model.redline.table_shape import MOST_ROWS, MOST_SPANNED, WIDEST
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Transaction
from model.submission.values import Submission


class CellWords(Struct, frozen=True):
    """A cell of a new table: its text, and the number of columns that it spans."""

    text: str = ""
    columns: int = 1
    paragraphs: tuple[tuple[Run, ...], ...] = ()
    """Its paragraphs with their formats, in place of `text`."""


def table_of(
    rows: int, columns: int, words: Sequence[Sequence[CellWords]] = (), widths: Sequence[int] = ()
) -> tuple[list[list[CellWords]], list[int]]:
    """The cells of a new table, row by row, and the widths of its columns in twips; EditError if that is not a table.

    rows, columns: their numbers; 0 for as many as the words (or widths) need
    words: the text of its first rows; missing cells are empty
    widths: the widths of the columns in twips; none for equal widths over the width of the text
    """
    spanned = [sum(cell.columns for cell in row) for row in words]
    count = columns or max([len(widths), *spanned], default=0)
    height = rows or len(words)
    if not 1 <= count <= MOST_SPANNED or not 1 <= height <= MOST_ROWS:
        raise EditError.of(
            "a table has 1 to {columns} columns and 1 to {rows:,} rows; this has {wide} and {high}",
            columns=MOST_SPANNED,
            rows=MOST_ROWS,
            wide=count,
            high=height,
        )
    if len(words) > height or max(spanned, default=0) > count:
        raise EditError.of("there are words for more than {rows} rows of {cells} cells", rows=height, cells=count)
    if widths and (len(widths) != count or not all(100 <= width <= WIDEST for width in widths)):
        raise EditError.of("the widths are {n} numbers from 100 to {most:,}, in twentieths of a point", n=count, most=WIDEST)
    made = [[*row, *[CellWords()] * (count - wide)] for row, wide in zip(words, spanned, strict=True)]
    made += [[CellWords()] * count for _ in range(height - len(words))]
    return made, [*widths] or [TEXT_WIDTH // count] * count


def insert_table(
    submission: Submission,
    story: StoryId,
    index: int,
    rows: Sequence[Sequence[CellWords]],
    widths: Sequence[int],
    stamp: Stamp,
    *,
    heads: int = 1,
) -> Transaction:
    """A new table before an index, or after the paragraph that continues there, with a paragraph between it and a table beside it
    or the end of the text. EditError in a note and in a table.

    index: the number of clauses before the place
    rows: its cells, row by row
    widths: the widths of its columns, in twips
    heads: how many of its first rows are repeated on each page
    """
    at = place_for_table(submission, story, index)
    clauses = story_clauses(submission, story)
    ids = new_ids(clauses[max(at - 1, 0)].id if clauses else "c0", stamp, {clause.id for clause in clauses})
    number = 1 + max((table for table, _, _ in known_cells(submission, story)), default=-1)
    new: list[Clause] = []
    blank = Clause("", Props(level=1), (), End(Status.INSERTED, stamp))
    if at and clauses[at - 1].cell is not None:
        new.append(replace(blank, id=next(ids)))
    first = len(new)
    for row, cells in enumerate(rows):
        left = 0
        for column, cell in enumerate(cells):
            width = sum(widths[left : left + cell.columns])
            left += cell.columns
            for runs in cell.paragraphs or ((Run(cell.text),),):
                new.append(
                    replace(
                        blank,
                        id=next(ids),
                        runs=tuple(Run(run.text, Status.INSERTED, run.style, stamp=stamp) for run in runs if run.text),
                        cell=(number, row, column),
                        row=Status.INSERTED,
                        row_stamp=stamp,
                        shape=NewCell(min(width, WIDEST), cell.columns, row < heads),
                    )
                )
    if at == len(clauses) or clauses[at].cell is not None:
        new.append(replace(blank, id=next(ids)))
    caret = caret_at(story, (*clauses[:at], *new), Place(at + first, 0))
    return transaction(TransactionKind.INSERT_TABLE, [Splice(story, at, (), tuple(new))], stamp, selection=caret)


def place_for_table(submission: Submission, story: StoryId, index: int) -> int:
    """The index of a table that is inserted before another index; EditError if there can be none."""
    if story.note:
        raise EditError.of("a footnote cannot contain a table; put the caret into the text itself")
    clauses = story_clauses(submission, story)
    at = _between_paragraphs(clauses, index)
    if clause_around(clauses, at) is not None:
        raise EditError.of("a table is not put into a table; put the caret outside of it")
    return at


def whole_table(clauses: Sequence[Clause], index: int) -> tuple[int, int]:
    """The clauses of the outermost table in which a clause stands; outside of tables, the clause alone."""
    clause = clauses[index]
    if clause.cell is None:
        return index, index + 1
    outermost = (*enclosing_cells(clauses).get(clause.id, ()), clause.cell)[0][0]
    places = [place for place, other in enumerate(clauses) if other.cell is not None and other.cell[0] == outermost]
    return start_of_cell(clauses, places[0]), places[-1] + 1


def _between_paragraphs(clauses: Sequence[Clause], index: int) -> int:
    """The next index at or after this one at which no paragraph of either side goes on."""
    open_base = open_draft = False
    for place, clause in enumerate(clauses):
        if place >= index and not open_base and not open_draft:
            return place
        open_base = not clause.end.status.in_base and (open_base or clause.text_on("base") != "")
        open_draft = not clause.end.status.in_draft and (open_draft or clause.text_on("draft") != "")
    return len(clauses)
