"""Rectangles are placed as Qt's style places them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QStyle

from widgets.common.placing import aligned_rect, visual_rect

AREA = QRect(3, 5, 101, 30)
Align = Qt.AlignmentFlag


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("edge", [Align.AlignLeft, Align.AlignHCenter, Align.AlignRight])
@pytest.mark.parametrize("size", [QSize(20, 10), QSize(21, 11)])
def test_both_functions_are_those_of_the_style(direction: Qt.LayoutDirection, edge: Qt.AlignmentFlag, size: QSize) -> None:
    place = QRect(10, 6, size.width(), size.height())
    assert visual_rect(direction, AREA, place) == QStyle.visualRect(direction, AREA, place)
    assert aligned_rect(direction, edge, size, AREA) == QStyle.alignedRect(direction, edge | Align.AlignVCenter, size, AREA)
