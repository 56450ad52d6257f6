"""The settings dialog; a change in it takes effect at once."""

from __future__ import annotations

from msgspec.structs import asdict
from PySide6.QtCore import QObject, Signal

from app.user_data.settings import SIZES, ZOOMS
from app.window.action_ids import ActionId
from app.window.context import Context
from resources.catalogues import languages
from widgets.window.settings_dialog import SettingsDialog


class PreferencesController(QObject):
    """Opens the dialog."""

    language_changed = Signal()
    """The window is to be in another language."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._window = context.window
        self._settings = context.settings
        context.actions.connect_to(ActionId.SETTINGS, self.show)

    def show(self) -> None:
        """Opens the dialog on the settings as they are; each change holds at once."""
        names = {code: row["name"] for code, row in languages().items()}
        dialog = SettingsDialog(asdict(self._settings.value), SIZES, ZOOMS, names, self._window)
        dialog.changed.connect(self._change)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _change(self, changes: dict[str, object]) -> None:
        self._settings.change(**changes)
        if "author" in changes:
            self._session.author = self._settings.value.author
        if "interface" in changes:
            self.language_changed.emit()
