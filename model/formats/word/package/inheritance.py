"""Properties that styles inherit along `w:basedOn`, each style visited once however long the chains are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def inherited_value(
    id: str, direct: Callable[[str], Value | None], based_on: Callable[[str], str], known: dict[str, Value | None]
) -> Value | None:
    """The value that a style has itself or inherits; None if no style of the chain has one. A circle ends where it closes.

    `direct` gives the value of a style itself, None if it has none or does not exist; `based_on` the id of the style that it is
    based on, '' if there is none. The values found are added to `known`.
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
