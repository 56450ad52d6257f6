"""The setting of a text on the screen: typeface, size, zoom, sheet or column. It has no effect on exports."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtGui import QFont

PAGE_POINTS = 12
"""The letters of the Word file."""
PAGE_WIDTH, PAGE_MARGIN = 210 / 25.4, 20 / 25.4
"""Inches: A4, and the margin of ITU's documents beside the text."""
MARGIN = 12.0
"""Pixels round a text that has no sheet."""
STEPS = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400)


class Comfort(Struct, frozen=True):
    """The choices of a reader."""

    typeface: str = ""
    """A family; '' for the system's."""
    size: int = 0
    """Points at 100 %; 0 for the system's, on a sheet for those of the Word file."""
    zoom: int = 100
    """Per cent."""
    page: bool = False
    """A sheet as wide as A4 on a desk, with the margins of the document."""
    width: int = 0
    """Letters that a line may hold where there is no sheet; 0 for as many as there is room for."""

    def font(self, system: QFont) -> QFont:
        """The font of the text, from that of the system."""
        made = QFont(system)
        if self.typeface:
            made.setFamily(self.typeface)
        points = self.size or (PAGE_POINTS if self.page else system.pointSizeF())
        made.setPointSizeF(max(points * self.zoom / 100, 1.0))
        return made

    def line(self, inch: float, letter: float) -> float | None:
        """The width of the sheet or column in pixels; None for as wide as there is room for. `inch` and the width of a
        `letter` at this zoom are in pixels too."""
        if self.page:
            return inch * PAGE_WIDTH * self.zoom / 100
        return self.width * letter + 2 * MARGIN if self.width else None

    def margin(self, inch: float, share: float) -> float:
        """Pixels between the edge of the sheet or column and the text; `share` of a sheet is what there is room for."""
        whole = inch * PAGE_MARGIN * self.zoom / 100 if self.page else MARGIN
        return max(MARGIN, whole * min(1.0, share))


def next_zoom(zoom: int, by: int) -> int:
    """The next larger (1) or smaller (-1) step of the zoom."""
    steps = [step for step in STEPS if (step > zoom if by > 0 else step < zoom)]
    return zoom if not steps else steps[0] if by > 0 else steps[-1]
