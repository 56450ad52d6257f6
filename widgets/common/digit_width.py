"""The width of a digit, by which boxes, columns and lines are measured out."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF


def digit_width(font: QFont) -> float:
    """Pixels that the digit 0 takes in a font: the unit of widths that follow the letters, as `ch` in CSS Values 4, § 6.1.1.

    The average width of a font's characters is no such unit: in a font with Chinese characters it is that of these, double
    that of the Latin letters which stand in most of the texts.
    """
    return QFontMetricsF(font).horizontalAdvance("0")
