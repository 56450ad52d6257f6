"""The type of the window: three sizes and two weights of the system's font."""

from __future__ import annotations

from PySide6.QtGui import QFont

from widgets.theme.design import BODY, REGULAR


def typeface(font: QFont, size: float = BODY, weight: int = REGULAR) -> QFont:
    """A font in one of the sizes and weights of the design."""
    made = QFont(font)
    if font.pixelSize() > 0:
        made.setPixelSize(round(font.pixelSize() * size))
    else:
        made.setPointSizeF(font.pointSizeF() * size)
    made.setWeight(QFont.Weight(weight))
    return made
