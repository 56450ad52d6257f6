"""A jump to a place of a text: from lists and trees, as far as it is not seen already."""

from __future__ import annotations

from model.submission.transactions import Selection
from widgets.editor.view import StoryView

ABOVE = 1 / 3
"""The part of the view that stays above what was out of sight, so that it is seen with what is around it."""


def jump_to(view: StoryView, selection: Selection) -> None:
    """Selects in a view what a selection names, and shows it where it was out of sight."""
    bar = view.verticalScrollBar()
    before = bar.value()
    view.caret.select(selection)
    if bar.value() != before:
        bar.setValue(bar.value() + view.cursorRect().top() - round(view.viewport().height() * ABOVE))
        view.caret.show_top()
