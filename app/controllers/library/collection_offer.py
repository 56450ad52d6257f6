"""A file of several texts that somebody opens as a document: its texts are offered to the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from app.controllers.library.open_library import OpenLibrary
from app.window.context import Context
from model.files.opening import OpenedFile
from model.files.text_count import most_texts
from widgets.common.translation import counted
from widgets.dialogs import messages

if TYPE_CHECKING:
    from app.controllers.library.library import LibraryController


class CollectionOffer(QObject):
    """Asks whether the texts of a file are added to the library."""

    def __init__(self, context: Context, open_library: OpenLibrary, library: Callable[[], LibraryController]) -> None:
        super().__init__(context.window)
        self._window = context.window
        self._open_library = open_library
        self._library = library

    def check(self, opened: OpenedFile) -> OpenedFile | None:
        """A file that is opened; None if the user adds its texts to the library instead, or cancels."""
        count = most_texts(opened.submission)
        if count < 2 or self._open_library.read_only is not None:
            return opened
        answer = self._ask(opened.path.name, count)
        if answer == "library":
            self._library().importer.add([opened.path], self._window)
        return opened if answer == "open" else None

    def _ask(self, name: str, count: int) -> str:
        head = counted("“{name}” contains {n} text.", "“{name}” contains {n} texts.", count, name=name)
        more = self.tr(
            "In the library, each is a text of its own, which you can read, cite and amend. A document has all of them as one."
        )
        box = messages.message(self._window, QMessageBox.Icon.Question, self.tr("Several texts"), head, more)
        add = box.addButton(self.tr("&Add to the library"), QMessageBox.ButtonRole.AcceptRole)
        whole = box.addButton(self.tr("&Open as one document"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(add)
        box.exec()
        answers: dict[object, str] = {add: "library", whole: "open"}
        return answers.get(box.clickedButton(), "")
