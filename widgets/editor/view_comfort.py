"""The appearance of a text on the screen: typeface, size, zoom, page or column. It has no effect on exports."""

from __future__ import annotations

from math import ceil

from msgspec import Struct
from PySide6.QtGui import QFont

from model.formats.page import metrics

TWIPS = 1440
PAGE_WIDTH, PAGE_MARGIN = metrics.PAGE_WIDTH / TWIPS, metrics.MARGIN / TWIPS
"""Inches: A4, and the margin of ITU's documents beside the text."""
MARGIN = 12
"""Pixels around a text without a page."""
LEAST_PAGE_MARGIN = 26
"""The least distance between the edge of a page and its text, in pixels: the bars of changed lines need it."""
STEPS = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400)


class Comfort(Struct, frozen=True):
    """The choices of a reader."""

    typeface: str = ""
    """A family; '' for the system's. Not of a page."""
    size: int = 0
    """Points at 100 %; 0 for the system's. A page has the face and the sizes of the house's styles."""
    zoom: int = 100
    """Per cent."""
    page: bool = False
    """A page as wide as A4 on a desk, with the margins of the document."""
    width: int = 0
    """The letters in a line without a page; 0 for the whole width."""
    foot: bool = False
    """A note at the foot of a page."""

    def font(self, system: QFont) -> QFont:
        """The font of the text, from that of the system."""
        made = QFont(system)
        if self.typeface:
            made.setFamily(self.typeface)
        points = self.size or system.pointSizeF()
        made.setPointSizeF(max(points * self.zoom / 100, 1.0))
        return made

    def line(self, inch: float, letter: float, room: int) -> tuple[int, int]:
        """The width of the page or column, and the margin on each side of its text, in pixels: the lines of a page stay as wide
        as on paper as long as possible.

        inch: the pixels of an inch
        letter: those of a letter at this zoom
        room: those that there are in all
        """
        if self.foot:
            return room, 0
        if self.page:
            text = ceil(inch * (PAGE_WIDTH - 2 * PAGE_MARGIN) * self.zoom / 100)
            margin = max(LEAST_PAGE_MARGIN, min(round(inch * PAGE_MARGIN * self.zoom / 100), (room - text) // 2))
            return min(room, text + 2 * margin), margin
        return min(room, round(self.width * letter) + 2 * MARGIN) if self.width else room, MARGIN


def next_zoom(zoom: int, by: int) -> int:
    """The next larger (1) or smaller (-1) step of the zoom."""
    steps = [step for step in STEPS if (step > zoom if by > 0 else step < zoom)]
    return zoom if not steps else steps[0] if by > 0 else steps[-1]
