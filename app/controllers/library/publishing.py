"""The library published in a folder, for others to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.background import at_work
from app.controllers.library.open_library import OpenLibrary
from app.window.context import Context
from model.errors import ClausewrightError
from widgets.common.foreign_text import apart
from widgets.common.translation import counted, say
from widgets.dialogs import messages

if TYPE_CHECKING:
    from model.library.publishing import Publication


class LibraryPublishingController(QObject):
    """Publishes the library in a thread, and tells that it is done."""

    def __init__(self, context: Context, open_library: OpenLibrary) -> None:
        super().__init__(context.window)
        self._context = context
        self._open = open_library

    def ask_for_folder(self, parent: QWidget) -> None:
        """Asks for a folder, and publishes the library there."""
        start = self._context.open_submission.start_folder("library")
        name = QFileDialog.getExistingDirectory(parent, self.tr("Publish the library in a folder"), start)
        if name:
            self.publish(Path(name), parent)

    def publish(self, folder: Path, parent: QWidget) -> None:
        """Publishes the library in a folder, in the place of what was published there before."""
        from model.library.publishing import publish

        def work() -> Publication:
            return self._open.elsewhere(lambda library: publish(library, folder))

        try:
            made = at_work(work, self.tr("Publishing the library …"), parent)
        except ClausewrightError as error:
            messages.show_error(parent, say(error.message))
            return
        told = counted(
            "{n} text was published in {folder}.", "{n} texts were published in {folder}.", made.texts, folder=apart(str(folder))
        )
        messages.show_warnings(parent, [], told)
