"""Functions that the edits share: finding clauses, making transactions of changed stories, telling children from siblings."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import groupby

from msgspec.structs import replace

from model.errors import EditError, shorten_value
from model.redline import NOBODY, Clause, Props, Stamp, Status, shows
from model.redline.canonical import canonical
from model.redline.cells import deleted_cells, enclosing_cells
from model.redline.edit_text import Edit, Place
from model.redline.runs import changed_span, restored_end
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, SetClause, Splice, Step, Transaction


def index_of(clauses: Sequence[Clause], id: str) -> int:
    """Index of a clause; EditError if the story has none of that id."""
    for index, clause in enumerate(clauses):
        if clause.id == id:
            return index
    raise EditError.of("there is no clause {id} in this text", id=shorten_value(repr(id)))


def subtree(clauses: Sequence[Clause], index: int) -> int:
    """The index after a clause and everything under it: for a call its block, for a paragraph the deeper items, for a heading
    what precedes the next of its level, for an annex what precedes the next annex."""
    props, cell = clauses[index].props, clauses[index].cell
    stop = index + 1
    while stop < len(clauses):
        other = clauses[stop].props
        if cell is not None:
            break
        if props.kind == "annex":
            inside = other.kind != "annex"
        elif props.kind == "heading":
            inside = other.kind in ("paragraph", "call") or (other.kind == "heading" and other.level > props.level)
        elif props.kind == "call":
            inside = other.kind == "paragraph"
        elif props.kind == "paragraph":
            inside = other.kind == "paragraph" and other.level > props.level
        else:
            inside = False
        if not inside:
            break
        stop += 1
    return stop


def reach(clauses: Sequence[Clause], id: str, *, only: bool) -> tuple[int, int]:
    """The clauses of a clause's paragraph of the draft, with all under it unless `only`; a deleted clause is alone."""
    low = index_of(clauses, id)
    high = low + 1
    if clauses[low].is_on("draft"):
        while high < len(clauses) and not clauses[high - 1].end.status.in_draft:
            high += 1
        place = low
        while place > 0 and not clauses[place - 1].end.status.in_draft:
            place -= 1
            if shows(clauses[place].runs, "draft"):
                low = place
    return low, high if only else subtree(clauses, high - 1)


def block_of(clauses: Sequence[Clause], index: int) -> tuple[int, int]:
    """The range of the block with the clause at `index`: the paragraphs under one call (heading, annex, opening), without it."""
    start = index
    while start > 0 and clauses[start - 1].props.kind == "paragraph":
        start -= 1
    if clauses[index].props.kind != "paragraph":
        start = index + 1
    stop = max(start, index)
    while stop < len(clauses) and clauses[stop].props.kind == "paragraph":
        stop += 1
    return start, stop


def transaction(
    kind: TransactionKind,
    steps: Sequence[Step],
    stamp: Stamp,
    /,
    *,
    selection: Selection | None = None,
    rebases: bool = False,
    **values: str | int,
) -> Transaction:
    """A transaction by the author and at the time of a stamp.

    kind: the kind of the undo step
    steps: its steps, in order
    selection: the selection afterwards; None for an unchanged one
    rebases: its steps change the base
    **values: the values that the text of the kind names
    """
    return Transaction(kind, tuple(steps), None, selection, stamp.author, stamp.date, rebases, values)


def of_edit(story: StoryId, clauses: tuple[Clause, ...], edit: Edit, kind: TransactionKind, stamp: Stamp) -> Transaction:
    """The transaction of one edit of a story, its caret as the selection after it.

    edit: the edit that was made of them
    kind: the kind of the undo step
    """
    steps = [Splice(story, edit.at, edit.old, edit.new)] if edit.old != edit.new else []
    return transaction(kind, steps, stamp, selection=_caret_after(story, clauses, edit))


def of_restoring(story: StoryId, clauses: tuple[Clause, ...], edit: Edit, kind: TransactionKind, stamp: Stamp) -> Transaction:
    """The same of an edit that restores deleted text: a deleted row or column of which something is restored stays whole.

    edit: the edit that was made of them
    kind: the kind of the undo step
    """
    made = of_edit(story, clauses, edit, kind, stamp)
    live = [clause for clause in edit.new if clause.cell is not None and clause.is_on("draft")]
    if not live:
        return made
    after = (*clauses[: edit.at], *edit.new, *clauses[edit.at + len(edit.old) :])
    around = enclosing_cells(after) if any(not clause.row.in_draft for clause in live) else {}
    outer = {cell for clause in live for cell in around.get(clause.id, ())}
    struck = {clause.cell[:2] for clause in after if clause.cell in outer and clause.cell and not clause.row.in_draft}
    rows = {clause.cell[:2] for clause in live if clause.cell and not clause.row.in_draft} | struck
    columns = _kept_columns(clauses, edit) | {cell[::2] for cell in outer & deleted_cells(clauses)}
    if not rows and not columns:
        return made
    return replace(made, steps=(*made.steps, *_keep_deleted_cells(story, after, rows, columns)))


