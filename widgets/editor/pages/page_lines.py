"""The lines of a paragraph that continues on another page, broken so that the page begins with the same words as on paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextLayout

WIDER = tuple(sign * step / 4 for step in range(1, 17) for sign in (1, -1))
"""Changes of the width that are tried in turn until a line begins at the right place, in pixels."""


def begins_all(block: QTextBlock, places: Sequence[int]) -> bool:
    """Whether a line begins at every one of the given places of a block."""
    return all(block.layout().lineForTextPosition(place).textStart() == place for place in places)


def fitting_breaks(block: QTextBlock, places: Sequence[int]) -> list[tuple[int, float]]:
    """For each of the given places of a block, the place at which a line can begin, and the extra width in pixels of the lines
    before it. If none of a few widths makes a line begin at the place, it is the beginning of the line that contains it, and 0.
    The screen rounds differently from paper, which moves a word in one of some thousand lines."""
    tried = QTextLayout(block.text(), block.layout().font())
    tried.setTextOption(block.layout().textOption())
    tried.setFormats(block.textFormats())
    found: list[tuple[int, float]] = []
    if block.layout().lineCount() < 2:
        return found
    for place in places:
        for by in (0, *WIDER):
            if place in _begun(tried, block, [*found, (place, by)]):
                found.append((place, by))
                break
        else:
            found.append((max(start for start in _begun(tried, block, [*found, (place, 0)]) if start < place), 0))
    return found


def _begun(tried: QTextLayout, block: QTextBlock, breaks: Sequence[tuple[int, float]]) -> set[int]:
    """The places at which lines begin if the lines before each place have this extra width."""
    first, others = (block.layout().lineAt(number).width() for number in range(2))
    begun, start, at = {0}, 0, 0
    tried.beginLayout()
    while at < len(breaks) and (line := tried.createLine()).isValid():
        line.setLineWidth((others if start else first) + breaks[at][1])
        start = line.textStart() + line.textLength()
        begun.add(start)
        while at < len(breaks) and start >= breaks[at][0]:
            at += 1
    tried.endLayout()
    return begun


def break_again(block: QTextBlock, breaks: Sequence[tuple[int, float, float]]) -> None:
    """Breaks the lines of a block that Qt has laid out. Each break is a place, the free pixels before it, and the extra width of
    the lines before it."""
    layout, count = block.layout(), block.layout().lineCount()
    shown = [layout.lineAt(number) for number in range(count)]
    rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
    spots = [(line.x(), line.y(), line.width()) for line in shown]
    step = spots[1][1] - spots[0][1]
    number, at, moved = 0, 0, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLeadingIncluded(True)
        while at < len(breaks) and line.textStart() >= breaks[at][0]:
            moved, at = moved + breaks[at][1], at + 1
        by = breaks[at][2] if at < len(breaks) else 0.0
        x, _, width = spots[min(number, 1)]
        line.setLineWidth(width + by)
        line.setPosition(QPointF(x - by if rtl else x, spots[0][1] + number * step + moved))
        number += 1
    layout.endLayout()
    following = block.next()
    if number != count and following.isValid():
        block.document().markContentsDirty(following.position(), 1)  # has all that follows moved
