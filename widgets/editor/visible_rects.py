"""The places of words in the viewport. While a document is being patched it lacks some blocks of the projection; these have no
place."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from model.redline.edit_text import Place
from widgets.editor.document.character_rects import rects_of, x_of
from widgets.editor.document.pointing import scroll_offset
from widgets.editor.view import StoryView


def visible_blocks(view: StoryView, around: float = 0.0) -> range:
    """The visible blocks, and those within `around` pixels above and below."""
    top = view.verticalScrollBar().value()
    return view.content.blocks_between(top - around, top + view.viewport().height() + around)


def visible_line(view: StoryView, place: Place) -> tuple[float, float] | None:
    """The upper and lower edge in the viewport of the line of a place; None if it is not laid out."""
    point = view.projection.point(place)
    block = view.document().findBlockByNumber(point.block)
    if not block.isValid():
        return None
    layout = block.layout()
    line = layout.lineForTextPosition(point.position)
    if not line.isValid():
        return None
    top = layout.position().y() + line.y() - view.verticalScrollBar().value()
    return top, top + line.height()


def visible_rects(view: StoryView, index: int, start: int, stop: int) -> list[QRectF]:
    """The rectangles in the viewport of characters of a clause, one for each line; an empty range has that of its place."""
    first, last = view.projection.point(Place(index, start)), view.projection.point(Place(index, stop))
    block = view.document().findBlockByNumber(first.block)
    if not block.isValid():
        return []
    by = block.layout().position() - scroll_offset(view)
    found = [rect.translated(by) for rect in rects_of(block, first.position, last.position)]
    line = block.layout().lineForTextPosition(first.position)
    if not found and line.isValid():
        found = [QRectF(x_of(line, first.position), line.y(), 0, line.height()).translated(by)]
    return found
