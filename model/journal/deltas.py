"""A transaction as its difference: each step as the changed middle of the JSON of the old value (FORMATS.md §4).

A keystroke in a long clause takes some hundred bytes instead of the clause twice. Reading it back requires the submission to
which the transaction applies; a checksum verifies that it is the right one.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, TypeVar

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from model.errors import EditError, shorten_value
from model.redline import Clause
from model.redline.values import Count
from model.submission.field_forms import field_type
from model.submission.json_codec import decode, non_default_fields
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import SetClause, SetField, Splice, Step, Transaction, apply, from_json, get_field, to_json
from model.submission.values import Submission
from model.text.common_prefix import equal_prefix

T = TypeVar("T")


class _Cut(Struct, frozen=True, kw_only=True, tag_field="do"):
    """A step without its values, and the difference between the JSON of the old and of the new value."""

    keep: tuple[Count, Count]
    """How many characters stay at its head and at its tail."""
    put: str
    """The characters between them."""
    sum: int
    """The checksum of both."""


class _SpliceCut(_Cut, frozen=True, tag="splice"):
    story: StoryId
    at: Count
    count: Count


class _ClauseCut(_Cut, frozen=True, tag="clause"):
    story: StoryId
    id: str


class _FieldCut(_Cut, frozen=True, tag="field"):
    path: str


class _Shortened(Struct, frozen=True):
    steps: tuple[_SpliceCut | _ClauseCut | _FieldCut, ...]


class Shortener:
    """Shortens consecutive transactions: a key usually replaces the value of the last one, whose JSON is then known."""

    def __init__(self) -> None:
        self._put: tuple[Clause, ...] = ()
        self._json = "[]"

    def shorten(self, transaction: Transaction) -> dict[str, Any]:
        """The transaction as a JSON object that needs the submission before it to be read."""
        head = to_json(replace(transaction, steps=()))
        return {**head, "steps": [to_builtins(self._step(step), enc_hook=str) for step in transaction.steps]}

    def _step(self, step: Step) -> _Cut:
        if isinstance(step, Splice):
            before = self._json if step.old == self._put else _dump(step.old)
            self._put, self._json = step.new, _dump(step.new)
            return _SpliceCut(step.story, step.at, len(step.old), **_cut(before, self._json))
        cut = _cut(_dump(step.old), _dump(step.new))
        return _ClauseCut(step.story, step.id, **cut) if isinstance(step, SetClause) else _FieldCut(step.path, **cut)


def lengthen(value: Any, submission: Submission) -> tuple[Transaction, Submission]:
    """The transaction that was shortened to `value`, and the submission after it. EditError if it is damaged or unfit."""
    cuts = decode(value, _Shortened, "transaction").steps
    head = from_json({**value, "steps": []})
    done: list[Step] = []
    for index, cut in enumerate(cuts):
        full = _lengthen_step(cut, submission, f"transaction.steps[{index}]")
        submission = apply(submission, replace(head, steps=(full,)))
        done.append(full)
    return replace(head, steps=tuple(done)), submission


def _lengthen_step(cut: _SpliceCut | _ClauseCut | _FieldCut, submission: Submission, where: str) -> Step:
    if isinstance(cut, _FieldCut):
        old = get_field(submission, cut.path)
        return SetField(cut.path, old, _paste(old, cut, field_type(cut.path), where))
    clauses = story_clauses(submission, cut.story)
    if isinstance(cut, _SpliceCut):
        gone = clauses[cut.at : cut.at + cut.count]
        return Splice(cut.story, cut.at, gone, _paste(gone, cut, tuple[Clause, ...], where))
    found = next((clause for clause in clauses if clause.id == cut.id), None)
    if found is None:
        raise EditError.of("{where}: there is no clause {id}", where=where, id=shorten_value(repr(cut.id)))
    return SetClause(cut.story, cut.id, found, _paste(found, cut, Clause, where))


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=non_default_fields, check_circular=False).encode


def _cut(before: str, after: str) -> dict[str, Any]:
    """The numbers of unchanged characters at the beginning and end of the JSON of the old value, and the new middle."""
    head = equal_prefix(before, after)
    room = min(len(before), len(after)) - head
    tail = equal_prefix(before[len(before) - room :][::-1], after[len(after) - room :][::-1])
    return {"keep": (head, tail), "put": after[head : len(after) - tail], "sum": _checksum(before, after)}


def _paste(old: Any, cut: _Cut, type_: type[T], where: str) -> T:
    """The new value by the old one and a cut."""
    before = _dump(old)
    head, tail = cut.keep
    after = before[:head] + cut.put + before[len(before) - tail :] if tail else before[:head] + cut.put
    if head + tail > len(before) or _checksum(before, after) != cut.sum:
        raise EditError.of("{where} does not fit the text", where=where)
    try:
        new = json.loads(after)
    except (ValueError, RecursionError) as error:
        raise EditError.of("{where} does not fit the text", where=where) from error
    return decode(new, type_, f"{where}.new")


def _checksum(before: str, after: str) -> int:
    return zlib.crc32(after.encode("utf-8", "surrogatepass"), zlib.crc32(before.encode("utf-8", "surrogatepass")))
