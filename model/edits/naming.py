"""What the undo list calls a transaction: what was done, and where, as delegates name a place ("after recalling d)")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from model.numbering import Labelling
from model.redline import Clause
from model.steps import SetClause, SetField, Splice, Transaction

_AFTER = frozenset({"Insert paragraph", "New paragraph", "Split paragraph"})
_OF = frozenset({"Delete paragraph", "Restore paragraph", "Move paragraph", "Merge paragraphs", "Leave level", "Rename"})
_LONGEST = 40
"""Characters of a call that the list shows."""
_HEADS = frozenset({"call", "heading", "annex"})


def named(
    transaction: Transaction, story_clauses: Callable[[str], Sequence[Clause]], labelling: Callable[[str], Labelling | None]
) -> tuple[str, str]:
    """What was done, with the word that leads to the place, and the place ('': nowhere in a text). Both callables give,
    by a story, what stood there before."""
    label = transaction.label
    step = next((each for each in transaction.steps if not isinstance(each, SetField) and _counts(each, label)), None)
    if step is None or isinstance(step, SetField):
        return label, ""
    if "/" in step.story:
        return f"{label} in", "a footnote"
    clauses = story_clauses(step.story)
    index = step.at if isinstance(step, Splice) else _index(clauses, step.id)
    if label in _AFTER and isinstance(step, Splice):
        index = step.at + len(step.old) - 1
        if index < 0:
            return f"{label} at", "the start"
    place = place_of(clauses, index, labelling(step.story)) if index < len(clauses) else ""
    how = " after" if label in _AFTER else "" if label in _OF else " in"
    return (f"{label}{how}", place) if place else (label, "")


def _counts(step: Splice | SetClause, label: str) -> bool:
    """Whether a step is where the thing was done: an insertion is where a clause came, not where a mark followed it."""
    return label not in _AFTER or (isinstance(step, Splice) and len(step.new) > len(step.old))


def _index(clauses: Sequence[Clause], id: str) -> int:
    return next((index for index, clause in enumerate(clauses) if clause.id == id), len(clauses))


def place_of(clauses: Sequence[Clause], index: int, labelling: Labelling | None) -> str:
    """The name of a clause: the call that it stands under and its label, `recalling d)`."""
    clause = clauses[index]
    if clause.props.kind in ("number", "title", "history", "opening"):
        return f"the {clause.props.kind}"
    label = (labelling.draft(clause.id) or labelling.base(clause.id) or "") if labelling is not None else ""
    head = next((clauses[place] for place in range(index, -1, -1) if clauses[place].props.kind in _HEADS), None)
    words = " ".join((head.text_on("draft") or head.text_on("base")).split()) if head is not None else ""
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rstrip() + "…"
    return " ".join(filter(None, (words, label if head is not clause or not words else "")))
