"""The signs of changes as icons of rows, in their colours: the words of a row have the colour of text."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from widgets.theme.colours import HIGH, Colours, contrast
from widgets.theme.design import SEMIBOLD
from widgets.theme.fonts import typeface

WIDTH = 16
"""Pixels of a square icon."""
_made: dict[tuple[str, int, int], QIcon] = {}


def sign_icon(sign: str, colour: QColor, colours: Colours) -> QIcon:
    """A sign such as + or ~ in a colour. In high contrast a chosen row has a strong background; there it is in the colour of the
    page. Cached, since each painted row asks for it."""
    chosen = colours.ground if contrast(colours.text, colours.ground) >= HIGH else colour
    key = sign, colour.rgb(), chosen.rgb()
    if key not in _made:
        icon = QIcon()
        for ratio in (1, 2, 3):
            for mode, tone in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Selected, chosen)):
                icon.addPixmap(_drawn(sign, tone, ratio), mode)
        _made[key] = icon
    return _made[key]


def _drawn(sign: str, colour: QColor, ratio: int) -> QPixmap:
    picture = QPixmap(WIDTH * ratio, WIDTH * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setFont(typeface(QGuiApplication.font(), weight=SEMIBOLD))
    painter.setPen(colour)
    painter.drawText(QRect(0, 0, WIDTH, WIDTH), Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    return picture
