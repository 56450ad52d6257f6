"""The history of undo steps in a journal: each line says whether it is a new step, more of the last one, undone or redone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, get_args

How = Literal["", "more", "undo", "redo"]
"""A new step, more of the last one, or that one taken back or done again."""
HOWS: tuple[How, ...] = get_args(How)
HOW = "how"
"""The key that holds it in a line; absent for a new step."""


def standing(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The changes as their user counts them: merged changes are one step, undone ones do not count, and undoing a step from
    before them counts as one. Versions count too."""
    stand: list[dict[str, Any]] = []
    undone: list[dict[str, Any]] = []
    for change in changes:
        how = "version" if "version" in change else change.get(HOW, "")
        last = next((place for place in reversed(range(len(stand))) if "version" not in stand[place]), None)
        takes_back = last is not None and stand[last].get(HOW) == "undo"
        if how == "more" and last is not None:
            continue
        if how == "undo" and last is not None and not takes_back:
            undone.append(stand.pop(last))
        elif how == "redo" and last is not None and takes_back:
            del stand[last]
        elif how == "redo" and undone:
            stand.append(undone.pop())
        else:
            stand.append(change)
            if how == "":
                undone.clear()
    return stand
