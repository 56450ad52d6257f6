"""Keys that every desktop knows, left by Qt to Windows and macOS: F10 for the menus, Shift+F10 for that of what is here."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

SYSTEMS = ("windows", "cocoa")
"""Platforms that see to it themselves."""


class DesktopKeys(QObject):
    """Adds those keys to a window."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        if QGuiApplication.platformName() not in SYSTEMS:
            QShortcut(QKeySequence("F10"), window, self._open_first_menu)
            QShortcut(QKeySequence("Shift+F10"), window, self._show_menu_here)

    def _open_first_menu(self) -> None:
        bar = self._window.menuBar()
        bar.setActiveAction(bar.actions()[0])

    def _show_menu_here(self) -> None:
        """As Qt does it for the menu key."""
        focused = QApplication.focusWidget()
        if focused is not None:
            at = QRectF(focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)).center().toPoint()
            QApplication.sendEvent(focused, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, focused.mapToGlobal(at)))
