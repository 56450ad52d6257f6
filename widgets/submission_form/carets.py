"""The update of a field's text by its differing middle, so that the caret stays where it was."""

from __future__ import annotations

from typing import NamedTuple

from model.text.common_prefix import equal_prefix
from widgets.editor.document.projection import utf16_length


class TextDifference(NamedTuple):
    """The text in place of the UTF-16 units from `start` to `stop`."""

    start: int
    stop: int
    put: str


def difference(old: str, new: str) -> TextDifference:
    """The smallest middle in which two texts differ."""
    head = equal_prefix(old, new)
    tail = equal_prefix(old[head:][::-1], new[head:][::-1])
    stop = len(old) - tail
    return TextDifference(utf16_length(old[:head]), utf16_length(old[:stop]), new[head : len(new) - tail])


def moved_position(position: int, change: TextDifference) -> int:
    """Where a place of the old text, in UTF-16 units, stands in the new one."""
    if position <= change.start:
        return position
    end = change.start + utf16_length(change.put)
    return end if position <= change.stop else position - change.stop + end
