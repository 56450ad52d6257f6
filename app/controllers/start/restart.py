"""The window opened again, as another language needs it: a new process goes on with the document where this one leaves it.

What is not saved goes by the journal, as it does after a crash, but without a question; the new process waits until this one has
let go of it. Where none can be started, this one stays as it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject

from app.controllers.files.crash_recovery import CrashRecoveryController
from app.controllers.start.windows import WindowsController
from app.session.recovery import look_at
from app.window.context import Context
from model.errors import ClausewrightError, EditError
from model.journal import is_held
from model.storage.own_command import RESUME
from model.submission.json_codec import decode
from model.submission.transactions import Selection

LONGEST = 15.0
"""Seconds for which a new process waits for the one before it."""


class WindowState(Struct, frozen=True):
    """A document and the place in it, as one process leaves them to another."""

    journal: str = ""
    """The path of its journal; '' if no document was open."""
    path: str = ""
    """The path of its file; '' if it has none."""
    modified: bool = False
    place: Selection | None = None
    sample: bool = False
    """Whether the sample was open as it came: it is opened in the new language."""


def left_off(text: str) -> WindowState:
    """The state that was handed on; empty if it is none."""
    with suppress(msgspec.MsgspecError, EditError):
        return decode(msgspec.json.decode(text), WindowState)
    return WindowState()


class RestartController(QObject):
    """Reopens the window, and continues where the earlier one stopped.

    windows: starts the new process
    recovery: brings back what was not saved
    may_leave: asks about whatever a document does not hold
    open_sample: opens the sample
    """

    def __init__(
        self,
        context: Context,
        windows: WindowsController,
        recovery: CrashRecoveryController,
        may_leave: Callable[[], bool],
        open_sample: Callable[[], None],
    ) -> None:
        super().__init__(context.window)
        self._open_submission = context.open_submission
        self._session = context.session
        self._settings = context.settings
        self._window = context.window
        self._windows = windows
        self._recovery = recovery
        self._may_leave = may_leave
        self._open_sample = open_sample

    def restart(self) -> None:
        """Starts the program in the language of the settings on what is open here, and closes this window."""
        if self._open_submission.busy or not self._may_leave():
            self._window.tell(self.tr("The language changes when you restart the program."))
            return
        left = self._current_state()
        state = msgspec.json.encode(left, enc_hook=str).decode()
        if self._windows.start(RESUME, state, interface=self._settings.value.interface):
            if left.sample:
                self._open_submission.close()
            else:
                self._open_submission.leave()
            self._window.close()

    def _current_state(self) -> WindowState:
        persistence = self._open_submission.persistence
        if persistence is None:
            return WindowState()
        if self._windows.free:
            return WindowState(sample=True)
        if persistence.path is None and not self._open_submission.modified:
            persistence.snapshot_base()  # of what is not changed there is no journal yet, and no file
        persistence.sync()
        editor = self._window.focused_editor()
        place = editor.caret.selection() if editor.clauses else None
        path = str(persistence.path.absolute()) if persistence.path else ""
        return WindowState(str(persistence.journal.path), path, self._open_submission.modified, place)

    def go_on(self, left: WindowState) -> bool:
        """Opens the document that was open before the restart; returns whether a document is open."""
        if left.sample:
            self._open_sample()
            return True
        if not left.journal:
            return False
        journal = Path(left.journal)
        until = time.monotonic() + LONGEST
        while journal.exists() and is_held(journal) and time.monotonic() < until:
            time.sleep(0.02)
        try:
            opened = journal.exists() and self._recovery.bring_back(look_at(journal))
        except ClausewrightError:
            opened = False
        if not opened:
            return bool(left.path) and self._open_submission.open(Path(left.path))
        if not left.modified:
            self._session.stack.setClean()
        if left.place is not None:
            with suppress(EditError):
                self._window.go_to(left.place)
        return True
