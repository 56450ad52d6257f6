"""Steps, transactions, and the base check that every transaction passes before it is applied (DESIGN.md §4, DESIGN.md §5).

A step carries the old value beside the new one, so its inverse is a swap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError, shorten_value
from model.redline import Clause, Note, Redline, paragraphs
from model.redline.values import Count
from model.submission.field_forms import field_message, field_type
from model.submission.json_codec import decode, encode
from model.submission.story import StoryId, proposal_of, story_clauses, with_proposal, with_redline, with_story
from model.submission.transaction_kinds import TransactionKind
from model.submission.values import Submission


class SetClause(Struct, frozen=True, tag_field="do", tag="clause"):
    """One clause in place of itself."""

    story: StoryId
    id: str
    old: Clause
    new: Clause


class Splice(Struct, frozen=True, tag_field="do", tag="splice"):
    """Clauses in place of others, from index `at` on."""

    story: StoryId
    at: Count
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]


class SetField(Struct, frozen=True, tag_field="do", tag="field"):
    """A value that is no clause: `header/title`, `language`, `proposals` (all of them, to add, remove or reorder),
    `proposals/1/symbol`, `…/number`, `…/reasons`, `…/policy`, `…/instrument`, `…/item`, `…/notes/fn2`, `…/comments/c1`,
    `…/positions/p1`, `…/cuts/c7`, `…/conflicts/m1`, `conflicts/m1`, `ignored/KEY` (None: none of that key),
    `…/struck/s1` (an empty tuple: none)."""

    path: str
    old: Any
    new: Any


Step = SetClause | Splice | SetField


class Selection(Struct, frozen=True, array_like=True):
    """A selection in a story, each end as the id of a clause and code points in its whole text."""

    story: StoryId
    anchor: tuple[str, int]
    caret: tuple[str, int]


class Transaction(Struct, frozen=True):
    """The effect of one action of a user. `rebases`: it may change the base (accepted amendments, corrections)."""

    kind: TransactionKind
    steps: tuple[Step, ...]
    before: Selection | None = None
    after: Selection | None = None
    author: str = ""
    time: str = ""
    rebases: bool = False
    values: Mapping[str, str | int] = {}
    """The values that the text of its kind names."""
    label: str = ""
    """The text by which a journal without kinds describes it."""


# Apply


def apply(submission: Submission, transaction: Transaction) -> Submission:
    """The submission after a transaction. EditError if a step does not fit the present text or would change the base."""
    for step in transaction.steps:
        submission = _apply(submission, step, may_rebase=transaction.rebases)
    return submission


def _apply(submission: Submission, step: Step, *, may_rebase: bool) -> Submission:
    if isinstance(step, SetField):
        return _field_set(submission, step, may_rebase=may_rebase)
    clauses = story_clauses(submission, step.story)
    at, old, new = _window(clauses, step)
    if clauses[at : at + len(old)] != old:
        raise EditError.of("the change does not fit the text: clause {clause} is not what it was", clause=_name(old, clauses, at))
    after = clauses[:at] + new + clauses[at + len(old) :]
    layered = proposal_of(submission, step.story.proposal).theirs is not None
    if layered and not _same_base(clauses, after, at, len(old), len(new)):
        raise EditError.of(
            "the change would alter the other party’s proposal, which yours amends; accept or reject a whole layer, or make one "
            "proposal of both"
        )
    if not may_rebase and not _same_base(clauses, after, at, len(old), len(new)):
        raise EditError.of(
            "the change would alter the text in force at clause {clause}; it was refused", clause=_name(old, clauses, at)
        )
    return with_story(submission, step.story, after)


def _window(clauses: tuple[Clause, ...], step: SetClause | Splice) -> tuple[int, tuple[Clause, ...], tuple[Clause, ...]]:
    if isinstance(step, Splice):
        return step.at, step.old, step.new
    at = next((index for index, clause in enumerate(clauses) if clause.id == step.id), None)
    if at is None:
        raise EditError.of("the change does not fit the text: there is no clause {id}", id=shorten_value(repr(step.id)))
    return at, (step.old,), (step.new,)


def _name(old: Sequence[Clause], clauses: Sequence[Clause], at: int) -> str:
    clause = old[0] if old else clauses[min(at, len(clauses) - 1)] if clauses else None
    return repr(clause.id) if clause else "(none)"


def _same_base(before: Sequence[Clause], after: Sequence[Clause], at: int, old: int, new: int) -> bool:
    """Whether the base that a splice touches is unchanged, compared from the base end before it to the one after."""
    if not any(clause.is_on("base") for clause in (*before[at : at + old], *after[at : at + new])):
        return True  # a new table is one such stretch, and long
    low, high = _base_window(before, at, old)
    return _base_of(before[low:high]) == _base_of(after[low : high - old + new])


def _base_window(before: Sequence[Clause], at: int, old: int) -> tuple[int, int]:
    low, high = at, at + old
    while low > 0 and not before[low - 1].end.status.in_base:
        low -= 1
    while high < len(before) and (high == 0 or not before[high - 1].end.status.in_base):
        high += 1
    return low, high


def _base_of(clauses: Sequence[Clause]) -> list[tuple[object, ...]]:
    return [
        (paragraph.props, *_printed(paragraph.bearer), paragraph.closing.cell, paragraph.runs)
        for paragraph in paragraphs(clauses, "base")
    ]


def _printed(bearer: Clause) -> tuple[object, ...]:
    return bearer.label, bearer.number, bearer.mark


def changed_base(clauses: tuple[Clause, ...], step: Splice) -> tuple[str | None, str | None] | None:
    """The words of the first paragraph of the base that a splice of a story would change, before and after it: None for no
    paragraph, and the same words if something else of it differs. None if the base stays as it is."""
    at, old, new = step.at, len(step.old), len(step.new)
    after = clauses[:at] + step.new + clauses[at + old :]
    if _same_base(clauses, after, at, old, new):
        return None
    low, high = _base_window(clauses, at, old)
    sides = clauses[low:high], after[low : high - old + new]
    before, now = ([paragraph.text for paragraph in paragraphs(side, "base")] for side in sides)
    if before == now:
        changed = next(words for words, first, second in zip(before, *map(_base_of, sides), strict=True) if first != second)
        return changed, changed
    pairs = [*zip(before, now, strict=False)]
    head = next((number for number, (first, second) in enumerate(pairs) if first != second), len(pairs))
    tail = next((number for number in range(len(pairs) - head) if before[-1 - number] != now[-1 - number]), len(pairs) - head)
    return next(iter(before[head : len(before) - tail]), None), next(iter(now[head : len(now) - tail]), None)


# Fields


def get_field(submission: Submission, path: str) -> Any:
    """The value at a field's path; EditError if there is no such field."""
    field_type(path)
    match path.split("/", 3):
        case ["language" | "proposals" as name]:
            return getattr(submission, name)
        case ["header", name]:
            return getattr(submission.header, name)
        case ["proposals", number, "notes", key]:
            return proposal_of(submission, int(number)).redline.notes.get(key)
        case ["proposals", number, "comments" | "positions" | "cuts" | "conflicts" as name, key]:
            return getattr(proposal_of(submission, int(number)), name).get(key)
        case ["proposals", number, "struck", key]:
            return proposal_of(submission, int(number)).struck.get(key, ())
        case ["conflicts", key]:
            return submission.conflicts.get(key)
        case ["ignored", *_]:
            return submission.ignored.get(path.partition("/")[2])
        case ["proposals", number, "policy" | "instrument" | "item" | "edition" as name]:
            return getattr(proposal_of(submission, int(number)).redline, name)
        case ["proposals", number, name]:
            return getattr(proposal_of(submission, int(number)), name)
    raise AssertionError(path)


