"""Edits of the rows of a table, and whole cells deleted. `structure.restore_clauses` brings a row back."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.edits.common import caret_at, index_of, of_edit, transaction
from model.edits.deleted_amendments import keep_amendments
from model.errors import EditError
from model.message import Message
from model.redline import Clause, End, Run, Stamp, Status
from model.redline.canonical import canonical
from model.redline.cells import CellId, deleted_cells, enclosing_cells, refuse_deleted_cell, start_of_cell
from model.redline.edit_text import Edit, Place, edit
from model.redline.runs import new_ids
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Transaction
from model.submission.values import Submission


def row_range(clauses: Sequence[Clause], index: int) -> tuple[int, int]:
    """The clauses of the table row in which a clause stands, tables in its cells included; EditError outside of tables."""
    cell = clauses[index].cell
    if cell is None:
        raise EditError.of("this is not a table; put the caret into a cell")
    places = [place for place, clause in enumerate(clauses) if clause.cell is not None and clause.cell[:2] == cell[:2]]
    return start_of_cell(clauses, places[0]), places[-1] + 1


def insert_row(
    submission: Submission, story: StoryId, id: str, stamp: Stamp, *, above: bool = False, words: Sequence[str] = ()
) -> Transaction:
    """A new row beside that of a clause, with the formats of its cells; EditError if there are more words than cells, or if the
    table is in a deleted row or column.

    above: above that row, not below it
    words: the text of its first cells; the others are empty
    """
    clauses = story_clauses(submission, story)
    low, high = row_range(clauses, index_of(clauses, id))
    cell = clauses[index_of(clauses, id)].cell
    assert cell is not None
    for outer in enclosing_cells(clauses).get(id, ()):
        refuse_deleted_cell(next(clause for clause in clauses if clause.cell == outer), deleted_cells(clauses))
    at = low if above else high
    number = 1 + max(row for table, row, _ in known_cells(submission, story) if table == cell[0])
    gone = deleted_cells(clauses[low:high])
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
            replace(first.props, kind="paragraph", level=min(first.props.level, 1), scheme="none"),
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


def known_cells(submission: Submission, story: StoryId) -> set[CellId]:
    """The cells that a text has or had: tables, rows and columns are identified by their numbers, whatever their order."""
    proposal = proposal_of(submission, story.proposal)
    kept = (clause for parts in proposal.struck.values() for part in parts for clause in part.before)
    known = (*story_clauses(submission, story), *proposal.original.clauses, *kept)
    return {clause.cell for clause in known if clause.cell is not None}


def delete_row(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
    """Delete the row of a clause with all its text; a new row leaves the redline."""
    clauses = story_clauses(submission, story)
    index = index_of(clauses, id)
    low, high = row_range(clauses, index)
    if clauses[index].row in (Status.DELETED, Status.RETRACTED):
        raise EditError.of("the row is deleted already; Restore brings it back")
    if clauses[index].row is Status.INSERTED:
        after = (*clauses[:low], *clauses[high:])
        place = Place(max(0, min(low, len(after)) - 1), 0)
        caret = caret_at(story, after, place) if after else None
        return transaction(TransactionKind.DELETE_ROW, [Splice(story, low, clauses[low:high], ())], stamp, selection=caret)
    return strike_cells(submission, story, low, high, TransactionKind.DELETE_ROW, stamp)


def strike_cells(
    submission: Submission,
    story: StoryId,
    low: int,
    high: int,
    kind: TransactionKind,
    stamp: Stamp,
    *,
    cell: CellId | None = None,
) -> Transaction:
    """Delete the clauses of whole cells, in the base too; those that only the draft has leave the redline.

    low, high: the range of the clauses
    kind: the kind of the undo step
    cell: the cell that goes with its column, while its row stays; rows of tables in it go. None: the rows go
    """
    clauses = story_clauses(submission, story)
    struck = edit(clauses, Place(low, 0), Place(high - 1, len(clauses[high - 1].text)), [], stamp, caret="before")
    whole = (*clauses[: struck.at], *struck.new, *clauses[struck.at + len(struck.old) :])
    inside = whole[low : high + len(whole) - len(clauses)]
    new = canonical([_struck(clause, cell, stamp) for clause in inside if _stays(clause)])
    change = Edit(low, clauses[low:high], new, struck.caret)
    made = of_edit(story, clauses, change, kind, stamp)
    return replace(made, steps=(*made.steps, *keep_amendments(submission, made, change, low, high, stamp)))


def _stays(clause: Clause) -> bool:
    """Whether a deleted clause still has text on a side."""
    return clause.row is not Status.INSERTED and (clause.end.status.in_base or bool(clause.text))


def _struck(clause: Clause, cell: CellId | None, stamp: Stamp) -> Clause:
    """A clause that is deleted: it is not in the draft, and has no label there."""
    end = End(Status.DELETED, stamp) if clause.end.status.in_draft else clause.end
    clause = replace(clause, end=end, own_label=None)
    if clause.row is not Status.KEPT or (cell is not None and clause.cell == cell):
        return clause
    return replace(clause, row=Status.DELETED, row_stamp=stamp)
