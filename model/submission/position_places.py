"""The positions of a text at their present places, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.redline import Redline
from model.submission.comments import CommentFinder, CommentSpan
from model.submission.positions import Position, Positions


class PlacedPosition(Struct, frozen=True):
    """A position and the present places of its words."""

    key: str
    position: Position
    spans: tuple[CommentSpan, ...]
    """Empty if its words and their clause are gone."""


def placed_positions(redline: Redline, positions: Positions) -> Sequence[PlacedPosition]:
    """The positions in the order of the text, then those of notes, those without a place last."""
    if not positions:
        return ()
    order = {("", clause.id): at for at, clause in enumerate(redline.clauses)}
    for key, note in redline.notes.items():
        order |= {(key, clause.id): len(order) + at for at, clause in enumerate(note.clauses)}
    finder = CommentFinder(redline)
    placed = [
        PlacedPosition(key, position, tuple(filter(None, map(finder.find, position.anchors))))
        for key, position in positions.items()
    ]

    def rank(found: PlacedPosition) -> tuple[int, int, int, str]:
        first = found.spans[0] if found.spans else None
        place = (order[first.note, first.clause], first.start) if first is not None else (len(order), 0)
        return *place, len(found.key), found.key

    return sorted(placed, key=rank)