def _field_set(submission: Submission, step: SetField, *, may_rebase: bool) -> Submission:
    if get_field(submission, step.path) != step.old:
        raise EditError.of("the change does not fit the submission: {field} is not what it was", field=field_message(step.path))
    match step.path.split("/", 3):
        case ["language" | "proposals" as name]:
            return replace(submission, **{name: step.new})
        case ["header", name]:
            return replace(submission, header=replace(submission.header, **{name: step.new}))
        case ["proposals", number, "notes", key]:
            return _note_set(submission, number, key, step, may_rebase=may_rebase)
        case ["proposals", number, "comments" | "struck" | "positions" | "cuts" | "conflicts" as name, key]:
            proposal = proposal_of(submission, int(number))
            return with_proposal(
                submission, int(number), replace(proposal, **{name: _entry_set(getattr(proposal, name), key, step.new)})
            )
        case ["conflicts", key]:
            return replace(submission, conflicts=_entry_set(submission.conflicts, key, step.new))
        case ["ignored", *_]:
            return replace(submission, ignored=_entry_set(submission.ignored, step.path.partition("/")[2], step.new))
        case ["proposals", number, "policy" | "instrument" | "item" | "edition" as name]:
            redline = proposal_of(submission, int(number)).redline
            return with_redline(submission, int(number), replace(redline, **{name: step.new}))
        case ["proposals", number, name]:
            return with_proposal(submission, int(number), replace(proposal_of(submission, int(number)), **{name: step.new}))
    raise AssertionError(step.path)


