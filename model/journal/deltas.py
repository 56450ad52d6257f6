"""A transaction as what differs: each step as the middle that it changes in the JSON of what stood there (design §7).

A keystroke in a long clause takes some hundred bytes instead of the clause twice. To read it back, the submission to
which the transaction applies is needed; a checksum says whether it is the right one.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from msgspec.structs import replace

from model.errors import EditError
from model.redline import Clause
from model.submission import json_codec
from model.submission.field_forms import field_form
from model.submission.transactions import (
    SetClause,
    SetField,
    Splice,
    Step,
    Transaction,
    apply,
    from_json,
    get_field,
    story_clauses,
    to_json,
)
from model.submission.values import Submission
from model.text.common_prefix import equal_prefix


class Shortener:
    """Makes short what is done one after another: what a key takes out is most often what the last one put in, whose JSON
    is then known."""

    def __init__(self) -> None:
        self._put: tuple[Clause, ...] = ()
        self._json = "[]"

    def shorten(self, transaction: Transaction) -> dict[str, Any]:
        """The transaction as a JSON object that needs the submission before it to be read."""
        head = to_json(replace(transaction, steps=()))
        return {**head, "steps": [self._step(step) for step in transaction.steps]}

    def _step(self, step: Step) -> dict[str, Any]:
        if isinstance(step, Splice):
            before = self._json if step.old == self._put else _dump(json_codec.CLAUSES.encode(step.old))
            self._put, self._json = step.new, _dump(json_codec.CLAUSES.encode(step.new))
            return {"do": "splice", "story": step.story, "at": step.at, "count": len(step.old), **_cut(before, self._json)}
        if isinstance(step, SetClause):
            before, after = _dump(json_codec.encode_clause(step.old)), _dump(json_codec.encode_clause(step.new))
            return {"do": "clause", "story": step.story, "id": step.id, **_cut(before, after)}
        form = field_form(step.path)
        return {"do": "field", "path": step.path, **_cut(_dump(form.encode(step.old)), _dump(form.encode(step.new)))}


def lengthen(value: Any, submission: Submission) -> tuple[Transaction, Submission]:
    """The transaction that a shortened one stands for, and the submission after it. EditError where it is none or
    belongs to another submission.
    """
    given = json_codec.decode_object(value, "transaction")
    steps = given.get("steps")
    if not isinstance(steps, list):
        raise EditError("transaction.steps: there is no list of steps")
    head = from_json({**given, "steps": []})
    done: list[Step] = []
    for index, step in enumerate(steps):
        where = f"transaction.steps[{index}]"
        full = _lengthen_step(json_codec.decode_object(step, where), submission, where)
        submission = apply(submission, replace(head, steps=(full,)))
        done.append(full)
    return replace(head, steps=tuple(done)), submission


def _lengthen_step(given: dict[str, Any], submission: Submission, where: str) -> Step:
    kind = given.get("do")
    if kind == "field":
        path = json_codec.TEXT.decode(given.get("path"), f"{where}.path")
        form, old = field_form(path), get_field(submission, path)
        return SetField(path, old, form.decode(_paste(form.encode(old), given, where), f"{where}.new"))
    story = json_codec.TEXT.decode(given.get("story"), f"{where}.story")
    clauses = story_clauses(submission, story)
    if kind == "splice":
        at, count = (json_codec.COUNT.decode(given.get(name), f"{where}.{name}") for name in ("at", "count"))
        gone = clauses[at : at + count]
        new = json_codec.CLAUSES.decode(_paste(json_codec.CLAUSES.encode(gone), given, where), f"{where}.new")
        return Splice(story, at, gone, new)
    if kind == "clause":
        id = json_codec.TEXT.decode(given.get("id"), f"{where}.id")
        found = [clause for clause in clauses if clause.id == id]
        if not found:
            raise EditError(f"{where}: there is no clause {id!r}")
        new_value = _paste(json_codec.encode_clause(found[0]), given, where)
        return SetClause(story, id, found[0], json_codec.decode_clause(new_value, f"{where}.new"))
    raise EditError(f"{where}.do: {kind!r} is not one of splice, clause, field")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _dump(value: json_codec.Json) -> str:
    return _ENCODER.encode(value)


def _cut(before: str, after: str) -> dict[str, Any]:
    """How many characters of the JSON of the old value stay at its head and its tail, and what comes between."""
    head = equal_prefix(before, after)
    room = min(len(before), len(after)) - head
    tail = equal_prefix(before[len(before) - room :][::-1], after[len(after) - room :][::-1])
    return {"keep": [head, tail], "put": after[head : len(after) - tail], "sum": _checksum(before, after)}


def _paste(old: json_codec.Json, given: dict[str, Any], where: str) -> json_codec.Json:
    """The new value by the old one and a cut."""
    before = _dump(old)
    keep, put = given.get("keep"), json_codec.TEXT.decode(given.get("put"), f"{where}.put")
    if not (isinstance(keep, list) and len(keep) == 2 and all(type(n) is int and n >= 0 for n in keep)):
        raise EditError(f"{where}.keep: {keep!r} is not two whole numbers")
    head, tail = keep
    after = before[:head] + put + before[len(before) - tail :] if tail else before[:head] + put
    if head + tail > len(before) or _checksum(before, after) != given.get("sum"):
        raise EditError(f"{where} does not fit the text")
    try:
        return json.loads(after)
    except (ValueError, RecursionError) as error:
        raise EditError(f"{where} does not fit the text") from error


def _checksum(before: str, after: str) -> int:
    return zlib.crc32(after.encode("utf-8", "surrogatepass"), zlib.crc32(before.encode("utf-8", "surrogatepass")))
