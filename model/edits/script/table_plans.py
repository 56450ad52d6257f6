"""Edits from a file that insert tables and change their rows and columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from model.edits.common import index_of
from model.edits.script.fields import Edit, anchor_key, texts_at, whole_at, words_at
from model.edits.tables import columns, new_table, rows
from model.edits.tables.new_table import CellWords
from model.errors import EditError
from model.redline import Stamp
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import Splice, Transaction
from model.submission.values import Submission


class ScriptRun(Protocol):
    """The run over a file of edits that a plan belongs to."""

    submission: Submission
    stamp: Stamp
    tails: dict[tuple[StoryId, str], str]

    def text_at(self, edit: Edit) -> StoryId:
        """The number of the proposal that an edit speaks of."""

    def clause_at(self, edit: Edit, key: str = "at") -> str:
        """The id of the clause that a field of an edit names, in the text as it was read."""


def plan_table(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """A new table: directly after a clause or before it, of a clause in a table, after or before that table."""
    story, key = run.text_at(edit), anchor_key(edit)
    anchor = run.clause_at(edit, key)
    cells, widths = new_table.table_of(whole_at(edit, "rows", 0), whole_at(edit, "columns", 0), _rows_at(edit), _widths_at(edit))
    heads = edit.get("header", 1)
    if not isinstance(heads, int) or isinstance(heads, bool) or heads < 0:
        raise EditError.of("“{key}” is a number of rows, 0 for none", key="header")
    if heads > len(cells):
        raise EditError.of("“header” is {heads}, and the table has {rows} rows", heads=heads, rows=len(cells))

    def plan() -> Transaction:
        clauses = story_clauses(run.submission, story)
        low, high = new_table.whole_table(clauses, index_of(clauses, anchor))
        if key == "after" and (tail := run.tails.get((story, anchor))):
            high = index_of(clauses, tail) + 1
        index = low if key == "before" else high
        made = new_table.insert_table(run.submission, story, index, cells, widths, run.stamp, heads=heads)
        (step,) = made.steps
        if key == "after" and isinstance(step, Splice):
            run.tails[story, anchor] = step.new[-1].id
        return made

    return plan


def _rows_at(edit: Edit) -> list[list[CellWords]]:
    given = edit.get("cells", [])
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise EditError.of("“cells” is a list of rows, each a list of texts")
    return [[_cell(cell, f"cells[{at}][{place}]") for place, cell in enumerate(row)] for at, row in enumerate(given)]


def _cell(given: Any, where: str) -> CellWords:
    """A cell: a text, or an object with a text and how many columns it spans."""
    if isinstance(given, dict):
        return CellWords(words_at({where: given.get("text", "")}, where), whole_at(given, "columns", 1))
    return CellWords(words_at({where: given}, where))


def _widths_at(edit: Edit) -> list[int]:
    given = edit.get("widths", [])
    if not isinstance(given, list) or any(not isinstance(width, int) or isinstance(width, bool) for width in given):
        raise EditError.of("“widths” is a list of whole numbers")
    return given


def plan_row(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """A row put in after or before that of a clause, or the row of a clause struck."""
    story = run.text_at(edit)
    if "remove" in edit:
        gone = run.clause_at(edit, "remove")
        return lambda: rows.delete_row(run.submission, story, gone, run.stamp)
    clauses, words = story_clauses(run.submission, story), texts_at(edit, "cells")
    place = index_of(clauses, run.clause_at(edit, anchor_key(edit)))
    low, high = rows.row_range(clauses, place)
    cell = clauses[place].cell
    anchor = next(clause.id for clause in clauses[low:high] if cell and clause.cell and clause.cell[:2] == cell[:2])

    def insert(beside: str, before: bool) -> Transaction:
        return rows.insert_row(run.submission, story, beside, run.stamp, above=before, words=words)

    return _plan_beside(run, edit, anchor, f"row {anchor}", insert)


def plan_column(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """A column put in after or before that of a clause, or the column of a clause struck."""
    story = run.text_at(edit)
    if "remove" in edit:
        gone = run.clause_at(edit, "remove")
        return lambda: columns.delete_column(run.submission, story, gone, run.stamp)
    clauses, words = story_clauses(run.submission, story), texts_at(edit, "cells")
    anchor = run.clause_at(edit, anchor_key(edit))
    cell = clauses[index_of(clauses, anchor)].cell

    def insert(beside: str, before: bool) -> Transaction:
        return columns.insert_column(run.submission, story, beside, run.stamp, before=before, words=words)

    return _plan_beside(run, edit, anchor, f"column {cell and cell[::2]}", insert)


def _plan_beside(
    run: ScriptRun, edit: Edit, anchor: str, line: str, insert: Callable[[str, bool], Transaction]
) -> Callable[[], Transaction]:
    """A row or column beside that of a clause; of several after one, each follows the one before it.

    run: the run over the file
    edit: what the file says
    anchor: a clause of the row or column beside it
    line: identifies that row or column in its proposal
    insert: inserts it beside that of a clause, before or after it
    """
    story, before = run.text_at(edit), anchor_key(edit) == "before"

    def plan() -> Transaction:
        made = insert(anchor if before else run.tails.get((story, line), anchor), before)
        if not before and made.after is not None:
            run.tails[story, line] = made.after.caret[0]
        return made

    return plan
