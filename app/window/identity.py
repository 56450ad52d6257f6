"""The identity of the program on a desktop: names, version, icon, and what the taskbar groups its windows by."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from app.session.document_title import APPLICATION
from app.version import DESKTOP_ID, VERSION
from app.window.drag_and_drop import DragAndDrop
from resources import list_names, path_of


def introduce(application: QApplication) -> None:
    """Tells the desktop what runs here; before the first window is made."""
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(DESKTOP_ID)
    application.setApplicationName(APPLICATION)
    application.setOrganizationName(APPLICATION)
    application.setApplicationDisplayName(APPLICATION)
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName(DESKTOP_ID)
    application.setWindowIcon(icon())


def icon() -> QIcon:
    """The icon in all sizes in which it was drawn."""
    made = QIcon()
    for name in list_names("icon", ".png"):
        made.addFile(str(path_of(name)))  # read when a desktop wants that size
    return made


class FileOpenEvents(QObject):
    """Opens the files that macOS hands to the running program: a double click there starts no second one. It sees every event
    of the program, so other systems, which send no such event, have none."""

    def __init__(self, application: QApplication, taking: DragAndDrop) -> None:
        super().__init__(taking)
        self._taking = taking
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        self._taking.take_later([Path(event.file())])
        return True
