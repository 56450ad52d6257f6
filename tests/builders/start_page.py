"""A start page with rows of given words."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QWidget

from widgets.start.recent_list import RecentEntry
from widgets.start.start_card import StartAction
from widgets.start.start_page import StartPage


def start_window(*names: str) -> QWidget:
    """A window that its start page covers."""
    window = QMainWindow()
    window.menuBar()
    page = StartPage([StartAction(QAction("Open", window), "&Open …", "A text", "open")], window)
    page.show_entries([RecentEntry(name, name, name, name) for name in names])
    page.open(may_leave=False)
    return window
