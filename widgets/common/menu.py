"""Menus with round corners, and the entries that every window has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6 import QtGui
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QRegion, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMenuBar, QWidget

from widgets.common.translation import translate
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


def go_to_pane(panes: Sequence[QWidget], by: int) -> None:
    """Gives the focus to the next (1) or previous (−1) visible pane; if it is only a frame, to the first control in it."""
    shown, focused = [pane for pane in panes if _takes_focus(pane)], QApplication.focusWidget()
    places = (at for at, pane in enumerate(shown) if focused is not None and (pane is focused or pane.isAncestorOf(focused)))
    at = next(places, -1 if by > 0 else 0)
    pane = shown[(at + by) % len(shown)]
    pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
    if QApplication.focusWidget() is pane and pane.focusPolicy() == Qt.FocusPolicy.NoFocus:
        pane.focusNextChild()


def _takes_focus(pane: QWidget) -> bool:
    """Whether a pane is visible, and it or something in it takes the focus."""
    if not pane.isVisible():
        return False
    parts = (pane, *pane.findChildren(QWidget))
    return any(part.focusProxy() or part.focusPolicy() != Qt.FocusPolicy.NoFocus for part in parts if part.isVisible())


def pane_actions(window: QMainWindow, panes: Callable[[], Sequence[QWidget]]) -> tuple[QAction, QAction]:
    """The actions that go round the panes of a window, which are asked for each time."""
    following = QAction(translate("Panes", "Next &pane"), window)
    previous = QAction(translate("Panes", "P&revious pane"), window)
    for action, key, by in ((following, "F6", 1), (previous, "Shift+F6", -1)):
        action.setShortcut(key)
        action.triggered.connect(partial(_go, panes, by))
    return following, previous


def _go(panes: Callable[[], Sequence[QWidget]], by: int) -> None:
    go_to_pane(panes(), by)
