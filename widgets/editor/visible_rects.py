"""The places of words in the viewport. While a document is being patched it lacks some blocks of the projection; these have no
place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock

from model.redline import Clause
from model.redline.edit_text import Place
from widgets.editor.document.character_rects import rects_of, x_of
from widgets.editor.document.pointing import scroll_offset
from widgets.editor.document.shown_blocks import blocks_of
from widgets.editor.view import StoryView


def visible_blocks(view: StoryView, around: float = 0.0) -> Sequence[int]:
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


def shown_clauses(view: StoryView, shown: Sequence[int]) -> Iterator[tuple[QTextBlock, int, Clause]]:
    """The clauses in some blocks, each with its block and its index in the story."""
    projection = view.projection
    for number, block in blocks_of(view.document(), shown):
        if number >= projection.count:
            return
        for index in projection.indices(number):
            yield block, index, projection.clauses[index]


def rects_in(view: StoryView, block: QTextBlock, index: int, start: int, stop: int) -> Iterator[QRectF]:
    """The rectangles in the viewport of characters of a clause, one for each line.

    view: the view
    block: the block of the clause
    index: its index in the story
    start: the first character, in code points
    stop: the one after the last
    """
    first, last = view.projection.point(Place(index, start)), view.projection.point(Place(index, stop))
    by = block.layout().position() - scroll_offset(view)
    for rect in rects_of(block, first.position, last.position):
        yield rect.translated(by)


def visible_rects(view: StoryView, index: int, start: int, stop: int) -> list[QRectF]:
    """The rectangles in the viewport of characters of a clause, one for each line; an empty range has that of its place."""
    first = view.projection.point(Place(index, start))
    block = view.document().findBlockByNumber(first.block)
    if not block.isValid():
        return []
    found = list(rects_in(view, block, index, start, stop))
    line = block.layout().lineForTextPosition(first.position)
    if not found and line.isValid():
        by = block.layout().position() - scroll_offset(view)
        found = [QRectF(x_of(line, first.position), line.y(), 0, line.height()).translated(by)]
    return found
