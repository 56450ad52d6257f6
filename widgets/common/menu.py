"""Menus with round corners."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QRegion, QResizeEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from widgets.theme.design import RADIUS_OVERLAY

MAYBE_OPAQUE = "xcb"
"""The platform whose windows may have no transparency: without a compositor the corners would be black."""


class Menu(QMenu):
    """A menu, of which nothing is seen outside its round edge."""

    def __init__(self, parent: QWidget | None = None, title: str = "") -> None:
        super().__init__(title, parent)
        self._cut_out = QGuiApplication.platformName() == MAYBE_OPAQUE
        self.aboutToShow.connect(self._make_transparent)

    def _make_transparent(self) -> None:
        """Before it is first shown, not when it is made: other flags of a window cost 0.2 ms, and a start makes 17 menus."""
        if not self._cut_out and not self.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground):
            self.setWindowFlags(self.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint)
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cut_out:
            self.setMask(rounded_rectangle(self.size().width(), self.size().height(), RADIUS_OVERLAY))


def rounded_rectangle(width: int, height: int, radius: int) -> QRegion:
    """A rectangle with round corners, all in pixels."""
    path = QtGui.QPainterPath()
    path.addRoundedRect(QRectF(0, 0, width, height), radius, radius)
    return QRegion(path.toFillPolygon().toPolygon())


def add_menu(bar: QMenuBar | QMenu, title: str) -> Menu:
    """Adds a menu to a bar or to another menu."""
    menu = Menu(bar, title)
    bar.addMenu(menu)
    return menu
