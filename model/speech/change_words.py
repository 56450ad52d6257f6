"""The words that tell a listener where a change begins and ends, and who made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from model.message import Message, Value
from model.redline import KEPT, Clause, End, Run, Status
from model.text.shortening import shorten_text

ChangeWords = Literal["start", "both"]
"""Whether words are spoken only where a change begins, or also where it ends."""
ChangeKind = Literal["inserted", "deleted", "moved here", "moved away", "retracted"]


class SpokenChange(Struct, frozen=True):
    """The change to which characters belong."""

    kind: ChangeKind
    author: str = ""


_STARTS: Mapping[ChangeKind, Message] = {
    "inserted": Message.of("inserted", context="spoken before changed words"),
    "deleted": Message.of("deleted", context="spoken before changed words"),
    "moved here": Message.of("moved here", context="spoken before changed words"),
    "moved away": Message.of("moved away", context="spoken before changed words"),
    "retracted": Message.of("inserted and deleted again", context="spoken before changed words"),
}
_ENDS: Mapping[ChangeKind, Message] = {
    "inserted": Message.of("end of insertion"),
    "deleted": Message.of("end of deletion"),
    "moved here": Message.of("end of moved words"),
    "moved away": Message.of("end of moved words"),
    "retracted": Message.of("end of retracted words"),
}
_WHOLE: Mapping[ChangeKind, Message] = {
    "inserted": Message.of("new paragraph", context="spoken before a paragraph"),
    "deleted": Message.of("deleted paragraph", context="spoken before a paragraph"),
    "moved here": Message.of("paragraph moved here", context="spoken before a paragraph"),
    "moved away": Message.of("paragraph moved away", context="spoken before a paragraph"),
    "retracted": Message.of("paragraph inserted and deleted again", context="spoken before a paragraph"),
}
_PARAGRAPH_ENDS: Mapping[ChangeKind, Message] = {
    "inserted": Message.of("paragraph end inserted"),
    "deleted": Message.of("paragraph end deleted"),
    "moved here": Message.of("paragraph end moved here"),
    "moved away": Message.of("paragraph end moved away"),
    "retracted": Message.of("paragraph end inserted and deleted again"),
}
UNCHANGED = Message.of("unchanged", context="spoken after changed words")
_LONGEST = 100
"""Characters of the words of an edit that are spoken."""
BORDER = "|"
"""Separates changed words from others: a braille display shows it, and readers are silent on it unless asked for all signs."""


def joined(*words: Value) -> Message:
    """Words one after the other, as the items of a list."""
    return Message.of("{items}", items=words)


def change_of(part: Run | End) -> SpokenChange | None:
    """The change to which a run or a paragraph end belongs; None if it is kept."""
    status = part.status
    if status is KEPT:
        return None
    author = part.stamp.author
    if status is Status.RETRACTED:
        return SpokenChange("retracted", author)
    if status is Status.INSERTED:
        return SpokenChange("moved here" if part.move else "inserted", author)
    return SpokenChange("moved away" if part.move else "deleted", author)


def whole_change(clause: Clause) -> SpokenChange | None:
    """The one change to which all of a clause belongs, its end included; None if parts of it are kept or differ."""
    change = change_of(clause.end)
    if change is None or any(run.status is not clause.end.status for run in clause.runs if run.text):
        return None
    return change


def start_words(change: SpokenChange, *, last_author: str | None = None) -> Message:
    """The words before changed characters. The author is named if another one was named last: a listener would otherwise hear
    the name with each change."""
    return _by(_STARTS[change.kind], change.author, last_author)


def whole_words(change: SpokenChange, *, last_author: str | None = None) -> Message:
    """The words before a paragraph that is changed as a whole; the author as in `start_words`."""
    return _by(_WHOLE[change.kind], change.author, last_author)


def end_words(change: SpokenChange) -> Message:
    """The words after changed characters."""
    return _ENDS[change.kind]


def paragraph_end_words(change: SpokenChange, *, last_author: str | None = None) -> Message:
    """The words for a paragraph end that is changed by itself: a paragraph that is split, or joined to the next one."""
    return _by(_PARAGRAPH_ENDS[change.kind], change.author, last_author)


def property_words(author: str, *, last_author: str | None = None) -> Message:
    """The words before a paragraph whose kind, level or style is changed."""
    return _by(Message.of("level or style changed", context="spoken before a paragraph"), author, last_author)


def crossing_words(before: SpokenChange | None, now: SpokenChange | None, words: ChangeWords) -> Message | None:
    """The words for a caret that moves from characters of one change to those of another; None if nothing is to be said."""
    if before == now:
        return None
    last = before.author if before is not None else None
    if now is None:
        return end_words(before) if before is not None and words == "both" else UNCHANGED
    begins = start_words(now, last_author=last)
    if before is None or words == "start":
        return begins
    return joined(end_words(before), begins)


def edit_words(deleted: str, inserted: str) -> Message | None:
    """What an edit deleted and inserted: `deleted Dubai, inserted Doha`; None if it did neither.

    deleted, inserted: characters; a line break for the end of a paragraph
    """
    if deleted and not deleted.strip(" \n"):
        found = [paragraph_end_words(SpokenChange("deleted"))] if "\n" in deleted else [Message.of("space deleted")]
    else:
        found = [_with_words("deleted", deleted)] if deleted else []
    if inserted.strip():
        found.append(_with_words("inserted", inserted))
    return joined(*found) if found else None


def _with_words(kind: ChangeKind, words: str) -> Message:
    return Message.of("{change} {words}", change=_STARTS[kind], words=shorten_text(" ".join(words.split()), _LONGEST))


def border(end: str, start: str) -> str:
    """What is written between characters of two changes: the words at the end of the first and at the start of the second."""
    return f"{f', {end}' if end else ''}{BORDER}{f'{start}: ' if start else ''}"


def _by(words: Message, author: str, last_author: str | None) -> Message:
    return Message.of("{change} by {author}", change=words, author=author) if author and author != last_author else words
