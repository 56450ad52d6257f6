"""Areas filled with one colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter


def fill(painter: QPainter, area: QRect | QRectF, colour: QColor) -> None:
    """Fills an area; the pen is lost. At the first `fillRect` with a colour PySide loads all gradients of Qt, 4 ms of the
    start."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
