"""The ends of text: in a story, a cell, or before a table, the last text of each side has an end on that side."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.redline.runs import restored_end
from model.redline.values import KEPT_END, Clause, Side


def has_live_text(clause: Clause) -> bool:
    """Whether the draft has characters of a clause."""
    return _has_text(clause, "draft")


def _has_text(clause: Clause, side: Side) -> bool:
    return any(run.status.on(side) and run.text for run in clause.runs)


def in_same_cell(first: Clause, second: Clause) -> bool:
    """Whether two clauses are in one cell, or both outside of tables."""
    return first.cell == second.cell


def keep_last_ends(window: list[Clause], *, at_the_end: bool) -> list[Clause]:
    """The window with the end of the last live text kept. `at_the_end`: it ends its story, or another cell follows."""
    for index in _open_ends(window, "draft", at_the_end=at_the_end):
        window[index] = replace(window[index], end=restored_end(window[index].end))
    return window


def with_live_ends(clauses: Sequence[Clause], before: Sequence[Clause]) -> tuple[Clause, ...]:
    """A whole story with the ends kept that live text lost and had `before`."""
    lost = _lost_ends(clauses, before, "draft")
    return tuple(
        replace(clause, end=restored_end(clause.end)) if index in lost else clause for index, clause in enumerate(clauses)
    )


def with_base_ends(clauses: Sequence[Clause], before: Sequence[Clause]) -> tuple[Clause, ...]:
    """A story in which text of the base that lost its end, and had one `before`, has a kept end in place of an inserted one. The
    base does not end before a new table."""
    in_rows_of_base = [clause for clause in clauses if clause.row.in_base]
    lost = _lost_ends(in_rows_of_base, [clause for clause in before if clause.row.in_base], "base")
    ids = {in_rows_of_base[index].id for index in lost}
    return tuple(replace(clause, end=KEPT_END) if clause.id in ids else clause for clause in clauses)


def _lost_ends(clauses: Sequence[Clause], before: Sequence[Clause], side: Side) -> set[int]:
    known = {before[index].id for index in _open_ends(before, side, at_the_end=True)}
    return {index for index in _open_ends(clauses, side, at_the_end=True) if clauses[index].id not in known}


def _open_ends(window: Sequence[Clause], side: Side, *, at_the_end: bool) -> list[int]:
    """The last texts of a side in cells, before tables and at the end, after which there is no end on that side."""
    found = (
        _open_end_before(window, index, side)
        for index in range(len(window) if at_the_end else len(window) - 1)
        if index == len(window) - 1 or not in_same_cell(window[index], window[index + 1])
    )
    return [index for index in found if index is not None]


def _open_end_before(window: Sequence[Clause], last: int, side: Side) -> int | None:
    for index in range(last, -1, -1):
        clause = window[index]
        if clause.end.status.on(side) or not in_same_cell(clause, window[last]):
            return None
        if _has_text(clause, side):
            return index
    return None
