"""What the undo list calls a transaction: what was done, and where, as delegates name a place ("after recalling › d)")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from model.numbering import Labelling, bare
from model.redline import Clause
from model.steps import SetClause, SetField, Splice, Transaction

_AFTER = frozenset({"Insert paragraph", "New paragraph", "Split paragraph", "New call"})
_OF = frozenset({"Delete paragraph", "Restore paragraph", "Move paragraph", "Merge paragraphs", "Leave level", "Rename"})
_MANY = "Replace "
"""How begins what is done in several places at once."""
_LONGEST = 40
"""Characters of a call that the list shows."""
_HEADS = frozenset({"call", "heading", "annex"})


def named(
    transaction: Transaction, story_clauses: Callable[[str], Sequence[Clause]], labelling: Callable[[str], Labelling | None]
) -> tuple[str, str]:
    """What was done, with the word that leads to the place, and the place ('': nowhere in a text, or in several places).
    Both callables give, by a story, what stood there before."""
    label = transaction.label
    steps = [each for each in transaction.steps if not isinstance(each, SetField)]
    # An insertion is where a clause came, not where a mark followed it.
    step = next((each for each in steps if label in _AFTER and _grows(each)), steps[0] if steps else None)
    if step is None or (label.startswith(_MANY) and len(_touched(steps)) > 1):
        return label, ""
    if "/" in step.story:
        return f"{label} in", "a footnote"
    clauses = story_clauses(step.story)
    index = step.at if isinstance(step, Splice) else _index(clauses, step.id)
    if label in _AFTER:
        index += len(step.old) - 1 if isinstance(step, Splice) and _grows(step) else -1
        if index < 0:
            return f"{label} at", "the start"
    elif label == "Move paragraph":
        index = _moved(transaction, steps, clauses, index)
    place = place_of(clauses, index, labelling(step.story)) if index < len(clauses) else ""
    how = " after" if label in _AFTER else "" if label in _OF else " in"
    return (f"{label}{how}", place) if place else (label, "")


def _grows(step: Splice | SetClause) -> bool:
    return isinstance(step, Splice) and len(step.new) > len(step.old)


def _touched(steps: Sequence[Splice | SetClause]) -> set[tuple[str, str]]:
    """The clauses that stood where something is done, with their stories."""
    return {
        (step.story, clause.id)
        for step in steps
        for clause in (step.old if isinstance(step, Splice) else (step.old,))
    }  # fmt: skip


def _moved(transaction: Transaction, steps: Sequence[Splice | SetClause], clauses: Sequence[Clause], usual: int) -> int:
    """The index of the clause that was moved: one that is the same at its new place, else the first that is struck."""
    index = _index(clauses, transaction.after.anchor[0]) if transaction.after is not None else len(clauses)
    if index < len(clauses):
        return index
    for step in steps:
        if isinstance(step, Splice):
            live = {clause.id for clause in step.new if clause.is_on("draft")}
            gone = next((clause.id for clause in step.old if clause.is_on("draft") and clause.id not in live), None)
            if gone is not None:
                return _index(clauses, gone)
    return usual


def _index(clauses: Sequence[Clause], id: str) -> int:
    return next((index for index, clause in enumerate(clauses) if clause.id == id), len(clauses))


def place_of(clauses: Sequence[Clause], index: int, labelling: Labelling | None) -> str:
    """The name of a clause: the call that it stands under, and its label behind those of what it stands under there, as
    places are said everywhere: `recalling › d)`, `recalling › e) › iv)`."""
    clause = clauses[index]
    if clause.props.kind in ("number", "title", "history", "opening"):
        return f"the {clause.props.kind}"
    labels = _labels(clauses, index, labelling) if labelling is not None else []
    head = next((clauses[place] for place in range(index, -1, -1) if clauses[place].props.kind in _HEADS), None)
    words = " ".join((head.text_on("draft") or head.text_on("base")).split()) if head is not None else ""
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rstrip() + "…"
    return " › ".join(filter(None, (words, *(labels if head is not clause or not words else ()))))


def _labels(clauses: Sequence[Clause], index: int, labelling: Labelling) -> list[str]:
    """The labels of a clause and of those that it stands under, the outermost first."""
    found: list[str] = []
    level = clauses[index].props.level + 1
    for clause in reversed(clauses[: index + 1]):
        over = clause.props.level < level and (clause.is_on("draft") or not found)
        if over:
            found.insert(0, labelling.draft(clause.id) or labelling.base(clause.id) or "")
            level = clause.props.level
        if level <= 1 or clause.props.kind in _HEADS:
            break
    # A decimal label says itself what it stands under.
    return [label for label, under in zip_longest(found, found[1:]) if not (under and bare(under).startswith(bare(label) + "."))]
