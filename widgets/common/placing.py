"""The places of rectangles in windows that run from left to right or from right to left. `QStyle` has the same functions, but
PySide takes 5 ms of the start to load that class, whose values are some hundred."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt


def visual_rect(direction: Qt.LayoutDirection, area: QRect, place: QRect) -> QRect:
    """The place of a rectangle in an area, mirrored from right to left."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return place
    return place.translated(area.left() + area.right() - place.left() - place.right(), 0)


def aligned_rect(direction: Qt.LayoutDirection, edge: Qt.AlignmentFlag, size: QSize, area: QRect) -> QRect:
    """A rectangle of a size at the leading edge of an area (AlignLeft), at the trailing one (AlignRight), or between them, and
    halfway between top and bottom."""
    top = area.top() + area.height() // 2 - size.height() // 2
    place = QRect(area.left(), top, size.width(), size.height())
    if edge == Qt.AlignmentFlag.AlignHCenter:
        return place.translated(area.width() // 2 - size.width() // 2, 0)
    if edge == Qt.AlignmentFlag.AlignRight:
        place.moveRight(area.right())
    return visual_rect(direction, area, place)
