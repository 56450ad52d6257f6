"""The only way in which places are written for people: `recalling e)`, `resolves 1 a)`, `recalling e) (new)`, `footnote 2`.

They are made of the places of `clause_paths`, and are used in lists, messages and undo steps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import reduce

from model.message import Message
from model.submission.path_namers import split_path
from model.text.lazy_regex import late

LINES: Mapping[str, Message] = {
    "number": Message.of("number line"),
    "title": Message.of("title", context="line of a resolution"),
    "history": Message.of("adoption line"),
    "opening": Message.of("opening line"),
}
"""The lines before the first introductory phrase, by their kinds."""
_COUNTED = late(r"(?<!\\)\[(\d+)\]$")
_CELL = late(r"r(\d+)c(\d+)(.*)")


def place_text(place: str, *, of_row: bool = False) -> Message:
    """A place in words; one that is inserted is said to be new. `of_row`: not the cell of a table is meant but its row."""
    parts: list[Message] = []
    document: list[str] = []
    new = False
    for part in split_path(place):
        new = part.startswith("+")
        words = _words(part[new:], of_row=of_row)
        if isinstance(words, str):
            document.append(words)
            continue
        parts += [Message.verbatim(" ".join(document))] if document else []
        parts.append(words)
        document = []
    if document or not parts:
        parts.append(Message.verbatim(" ".join(document)))
    message = reduce(lambda over, within: Message.of("{place}, {within}", place=over, within=within), parts)
    return Message.of("{place} (new)", place=message) if new else message


def note_text(mark: str) -> Message:
    """The footnote with a mark, in words."""
    return Message.of("footnote {mark}", mark=mark) if mark else Message.of("footnote")


def _words(part: str, *, of_row: bool) -> Message | str:
    """A part in words; those of the document are a text, and stand together in the direction of the document."""
    counted = _COUNTED.search(part)
    name, count = (part[: counted.start()], counted[1]) if counted else (part, "")
    if name == "annex":
        return Message.of("annex {number}", number=count or "1")
    if name == "table":
        return Message.of("table {number}", number=count or "1")
    cell = _CELL.fullmatch(name)
    if cell and of_row:
        return Message.of("row {row}", row=cell[1])
    if cell:
        return Message.of("row {row}, column {column}", row=cell[1], column=cell[2])
    if name.startswith("¶"):
        return _with_number(Message.of("paragraph {number}", number=name[1:]), count)
    if name in LINES:
        return _with_number(LINES[name], count)
    return re.sub(r"\\(.)", r"\1", name) + (f" ({count})" if count else "")


def _with_number(words: Message, count: str) -> Message:
    return Message.of("{place} ({number})", place=words, number=count) if count else words
