"""Tooltips on amended words: author and time of the change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF

from model.edits import review
from widgets.amendments.cells import WHOLE, amendment_line
from widgets.amendments.model import AmendmentModel
from widgets.editor.view import StoryView


def amendment_hints(view: StoryView, amendments: AmendmentModel) -> Callable[[QPointF], list[str]]:
    """What tells of the amendments at a place of a view."""

    def said(point: QPointF) -> list[str]:
        place = view.hit_test.place_under(point)
        if place is None:
            return []
        clause, key = view.projection.clauses[place.index], view.story.note
        story = f"notes/{key}" if key else ""
        # Of all: what was moved is listed where it went, and has its words where it was too.
        here = review.amendments_within(amendments.last_rows, story, [(clause.id, place.offset, place.offset)])
        return [amendment_line(each, amendments.place_of(each), WHOLE) for each in here]

    return said
