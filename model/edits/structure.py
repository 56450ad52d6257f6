"""Edits of clauses: inserting, deleting, restoring, moving. An edit includes everything under a clause unless `only` is set."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from model.edits.common import caret_at, index_of, of_edit, reach, replace_clauses, subtree, transaction
from model.edits.deleted_amendments import keep_amendments, restore_deleted_text, restore_parts
from model.edits.punctuation import punctuate_items
from model.edits.tables.columns import restore_column
from model.errors import EditError
from model.redline import Clause, End, Label, Props, Run, Stamp, Status, paragraphs
from model.redline.cells import clause_around, deleted_cells, refuse_deleted_cell, whole_cells
from model.redline.edit_text import Place, edit
from model.redline.runs import new_id, new_ids
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Step, Transaction
from model.submission.values import Submission


class NewClause(Struct, frozen=True):
    """A clause to insert: its properties and its text."""

    props: Props = field(default_factory=Props)
    runs: tuple[Run, ...] = ()
    label: Label | None = None
    """Set by hand; None: by the numbering."""


def insert_clauses(
    submission: Submission,
    story: StoryId,
    index: int,
    new: Sequence[NewClause],
    stamp: Stamp,
    *,
    beside: Clause | None = None,
    punctuate: bool = False,
    kind: TransactionKind = TransactionKind.INSERT_PARAGRAPH,
) -> Transaction:
    """Insert clauses before an index (inside a merged paragraph: after it), in the cell of the clause `beside` or, if none is
    given, in the cell that surrounds the place.

    index: the number of clauses before the place
    new: the clauses to insert
    beside: a clause of their cell
    punctuate: gives the items around them the closing marks of ITU practice
    kind: the kind of the undo step
    """
    clauses = story_clauses(submission, story)
    index = outside_paragraph(clauses, index)
    cell = beside or clause_around(clauses, index)
    _refuse_in_struck(clauses, cell)
    made = _in_cell(make_clauses(clauses, index, new, stamp), cell)
    after, steps = replace_clauses(story, clauses, made, index, index)
    if punctuate:
        after, more = punctuate_items(submission, story, after, index, stamp)
        steps = [*steps, *more]
    last = next((place for place, clause in enumerate(after) if made and clause.id == made[-1].id), index)
    caret = caret_at(story, after, Place(last, len(after[last].text) if last < len(after) else 0))
    return transaction(kind, steps, stamp, selection=caret)


def _refuse_in_struck(clauses: Sequence[Clause], beside: Clause | None) -> None:
    """Raises EditError if text inserted beside a clause would be in a deleted row or column."""
    if beside is not None:
        place = index_of(clauses, beside.id)
        refuse_deleted_cell(beside, deleted_cells(whole_cells(clauses, place, place + 1)))


def outside_paragraph(clauses: Sequence[Clause], index: int) -> int:
    """The next index at or after this one that is not inside a paragraph of the draft."""
    while 0 < index < len(clauses):
        before = clauses[index - 1]
        if before.end.status.in_draft or not any(run.status.in_draft and run.text for run in before.runs):
            break
        index += 1
    return index


def make_clauses(clauses: Sequence[Clause], index: int, new: Sequence[NewClause], stamp: Stamp) -> list[Clause]:
    """The clauses made from insertions at an index, with ids derived from the clause before."""
    taken = {clause.id for clause in clauses}
    beside = clauses[max(index - 1, 0)].id if clauses else "c0"
    ids = new_ids(beside, stamp, taken)
    out: list[Clause] = []
    for new_clause in new:
        id = next(ids)
        taken.add(id)
        runs = tuple(
            Run(run.text, Status.INSERTED, run.style, stamp=stamp, content=run.content) for run in new_clause.runs if run.text
        )
        out.append(Clause(id, new_clause.props, runs, End(Status.INSERTED, stamp), own_label=new_clause.label))
    return out


def _in_cell(clauses: Sequence[Clause], beside: Clause | None) -> list[Clause]:
    """Clauses placed in the cell of another, as plain paragraphs: a label there is set by hand."""
    if beside is None or beside.cell is None:
        return list(clauses)
    cell, row, stamp, shape = beside.cell, beside.row, beside.row_stamp, beside.shape
    plain = [replace(clause.props, scheme="none", level=min(clause.props.level, 1)) for clause in clauses]
    return [
        replace(clause, props=props, own_label=None, cell=cell, row=row, row_stamp=stamp, shape=shape)
        for clause, props in zip(clauses, plain, strict=True)
    ]


def delete_clauses(
    submission: Submission, story: StoryId, id: str, stamp: Stamp, *, only: bool = False, punctuate: bool = False
) -> Transaction:
    """Delete a clause; text that only the draft has leaves the redline, and is kept beside it for `restore_clauses`.

    only: the clause without everything under it
    punctuate: gives the items around it the closing marks of ITU practice
    """
    clauses = story_clauses(submission, story)
    low, high = reach(clauses, id, only=only)
    change = edit(clauses, Place(low, 0), Place(high, 0), [], stamp, caret="before")
    made = of_edit(story, clauses, change, TransactionKind.DELETE_PARAGRAPH, stamp)
    if punctuate and made.steps:  # what is struck already changes nothing around it
        after = (*clauses[: change.at], *change.new, *clauses[change.at + len(change.old) :])
        _, more = punctuate_items(submission, story, after, min(low, len(after) - 1), stamp) if after else (after, [])
        made = replace(made, steps=(*made.steps, *more))
    return replace(made, steps=(*made.steps, *keep_amendments(submission, made, change, low, high, stamp)))


def restore_clauses(submission: Submission, story: StoryId, id: str, stamp: Stamp, *, only: bool = False) -> Transaction:
    """Keep the deleted parts of a clause again, its end too; one that a command deleted gets back its earlier amendments. A
    deleted column of a table is restored as a whole.

    only: the clause without everything under it
    """
    column = restore_column(submission, story, id, stamp)
    if column is not None:
        return column
    clauses = story_clauses(submission, story)
    low = index_of(clauses, id)
    high = low + 1 if only else subtree(clauses, low)
    return restore_parts(submission, story, low, high, stamp, only=only) or restore_deleted_text(story, clauses, low, high, stamp)


def move_clauses(
    submission: Submission, story: StoryId, id: str, index: int, stamp: Stamp, *, only: bool = False, last: str = ""
) -> Transaction:
    """Move a clause, or all clauses up to `last`: deleted at the old place, inserted at the new one, with one move id. Text that
    only the draft has is simply moved; a moved clause that returns to its old place is restored.

    index: the number of clauses before the new place
    only: the clause without everything under it
    last: id of the last clause to move; '' for none
    """
    clauses = story_clauses(submission, story)
    low, high = reach(clauses, id, only=only)
    high = reach(clauses, last, only=True)[1] if last else high
    if low < index < high:
        raise EditError.of("a clause cannot be put under itself")
    if low <= index <= high:
        return transaction(TransactionKind.MOVE_PARAGRAPH, [], stamp)
    if any(clause.cell is not None for clause in clauses[low:high]):
        if clauses[low].cell is not None:
            raise EditError.of("it cannot be moved: it is in a table, and the structure of tables is not edited")
        raise EditError.of("it cannot be moved: it contains a table, and the structure of tables is not edited")
    index = outside_paragraph(clauses, index)
    beside = clause_around(clauses, index)
    _refuse_in_struck(clauses, beside)
    moved = clauses[low:high]
    whole_new = all(not clause.text_on("base") and not clause.end.status.in_base for clause in moved)
    if whole_new:
        return _relocate(story, clauses, low, high, index, beside, stamp)
    move = f"m{zlib.crc32(f'{stamp.author}|{stamp.date}|{id}|{index}'.encode()):08x}"
    copies = _in_cell(_copies(clauses, moved, move, stamp), beside)
    steps: list[Step] = []
    if index >= high:
        after, more = replace_clauses(story, clauses, copies, index, index)
        steps += more
        steps += _delete_as_moved(story, after, low, high, move, stamp)
    else:
        steps += _delete_as_moved(story, clauses, low, high, move, stamp)
        after = _after(clauses, steps)
        after, more = replace_clauses(story, after, copies, index, index)
        steps += more
    after = _after(clauses, steps)
    place = next((number for number, clause in enumerate(after) if clause.id == copies[0].id), 0) if copies else 0
    return transaction(TransactionKind.MOVE_PARAGRAPH, steps, stamp, selection=caret_at(story, after, Place(place, 0)))


def _after(clauses: tuple[Clause, ...], steps: Sequence[Step]) -> tuple[Clause, ...]:
    """The clauses after steps, all splices."""
    for step in steps:
        if isinstance(step, Splice):
            clauses = (*clauses[: step.at], *step.new, *clauses[step.at + len(step.old) :])
    return clauses


def _copies(clauses: Sequence[Clause], moved: Sequence[Clause], move: str, stamp: Stamp) -> list[Clause]:
    """The paragraphs of the draft that clauses make, as inserted clauses with ids of their own."""
    taken = {clause.id for clause in clauses}
    out: list[Clause] = []
    for paragraph in paragraphs(moved, "draft"):
        runs = tuple(
            Run(run.text, Status.INSERTED, run.style, stamp=stamp, move=move, content=run.content) for run in paragraph.runs
        )
        bearer = paragraph.bearer
        id = new_id(bearer.id, stamp, taken)
        taken.add(id)
        own_label = bearer.own_label if bearer.own_label and bearer.own_label.locked else None
        out.append(Clause(id, paragraph.props, runs, End(Status.INSERTED, stamp, move=move), own_label=own_label))
    return out


def _delete_as_moved(story: StoryId, clauses: tuple[Clause, ...], low: int, high: int, move: str, stamp: Stamp) -> list[Step]:
    """The steps that delete clauses, marked as one half of a move."""
    change = edit(clauses, Place(low, 0), Place(high, 0), [], stamp, caret="before")
    marked = tuple(_mark_as_moved(clause, stamp, move) for clause in change.new)
    after = (*clauses[: change.at], *change.old, *clauses[change.at + len(change.old) :])
    return replace_clauses(story, after, marked, change.at, change.at + len(change.old))[1]


def _mark_as_moved(clause: Clause, stamp: Stamp, move: str) -> Clause:
    def is_newly_deleted(status: Status, own_stamp: Stamp, old: str) -> bool:
        return status is Status.DELETED and own_stamp == stamp and not old

    runs = tuple(replace(run, move=move) if is_newly_deleted(run.status, run.stamp, run.move) else run for run in clause.runs)
    end = clause.end
    return replace(clause, runs=runs, end=replace(end, move=move) if is_newly_deleted(end.status, end.stamp, end.move) else end)


def _relocate(
    story: StoryId, clauses: tuple[Clause, ...], low: int, high: int, index: int, beside: Clause | None, stamp: Stamp
) -> Transaction:
    """Moves clauses that only the draft has; if they are beside the deleted clauses that they came from, those are restored."""
    moved = clauses[low:high]
    rest = (*clauses[:low], *clauses[high:])
    at = index if index <= low else index - (high - low)
    home = _home(rest, at, moved)
    if home is not None:
        change = edit(rest, Place(home, 0), Place(home + len(moved), 0), [], stamp, restore=True)
        new = (*rest[: change.at], *change.new, *rest[change.at + len(change.old) :])
        _, steps = replace_clauses(story, clauses, new, 0, len(clauses))
        return transaction(TransactionKind.MOVE_PARAGRAPH, steps, stamp, selection=caret_at(story, new, Place(home, 0)))
    new = (*rest[:at], *_in_cell(moved, beside), *rest[at:])
    low, high = min(low, at), max(high, at + len(moved))
    _, steps = replace_clauses(story, clauses, new[low:high], low, high)
    return transaction(TransactionKind.MOVE_PARAGRAPH, steps, stamp, selection=caret_at(story, new, Place(at, 0)))


def _home(rest: Sequence[Clause], at: int, moved: Sequence[Clause]) -> int | None:
    """Where, beside `at`, the deleted halves of moved clauses have the same words; None if they do not."""
    move = moved[0].end.move
    if not move:
        return None
    words = [clause.text_on("draft") for clause in moved]
    for start in (at, at - len(moved)):
        neighbours = rest[start : start + len(moved)] if start >= 0 else ()
        if [clause.text_on("base") for clause in neighbours] == words and all(
            clause.end.move == move and clause.end.status is Status.DELETED for clause in neighbours
        ):
            return start
    return None


# The properties of a clause
