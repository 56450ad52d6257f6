"""The meaning of Enter and Tab at the caret, as in the lists of a word processor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from model.edits.clause_properties import change_kind, change_level
from model.edits.common import caret_at
from model.edits.text import break_paragraph
from model.redline import ANCHOR, Clause, Props, Run, Stamp
from model.redline.edit_text import Place
from model.redline.runs import cut
from model.submission.resolved import View
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Submission


def enter(submission: Submission, story: StoryId, a: Place, b: Place, stamp: Stamp) -> Transaction:
    """End the paragraph, or leave the level of an empty item. After an item with items under it, the new item becomes the first
    of these, since an item of its own level would take them over.

    a, b: the beginning and the end of the selection
    """
    clauses = story_clauses(submission, story)
    if a == b and is_empty_item(clauses, a.index):
        return leave_level(submission, story, a.index, stamp)
    return break_paragraph(submission, story, a, b, stamp, new=_first_below(clauses, b))


def _first_below(clauses: Sequence[Clause], place: Place) -> Props | None:
    """What the first item under the item that ends at a place is; None if it goes on there or has none under it."""
    clause = clauses[place.index]
    goes_on = not clause.end.status.in_draft or any(_shows(run) for run in cut(clause.runs, place.offset)[1])
    if goes_on or clause.props.kind != "paragraph":
        return None
    for below in clauses[place.index + 1 :]:
        if below.end.status.in_draft:
            deeper = below.props.kind == "paragraph" and below.props.level > clause.props.level and below.cell == clause.cell
            return replace(below.props, other="") if deeper else None
    return None


def is_empty_item(clauses: Sequence[Clause], index: int) -> bool:
    """Whether a clause is an item of a list, or is below the first level, and has no text on either side."""
    clause = clauses[index]
    props = clause.props
    listed = props.kind == "paragraph" and (props.scheme != "none" or props.level > 1)
    return listed and clause.cell is None and not clause.text and clause.end.status.in_draft and opens(clauses, index)


def opens(clauses: Sequence[Clause], index: int) -> bool:
    """Whether a paragraph of the draft begins with this clause: no live text precedes it without an end."""
    for before in reversed(clauses[:index]):
        if before.end.status.in_draft:
            return True
        if any(_shows(run) for run in before.runs):
            return False
    return True


def leave_level(submission: Submission, story: StoryId, index: int, stamp: Stamp) -> Transaction:
    """Move the paragraph one level up, without the items under it; one of the first level loses its label."""
    clauses = story_clauses(submission, story)
    clause = clauses[index]
    if clause.props.level > 1:
        made = change_level(submission, story, clause.id, -1, stamp, only=True)
    else:
        made = change_kind(submission, story, clause.id, "paragraph", stamp, scheme="none")
    return replace(made, kind=TransactionKind.LEAVE_LEVEL, after=caret_at(story, clauses, Place(index, len(clause.text))))


def tab_meaning(clauses: Sequence[Clause], a: Place, b: Place) -> Literal["level", "cell", "text"]:
    """The meaning of Tab: the next cell of a table, the level of what is selected or begins here, or a character of the text."""
    if clauses[a.index].cell is not None:
        return "cell"
    at_head = opens(clauses, a.index) and not any(_shows(run) for run in cut(clauses[a.index].runs, a.offset)[0])
    return "level" if a.index != b.index or (a == b and at_head) else "text"


def next_cell(clauses: Sequence[Clause], index: int, by: int, view: View = "markup") -> int | None:
    """The first clause of the next (1) or preceding (−1) cell that a view shows, not of tables inside it; None at the edge."""
    cell = clauses[index].cell
    if cell is None:
        return None
    first: dict[tuple[int, int, int], int] = {}
    for place, clause in enumerate(clauses):
        shown = clause.cell == cell or view == "markup" or clause.row.on(view)
        if clause.cell is not None and clause.cell[0] == cell[0] and shown:
            first.setdefault(clause.cell, place)
    cells = list(first)
    wanted = cells.index(cell) + by
    return first[cells[wanted]] if 0 <= wanted < len(cells) else None


def end_of_cell(clauses: Sequence[Clause], index: int) -> Place:
    """The end of the cell whose first clause is given."""
    last = index
    while last + 1 < len(clauses) and clauses[last + 1].cell == clauses[index].cell:
        last += 1
    return Place(last, len(clauses[last].text))


def _shows(run: Run) -> bool:
    return run.status.in_draft and bool(run.text) and not (run.content and run.text == ANCHOR)
