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
PAGE_WIDTH_ZOOM = 0
"""The zoom of a page that is as wide as it is on paper, or as there is room."""
NORMAL, LEAST = 100, 60
"""Per cent: the zoom of a page that has the room, and the least one of a page that has not; then it is scrolled."""
STEPS = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400)


class Comfort(Struct, frozen=True):
    """The choices of a reader."""

    typeface: str = ""
    """A family; '' for the system's. Not of a page."""
    size: int = 0
    """Points at 100 %; 0 for the system's. A page has the face and the sizes of the house's styles."""
    zoom: int = NORMAL
    """Per cent; `PAGE_WIDTH_ZOOM`: see there."""
    page: bool = False
    """A page as wide as A4 on a darker background, with the margins of the document."""
    width: int = 0
    """The letters in a line without a page; 0 for the whole width."""
    foot: bool = False
    """A note at the foot of a page."""

    def zoom_in(self, room: int, inch: float) -> int:
        """The zoom in per cent if there are some pixels of room for the page."""
        if self.zoom != PAGE_WIDTH_ZOOM or not self.page:
            return self.zoom or NORMAL
        zoom = min(NORMAL, int(100 * room / (inch * PAGE_WIDTH)) + 1)
        while zoom > LEAST and _page(inch * zoom / 100)[0] > room:
            zoom -= 1
        return max(zoom, LEAST)

    def font(self, system: QFont, zoom: int) -> QFont:
        """The font of the text, from that of the system, at a zoom in per cent."""
        made = QFont(system)
        if self.typeface:
            made.setFamily(self.typeface)
        points = self.size or system.pointSizeF()
        made.setPointSizeF(max(points * zoom / 100, 1.0))
        return made

    def line(self, inch: float, letter: float, room: int) -> tuple[int, int]:
        """The width of the page or column, and the margin on each side of its text, in pixels; a page has always both.

        inch: the pixels of an inch on the page, at its zoom
        letter: those of a letter at this zoom
        room: those that there are in all
        """
        if self.foot:
            return room, 0
        if self.page:
            return _page(inch)
        return min(room, round(self.width * letter) + 2 * MARGIN) if self.width else room, MARGIN


def _page(inch: float) -> tuple[int, int]:
    """The width of a page and the margin on each side of its text, in pixels, of which an inch has so many."""
    margin = round(inch * PAGE_MARGIN)
    return ceil(inch * (PAGE_WIDTH - 2 * PAGE_MARGIN)) + 2 * margin, margin


def next_zoom(zoom: int, by: int) -> int:
    """The next larger (1) or smaller (-1) step of the zoom."""
    steps = [step for step in STEPS if (step > zoom if by > 0 else step < zoom)]
    return zoom if not steps else steps[0] if by > 0 else steps[-1]