def _entry_set(entries: Mapping[str, Any], key: str, new: Any) -> Mapping[str, Any]:
    """The entries with another value at a key, in its place if there was one; without it if there is no new value."""
    return {**entries, key: new} if new else {name: value for name, value in entries.items() if name != key}


def _note_set(submission: Submission, number: str, key: str, step: SetField, *, may_rebase: bool) -> Submission:
    old: Note | None = step.old
    new: Note | None = step.new
    proposal = proposal_of(submission, int(number))
    redline = proposal.redline
    altered = not (may_rebase and proposal.theirs is None) and _base_of(old.clauses if old else ()) != _base_of(
        new.clauses if new else ()
    )
    if altered and _is_in_base(redline, key):
        raise EditError.of("the change would alter the text in force in a footnote; it was refused")
    notes = {name: note for name, note in redline.notes.items() if name != key}
    if new is not None:
        notes = {**redline.notes, key: new}
    return with_redline(submission, int(number), replace(redline, notes=notes))


def _is_in_base(redline: Redline, key: str) -> bool:
    """Whether the text in force refers to a note; one that an amendment inserted is decided with it."""
    return any(run.content == key and run.status.in_base for clause in redline.clauses for run in clause.runs)


# Inverse, merging, JSON


def invert(transaction: Transaction) -> Transaction:
    """The transaction that takes this one back."""
    steps = tuple(_inverse(step) for step in reversed(transaction.steps))
    return replace(transaction, steps=steps, before=transaction.after, after=transaction.before)


def _inverse(step: Step) -> Step:
    match step:
        case Splice():
            return Splice(step.story, step.at, step.new, step.old)
        case SetClause():
            return SetClause(step.story, step.id, step.new, step.old)
        case SetField():
            return SetField(step.path, step.new, step.old)


def merge(first: Transaction, second: Transaction) -> Transaction | None:
    """Two consecutive transactions of the same clauses or field as one (a typed word is one step); None if they differ."""
    if not first.steps or len(second.steps) != 1 or first.rebases != second.rebases:
        return None
    a, b, beside = first.steps[0], second.steps[0], first.steps[1:]
    if isinstance(a, SetField) and isinstance(b, SetField) and a.path == b.path and a.new == b.old:
        if all(isinstance(step, SetField) and step.path != b.path for step in beside):
            return replace(first, steps=(replace(a, new=b.new), *beside), after=second.after)
        return None
    if beside or not isinstance(a, Splice) or not isinstance(b, Splice) or (a.story, a.at) != (b.story, b.at) or a.new != b.old:
        return None
    return replace(first, steps=(replace(a, new=b.new),), after=second.after)


def to_json(transaction: Transaction) -> dict[str, Any]:
    """The transaction as a JSON object."""
    out: dict[str, Any] = {
        "kind": transaction.kind.value,
        "steps": [{"do": step.__struct_config__.tag, **encode(step)} for step in transaction.steps],
        "author": transaction.author,
        "time": transaction.time,
    }
    for name in ("before", "after"):
        selection: Selection | None = getattr(transaction, name)
        if selection is not None:
            out[name] = [str(selection.story), list(selection.anchor), list(selection.caret)]
    if transaction.rebases:
        out["rebases"] = True
    if transaction.values:
        out["values"] = dict(transaction.values)
    if transaction.label:
        out["label"] = transaction.label
    return out


def from_json(value: Any) -> Transaction:
    """The transaction of a JSON object; EditError names the invalid place."""
    given = {**value, "kind": _kind_of(value.get("kind", ""))} if isinstance(value, dict) else value
    transaction = decode(given, Transaction)
    steps = (_with_values(step, f"transaction.steps[{index}]") for index, step in enumerate(transaction.steps))
    return replace(transaction, steps=tuple(steps))


def _kind_of(name: Any) -> Any:
    """The name of a known kind; OTHER if a later version made it, or an earlier one without kinds."""
    return TransactionKind.OTHER.value if isinstance(name, str) and name not in _KINDS else name


_KINDS = frozenset(kind.value for kind in TransactionKind)


def _with_values(step: Step, where: str) -> Step:
    """A step that was read, the values of its field decoded by the type that the field has."""
    if not isinstance(step, SetField):
        return step
    type_ = field_type(step.path)
    return SetField(step.path, decode(step.old, type_, f"{where}.old"), decode(step.new, type_, f"{where}.new"))
