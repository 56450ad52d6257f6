"""The file of the last export: opened in Word, shown in its folder, its path copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.window.action_ids import LAST_EXPORT_MENU, ActionId
from app.window.context import Context
from model.files.kinds import WORD
from widgets.common.menu import Menu
from widgets.dialogs import messages


class LastExport(QObject):
    """The last file that was exported in this window. Its actions return whether they succeeded, and report why not."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._window = context.window
        self._actions = actions = context.actions
        self._path: Path | None = None
        self._menu = Menu(context.window.menuBar())
        actions.fill_menu(self._menu, LAST_EXPORT_MENU)
        actions[ActionId.LAST_EXPORT].setMenu(self._menu)
        actions.connect_to(ActionId.OPEN_EXPORT, self.open_file)
        actions.connect_to(ActionId.SHOW_EXPORT, self.show_folder)
        actions.connect_to(ActionId.COPY_EXPORT, self._copy_and_tell)
        self._enable()

    def keep(self, path: Path) -> None:
        """Makes a file that was just written the last one."""
        self._path = path.absolute()
        self._enable()

    def _enable(self) -> None:
        for id in (ActionId.LAST_EXPORT, *LAST_EXPORT_MENU):
            self._actions[id].setEnabled(self._path is not None)
        self._actions[ActionId.OPEN_EXPORT].setEnabled(self.is_for_word)

    @property
    def is_for_word(self) -> bool:
        """Whether Word opens the file."""
        return self._path is not None and WORD.has_ending(self._path.name)

    def open_file(self) -> bool:
        """Opens the file in the program that the system has for Word files."""
        path = self._path
        if path is None:
            return False
        if not path.exists():
            message = self.tr("{name} is no longer in {folder}; export it again.")
            return self._refuse(message.format(name=path.name, folder=path.parent))
        if not _open_outside(path):
            message = self.tr(
                "No program for Word files opened {name}; install Word or LibreOffice, or open the file from {folder}."
            )
            return self._refuse(message.format(name=path.name, folder=path.parent))
        return True

    def show_folder(self) -> bool:
        """Shows the folder of the file in the system's own window."""
        if self._path is None:
            return False
        folder = self._path.parent
        if not folder.exists():
            return self._refuse(self.tr("The folder {folder} is no longer there; export the file again.").format(folder=folder))
        if not _open_outside(folder):
            return self._refuse(self.tr("No program could show the folder {folder}; open it yourself.").format(folder=folder))
        return True

    def copy_path(self) -> bool:
        """Lays the path of the file into the clipboard."""
        if self._path is None:
            return False
        QApplication.clipboard().setText(str(self._path))
        return True

    def _copy_and_tell(self) -> None:
        if self.copy_path() and self._path is not None:
            self._window.tell(self.tr("Copied: {path}").format(path=self._path))

    def _refuse(self, sentence: str) -> bool:
        messages.show_error(QApplication.activeModalWidget() or self._window, sentence)
        return False


def _open_outside(path: Path) -> bool:
    """Opens a file or folder in the system's program for it; returns whether there was one."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
