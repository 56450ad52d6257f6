"""The box that asks where to save a file: the suffix follows the kind, and no file is replaced without asking."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6 import QtCore, QtWidgets
from PySide6.QtWidgets import QWidget

from model.text.lazy_regex import late
from widgets.dialogs import messages

_ENDING = late(r"\*(\.\w+)")


def ask_where_to_save(parent: QWidget | None, title: str, start: Path, kinds: str) -> Path | None:
    """A place with one of the suffixes in `kinds`, that of the chosen kind if none was typed; None if the user cancelled."""
    while True:
        name, chosen = QtWidgets.QFileDialog.getSaveFileName(parent, title, str(start), kinds)
        if not name:
            return None
        typed = Path(name)
        endings = _ENDING.findall(kinds)
        if name.lower().endswith(tuple(endings)):
            return typed
        place = typed.with_name(typed.name + next(iter(_ENDING.findall(chosen)), endings[0]))
        # The dialog has asked about the typed name, not about this one.
        if not os.path.exists(place) or messages.ask_to_replace(parent, place.name):
            return place
        start = place


def documents_folder() -> Path:
    """The folder of the user's documents, if there is one."""
    folder = Path(QtCore.QStandardPaths.writableLocation(QtCore.QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()
