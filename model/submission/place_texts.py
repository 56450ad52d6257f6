"""The one way in which places are written for people: `recalling e)`, `resolves 1 a)`, `recalling e) (new)`, `footnote 2`.

They are made of the places of `clause_paths`, which are also what stands in lists, messages and undo steps."""

from __future__ import annotations

import re
from collections.abc import Mapping

from model.submission.clause_paths import split_path
from model.text.lazy_regex import late

LINES: Mapping[str, str] = {
    "number": "number line", "title": "title", "history": "adoption line", "opening": "opening line"
}  # fmt: skip
"""The lines before the first introductory phrase, by their kinds."""
_COUNTED = late(r"(?<!\\)\[(\d+)\]$")
_CELL = late(r"r(\d+)c(\d+)(.*)")
_NEW = "(new)"


def place_text(place: str) -> str:
    """A place in words; one that is inserted is said to be new."""
    said, new, stop = "", False, False
    for part in split_path(place):
        new = part.startswith("+")
        words, apart = _words(part[new:])
        said = f"{said}{',' if stop or (apart and said) else ''} {words}".lstrip()
        stop = apart
    return f"{said} {_NEW}" if new else said


def note_text(mark: str) -> str:
    """The footnote with a mark, in words."""
    return f"footnote {mark}".rstrip()


def _words(part: str) -> tuple[str, bool]:
    """A part in words, and whether a comma keeps it from what stands beside it."""
    counted = _COUNTED.search(part)
    name, count = (part[: counted.start()], counted[1]) if counted else (part, "")
    if name in ("annex", "table"):
        return f"{name} {count or 1}", True
    cell = _CELL.fullmatch(name)
    if cell:
        return f"row {cell[1]}, column {cell[2]}", True
    behind = f" ({count})" if count else ""
    if name.startswith("¶"):
        return f"paragraph {name[1:]}{behind}", True
    if name in LINES:
        return f"{LINES[name]}{behind}", True
    return re.sub(r"\\(.)", r"\1", name) + behind, False
