"""Sentences of the proof of an export on words that differ in the file."""

from __future__ import annotations

from itertools import zip_longest

from model.message import Message


def differing_text(where: Message, wanted: str | None, found: str | None) -> Message:
    """The message on a difference at a place; `wanted` or `found` is None if there is no text."""
    if found is None:
        quoted = shown_text(wanted or "")
        return Message.of(
            "{place}: the written file reads nothing instead of “{wanted}”; it was not kept.", place=where, wanted=quoted
        )
    if wanted is None:
        quoted = shown_text(found)
        return Message.of(
            "{place}: the written file reads “{found}” instead of nothing; it was not kept.", place=where, found=quoted
        )
    shown = [shown_text(text) for text in (found, wanted)]
    if wanted and found and wanted[:80] == found[:80]:
        at = next(n for n, pair in enumerate(zip_longest(wanted, found)) if pair[0] != pair[1])
        start = max(at - 30, 0)
        shown = [f"…{text[start : at + 50]}…" for text in (found, wanted)]
    return Message.of(
        "{place}: the written file reads “{found}” instead of “{wanted}”; it was not kept.",
        place=where,
        found=shown[0],
        wanted=shown[1],
    )


def shown_text(text: str) -> str:
    """A text as a sentence quotes it."""
    return text[:80] + "…" if len(text) > 80 else text
