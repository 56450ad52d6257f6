"""The texts of undo steps, made of the kind and the values of a transaction: the action, and its place as delegates name it
("after recalling d)")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import zip_longest

from model.numbering import Labelling, bare
from model.redline import Clause
from model.submission.place_texts import LINES
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, SetField, Splice, Transaction
from model.text.common_prefix import equal_prefix

_TEXTS: dict[TransactionKind, str] = {
    TransactionKind.TYPE: "Type",
    TransactionKind.AUTOCORRECT: "Autocorrect",
    TransactionKind.DELETE: "Delete",
    TransactionKind.RESTORE: "Restore",
    TransactionKind.PASTE: "Paste",
    TransactionKind.DROP: "Drop",
    TransactionKind.MOVE_TEXT: "Move text",
    TransactionKind.EDIT_FROM_OUTSIDE: "Edit from outside",
    TransactionKind.FORMAT: "Format",
    TransactionKind.REPLACE: "Replace",
    TransactionKind.NEW_PARAGRAPH: "New paragraph",
    TransactionKind.SPLIT_PARAGRAPH: "Split paragraph",
    TransactionKind.MERGE_PARAGRAPHS: "Merge paragraphs",
    TransactionKind.INSERT_PARAGRAPH: "Insert paragraph",
    TransactionKind.DELETE_PARAGRAPH: "Delete paragraph",
    TransactionKind.RESTORE_PARAGRAPH: "Restore paragraph",
    TransactionKind.MOVE_PARAGRAPH: "Move paragraph",
    TransactionKind.INSERT_TABLE: "Insert table",
    TransactionKind.INSERT_ROW: "Insert row",
    TransactionKind.DELETE_ROW: "Delete row",
    TransactionKind.INSERT_COLUMN: "Insert column",
    TransactionKind.DELETE_COLUMN: "Delete column",
    TransactionKind.PROMOTE: "Promote",
    TransactionKind.DEMOTE: "Demote",
    TransactionKind.LEAVE_LEVEL: "Leave level",
    TransactionKind.CHANGE_KIND: "Make it a {kind}",
    TransactionKind.SET_LABEL: "Label",
    TransactionKind.NEW_CALL: "New introductory phrase",
    TransactionKind.RENAME: "Rename",
    TransactionKind.INSERT_FOOTNOTE: "Footnote",
    TransactionKind.REMOVE_FOOTNOTE: "Remove footnote",
    TransactionKind.REMOVE_UNMARKED_FOOTNOTES: "Remove footnotes without a mark",
    TransactionKind.ACCEPT: "Accept",
    TransactionKind.REJECT: "Reject",
    TransactionKind.TAKE_OVER: "Take over",
    TransactionKind.CARRY_OVER: "Carry over amendments",
    TransactionKind.CARRY_OVER_DELETION: "Carry over a deletion",
    TransactionKind.CARRY_OVER_MOVE: "Carry over a move",
    TransactionKind.CARRY_OVER_INSERTION: "Carry over an insertion",
    TransactionKind.CARRY_OVER_KIND: "Carry over a kind",
    TransactionKind.CARRY_OVER_LEVEL: "Carry over a level",
    TransactionKind.CARRY_OVER_LABEL: "Carry over a label",
    TransactionKind.NOTE_WORDS_TO_TRANSLATE: "Note words to translate",
    TransactionKind.NEW_BASE: "Apply to another text in force",
    TransactionKind.CORRECT_RECOGNITION: "Correct recognition",
    TransactionKind.UPDATE_REFERENCES: "Mend reference",
    TransactionKind.REPLACE_EDITIONS: "Replace edition",
    TransactionKind.SIGN_AMENDMENTS: "Sign amendments",
    TransactionKind.SET_FIELD: "Set {field}",
    TransactionKind.ADD_PROPOSAL: "Add proposal",
    TransactionKind.REMOVE_PROPOSAL: "Remove proposal",
    TransactionKind.MOVE_PROPOSAL: "Move proposal",
    TransactionKind.RESTORE_VERSION: "Go back to version “{version}”",
    TransactionKind.COMMENT: "Comment",
    TransactionKind.CHANGE_COMMENT: "Change comment",
    TransactionKind.RESOLVE_COMMENT: "Resolve comment",
    TransactionKind.REOPEN_COMMENT: "Reopen comment",
    TransactionKind.MAKE_COMMENT_PRIVATE: "Make comment private",
    TransactionKind.EXPORT_COMMENT: "Export comment",
    TransactionKind.REMOVE_COMMENT: "Remove comment",
    TransactionKind.REPLY: "Reply",
    TransactionKind.CHANGE_REPLY: "Change reply",
    TransactionKind.REMOVE_REPLY: "Remove reply",
    TransactionKind.SET_REASON: "Reason",
    TransactionKind.SET_PRIVATE_NOTE: "Private note",
    TransactionKind.GATHER_REASONS: "Gather reasons",
    TransactionKind.REPAIR: "Repair",
    TransactionKind.IGNORE_FINDINGS: "Ignore problem",
    TransactionKind.STOP_IGNORING_FINDINGS: "Show problem again",
    TransactionKind.IGNORE_SPELLING: "Ignore spelling",
    TransactionKind.CHECK_SPELLING_AGAIN: "Check spelling again",
}
_TEXTS_OF_SEVERAL: dict[TransactionKind, str] = {
    TransactionKind.REPLACE: "Replace {count} hits",
    TransactionKind.ACCEPT: "Accept {count} amendments",
    TransactionKind.REJECT: "Reject {count} amendments",
    TransactionKind.UPDATE_REFERENCES: "Mend references",
    TransactionKind.REPLACE_EDITIONS: "Replace editions",
    TransactionKind.REPAIR: "Repair problems",
    TransactionKind.IGNORE_FINDINGS: "Ignore problems",
    TransactionKind.STOP_IGNORING_FINDINGS: "Show problems again",
}
"""The texts where `count` is not one."""
_FIELDS = {
    "document": "document number", "addendum": "addendum number", "original": "original language", "sources": "source",
    "agenda": "agenda item", "contacts": "contact persons",
}  # fmt: skip
"""The names that fields have in the form, where those are others."""
_SET_WITH_SYMBOL = "Set {field} and symbol {symbol}"

_AFTER = frozenset(
    {
        TransactionKind.INSERT_PARAGRAPH,
        TransactionKind.NEW_PARAGRAPH,
        TransactionKind.SPLIT_PARAGRAPH,
        TransactionKind.NEW_CALL,
    }
)
"""Named by what stands before the place."""
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


def action_text(transaction: Transaction) -> str:
    """What was done, without its place: the text of its kind with its values, else the label of its journal."""
    kind, values = transaction.kind, defaultdict[str, object](str, transaction.values)
    if kind is TransactionKind.OTHER:
        return transaction.label
    if kind is TransactionKind.FORMAT and values["formats"]:
        return str(values["formats"]).capitalize()
    if kind is TransactionKind.CHANGE_KIND and values["kind"] == "call":
        return "Make it an introductory phrase"
    if kind is TransactionKind.SET_FIELD:
        values["field"] = _FIELDS.get(str(values["field"]), str(values["field"]).replace("_", " "))
        return (_SET_WITH_SYMBOL if values["symbol"] else _TEXTS[kind]).format_map(values)
    several = kind in _TEXTS_OF_SEVERAL and values.get("count", 1) != 1
    return (_TEXTS_OF_SEVERAL if several else _TEXTS)[kind].format_map(values)


def named(
    transaction: Transaction, story_clauses: Callable[[str], Sequence[Clause]], labelling: Callable[[str], Labelling | None]
) -> tuple[str, str, str]:
    """What was done, the word that leads to the place, and the place (both '': nowhere in a text, or in several places; the
    word alone may be). Both callables give, by a story, what stood there before."""
    text, kind = action_text(transaction), transaction.kind
    if kind is TransactionKind.OTHER:
        return text, "", ""
    steps = [each for each in transaction.steps if not isinstance(each, SetField)]
    # An insertion is where a clause came, not where a mark followed it.
    step = next((each for each in steps if kind in _AFTER and _grows(each)), steps[0] if steps else None)
    if step is None or (kind in _COUNTED_PLACES and transaction.values.get("count", 1) != 1 and len(_touched(steps)) > 1):
        return text, "", ""
    if "/" in step.story:
        return text, "in", "a footnote"
    clauses = story_clauses(step.story)
    index = step.at if isinstance(step, Splice) else _index(clauses, step.id)
    if kind in _AFTER:
        index += len(step.old) - 1 if isinstance(step, Splice) and _grows(step) else -1
        if index < 0:
            return text, "at", "the start"
    elif kind is TransactionKind.MOVE_PARAGRAPH:
        index = _moved(transaction, steps, clauses, index)
    place = place_name(clauses, index, labelling(step.story)) if index < len(clauses) else ""
    how = "after" if kind in _AFTER else "" if kind in _OF else "in"
    return (text, how, place) if place else (text, "", "")


def changed_words(transaction: Transaction) -> str:
    """The words that were typed or deleted at one place, on one line, cut in the middle where they are many; '' of what did
    something else. Of a field they are what it says now and did not say before, in whole words."""
    if transaction.kind is TransactionKind.SET_FIELD:
        return _cut(_field_words(transaction))
    if transaction.kind not in (TransactionKind.TYPE, TransactionKind.DELETE) or transaction.after is None:
        return ""
    id, offset = transaction.after.caret
    for step in reversed(transaction.steps):
        if isinstance(step, Splice) and any(clause.id == id for clause in step.new):
            return _cut(_changed(transaction, step, _draft_offset(step.new, id, offset)))
    return ""


def _cut(words: str) -> str:
    words, half = " ".join(words.split()), _MOST_WORDS // 2
    return words if len(words) <= _MOST_WORDS else f"{words[:half].rstrip()}…{words[-half:].lstrip()}"


def _field_words(transaction: Transaction) -> str:
    step = next((each for each in transaction.steps if isinstance(each, SetField)), None)
    if step is None:
        return ""
    old, new = (
        value if isinstance(value, str) else "\n".join(value) if all(isinstance(line, str) for line in value or ()) else ""
        for value in (step.old, step.new)
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


def _changed(transaction: Transaction, step: Splice, caret: int) -> str:
    """What a step put in before the caret, or took away there, as the draft has it: the caret and the selection before tell
    which of two equal letters it was."""
    old, new = _draft(step.old), _draft(step.new)
    if transaction.kind is TransactionKind.DELETE:
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


def place_name(clauses: Sequence[Clause], index: int, labelling: Labelling | None) -> str:
    """The name of a clause: the call that it stands under, and its label behind those of what it stands under there, as
    places are said everywhere: `recalling d)`, `recalling e) iv)`."""
    clause = clauses[index]
    if clause.props.kind in ("number", "title", "history", "opening"):
        return f"the {LINES[clause.props.kind]}"
    labels = _labels(clauses, index, labelling) if labelling is not None else []
    head = next((clauses[place] for place in range(index, -1, -1) if clauses[place].props.kind in _HEADS), None)
    words = " ".join((head.text_on("draft") or head.text_on("base")).split()) if head is not None else ""
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rstrip() + "…"
    return " ".join(filter(None, (words, *(labels if head is not clause or not words else ()))))


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
