"""The settings dialog; a change in it takes effect at once."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import asdict
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.user_data.dictionaries import UNSPELT, find_dictionary, folders
from app.user_data.settings import SIZES, ZOOMS
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import FileError
from model.message import Message
from resources.catalogues import languages
from widgets.common.translation import say
from widgets.dialogs import messages
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
        unspelt = [name for code, name in names.items() if code not in UNSPELT and find_dictionary(code) is None]
        dialog.show_unspelt(unspelt, str(next(folders())))
        dialog.changed.connect(self._change)
        dialog.template_asked.connect(lambda: self._choose_template(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose_template(self, dialog: SettingsDialog) -> None:
        start = self._settings.folder("template") or Path.home()
        kinds = self.tr("Word templates (*.docx *.dotx)")
        path, _ = QFileDialog.getOpenFileName(dialog, self.tr("Conference template"), str(start), kinds)
        if path:
            self._settings.keep_folder("template", Path(path).parent)
            dialog.show_template(path)

    def _change(self, changes: dict[str, object]) -> None:
        if changes.get("template") and (refusal := _refusal(str(changes["template"]))) is not None:
            messages.show_error(self._window, say(refusal))
            del changes["template"]
        self._settings.change(**changes)
        if "author" in changes:
            self._session.author = self._settings.value.author
        if "interface" in changes:
            self.language_changed.emit()


def _refusal(path: str) -> Message | None:
    """Why a file cannot be the conference template; None if it can."""
    from model.formats.word.writing.conference_template import read_template

    try:
        read_template(path)
    except FileError as error:
        return error.message
    return None
