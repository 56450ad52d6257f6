"""Columns inserted and deleted in every row of a table, tracked as Word tracks cells (DECISIONS.md, 26)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.edits.common import caret_at, index_of, transaction
from model.edits.deleted_amendments import restore_deleted_text, restore_parts
from model.edits.tables.rows import known_cells, strike_cells
from model.edits.transform import Transform
from model.errors import EditError
from model.message import Message
from model.redline import Clause, End, NewCell, Run, Stamp, Status
from model.redline.cells import CellId, cell_spans, deleted_cells, one_sided_cells, refuse_their_columns, start_of_cell
from model.redline.edit_text import Place
from model.redline.runs import new_ids
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Step, Transaction
from model.submission.values import Submission


def insert_column(
    submission: Submission, story: StoryId, id: str, stamp: Stamp, *, before: bool = False, words: Sequence[str] = ()
) -> Transaction:
    """Insert a column beside that of a clause, formatted like it. EditError if there is no table, if cells are merged, or
    if there are too many words.

    before: before that column, not after it
    words: the text of its first cells; the others are empty
    """
    clauses = story_clauses(submission, story)
    table, column = _column_of(clauses, id)
    cells = _column(clauses, table, column)
    if len(words) > len(cells):
        raise EditError(
            Message.counted(
                "the column has {n} cell, and {given} are given",
                "the column has {n} cells, and {given} are given",
                len(cells),
                given=len(words),
            )
        )
    number = 1 + max(cell[2] for cell in known_cells(submission, story) if cell[0] == table)
    ids = new_ids(clauses[cells[0][0]].id, stamp, {clause.id for clause in clauses})
    steps: list[Step] = []
    cell, caret = clauses[index_of(clauses, id)].cell, None
    texts = (*words, *[""] * len(cells))
    for place, ((low, high), text) in enumerate(zip(cells, texts, strict=False)):
        beside, at = clauses[low], start_of_cell(clauses, low) if before else high
        assert beside.cell is not None
        new = Clause(
            next(ids),
            replace(beside.props, kind="paragraph", level=min(beside.props.level, 1), scheme="none"),
            (Run(text, Status.INSERTED, stamp=stamp),) if text else (),
            End(Status.INSERTED, stamp),
            cell=(table, beside.cell[1], number),
            row=beside.row,
            row_stamp=beside.row_stamp,
            shape=replace(beside.shape, columns=1) if beside.shape is not None else NewCell(),
        )
        steps.append(Splice(story, at + place, (), (new,)))
        if not place or cell == beside.cell:
            caret = caret_at(story, (new,), Place(0, 0))
    return transaction(TransactionKind.INSERT_COLUMN, steps, stamp, selection=caret)


def delete_column(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
    """Delete the column of a clause; its new cells are dropped. EditError for merged cells, the last column, and a column that
    another party inserts, whose proposal is amended."""
    clauses = story_clauses(submission, story)
    table, column = _column_of(clauses, id)
    if clauses[index_of(clauses, id)].cell in deleted_cells(clauses):
        raise EditError.of("the column is deleted already; Restore brings it back")
    spans = _column(clauses, table, column)
    if all(len(row) == 1 for row in _live_cells(clauses, table).values()):
        raise EditError.of("it is the last column of the table; delete its rows instead")
    theirs = proposal_of(submission, story.proposal).theirs
    if theirs is not None and (not story.note or story.note in theirs.notes):
        refuse_their_columns(theirs.clauses_of(story.note), {clauses[low].cell for low, _ in spans})
    transform = Transform(submission, stamp)
    for low, high in reversed(spans):
        transform.add(_delete_cell(transform.submission, story, low, high, stamp))
    after = transform.clauses(story)
    caret = caret_at(story, after, Place(max(0, min(spans[0][0], len(after)) - 1), 0)) if after else None
    return transform.transaction(TransactionKind.DELETE_COLUMN, selection=caret)


def _delete_cell(submission: Submission, story: StoryId, low: int, high: int, stamp: Stamp) -> Transaction:
    """The clauses of a deleted cell; tables in it are deleted row by row."""
    clauses = story_clauses(submission, story)
    first, low = clauses[low], start_of_cell(clauses, low)
    cell, old = first.cell, clauses[low:high]
    if first.row is Status.INSERTED or not any(clause.is_on("base") for clause in old):
        return transaction(TransactionKind.DELETE_COLUMN, [Splice(story, low, old, ())], stamp)
    return strike_cells(submission, story, low, high, TransactionKind.DELETE_COLUMN, stamp, cell=cell)


def restore_column(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction | None:
    """Restore the deleted column of a clause, with its earlier amendments; None if it is not deleted."""
    clauses = story_clauses(submission, story)
    cell, struck = clauses[index_of(clauses, id)].cell, deleted_cells(clauses)
    if cell is None or cell not in struck:
        return None
    transform = Transform(submission, stamp)
    plain: list[CellId] = []
    column = [span for span in cell_spans(clauses, cell[0]) if span[2] == cell[2] and span in struck]
    for span in (*column, *column):  # amended cells first: keeping one again that was as in force keeps the ends of the others
        now, value = transform.clauses(story), transform.submission
        low, high = cell_spans(now, cell[0])[span]
        low = start_of_cell(now, low)
        again = span in plain
        made = restore_deleted_text(story, now, low, high, stamp) if again else restore_parts(value, story, low, high, stamp)
        if made is not None:
            transform.add(made)
        elif not again:
            plain.append(span)
    after = transform.clauses(story)
    caret = caret_at(story, after, Place(next((place for place, clause in enumerate(after) if clause.cell == cell), 0), 0))
    return transform.transaction(TransactionKind.RESTORE_PARAGRAPH, selection=caret)


def _column_of(clauses: Sequence[Clause], id: str) -> tuple[int, int]:
    cell = clauses[index_of(clauses, id)].cell
    if cell is None:
        raise EditError.of("this is not a table; put the caret into a cell")
    return cell[0], cell[2]


def _column(clauses: Sequence[Clause], table: int, column: int) -> list[tuple[int, int]]:
    """The clauses of each cell of a column of the draft; EditError if it, or each row of the table, is deleted."""
    found = [row[column] for row in _live_cells(clauses, table).values() if column in row]
    if not found:
        raise EditError.of("the column is deleted; Restore brings it back")
    return found


def _live_cells(clauses: Sequence[Clause], table: int) -> dict[int, dict[int, tuple[int, int]]]:
    """The clauses of each cell of the draft, by row and column; EditError for merged cells, whose numbers are no columns."""
    alone = one_sided_cells(clauses)
    live: dict[int, dict[int, tuple[int, int]]] = {}
    base: dict[int, list[int]] = {}
    spans = cell_spans(clauses, table)
    for cell, (low, high) in spans.items():
        if clauses[low].row.in_draft and alone.get(cell) is not Status.DELETED:
            live.setdefault(cell[1], {})[cell[2]] = low, high
        if clauses[low].row.in_base and alone.get(cell) is not Status.INSERTED:
            base.setdefault(cell[1], []).append(cell[2])
    spanning = any((shape := clauses[low].shape) is not None and shape.columns > 1 for low, _ in spans.values())
    if spanning or len({tuple(row) for row in base.values()}) > 1:
        raise EditError.of("cells of this table are merged; change its columns with Word")
    return live
