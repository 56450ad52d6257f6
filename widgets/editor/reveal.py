"""Jumps to a place of a text from lists and trees."""

from __future__ import annotations

from model.submission.transactions import Selection
from widgets.editor.view import StoryView

ABOVE = 1 / 3
"""The part of the view above a place that was out of sight, so that it is shown with its surroundings."""


def reveal(view: StoryView, selection: Selection) -> None:
    """Selects what a selection names, and scrolls to it if it was out of sight."""
    bar = view.verticalScrollBar()
    before = bar.value()
    view.caret.select(selection)
    if bar.value() != before:
        bar.setValue(bar.value() + view.cursorRect().top() - round(view.viewport().height() * ABOVE))
        view.caret.show_top()