def rows_made_whole(story: StoryId, clauses: Sequence[Clause]) -> list[Step]:
    """The steps that keep a whole row if some of its clauses are kept again and others are deleted with it."""
    rows: dict[tuple[int, int], set[Status]] = {}
    for clause in clauses:
        if clause.cell is not None:
            rows.setdefault(clause.cell[:2], set()).add(clause.row)
    return _keep_deleted_cells(
        story, clauses, {row for row, found in rows.items() if found >= {Status.KEPT, Status.DELETED}}, set()
    )


_RESTORED_ROWS = {Status.DELETED: Status.KEPT, Status.RETRACTED: Status.INSERTED}
"""The status of a row after its deletion is undone, by its status before."""


def _keep_deleted_cells(
    story: StoryId, clauses: Sequence[Clause], rows: Set[tuple[int, int]], columns: Set[tuple[int, int]]
) -> list[Step]:
    """The steps that keep deleted rows and columns of tables, by their numbers, whatever is deleted in them."""
    kept: list[Step] = []
    for cell, group in groupby(clauses, key=lambda clause: clause.cell):
        inside = list(group)
        of_row, of_column = cell is not None and cell[:2] in rows, cell is not None and cell[::2] in columns
        for clause in inside if of_row or of_column else ():
            closes = clause is inside[-1] and not any(inner.end.status.in_draft for inner in inside)
            end = restored_end(clause.end) if closes else clause.end  # a cell has a paragraph as long as its row and column stay
            row = _RESTORED_ROWS.get(clause.row, clause.row)
            if of_row and (row is not clause.row or closes):
                by = NOBODY if row is Status.KEPT else clause.row_stamp
                kept.append(SetClause(story, clause.id, clause, replace(clause, row=row, row_stamp=by, end=end)))
            elif closes and clause.row is Status.KEPT:
                kept.append(SetClause(story, clause.id, clause, replace(clause, end=end)))
    return kept


def _kept_columns(clauses: Sequence[Clause], edit: Edit) -> set[tuple[int, int]]:
    """Table and column of the cells deleted with their columns that an edit keeps again."""
    if not any(clause.cell is not None for clause in edit.new):
        return set()
    before = deleted_cells(clauses)
    kept = {clause.cell for clause in edit.new if clause.cell in before and clause.is_on("draft")} if before else set()
    return {cell[::2] for cell in kept if cell is not None}


def _caret_after(story: StoryId, clauses: tuple[Clause, ...], edit: Edit) -> Selection | None:
    """The caret of an edit in the text after it, of which no more is made than the clause where it stands."""
    index, put = edit.caret.index - edit.at, len(edit.new)
    if 0 <= index < put:
        return caret_at(story, edit.new, Place(index, edit.caret.offset))
    after = (*clauses[: edit.at], *edit.new, *clauses[edit.at + len(edit.old) :])
    return caret_at(story, after, edit.caret)


def caret_at(story: StoryId, clauses: Sequence[Clause], place: Place) -> Selection | None:
    """The caret at a place of a story, in its last clause if the place is after it; None if the story is empty."""
    if not clauses:
        return None
    spot = (clauses[min(place.index, len(clauses) - 1)].id, place.offset)
    return Selection(story, spot, spot)


def replace_clauses(
    story: StoryId, clauses: tuple[Clause, ...], new: Sequence[Clause], low: int, high: int
) -> tuple[tuple[Clause, ...], list[Step]]:
    """The story with `clauses[low:high]` replaced and brought into canonical form, and the step that does it.

    new: the replacement
    low, high: the range that it replaces
    """
    while low > 0 and clauses[low - 1].end.status is not Status.KEPT:
        low -= 1
        new = [clauses[low], *new]
    while high < len(clauses) and not (new and new[-1].end.status is Status.KEPT):
        new = [*new, clauses[high]]
        high += 1
    formed = canonical(new)
    old = clauses[low:high]
    start, stop = changed_span(old, formed)
    after = (*clauses[:low], *formed, *clauses[high:])
    if start == len(old) == len(formed):
        return clauses, []
    changed = Splice(story, low + start, old[start : len(old) - stop], formed[start : len(formed) - stop])
    return after, [changed]


DEEPEST = 4
"""ITU's styles know an item and three levels of enumeration below it."""


def check_levels(clauses: Sequence[Clause], index: int, new: Sequence[Props], cell: object = None) -> None:
    """Raise EditError if such paragraphs cannot follow at an index: too deep, under nothing, or in a table (`cell`)."""
    above = next((clause for clause in reversed(clauses[:index]) if clause.end.status.in_draft), None)
    follows_item = above is not None and above.cell is None and above.props.kind == "paragraph"
    for props in new:
        if props.kind == "paragraph" and props.level > 1:
            if cell is not None:
                raise EditError.of("a paragraph of a table has no levels")
            if props.level > DEEPEST:
                raise EditError.of(
                    "level {level} is too deep; a list has at most {deepest} levels", level=props.level, deepest=DEEPEST
                )
            if not follows_item:
                raise EditError.of(
                    "there is no item before it that could contain a paragraph of level {level}", level=props.level
                )
        follows_item = props.kind == "paragraph"
