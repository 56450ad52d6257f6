"""Properties that styles inherit along `w:basedOn`, each style visited once however long the chains are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def inherited_value(
    id: str, direct: Callable[[str], Value | None], based_on: Callable[[str], str], known: dict[str, Value | None]
) -> Value | None:
    """The value that a style has itself or inherits; None if no style of the chain has one. A circle ends where it closes.

    id: id of the style
    direct: the value that a style of an id has itself, None if it has none or does not exist
    based_on: id of the style that a style is based on, '' if there is none
    known: the values found so far, by id; what this call finds is added
    """
    path: dict[str, None] = {}
    found: Value | None = None
    while id and id not in path:
        if id in known:
            found = known[id]
            break
        path[id] = None
        found = direct(id)
        if found is not None:
            break
        id = based_on(id)
    known.update(dict.fromkeys(path, found))
    return found
