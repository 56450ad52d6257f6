"""How deep a paragraph can stand, so that a Word file can say it and a reader finds it again."""

from __future__ import annotations

from collections.abc import Sequence

from model.errors import EditError
from model.redline import Clause, Props

DEEPEST = 4
"""ITU's styles know an item and three levels of enumeration below it."""


def check_levels(clauses: Sequence[Clause], index: int, new: Sequence[Props], cell: object = None) -> None:
    """EditError where paragraphs with these properties cannot stand, one after another, at an index: too deep, under nothing,
    or in a table (`cell` is the one that they stand in)."""
    above = next((clause for clause in reversed(clauses[:index]) if clause.end.status.in_draft), None)
    follows_item = above is not None and above.cell is None and above.props.kind == "paragraph"
    for props in new:
        if props.kind == "paragraph" and props.level > 1:
            if cell is not None:
                raise EditError("a paragraph of a table has no levels")
            if props.level > DEEPEST:
                raise EditError(f"level {props.level} is too deep; a list has at most {DEEPEST} levels")
            if not follows_item:
                raise EditError(f"no item stands before it that a paragraph of level {props.level} could stand under")
        follows_item = props.kind == "paragraph"
