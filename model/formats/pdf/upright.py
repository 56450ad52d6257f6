"""The coordinates of a page that is made upright: from its top left corner, y downwards."""

from __future__ import annotations

from model.formats.pdf.page_graphics import Box

_MARGIN = 2.0
"""Points beside the page in which text still counts as on it."""


class Upright:
    """Turns places in the file's coordinates into those of the upright page."""

    def __init__(self, page_box: Box, turn: int) -> None:
        """`page_box`: what a viewer shows of the page. `turn`: degrees clockwise, 0, 90, 180 or 270."""
        self._left, self._bottom, self._right, self._top = page_box
        self.turn = turn % 360
        is_wide = self.turn in (90, 270)
        width, height = self._right - self._left, self._top - self._bottom
        self.width, self.height = (height, width) if is_wide else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file on the upright page."""
        if self.turn == 0:
            return x - self._left, self._top - y
        if self.turn == 90:
            return y - self._bottom, x - self._left
        if self.turn == 180:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def box(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right, bottom on the upright page of a box (left, bottom, right, top) in the file."""
        if self.turn == 0:
            return box[0] - self._left, self._top - box[3], box[2] - self._left, self._top - box[1]
        (x0, y0), (x1, y1) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def has_on_page(self, x: float, y: float) -> bool:
        """Whether a point of the upright page lies on it."""
        return -_MARGIN <= x <= self.width + _MARGIN and -_MARGIN <= y <= self.height + _MARGIN
