"""The ends of live text: where a story, a cell or the text before a table ends, the last text of the draft has an end."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.redline.runs import restored_end
from model.redline.values import Clause


def has_live_text(clause: Clause) -> bool:
    """Whether the draft has characters of a clause."""
    return any(run.status.in_draft and run.text for run in clause.runs)


def in_same_cell(first: Clause, second: Clause) -> bool:
    """Whether two clauses are in one cell, or both outside of tables."""
    return first.cell == second.cell


def keep_last_ends(window: list[Clause], *, at_the_end: bool) -> list[Clause]:
    """Live text always has a live end: if the last one of a story, of a cell or before a table was deleted, the end of the last
    live text is kept. `at_the_end` says that the window ends its story, or that another cell follows."""
    for index in _open_ends(window, at_the_end=at_the_end):
        window[index] = replace(window[index], end=restored_end(window[index].end))
    return window


def with_live_ends(clauses: Sequence[Clause], before: Sequence[Clause]) -> tuple[Clause, ...]:
    """A whole story with the ends kept that live text lost and had `before`."""
    known = {before[index].id for index in _open_ends(before, at_the_end=True)}
    lost = {index for index in _open_ends(clauses, at_the_end=True) if clauses[index].id not in known}
    return tuple(
        replace(clause, end=restored_end(clause.end)) if index in lost else clause for index, clause in enumerate(clauses)
    )


def _open_ends(window: Sequence[Clause], *, at_the_end: bool) -> list[int]:
    """The last live texts of cells, before tables and at the end, behind which there is no live end."""
    found = (
        _open_end_before(window, index)
        for index in range(len(window) if at_the_end else len(window) - 1)
        if index == len(window) - 1 or not in_same_cell(window[index], window[index + 1])
    )
    return [index for index in found if index is not None]


def _open_end_before(window: Sequence[Clause], last: int) -> int | None:
    for index in range(last, -1, -1):
        clause = window[index]
        if clause.end.status.in_draft or not in_same_cell(clause, window[last]):
            return None
        if has_live_text(clause):
            return index
    return None
