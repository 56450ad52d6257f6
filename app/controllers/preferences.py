"""The settings dialog; a change in it takes effect at once."""

from __future__ import annotations

from msgspec.structs import asdict
from PySide6.QtCore import QObject

from app.session.session import Session
from app.user_data.settings import SIZES, ZOOMS, SettingsFile
from app.window.action_ids import ActionId
from app.window.actions import Actions
from app.window.main_window import MainWindow


class PreferencesController(QObject):
    """Opens the dialog."""

    def __init__(self, session: Session, actions: Actions, window: MainWindow, settings: SettingsFile) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._settings = settings
        actions.connect_to(ActionId.SETTINGS, self.show)

    def show(self) -> None:
        """Opens the dialog on the settings as they are; each change holds at once."""
        from widgets.window.settings_dialog import SettingsDialog

        dialog = SettingsDialog(asdict(self._settings.value), SIZES, ZOOMS, self._window)
        dialog.changed.connect(self._change)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _change(self, changes: dict[str, object]) -> None:
        self._settings.change(**changes)
        if "author" in changes:
            self._session.author = self._settings.value.author
