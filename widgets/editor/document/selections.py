"""Selections of a text as pairs of places, and as the positions of clauses, which outlive changes."""

from __future__ import annotations

from collections.abc import Sequence

from model.redline import Clause
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import Selection

Pair = tuple[Place, Place]


def selection_at(story: StoryId, clauses: Sequence[Clause], anchor: Place, caret: Place) -> Selection | None:
    """Two places as a selection, which names clauses by their ids and so outlives other changes."""
    if not clauses:
        return None
    return Selection(story, (clauses[anchor.index].id, anchor.offset), (clauses[caret.index].id, caret.offset))


def place_in(clauses: Sequence[Clause], position: tuple[str, int]) -> Place | None:
    """The present place of a position of a selection; None if its clause no longer exists."""
    id, offset = position
    for index, clause in enumerate(clauses):
        if clause.id == id:
            return Place(index, min(offset, len(clause.text)))
    return None
