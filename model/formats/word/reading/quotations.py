"""Short quotations of a Word file in the sentences about its reading."""

from __future__ import annotations

from collections.abc import Sequence

from model.message import Message, Value

_MOST = 3
_LONGEST = 60


def quoted_words(text: str) -> str:
    """The beginning of a text, with single spaces."""
    words = " ".join(text.split())
    return words[:_LONGEST] + "…" if len(words) > _LONGEST else words


def first_places(places: Sequence[Value]) -> Value:
    """The first places of many, and the number of the others."""
    if len(places) <= _MOST:
        return tuple(places)
    return Message.of("{places} and {more} more", places=tuple(places[:_MOST]), more=len(places) - _MOST)
