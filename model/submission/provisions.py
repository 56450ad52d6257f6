"""Provisions of treaty texts: the clauses that one consists of, and the symbol that its amendments give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.numbering import Labelling
from model.redline import Clause, Status
from model.submission.amendments import is_whole

_MARK_OF_MOVE = "*"


def provision_at(clauses: Sequence[Clause], numbers: Mapping[str, object], index: int) -> range | None:
    """The indices of the provision that contains a clause: its paragraph with the margin number, and those without one, with
    tables, up to the next number or heading. None outside of provisions.

    clauses: those of the text
    numbers: its margin numbers by clause id, see `Labelling.numbers`
    index: the index of the clause
    """
    start = index
    while clauses[start].id not in numbers:
        start -= 1
        if start < 0 or not continues_provision(clauses[start + 1]):
            return None
    return range(start, _stop_of(clauses, numbers, start))


def _stop_of(clauses: Sequence[Clause], numbers: Mapping[str, object], start: int) -> int:
    stop = start + 1
    while stop < len(clauses) and clauses[stop].id not in numbers and continues_provision(clauses[stop]):
        stop += 1
    return stop


def continues_provision(clause: Clause) -> bool:
    """Whether a clause without a number belongs to the provision before it."""
    return clause.cell is not None or clause.props.kind == "paragraph"


def provision_symbol(clauses: Sequence[Clause], labelling: Labelling, index: int) -> str:
    """The symbol of the provision or heading that begins at a clause: ADD, SUP, MOD, with an asterisk if it is moved; empty if
    nothing is changed, if no provision or heading begins there, and in texts without margin numbers."""
    clause = clauses[index]
    if not labelling.numbers or (clause.id not in labelling.numbers and continues_provision(clause)):
        return ""
    whole = clauses[index : _stop_of(clauses, labelling.numbers, index)] if clause.id in labelling.numbers else (clause,)
    moved = _MARK_OF_MOVE if all(part.end.move for part in whole) else ""
    if all(is_whole(part, Status.INSERTED) for part in whole):
        return f"ADD{moved}"
    if all(is_whole(part, Status.DELETED) for part in whole):
        return f"SUP{moved}"
    return "MOD" if any(_is_changed(part, labelling) for part in whole) else ""


def _is_changed(clause: Clause, labelling: Labelling) -> bool:
    kept = clause.end.status is Status.KEPT and clause.row is Status.KEPT and clause.base_props is None
    if not kept or any(run.status is not Status.KEPT or run.base_style is not None for run in clause.runs):
        return True
    return labelling.base(clause.id) != labelling.draft(clause.id)
