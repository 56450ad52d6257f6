"""Text as it is read: characters that only say how it is set are passed over, and every place leads back to the text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

from model.text.lazy_regex import late

_CODES = (0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)
SILENT: Final = "".join(map(chr, _CODES))
"""Soft hyphens, joiners and spaces without width, marks of direction: words are the same with and without them."""
_SILENT = late(f"[{SILENT}]")
_UNSAID: Mapping[int, str] = dict.fromkeys(_CODES, "")
_CLOSING = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
"""The mark that ends the direction begun by another mark."""


class Legible:
    """A text as it is read, `text`, made of a `source`; offsets are code points."""

    __slots__ = ("_offsets", "source", "text")

    def __init__(self, source: str, table: Mapping[int, str] | None = None) -> None:
        """`table` maps characters to their readings; without it, invisible characters are skipped and nothing else changes."""
        self.source = source
        self.text = source
        self._offsets: list[int] | None = None
        """The source offset of each character of `text`, and of its end; None if no offset changes."""
        if table is None and not has_silent(source):
            return
        replacements = _UNSAID if table is None else table
        self.text = source.translate(replacements)
        if any(len(replacements.get(ord(char), char)) != 1 for char in set(source)):
            self._offsets = [place for place, char in enumerate(source) for _ in replacements.get(ord(char), char)]
            self._offsets.append(len(source))

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The source characters of a range, with the marks that belong to the last of them."""
        offsets = self._offsets
        if offsets is None:
            return start, stop
        if start == stop:
            return offsets[start], offsets[start]
        last = offsets[stop - 1]
        while stop < len(offsets) - 1 and offsets[stop] == last:
            stop += 1
        end = last + 1
        while end < offsets[stop] and unicodedata.combining(self.source[end]):
            end += 1
        return offsets[start], end

    def place(self, offset: int) -> int:
        """The offset in the text that corresponds to one in the source: that of the first character read at or after it."""
        return offset if self._offsets is None else bisect_left(self._offsets, offset, hi=len(self.text))


def has_silent(text: str) -> bool:
    """Whether a text has a character that is skipped; for most texts one look at the whole suffices."""
    return not (text.isascii() or text.isprintable()) and _SILENT.search(text) is not None


def unpaired_marks(text: str) -> str:
    """The marks of direction in a stretch of text that begin or end outside it: the rest of the line needs them."""
    if not has_silent(text):
        return ""
    open_at: list[int] = []
    alone: list[int] = []
    for place, char in enumerate(text):
        if char in _CLOSING:
            open_at.append(place)
        elif char in _CLOSING.values():
            if open_at and _CLOSING[text[open_at[-1]]] == char:
                open_at.pop()
            else:
                alone.append(place)
    return "".join(text[place] for place in sorted((*open_at, *alone)))
