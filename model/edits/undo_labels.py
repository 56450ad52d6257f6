"""The names of steps in the undo list: the action, and its place as delegates name it ("after recalling d)")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from model.numbering import Labelling, bare
from model.redline import Clause
from model.submission.transactions import SetClause, SetField, Splice, Transaction
from model.text.common_prefix import equal_prefix

_AFTER = frozenset({"Insert paragraph", "New paragraph", "Split paragraph", "New call"})
_OF = frozenset({"Delete paragraph", "Restore paragraph", "Move paragraph", "Merge paragraphs", "Leave level", "Rename"})
_MANY = "Replace "
"""How begins what is done in several places at once."""
_LONGEST = 40
"""Characters of a call that the list shows."""
_MOST_WORDS = 35
"""Characters of what was typed or deleted that the list shows."""
_HEADS = frozenset({"call", "heading", "annex"})


def named(
    transaction: Transaction, story_clauses: Callable[[str], Sequence[Clause]], labelling: Callable[[str], Labelling | None]
) -> tuple[str, str, str]:
    """What was done, the word that leads to the place, and the place (both '': nowhere in a text, or in several places; the
    word alone may be). Both callables give, by a story, what stood there before."""
    label = transaction.label
    steps = [each for each in transaction.steps if not isinstance(each, SetField)]
    # An insertion is where a clause came, not where a mark followed it.
    step = next((each for each in steps if label in _AFTER and _grows(each)), steps[0] if steps else None)
    if step is None or (label.startswith(_MANY) and len(_touched(steps)) > 1):
        return label, "", ""
    if "/" in step.story:
        return label, "in", "a footnote"
    clauses = story_clauses(step.story)
    index = step.at if isinstance(step, Splice) else _index(clauses, step.id)
    if label in _AFTER:
        index += len(step.old) - 1 if isinstance(step, Splice) and _grows(step) else -1
        if index < 0:
            return label, "at", "the start"
    elif label == "Move paragraph":
        index = _moved(transaction, steps, clauses, index)
    place = place_of(clauses, index, labelling(step.story)) if index < len(clauses) else ""
    how = "after" if label in _AFTER else "" if label in _OF else "in"
    return (label, how, place) if place else (label, "", "")


def words_of(transaction: Transaction) -> str:
    """The words that were typed or deleted at one place, on one line, cut in the middle where they are many; '' of what did
    something else."""
    if transaction.label not in ("Type", "Delete") or transaction.after is None:
        return ""
    id, offset = transaction.after.caret
    for step in reversed(transaction.steps):
        if isinstance(step, Splice) and any(clause.id == id for clause in step.new):
            words = " ".join(_changed(transaction, step, _draft_offset(step.new, id, offset)).split())
            half = _MOST_WORDS // 2
            return words if len(words) <= _MOST_WORDS else f"{words[:half].rstrip()}…{words[-half:].lstrip()}"
    return ""


def _changed(transaction: Transaction, step: Splice, caret: int) -> str:
    """What a step put in before the caret, or took away there, as the draft has it: the caret and the selection before tell
    which of two equal letters it was."""
    old, new = _draft(step.old), _draft(step.new)
    if transaction.label == "Delete":
        return old[caret : len(old) - (len(new) - caret)]
    start = equal_prefix(old[: max(0, len(old) - (len(new) - caret))], new[:caret])
    if transaction.before is not None:
        ids = {clause.id for clause in step.old}
        ends = [each for each in (transaction.before.anchor, transaction.before.caret) if each[0] in ids]
        start = min([start, *(_draft_offset(step.old, *each) for each in ends)])
    return new[start:caret]


def _draft(clauses: Sequence[Clause]) -> str:
    return "".join([clause.text_on("draft") + "\n" * clause.end.status.in_draft for clause in clauses])


def _draft_offset(clauses: Sequence[Clause], id: str, offset: int) -> int:
    """Where in the draft of clauses an offset of one of them is."""
    at = _index(clauses, id)
    length = len(_draft(clauses[:at]))
    for run in clauses[at].runs:
        length += max(0, min(offset, len(run.text))) if run.status.in_draft else 0
        offset -= len(run.text)
    return length


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
