"""A shared draft in the window: what is typed is sent after a pause, and what colleagues wrote is taken in."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from app.background import Worker
from app.session.colleagues import Whereabouts
from app.session.own_copies import keep_own_copy, with_vector
from app.session.persistence import Persistence
from app.session.session import Session
from app.session.shared_place import Exchange, SharedPlace
from model.errors import ClausewrightError, EditError
from model.formats.amend import Project, project_bytes, read_project
from model.storage.atomic_write import fingerprint, previous_copy, write_durably
from model.submission.private_parts import without_private_parts
from model.submission.values import Submission
from widgets.common.store import Change
from widgets.common.tasks import debounce
from widgets.window.save_state import State

LOOK_EVERY = 1000
"""Milliseconds between two looks into the folder."""
SEND_AFTER = 1500
"""Milliseconds without a key after which what was typed is sent."""
SEND_WITHIN = 5.0
"""Seconds after which what was typed is sent, if there is no such pause."""
AGAIN_AFTER = 150
"""Milliseconds until an exchange is repeated that did not fit, since keys were typed meanwhile."""
MOST_TRIES = 4
"""The number of repetitions in a thread; after them, the window waits for the exchange."""


class WindowFunctions(Struct, frozen=True, eq=False):
    """The functions of the window that a shared draft calls."""

    is_waiting: Callable[[], bool]
    """Whether nothing may change now: letters are being composed, something is dragged, a box is open."""
    place: Callable[[], Whereabouts]
    """Returns where the caret is."""
    work: Callable[[Callable[[], Exchange]], Exchange]
    """Does work in a thread while the window waits."""


class SharedDraft(QObject):
    """Exchanges the open submission with colleagues, until it is left.

    place: the place among those who share the draft
    session: the session whose submission is exchanged
    persistence: keeps the text of this window
    handle: what is needed of the window
    own_copies: the folder of what stays on this computer
    writes_draft: whether this window writes the file of the draft
    parent: owns it
    """

    followed = Signal()
    """The colleagues, the problems or what is sent may have changed."""
    arrived = Signal(object)
    """Changes of colleagues were taken in: an Exchange."""
    yielded = Signal(str)
    """This window no longer writes the file, since the named colleague shared the same draft at the same time."""

    def __init__(
        self,
        place: SharedPlace,
        session: Session,
        persistence: Persistence,
        handle: WindowFunctions,
        own_copies: Path,
        *,
        writes_draft: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.place = place
        self.persistence = persistence
        self.writes_draft = writes_draft
        self._session = session
        self._handle = handle
        self._own_copies = own_copies
        self._sent: Submission | None = None
        """The submission of which colleagues have everything that they are to get."""
        self.written = session.submission
        """What this window last wrote into the file of the draft: the base of a merge with what another program wrote into it."""
        self._on_disk = ""
        """The fingerprint of that file."""
        self._is_clean_on_disk = place.private
        """Whether that file is known to contain nothing that colleagues do not get."""
        if writes_draft:
            with suppress(OSError):
                self._on_disk = fingerprint(place.draft.read_bytes())
        self._since: float | None = None
        """When the first key was typed that is not sent yet."""
        self._tries = 0
        self._worker: Worker[Exchange] | None = None
        self._left = False
        persistence.preface = place.preface
        if place.public(session.submission) is not session.submission or place.own_copy is not None:
            persistence.begin_journal()  # only the journal has what colleagues do not get
        if place.own_copy is not None and persistence.journal_works:
            with suppress(OSError):
                place.own_copy.unlink()
        self._poll = QTimer(self)
        self._poll.setInterval(LOOK_EVERY)
        self._poll.timeout.connect(self._look)
        self._pause = debounce(self, SEND_AFTER, lambda: self._look(send=True))
        self._again = debounce(self, AGAIN_AFTER, lambda: self._look(send=True))
        session.changed.connect(self._on_changed)
        self._poll.start()

    # -- what the window shows

    @property
    def unsent(self) -> bool:
        """Whether colleagues lack something of this text."""
        return self.place.unsent > 0 or self._session.submission is not self._sent

    @property
    def unsaved(self) -> bool:
        """Whether the file of the draft, if this window writes it, lacks something."""
        behind = self._session.submission is not self.written or self.persistence.unsaved_versions
        return self.writes_draft and behind

    @property
    def state(self) -> State:
        """The state for the status bar."""
        if self.place.folder_problem is not None:
            return "apart"
        return "unsent" if self.unsent else "shared"

    # -- exchanging

    def _on_changed(self, change: Change) -> None:
        if change.origin == "arrived" or self._left:
            return
        if self._since is None:
            self._since = time.monotonic()
        self._pause.start()

    def _look(self, *, send: bool = False) -> None:
        """Begins an exchange in a thread, unless one is under way or nothing may change now."""
        if self._left:
            return
        if self._worker is not None or self._handle.is_waiting():
            if send:
                self._pause.start()
            return
        overdue = self._since is not None and time.monotonic() - self._since >= SEND_WITHIN
        local, where, send = self._begin(send=send or overdue)
        self._worker = worker = Worker(lambda _report: self.place.exchange(local, where, send=send), "shared draft", self)
        worker.finished.connect(self._end)
        worker.start()

    def _begin(self, *, send: bool) -> tuple[Submission, Whereabouts, bool]:
        """The input of an exchange, after a sync of the journal: whatever the exchange writes must be there durably."""
        self.persistence.sync()
        return self._session.submission, self._handle.place(), send

    def _exchange(self) -> Exchange:
        """An exchange for which the window waits."""
        local, where, _ = self._begin(send=True)
        return self._handle.work(lambda: self.place.exchange(local, where, send=True))

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None or self._left:
            return
        try:
            exchange = worker.result()
        except ClausewrightError as error:
            self.place.problems = (*self.place.problems, error.message)
            self.followed.emit()
            return
        if exchange is not None:
            self._finish(exchange)
        self.followed.emit()

    def _finish(self, exchange: Exchange) -> None:
        """Takes in what an exchange gave."""
        other = self.place.other_writer
        if self.writes_draft and other is not None:
            self.writes_draft = False
            self.yielded.emit(other.participant.name)
        if exchange.is_sent:
            self._note_sent(exchange.local)
        if exchange.arrived is None:
            return
        if self._handle.is_waiting():
            self._again.start()
            return
        before = self._session.submission
        if not self._take_in(exchange):
            self._tries += 1
            if self._tries < MOST_TRIES:
                self._again.start()
                return
            exchange = self._exchange()
            if exchange.arrived is None or not self._take_in(exchange):
                return
            before = exchange.local
        self._tries = 0
        if before is exchange.local:
            self._note_sent(self._session.submission)
        self.arrived.emit(exchange)

    def _take_in(self, exchange: Exchange) -> bool:
        """Carries out what arrived; False if it does not fit, since the same clause was changed meanwhile."""
        assert exchange.arrived is not None
        self._session.add_packages(exchange.packages)
        try:
            self._session.take_in(exchange.arrived)
        except EditError:
            return False
        self.place.adopt(exchange)
        return True

    def _note_sent(self, local: Submission) -> None:
        if self._session.submission is local:
            self._sent, self._since = local, None

    def send(self) -> bool:
        """Sends at once what was typed, and takes in what arrived. Returns whether colleagues have everything."""
        if self._worker is not None:
            self._worker.wait()
            self._end()
        for _ in range(2):  # once more if something arrived
            exchange = self._exchange()
            self._finish(exchange)
            if exchange.arrived is None:
                break
        self.followed.emit()
        return not self.unsent

    # -- the file of the draft

    def draft_project(self) -> Project:
        """What is in the file of the draft: without private parts, unless they are shared."""
        project = replace(self.persistence.project, id=self.place.project, submission=self._session.submission)
        if not self.place.private:
            versions = [
                replace(version, submission=without_private_parts(version.submission), extras={}) for version in project.versions
            ]
            project = Project(self.place.public(project.submission), project.id, tuple(versions))
        return with_vector(project, self.place.root, self.place.vector)

    def write_draft(self, *, overwrite: bool = False) -> None:
        """Writes the file of the draft. Raises ChangedOnDisk if another program changed it and `overwrite` is not set, FileError
        if it cannot be written."""
        data = project_bytes(self.draft_project())
        is_known = self._is_clean_on_disk and not overwrite  # otherwise somebody else may have written it
        may_keep = self.place.private or is_known or not _has_private_parts(self.place.draft)
        write_durably(self.place.draft, data, expect=None if overwrite else self._on_disk or None, keep_previous=may_keep)
        self._on_disk, self._is_clean_on_disk = fingerprint(data), True

    def note_written(self) -> None:
        """Remembers that the file of the draft contains the present text."""
        self.written = self._session.submission
        self.persistence.note_versions_saved()

    # -- leaving

    def hide_private_parts(self) -> None:
        """Removes the copy of the file as it was before, if it contains what colleagues do not get."""
        copy = previous_copy(self.place.draft)
        if not self.place.private and _has_private_parts(copy):
            with suppress(OSError):
                copy.unlink()

    def leave(self, *, keep: bool = True) -> bool:
        """Sends what is left, writes that this window has left, and stops. With `keep`, what colleagues do not get stays in a
        copy on this computer, which is opened with the draft again; False if that copy cannot be written."""
        if self._left:
            return True
        if self._worker is not None:
            self._worker.wait()
            self._worker = None
        with suppress(ClausewrightError):
            self._exchange()  # what arrives is of no use any more
        self._left = True
        self._poll.stop()
        self._pause.stop()
        self._again.stop()
        self._session.changed.disconnect(self._on_changed)
        self.persistence.preface = None
        self.place.show(self._handle.place(), left=True)
        project = replace(self.persistence.project, submission=self._session.submission)
        versions = self.persistence.unsaved_versions
        return not keep or keep_own_copy(self._own_copies, self.place, project, versions=versions)


def _has_private_parts(path: Path) -> bool:
    """Whether a project file contains positions, private comments or undecided conflicts; false if it cannot be read."""
    try:
        project = read_project(path)
    except (OSError, ClausewrightError):
        return False
    found = (project.submission, *[version.submission for version in project.versions])
    return any(without_private_parts(submission) is not submission for submission in found)
