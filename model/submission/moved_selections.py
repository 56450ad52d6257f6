"""Selections that stay at their words when somebody else changes the text around them."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from model.redline import Clause
from model.redline.runs import common_ends
from model.submission.transactions import Selection
from model.text.common_prefix import equal_prefix

_MOST = 4_000
"""Characters of a changed stretch that are compared one by one; in a longer one, a selection stays near its end."""


def move_selection(selection: Selection, old: Sequence[Clause], new: Sequence[Clause]) -> Selection | None:
    """The selection at the same words after the clauses of its story have changed; None if its words were not in them.

    selection: the selection in the old clauses
    old: the clauses before
    new: the clauses after
    """
    anchor, caret = _move(selection.anchor, old, new), _move(selection.caret, old, new)
    if caret is None:
        return None
    return Selection(selection.story, anchor if anchor is not None else caret, caret)


def _move(place: tuple[str, int], old: Sequence[Clause], new: Sequence[Clause]) -> tuple[str, int] | None:
    id, offset = place
    clause = next((known for known in old if known.id == id), None)
    if clause is None or not new:
        return None
    same = next((known for known in new if known.id == id), None)
    if same is not None and (same is clause or same.text == clause.text):
        return place
    head, tail = common_ends(old, new)
    was, now = old[head : len(old) - tail], new[head : len(new) - tail]
    if not any(known is clause for known in was):
        return None
    start = 0
    for known in was:
        if known is clause:
            break
        start += len(known.text) + 1
    before, after = ("\n".join([known.text for known in clauses]) for clauses in (was, now))
    at = moved_offset(start + min(offset, len(clause.text)), before, after)
    for known in now:
        if at <= len(known.text):
            return known.id, at
        at -= len(known.text) + 1
    beside = new[min(head, len(new) - 1)]  # the whole stretch is gone
    return beside.id, 0


def moved_offset(offset: int, before: str, after: str) -> int:
    """The place of an offset of a text in another version of it. Text inserted at the offset comes after it."""
    head = equal_prefix(before, after)
    room = min(len(before), len(after)) - head
    tail = equal_prefix(before[len(before) - room :][::-1], after[len(after) - room :][::-1])
    if offset <= head:
        return offset
    if offset >= len(before) - tail:
        return offset - len(before) + len(after)
    was, now = before[head : len(before) - tail], after[head : len(after) - tail]
    if max(len(was), len(now)) > _MOST:
        return head + min(offset - head, len(now))
    at = offset - head
    for tag, low, high, new_low, new_high in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if at <= high and tag == "equal" and at >= low:
            return head + new_low + at - low
        if at < high:
            return head + min(new_low + at - low, new_high)
    return head + len(now)
