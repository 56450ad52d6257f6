"""The texts of undo steps: the action, and its place as delegates name it ("after recalling d)")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from model.message import Message
from model.numbering import Labelling, bare
from model.redline import Clause
from model.submission.field_forms import FIELD_NAMES
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, SetField, Splice, Transaction
from model.submission.values import CutSettings
from model.text.common_prefix import equal_prefix
from model.text.shortening import shorten_text

_TEXTS_OF_SEVERAL: dict[TransactionKind, Message] = {
    TransactionKind.UPDATE_REFERENCES: Message.of("Mend references"),
    TransactionKind.REPLACE_EDITIONS: Message.of("Replace editions"),
    TransactionKind.REPAIR: Message.of("Repair problems"),
    TransactionKind.IGNORE_FINDINGS: Message.of("Ignore problems"),
    TransactionKind.STOP_IGNORING_FINDINGS: Message.of("Show problems again"),
}
"""The texts where `count` is not one."""
_COUNTED: dict[TransactionKind, Callable[[int], Message]] = {
    TransactionKind.REPLACE: lambda n: Message.counted("Replace {n} hit", "Replace {n} hits", n),
    TransactionKind.ACCEPT: lambda n: Message.counted("Accept {n} amendment", "Accept {n} amendments", n),
    TransactionKind.REJECT: lambda n: Message.counted("Reject {n} amendment", "Reject {n} amendments", n),
    TransactionKind.ACCEPT_THEIR_CHANGE: lambda n: Message.counted(
        "Accept {n} change of theirs", "Accept {n} changes of theirs", n
    ),
    TransactionKind.REJECT_THEIR_CHANGE: lambda n: Message.counted(
        "Reject {n} change of theirs", "Reject {n} changes of theirs", n
    ),
}
"""The texts that name `count`, where it is not one."""
_KINDS: dict[str, Message] = {
    "number": Message.of("Make it a number line"),
    "title": Message.of("Make it a title"),
    "history": Message.of("Make it an adoption line"),
    "opening": Message.of("Make it an opening line"),
    "call": Message.of("Make it an introductory phrase"),
    "paragraph": Message.of("Make it a paragraph"),
    "heading": Message.of("Make it a heading"),
    "annex": Message.of("Make it an annex heading"),
}
"""The texts of a change of kind."""
_FORMATS: dict[str, Message] = {
    "bold": Message.of("bold", context="format"),
    "italic": Message.of("italic", context="format"),
    "underline": Message.of("underline", context="format"),
    "superscript": Message.of("superscript", context="format"),
    "subscript": Message.of("subscript", context="format"),
}
_FIELDS: dict[str, Message] = {
    **FIELD_NAMES,
    "number": Message.of("number", context="field"),
    "language": Message.of("language", context="field"),
}
"""The names that fields have in the form."""
_LINES: dict[str, Message] = {
    "number": Message.of("the number line"),
    "title": Message.of("the title"),
    "history": Message.of("the adoption line"),
    "opening": Message.of("the opening line"),
}
"""The places of the lines before the first introductory phrase."""
_AFTER = frozenset(
    {TransactionKind.INSERT_PARAGRAPH, TransactionKind.NEW_PARAGRAPH, TransactionKind.SPLIT_PARAGRAPH, TransactionKind.NEW_CALL}
)
"""Named by what comes before the place."""
_OF = frozenset(
    {
        TransactionKind.DELETE_PARAGRAPH,
        TransactionKind.RESTORE_PARAGRAPH,
        TransactionKind.MOVE_PARAGRAPH,
        TransactionKind.MERGE_PARAGRAPHS,
        TransactionKind.LEAVE_LEVEL,
        TransactionKind.RENAME,
    }
)
"""Done to a clause, not in it."""
_COUNTED_PLACES = frozenset({TransactionKind.REPLACE, TransactionKind.REPLACE_EDITIONS})
"""Done in several places at once where `count` is not one, and then named without one."""
_LONGEST = 40
"""Characters of a call that the list shows."""
_MOST_WORDS = 35
"""Characters of what was typed or deleted that the list shows."""
_HEADS = frozenset({"call", "heading", "annex"})


def action_text(transaction: Transaction) -> Message:
    """What was done, without its place: the text of its kind with its values, else the label of its journal."""
    kind, values = transaction.kind, transaction.values
    count = values.get("count", 1)
    if kind is TransactionKind.OTHER:
        return Message.verbatim(transaction.label)
    if kind is TransactionKind.FORMAT and values.get("formats"):
        names = str(values["formats"]).split(", ")
        return Message.of("Format: {formats}", formats=tuple(_FORMATS.get(name) or Message.verbatim(name) for name in names))
    if kind is TransactionKind.CHANGE_KIND and values.get("kind") in _KINDS:
        return _KINDS[str(values["kind"])]
    if kind is TransactionKind.SET_FIELD:
        return _field_text(str(values.get("field", "")), str(values.get("symbol", "")))
    if kind is TransactionKind.RESTORE_VERSION:
        return Message.of("Go back to version “{version}”", version=str(values.get("version", "")))
    if kind in _TEXTS_OF_SEVERAL and count != 1:
        return _TEXTS_OF_SEVERAL[kind]
    if kind in _COUNTED and count != 1 and isinstance(count, int):
        return _COUNTED[kind](count)
    return kind.text


def _field_text(field: str, symbol: str) -> Message:
    name = _FIELDS.get(field) or Message.verbatim(field.replace("_", " "))
    if symbol:
        return Message.of("Set {field} and symbol {symbol}", field=name, symbol=symbol)
    return Message.of("Set {field}", field=name)


def step_text(transaction: Transaction, place: Message | None) -> Message:
    """The text of a step in the undo list: `Type “the Union” in recalling d)`. `place` is where it was done; None if unknown."""
    action, words = action_text(transaction), changed_words(transaction)
    if place is None:
        return Message.of("{action} “{words}”", action=action, words=words) if words else action
    if words:
        return Message.of("{action} “{words}” {place}", action=action, words=words, place=place)
    if transaction.kind in _OF:
        return Message.of("{action}: {place}", action=action, place=place)
    return Message.of("{action} {place}", action=action, place=place)


def place_of_step(
    transaction: Transaction,
    story_clauses: Callable[[StoryId], Sequence[Clause]],
    labelling: Callable[[StoryId], Labelling | None],
) -> Message | None:
    """The place of a step, with its preposition; None if there is not one. Both callables give what was at a story before."""
    kind = transaction.kind
    if kind is TransactionKind.OTHER:
        return None
    steps = [candidate for candidate in transaction.steps if not isinstance(candidate, SetField)]
    # An insertion is where a clause came, not where a mark followed it.
    step = next((candidate for candidate in steps if kind in _AFTER and _grows(candidate)), steps[0] if steps else None)
    if step is None or (kind in _COUNTED_PLACES and transaction.values.get("count", 1) != 1 and len(_touched_clauses(steps)) > 1):
        return None
    if step.story.note:
        return Message.of("in a footnote")
    clauses = story_clauses(step.story)
    index = step.at if isinstance(step, Splice) else _index(clauses, step.id)
    if kind in _AFTER:
        index += len(step.old) - 1 if isinstance(step, Splice) and _grows(step) else -1
        if index < 0:
            return Message.of("at the start")
    elif kind is TransactionKind.MOVE_PARAGRAPH:
        index = _index_of_moved(transaction, steps, clauses, index)
    place = place_name(clauses, index, labelling(step.story)) if index < len(clauses) else None
    if place is None or kind in _OF:
        return place
    return Message.of("after {place}", place=place) if kind in _AFTER else Message.of("in {place}", place=place)


def changed_words(transaction: Transaction) -> str:
    """The words typed or deleted at one place, on one line, shortened; '' for another step. Of a field, the new words."""
    if transaction.kind is TransactionKind.SET_FIELD:
        return _cut(_field_words(transaction))
    deleted, inserted = replaced_words(transaction)
    return _cut(deleted if transaction.kind is TransactionKind.DELETE else inserted)


def replaced_words(transaction: Transaction) -> tuple[str, str]:
    """The text that typing, or deleting, took out at one place, and what it put there; both '' for another step. The ends of
    paragraphs are line breaks."""
    if transaction.kind not in (TransactionKind.TYPE, TransactionKind.DELETE) or transaction.after is None:
        return "", ""
    id, offset = transaction.after.caret
    for step in reversed(transaction.steps):
        if isinstance(step, Splice) and any(clause.id == id for clause in step.new):
            return _changed_texts(transaction, step, _draft_offset(step.new, id, offset))
    return "", ""


def _cut(words: str) -> str:
    words, half = " ".join(words.split()), _MOST_WORDS // 2
    return words if len(words) <= _MOST_WORDS else f"{words[:half].rstrip()}…{words[-half:].lstrip()}"


def _field_words(transaction: Transaction) -> str:
    step = next((other for other in transaction.steps if isinstance(other, SetField)), None)
    if step is None:
        return ""
    name = str(transaction.values.get("field", ""))
    sides = (getattr(value, name, "") if isinstance(value, CutSettings) else value for value in (step.old, step.new))
    old, new = (
        value if isinstance(value, str) else "\n".join(value or ()) if all(isinstance(line, str) for line in value or ()) else ""
        for value in sides
    )  # fmt: skip
    start = equal_prefix(old, new)
    stop = len(new) - equal_prefix(old[start:][::-1], new[start:][::-1])
    if start == stop:
        return ""
    while start and not new[start - 1].isspace():
        start -= 1
    while stop < len(new) and not new[stop].isspace():
        stop += 1
    return new[start:stop]


def _changed_texts(transaction: Transaction, step: Splice, caret: int) -> tuple[str, str]:
    """The text that a step deleted, and the one that it inserted before the caret: the carets tell which of two equal letters
    it was."""
    old, new = _draft(step.old), _draft(step.new)
    stop = max(0, len(old) - (len(new) - caret))
    if transaction.kind is TransactionKind.DELETE:
        return old[caret:stop], ""
    start = equal_prefix(old[:stop], new[:caret])
    if transaction.before is not None:
        ids = {clause.id for clause in step.old}
        ends = [end for end in (transaction.before.anchor, transaction.before.caret) if end[0] in ids]
        start = min([start, *(_draft_offset(step.old, *end) for end in ends)])
    return old[start:stop], new[start:caret]


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


def _touched_clauses(steps: Sequence[Splice | SetClause]) -> set[tuple[StoryId, str]]:
    """The clauses that stood where something is done, with their stories."""
    return {
        (step.story, clause.id)
        for step in steps
        for clause in (step.old if isinstance(step, Splice) else (step.old,))
    }  # fmt: skip


def _index_of_moved(transaction: Transaction, steps: Sequence[Splice | SetClause], clauses: Sequence[Clause], usual: int) -> int:
    """The index of the clause that was moved: one that is the same at its new place, else the first deleted one."""
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


def place_name(clauses: Sequence[Clause], index: int, labelling: Labelling | None) -> Message | None:
    """The call and the labels that lead to a clause: `recalling d)`, `recalling e) iv)`. None if it has neither."""
    clause = clauses[index]
    if clause.props.kind in ("number", "title", "history", "opening"):
        return _LINES[clause.props.kind]
    labels = _labels(clauses, index, labelling) if labelling is not None else []
    head = next((clauses[place] for place in range(index, -1, -1) if clauses[place].props.kind in _HEADS), None)
    words = " ".join((head.text_on("draft") or head.text_on("base")).split()) if head is not None else ""
    name = " ".join(filter(None, (shorten_text(words, _LONGEST), *(labels if head is not clause or not words else ()))))
    return Message.verbatim(name) if name else None


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
