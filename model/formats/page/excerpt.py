"""The excerpt of the amended clauses, with some clauses of context on each side and the calls above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from model.redline import KEPT_END, NOTE, Clause, Note, Side, Status, groups

_HEADS = ("call", "heading", "annex")
_ALWAYS = ("number", "title")
CONTEXT = 1
"""Clauses before and after an amended one, if no other number is chosen."""
MOST_CONTEXT = 5


def is_amended(clause: Clause, notes: Mapping[str, Note]) -> bool:
    """Whether a clause itself was changed: its characters, end, kind, notes or label, but not a label that only follows."""
    if clause.end != KEPT_END or clause.base_props is not None or clause.row is not Status.KEPT:
        return True
    printed = clause.label.text if clause.label else None
    if clause.own_label is not None and clause.own_label.text != printed:
        return True
    for run in clause.runs:
        if run.status is not Status.KEPT or run.base_style is not None:
            return True
        if (
            run.text == NOTE
            and run.content in notes
            and any(is_amended(note_clause, {}) for note_clause in notes[run.content].clauses)
        ):
            return True
    return False


def amended_ids(clauses: Iterable[Clause], notes: Mapping[str, Note], side: Side | None) -> frozenset[str]:
    """The ids of the amended clauses; on one side, of every clause that a paragraph with an amended one is made of."""
    if side is None:
        return frozenset(clause.id for clause in clauses if is_amended(clause, notes))
    found: set[str] = set()
    for group in groups(clauses, side):
        if any(is_amended(clause, notes) for clause in group):
            found.update(clause.id for clause in group)
    return frozenset(found)


def excerpt(kinds: Sequence[str], amended: Sequence[bool], context: int = CONTEXT) -> list[int | None]:
    """The places of the clauses of these kinds that are shown, in order; None is a gap between two of them. `context` is the
    number of clauses before and after an amended one."""
    wanted = {place for place, kind in enumerate(kinds) if kind in _ALWAYS and any(amended)}
    head = None
    for place, is_one in enumerate(amended):
        if kinds[place] in _HEADS:
            head = place
        if is_one:
            wanted.update(range(max(place - context, 0), min(place + context, len(kinds) - 1) + 1))
            wanted.update(() if head is None else (head,))
    out: list[int | None] = []
    for place in sorted(wanted):
        before = out[-1] if out else -1
        if before is not None and place > before + 1:
            out.append(None)
        out.append(place)
    if wanted and max(wanted) < len(kinds) - 1:
        out.append(None)
    return out
