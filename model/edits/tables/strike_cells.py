"""Whole cells of a table struck, with all that they say: those of a row, or one of a column."""

from __future__ import annotations

from msgspec.structs import replace

from model.edits.common import of_edit
from model.edits.struck import kept_beside
from model.redline import Clause, End, Stamp, Status
from model.redline.canonical import canonical
from model.redline.edit_text import Edit, Place, edit
from model.redline.struck_cells import CellId
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Submission


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
    """Strikes the clauses of whole cells, in the base too; what is new with the draft among them leaves the redline.

    submission: the submission that is changed
    story: the text that is changed: `1`
    low: the first clause
    high: the clause behind the last
    kind: what the step is told as
    stamp: author and time of the change
    cell: the cell that goes with its column, while its row stays; rows of tables in it go. None: the rows go
    """
    clauses = story_clauses(submission, story)
    struck = edit(clauses, Place(low, 0), Place(high - 1, len(clauses[high - 1].text)), [], stamp, caret="before")
    whole = (*clauses[: struck.at], *struck.new, *clauses[struck.at + len(struck.old) :])
    inside = whole[low : high + len(whole) - len(clauses)]
    new = canonical([_struck(clause, cell, stamp) for clause in inside if _stays(clause)])
    change = Edit(low, clauses[low:high], new, struck.caret)
    made = of_edit(story, clauses, change, kind, stamp)
    return replace(made, steps=(*made.steps, *kept_beside(submission, made, change, low, high, stamp)))


def _stays(clause: Clause) -> bool:
    """Whether a clause that is struck says anything on either side still."""
    return clause.row is not Status.INSERTED and (clause.end.status.in_base or bool(clause.text))


def _struck(clause: Clause, cell: CellId | None, stamp: Stamp) -> Clause:
    """A clause as it is struck: it is not in the draft, and so has no label there."""
    end = End(Status.DELETED, stamp) if clause.end.status.in_draft else clause.end
    clause = replace(clause, end=end, own_label=None)
    if clause.row is not Status.KEPT or (cell is not None and clause.cell == cell):
        return clause
    return replace(clause, row=Status.DELETED, row_stamp=stamp)
