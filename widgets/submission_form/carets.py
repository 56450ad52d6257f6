"""Updates of a field's text by the range that differs, so that the caret keeps its place."""

from __future__ import annotations

from typing import NamedTuple

from model.text.common_prefix import equal_prefix
from widgets.editor.document.projection import utf16_length


class TextDifference(NamedTuple):
    """A difference of two texts: `text` replaces the UTF-16 units from `start` to `stop`."""

    start: int
    stop: int
    put: str


def difference(old: str, new: str) -> TextDifference:
    """The smallest range in which two texts differ."""
    head = equal_prefix(old, new)
    tail = equal_prefix(old[head:][::-1], new[head:][::-1])
    stop = len(old) - tail
    return TextDifference(utf16_length(old[:head]), utf16_length(old[:stop]), new[head : len(new) - tail])


def moved_position(position: int, change: TextDifference) -> int:
    """The position in the new text of a position in the old one, in UTF-16 units."""
    if position <= change.start:
        return position
    end = change.start + utf16_length(change.put)
    return end if position <= change.stop else position - change.stop + end
