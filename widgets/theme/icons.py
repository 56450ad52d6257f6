"""The icons of the window: drawn from one file of vectors, in the colours of the palette and at the size at which they are
shown."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache

from resources import read_text

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
IN_BARS = 20
"""The size in pixels of an icon in a toolbar; those of menus are smaller."""
MIRRORED = frozenset(
    "chevrons-right circle-chevron-left circle-chevron-right file-input file-up list "
    "list-checks list-indent-decrease list-indent-increase list-ordered list-restart list-tree list-x redo-2 replace rotate-ccw "
    "text-quote between-horizontal-start undo-2 panel-left-dashed panel-right panel-right-dashed".split()
)
"""Icons that show a reading direction: they are mirrored if the window runs from right to left."""
STROKE = 1.75
"""The line width, of a grid of 24: thinner than that of Lucide, whose icons are shown larger."""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{width}" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
    'stroke-opacity="{alpha}" stroke-width="{stroke}" stroke-linecap="round" stroke-linejoin="round">'
    '<g transform="matrix({way} 0 0 1 {from_} 0)">{shapes}</g></svg>'
)


@cache
def shapes() -> dict[str, str]:
    """The shapes of each icon, by its name."""
    return dict(re.findall(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', read_text("icons/lucide.svg")))


def draw_icon(name: str, colour: QColor, width: int, *, mirrored: bool = False) -> QPixmap:
    """An icon in pixels of the screen; cached."""
    key = f"{name} {colour.rgba()} {width} {mirrored}"
    made = QPixmap()
    if QPixmapCache.find(key, made):
        return made
    source = PICTURE.format(
        width=width,
        colour=colour.name(),
        alpha=colour.alphaF(),
        stroke=STROKE,
        way=-1 if mirrored else 1,
        from_=24 if mirrored else 0,
        shapes=shapes()[name].replace("currentColor", colour.name()),
    )
    made.loadFromData(source.encode(), "svg")  # not with QImageReader, which would load three more classes of Qt, 3 ms
    QPixmapCache.insert(key, made)
    return made


def icon(name: str) -> QIcon:
    """The icon with a name, which follows the palette and the direction of the window."""
    return QIcon(_Engine(name))


def coloured_icon(name: str, colour: QColor, width: int) -> QIcon:
    """An icon in its own colour, such as a warning sign, sharp on every screen."""
    made = QIcon()
    for ratio in (1, 2, 3):
        picture = QPixmap(draw_icon(name, colour, width * ratio))
        picture.setDevicePixelRatio(ratio)
        made.addPixmap(picture)
    return made


_clones: list[QIconEngine] = []
"""Qt owns the result of `clone`, but PySide does not know that and would delete it. Only an icon that is changed is cloned."""


class _Engine(QIconEngine):
    """Draws an icon when it is painted, so that it always has the colour of the text beside it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        made = _Engine(self._name)
        _clones.append(made)
        return made

    def key(self) -> str:
        return "Clausewright"

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatio()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` in pixels of the window, each of which is `scale` pixels of the screen."""
        width = min(size.width(), size.height())
        mirrored = self._name in MIRRORED and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return draw_icon(self._name, _colour(mode, width), round(width * scale), mirrored=mirrored)


def _colour(mode: QIcon.Mode, width: int) -> QColor:
    """The colour of the text beside an icon of a width in pixels of the window. Styles call an icon active if the mouse is on its
    button, or if its menu entry is selected; only the latter has another background."""
    palette = QGuiApplication.palette()
    if mode == QIcon.Mode.Disabled:
        return palette.color(Group.Disabled, Role.WindowText)
    chosen = mode == QIcon.Mode.Selected or (mode == QIcon.Mode.Active and width < IN_BARS)
    return palette.color(Group.Active, Role.HighlightedText if chosen else Role.WindowText)
