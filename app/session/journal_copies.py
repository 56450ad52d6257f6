"""What other threads write for the journal: what it begins with, and the document's file as last read or saved, beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.background import Worker
from app.session.persistence import Persistence
from widgets.common.tasks import debounce

AHEAD_AFTER = 200
"""Milliseconds after which what the journal begins with is made: the first screen comes first."""


class JournalCopies(QObject):
    """Writes them for the open document."""

    def __init__(self, persistence: Callable[[], Persistence | None], parent: QObject) -> None:
        """`persistence` returns that of the open document."""
        super().__init__(parent)
        self._persistence = persistence
        self._ahead = debounce(self, AHEAD_AFTER, self._make_first_state)

    def prepare(self) -> None:
        """Makes what the journal begins with, after a moment, if no file holds the document."""
        persistence = self._persistence()
        if persistence is not None and persistence.needs_first_state:
            self._ahead.start()

    def _make_first_state(self) -> None:
        persistence = self._persistence()
        if persistence is not None and persistence.needs_first_state:
            Worker(lambda _report: persistence.make_first_state(), "first state of the journal", self).start()

    def keep_file(self) -> None:
        """Keeps the file as last read or saved beside a journal that has begun."""
        persistence = self._persistence()
        if persistence is not None and persistence.needs_file_copy:
            Worker(lambda _report: persistence.keep_file(), "copy of the file", self).start()
