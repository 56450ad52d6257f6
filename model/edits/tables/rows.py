"""Edits of the rows of a table: inserting and deleting them as a whole. `structure.restore_clauses` brings a row back."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.edits.common import caret_at, index_of, transaction
from model.edits.tables.strike_cells import strike_cells
from model.errors import EditError
from model.message import Message
from model.redline import Clause, End, Props, Run, Stamp, Status
from model.redline.edit_text import Place
from model.redline.runs import new_ids
from model.redline.struck_cells import begin_of_cell, struck_cells
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Transaction
from model.submission.values import Submission


def row_range(clauses: Sequence[Clause], index: int) -> tuple[int, int]:
    """The clauses of the table row in which a clause stands, tables in its cells included; EditError outside of tables."""
    cell = clauses[index].cell
    if cell is None:
        raise EditError(Message.of("this is no table; put the caret into a cell"))
    own = [place for place, clause in enumerate(clauses) if clause.cell is not None and clause.cell[:2] == cell[:2]]
    return begin_of_cell(clauses, own[0]), own[-1] + 1


def insert_row(
    submission: Submission, story: StoryId, id: str, stamp: Stamp, *, above: bool = False, words: Sequence[str] = ()
) -> Transaction:
    """A new row below or above the row of a clause, with as many cells, in the formats of these; EditError where there are more
    words than cells.

    submission: the submission that is changed
    story: the text that is changed: `1`
    id: a clause of the row beside
    stamp: author and time of the change
    above: above that row, not below it
    words: what its first cells say; the others are empty
    """
    clauses = story_clauses(submission, story)
    low, high = row_range(clauses, index_of(clauses, id))
    cell = clauses[index_of(clauses, id)].cell
    assert cell is not None
    at, number = low if above else high, _free_number(submission, story, cell[0])
    gone = struck_cells(clauses[low:high])
    like = _first_of_cells([clause for clause in clauses[low:high] if clause.cell not in gone], cell[:2])
    if len(words) > len(like):
        raise EditError(
            Message.counted(
                "the row has {n} cell, and {given} are given",
                "the row has {n} cells, and {given} are given",
                len(like),
                given=len(words),
            )
        )
    ids = new_ids(clauses[low].id, stamp, {clause.id for clause in clauses})
    new = tuple(
        Clause(
            next(ids),
            _plain(first.props),
            (Run(text, Status.INSERTED, stamp=stamp),) if text else (),
            End(Status.INSERTED, stamp),
            cell=(cell[0], number, column),
            row=Status.INSERTED,
            row_stamp=stamp,
            shape=first.shape and replace(first.shape, heads=first.shape.heads and above),
        )
        for (column, first), text in zip(like.items(), (*words, *[""] * len(like)), strict=False)
    )
    after = (*clauses[:at], *new, *clauses[at:])
    steps = [Splice(story, at, (), new)]
    return transaction(TransactionKind.INSERT_ROW, steps, stamp, selection=caret_at(story, after, Place(at, 0)))


def _first_of_cells(row: Sequence[Clause], of: tuple[int, int]) -> dict[int, Clause]:
    """The first paragraph of each cell of a row itself, by its column."""
    out: dict[int, Clause] = {}
    for clause in row:
        if clause.cell is not None and clause.cell[:2] == of:
            out.setdefault(clause.cell[2], clause)
    return out


def _plain(props: Props) -> Props:
    return replace(props, kind="paragraph", level=min(props.level, 1), scheme="none")


def _free_number(submission: Submission, story: StoryId, table: int) -> int:
    """A number that no row of a table has or had: rows are told apart by it, their order is that of the text."""
    proposal = proposal_of(submission, story.proposal)
    kept = (clause for parts in proposal.struck.values() for part in parts for clause in part.before)
    known = (*story_clauses(submission, story), *proposal.original.clauses, *kept)
    return 1 + max(clause.cell[1] for clause in known if clause.cell is not None and clause.cell[0] == table)


def delete_row(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
    """Strike the row of a clause with all that it says; a new row leaves the redline.

    submission: the submission that is changed
    story: the text that is changed: `1`
    id: a clause of the row
    stamp: author and time of the change
    """
    clauses = story_clauses(submission, story)
    index = index_of(clauses, id)
    low, high = row_range(clauses, index)
    if clauses[index].row in (Status.DELETED, Status.RETRACTED):
        raise EditError(Message.of("the row is deleted already; Restore brings it back"))
    if clauses[index].row is Status.INSERTED:
        after = (*clauses[:low], *clauses[high:])
        place = Place(max(0, min(low, len(after)) - 1), 0)
        caret = caret_at(story, after, place) if after else None
        return transaction(TransactionKind.DELETE_ROW, [Splice(story, low, clauses[low:high], ())], stamp, selection=caret)
    return strike_cells(submission, story, low, high, TransactionKind.DELETE_ROW, stamp)
