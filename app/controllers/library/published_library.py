"""The published library in use instead of the user's own one: chosen, remembered in the settings, and copied again after a new
publication.

The folder of the publication may be on a slow network, or missing: only a thread accesses it, and the copy is used meanwhile.
"""

from __future__ import annotations

from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.background import Worker, at_work
from app.controllers.library.open_library import OpenLibrary
from app.user_data.library_folder import copies_folder
from app.window.context import Context
from model.errors import ClausewrightError, FileError
from model.message import Message
from widgets.common.foreign_text import isolated_always
from widgets.common.translation import say, with_label
from widgets.dialogs import messages

FIRST_LOOK = 3_000
"""Milliseconds from the start to the first look for a newer publication."""
LOOK_EVERY = 600_000
"""Milliseconds between two looks."""


class PublishedLibraryController(QObject):
    """Chooses the library of a window, and follows new publications."""

    chosen = Signal()
    """Another library is used."""
    changed = Signal()
    """Another library is in use, or its contents have changed."""
    state_changed = Signal()
    """The message about it has changed."""

    def __init__(self, context: Context, open_library: OpenLibrary) -> None:
        super().__init__(context.window)
        self._context = context
        self._open = open_library
        self._worker: Worker[Message | None] | None = None
        self._unread: Message | None = None
        """Why the folder cannot be read now."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._watch(FIRST_LOOK)
        context.window.parts.append(self)

    def close_story(self) -> None:
        """Stops the work in progress."""
        self._timer.stop()
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    def _watch(self, wait: int) -> None:
        if self._open.published is not None:
            self._timer.start(wait)
        else:
            self._timer.stop()

    # -- which library

    def ask_and_open(self, parent: QWidget) -> None:
        """Asks for the folder in which a library was published, and uses that."""
        start = self._context.open_submission.start_folder("published")
        name = QtWidgets.QFileDialog.getExistingDirectory(parent, self.tr("Open a published library"), start)
        if name:
            self._context.settings.keep_folder("published", Path(name))
            self.open(Path(name), parent)

    def open(self, folder: Path, parent: QWidget) -> None:
        """Uses the library that was published in a folder; if that is impossible, the library in use stays the same."""
        from model.library.copies.publishing import fetch_or_keep

        folder = folder.absolute()
        message = self.tr("Copying the published library …")
        try:
            unread = at_work(lambda: fetch_or_keep(folder, copies_folder()), message, parent)
            self._open.choose(folder)
        except ClausewrightError as error:
            messages.show_error(parent, say(error.message))
            return
        self._switch(unread)

    def back_to_own(self, parent: QWidget) -> None:
        """Uses the user's own library again; if that is impossible, the library in use stays the same."""
        try:
            self._open.choose(None)
        except ClausewrightError as error:
            messages.show_error(parent, say(error.message))
            return
        self._switch(None)

    def _switch(self, unread: Message | None) -> None:
        published = self._open.published
        self._context.settings.change(library=str(published) if published is not None else "")
        self._unread = unread
        self._watch(LOOK_EVERY)
        self.chosen.emit()
        self.changed.emit()

    @property
    def message(self) -> Message | None:
        """The message about the library in its folder, if it is not the user's own or may not be changed."""
        if self._unread is None and self._open.published is not None:
            try:
                self._open.library  # noqa: B018  opens it
            except ClausewrightError as error:
                return _reason(error)
        return self._unread or self._open.read_only

    # -- new publications

    def look(self) -> None:
        """Copies a newer publication in a thread, if there is one."""
        from model.library.copies.publishing import fetch_or_keep

        folder = self._open.published
        self._watch(LOOK_EVERY)
        if folder is None or self._worker is not None:
            return
        worker = self._worker = Worker(lambda _report: fetch_or_keep(folder, copies_folder()), "published library", self)
        worker.ended.connect(lambda: self._end(worker, folder))
        worker.start()

    def _end(self, worker: Worker[Message | None], folder: Path) -> None:
        if worker is not self._worker:
            return
        self._worker = None
        if folder != self._open.published:
            return
        before = self._unread
        try:
            self._unread, newer = worker.result(), self._open.take_newest()
        except ClausewrightError as error:
            self._unread, newer = _reason(error), False
        if newer:
            self._context.window.tell(self.tr("The library was published again. The new one is used from now on."))
        elif self._unread is not None and before is None:
            self._context.window.tell(with_label(isolated_always(str(folder)), say(self._unread)))
        if newer:
            self.changed.emit()
        elif self._unread != before:
            self.state_changed.emit()


def _reason(error: ClausewrightError) -> Message:
    return error.reason if isinstance(error, FileError) else error.message
