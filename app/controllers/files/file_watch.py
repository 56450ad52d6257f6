"""A watcher of the open document's file: it reports when another program changes or removes it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.session.persistence import Persistence
from app.window.context import Context
from model.storage.atomic_write import fingerprint
from widgets.common.tasks import debounce
from widgets.dialogs import messages

SETTLED_AFTER = 400
"""Milliseconds after the last notification of the system: other programs write a file in several steps."""
GONE = "gone"


class FileWatchController(QObject):
    """Watches the open file by the system's news and, since shares send none, when the program gets the focus."""

    def __init__(self, context: Context, merge: Callable[[], bool]) -> None:
        """`merge` merges what is in the file with what is in the window, and returns success."""
        super().__init__(context.window)
        self._merge = merge
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._seen: tuple[int, int, int] | None = None
        """By which it is known without reading that the file is as it was; times are compared, never ordered."""
        self._reported = ""
        """The fingerprint of the foreign content that the user has decided about."""
        self._watcher = QFileSystemWatcher(self)
        self._timer = debounce(self, SETTLED_AFTER, self.look)
        self._watcher.fileChanged.connect(self._timer.start)
        self._watcher.directoryChanged.connect(self._timer.start)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)
        context.open_submission.opened.connect(self._on_opened)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._timer.start()

    def _on_opened(self) -> None:
        self._reported = ""
        path, persistence = self._path, self._open_submission.persistence
        self._seen = _look(path) if path is not None else None
        if persistence is not None and persistence.journal.count:  # recovered: the file may have been changed since the crash
            self._seen = None
            self._timer.start()
        self._watch()

    def _watch(self) -> None:
        """Watches the file and its folder: if a file is replaced, as our own saving does, it is another file for the system."""
        path = self._path
        wanted = [str(place) for place in (path, path.parent) if place.exists()] if path is not None else []
        known = [*self._watcher.files(), *self._watcher.directories()]
        gone, new = [place for place in known if place not in wanted], [place for place in wanted if place not in known]
        if gone:
            self._watcher.removePaths(gone)
        if new:
            self._watcher.addPaths(new)

    @property
    def _path(self) -> Path | None:
        persistence = self._open_submission.persistence
        return Path(os.path.abspath(persistence.path)) if persistence is not None and persistence.path else None

    def look(self) -> None:
        """Compares the file with its contents when it was last read or saved; if it differs, asks the user what to do."""
        path, persistence = self._path, self._open_submission.persistence
        if path is None or persistence is None:
            return
        if self._open_submission.busy or QApplication.activeModalWidget() is not None:
            self._timer.start()
            return
        self._watch()
        found = _look(path)
        if found == self._seen:
            return
        self._seen = found
        if found is None:
            self._on_gone(persistence, path)
            return
        with suppress(OSError):
            content = fingerprint(path.read_bytes())
            if content != persistence.fingerprint and content != self._reported:
                self._reported = content
                self._on_changed(persistence, path)

    def _on_gone(self, persistence: Persistence, path: Path) -> None:
        self._reported = GONE
        self._live_here_only(persistence)
        message = self.tr("{name} was moved or deleted, and only this window has the document. Save it.")
        self._open_submission.message.emit(message.format(name=path.name))

    def _on_changed(self, persistence: Persistence, path: Path) -> None:
        answer = messages.ask_about_changed_file(
            self._window, path.name, unsaved=self._open_submission.modified, may_merge=not self._session.refusal
        )
        if (answer == "merge" and self._merge()) or (answer == "reload" and self._open_submission.reload()):
            return
        self._live_here_only(persistence)
        self._open_submission.message.emit(
            self.tr("The window keeps its own text. Saving asks before it overwrites the changed file.")
        )

    def _live_here_only(self, persistence: Persistence) -> None:
        """Marks the document as unsaved, since no file contains it any more, and gives the journal a new base."""
        persistence.snapshot_base()
        self._session.stack.resetClean()
        self._open_submission.show_state()


def _look(path: Path) -> tuple[int, int, int] | None:
    """Time, size and inode of a file, which show without reading whether it was written; None if there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
