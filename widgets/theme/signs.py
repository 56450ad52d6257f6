"""The signs of changes as icons of rows, in their colours: the words of a row have the colour of text."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from widgets.theme.colours import HIGH, Colours, contrast
from widgets.theme.design import SEMIBOLD
from widgets.theme.fonts import typeface

WIDTH = 16
"""Pixels of a square icon."""
_made: dict[tuple[str, int, int, tuple[float, ...]], QIcon] = {}


def sign_icon(sign: str, colour: QColor, colours: Colours) -> QIcon:
    """A sign such as + or ~ in a colour. In high contrast a chosen row has a strong background; there it is in the colour of the
    page. Cached, since each painted row asks for it; drawn for the screens that there are."""
    chosen = colours.background if contrast(colours.text, colours.background) >= HIGH else colour
    ratios = tuple(dict.fromkeys(screen.devicePixelRatio() for screen in QGuiApplication.screens()))
    key = sign, colour.rgb(), chosen.rgb(), ratios
    if key not in _made:
        icon = QIcon()
        for ratio in ratios:
            drawn = _draw(sign, colour, ratio)
            icon.addPixmap(drawn, QIcon.Mode.Normal)
            icon.addPixmap(drawn if chosen == colour else _draw(sign, chosen, ratio), QIcon.Mode.Selected)
        _made[key] = icon
    return _made[key]


def _draw(sign: str, colour: QColor, ratio: float) -> QPixmap:
    picture = QPixmap(round(WIDTH * ratio), round(WIDTH * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setFont(typeface(QGuiApplication.font(), weight=SEMIBOLD))
    painter.setPen(colour)
    painter.drawText(QRect(0, 0, WIDTH, WIDTH), Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    return picture
