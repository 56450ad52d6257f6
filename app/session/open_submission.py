"""The open submission: opened, saved, closed, and its name in the title bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6 import QtWidgets
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.background import BusyWindow, ReadingStopped, Worker
from app.session.document_title import DocumentTitle
from app.session.file_lock import FileLock
from app.session.other_users import Sharing, take_lock
from app.session.persistence import Persistence
from app.session.session import Session
from app.user_data.settings import SettingsFile
from model.errors import ClausewrightError, FileError, SeveralTexts
from model.files.kinds import PROJECT
from model.files.opening import OpenedFile, open_document
from model.formats.amend import Project, free_title
from model.journal.lines import How
from model.message import Message
from model.storage.atomic_write import ChangedOnDisk
from model.submission.transactions import Transaction
from model.submission.values import Submission
from widgets.common.tasks import debounce
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs, kinds_of_texts
from widgets.dialogs.save_place import ask_where_to_save, documents_folder
from widgets.window.save_state import State

SYNC_AFTER = 800
"""Milliseconds until the journal is synced, so that it survives a power failure."""
AHEAD_AFTER = 200
"""Milliseconds until the first entry of the journal is made, so that the first screen is not delayed."""


class OpenSubmission(BusyWindow):
    """The document that the session works on: its persistence, and the lock of its file."""

    message = Signal(str)
    """A sentence for the status bar."""
    opened = Signal()
    """Another document, or the same one in another file, is open."""
    gathering = Signal()
    """The document is about to be saved, exported or left: what is still being typed outside the text must be committed."""
    state_changed = Signal(str)
    """Whether the document is saved has changed: a `State`."""

    def __init__(self, session: Session, folder: Path, window: QWidget, settings: SettingsFile) -> None:
        super().__init__(window)
        self._session = session
        self._folder = folder
        self._settings = settings
        self._persistence: Persistence | None = None
        self._lock: FileLock | None = None
        self._read_only = False
        self.elsewhere: Callable[[Path], bool] = lambda path: False
        """Shows a file in another window if it belongs there. False if this window is to open it."""
        self.merge_file: Callable[[], bool] = lambda: False
        """Merges what others wrote into the file with the document."""
        self.sharing: Sharing | None = None
        """What exchanges the document with colleagues; None if it is not shared."""
        self.join: Callable[[Path, OpenedFile], bool] = lambda path, opened: False
        """Joins those who share a draft, if the user wants that. False if the file is to be opened as any other."""
        self.check_read: Callable[[OpenedFile], OpenedFile | None] = lambda opened: opened
        """Lets the user correct what was recognised, or divide the file; None if it is not to be opened."""
        self.rejoin: Callable[[Transaction], None] = lambda arrival: None
        """Takes again the place in a shared draft of a window that crashed."""
        self.said_saved = ""
        """The sentence about saving that is true until the next change."""
        self._sync = debounce(self, SYNC_AFTER, self._sync_now)
        self._ahead = debounce(self, AHEAD_AFTER, self._make_first_state)
        self.naming = DocumentTitle(session, window)
        session.changed.connect(self._on_changed)
        session.stack.cleanChanged.connect(self._on_clean)

    # -- what is open

    @property
    def persistence(self) -> Persistence | None:
        """The persistence of the open document; None before there is one."""
        return self._persistence

    @property
    def journals(self) -> Path:
        """The folder of the journals."""
        return self._folder

    @property
    def title(self) -> str:
        """The name of the file of the open document, or what replaces it."""
        return self.naming.title

    @property
    def modified(self) -> bool:
        """Whether closing the document would lose something."""
        if self.sharing is not None:
            return self.sharing.unsaved
        return not self._session.stack.isClean() or (self._persistence is not None and self._persistence.unsaved_versions)

    @property
    def state(self) -> State:
        """Whether the document is saved and, if not, whether its journal keeps the changes."""
        persistence = self._persistence
        if self._read_only:
            return "read only"
        if self.sharing is not None and persistence is not None:
            state = self.sharing.state
            return state if state == "shared" or persistence.journal_works else "at risk"
        if self.modified:
            return "changed" if persistence is None or persistence.journal_works else "at risk"
        return "saved" if persistence is not None and persistence.path else "no file"

    def show_unsaved(self, shown: Submission | Project, title: str, *, is_new: bool = False) -> None:
        """Opens a submission that has no file, or the project with it; `is_new`: a proposal begins with it."""
        project = shown if isinstance(shown, Project) else Project(shown)
        self._take(Persistence(self._folder, project, title=title, warn=self.warn), is_new=is_new)

    def show_shared(self, persistence: Persistence, *, in_place: bool) -> None:
        """Opens a shared draft, whose file others write. `in_place`: the same document stays open, so its steps can still be
        undone."""
        lock = self._lock if in_place else None
        self._close_persistence()
        self._persistence = persistence
        self.naming.begin(persistence)
        if in_place:
            self._session.write_to(persistence)
            self._session.stack.setClean()
        else:
            self._session.load(persistence.project.submission, persistence)
        self._settle(lock)

    def _close_persistence(self, *, discard: bool = True) -> None:
        """Leaves a shared draft, and closes the persistence."""
        sharing, self.sharing = self.sharing, None
        if sharing is not None and not sharing.leave(keep=discard):
            discard = False  # only the journal has what colleagues do not get
        if self._persistence is not None:
            self._persistence.close(discard=discard)

    def _take(
        self, persistence: Persistence, lock: FileLock | None = None, *, read_only: bool = False, is_new: bool = False
    ) -> None:
        self._close_persistence()
        self._persistence = persistence
        self.naming.begin(persistence, is_new=is_new)
        self._session.load(persistence.project.submission, persistence)
        self._settle(lock, read_only=read_only)

    def restore(self, persistence: Persistence, before: Submission, done: Sequence[tuple[Transaction, How]]) -> None:
        """Opens a document that a crash left: its file with the changes since. Raises EditError if some do not fit; the others
        are then applied."""
        from model.edits.dependants import drop_orphans

        self._close_persistence()
        self._persistence = persistence
        self.naming.begin(persistence)
        in_file = persistence.path is not None and persistence.project.submission is before
        try:
            self._session.load(before, persistence, done, saved=in_file)
            self._session.commit(drop_orphans(self._session.submission, self._session.stamp()))
        finally:
            lock = FileLock(persistence.path, self._session.author) if persistence.path else None
            self._settle(lock if lock is not None and lock.take() else None)
        arrival = next((made for made, how in reversed(done) if how == "arrived"), None)
        if arrival is not None:
            self.rejoin(arrival)

    def _settle(self, lock: FileLock | None, *, read_only: bool = False) -> None:
        self.hold(lock)
        self._read_only = read_only
        if read_only:
            self._session.refusal = self.tr("The file is open for reading only; save it under another name to change it.")
        self.show_state()
        self.opened.emit()
        if self._persistence is not None and self._persistence.needs_first_state and not read_only:
            self._ahead.start()

    def _make_first_state(self) -> None:
        persistence = self._persistence
        if persistence is not None and persistence.needs_first_state:
            Worker(lambda _report: persistence.make_first_state(), "first state of the journal", self).start()

    def hold(self, lock: FileLock | None) -> None:
        """Keeps the lock of the file, or none, and releases the one before."""
        if self._lock is not None and self._lock is not lock:
            self._lock.release()
        self._lock = lock

    def show_state(self) -> None:
        """Announces again what is open and whether it is saved."""
        persistence = self._persistence
        self._window.setWindowFilePath(str(persistence.path) if persistence is not None and persistence.path else "")
        self.naming.show()
        self._window.setWindowModified(self.modified)
        self.state_changed.emit(self.state)

    def _on_clean(self) -> None:
        if isValid(self._session.stack):  # a stack that is being destroyed emits this signal
            self.show_state()

    def _on_changed(self) -> None:
        if not self._sync.isActive():
            self._sync.start()

    def _sync_now(self) -> None:
        persistence = self._persistence
        if persistence is not None and not self._busy:
            persistence.sync()
            if persistence.needs_file_copy:
                Worker(lambda _report: persistence.keep_file(), "copy of the file", self).start()

    def warn(self, sentence: Message) -> None:
        """Shows a warning and the state, which may have changed with it."""
        self.message.emit(say(sentence))
        self.state_changed.emit(self.state)

    # -- opening

    def ask_and_open(self) -> None:
        """Asks for a file and opens it."""
        kinds = kinds_of_texts()
        path, _ = QtWidgets.QFileDialog.getOpenFileName(self._window, self.tr("Open"), self.start_folder("open"), kinds)
        if path:
            self.open_or_raise(Path(path))

    def open_or_raise(self, path: Path) -> None:
        """Opens a file that the user named: in the window that has it already, or in a new one if this one has a document."""
        if not self.elsewhere(path) and self.may_close():
            self.open(path)

    def open(self, path: Path) -> bool:
        """Opens a file, or reports why it cannot be used. Asks what to open if others have it open, and which of its texts."""
        try:
            opened = self._read(path)
        except ReadingStopped:
            return False
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        opened = self.check_read(opened) if opened is not None else None
        if opened is None:
            return False
        if opened.kind == "project" and self.join(path, opened):
            return True
        how, lock = ("", None) if opened.kind != "project" else take_lock(path, self._session.author, self._lock, self._window)
        if how == "cancel":
            return False
        if how == "copy":
            title = self.tr("{name} (copy)").format(name=path.name)
            self._take(Persistence(self._folder, replace(opened.project, id=""), title=title, warn=self.warn))
        else:
            self._take(Persistence.of(opened, self._folder, self.warn), lock, read_only=how == "read")
        self._settings.add_recent(path, "open")
        if opened.warnings:
            messages.show_warnings(self._window, opened.warnings)
        return True

    def read_document(self, path: Path, text: str = "") -> OpenedFile:
        """Reads a file, or one of its texts, in a thread that labels it too, for when the window opens it."""
        message = self.tr("Reading {name} …").format(name=path.name)
        return self.read(lambda report: self._labelled(open_document(path, text=text, report=report)), message)

    def _labelled(self, opened: OpenedFile) -> OpenedFile:
        self._session.prepare(opened.submission)
        return opened

    def _read(self, path: Path) -> OpenedFile | None:
        """The submission in a file; if it has several texts, those that the user chooses. None if there is none."""
        try:
            return self.read_document(path)
        except SeveralTexts as several:
            from widgets.dialogs.small_dialogs import choose_text

            text = choose_text(path.name, several.titles, self._window)
        return self.read_document(path, text) if text is not None else None

    def reload(self) -> bool:
        """Reads the file again after another program changed it; unsaved changes become a version. Returns success."""
        persistence, unsaved, old = self._persistence, self.modified, self._session.submission
        if persistence is None or persistence.path is None:
            return False
        path = persistence.path
        try:
            opened = self.read_document(path)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        persistence = Persistence.of(opened, self._folder, self.warn)
        self._take(persistence, self._lock, read_only=self._read_only)
        if unsaved:
            name = free_title(opened.project, Message.of("Before reloading from disk"))
            persistence.take_version(name, "", old, within=opened.submission)
            self.show_state()
        return True

    # -- saving

    def save(self) -> bool:
        """Saves the document; returns whether it is saved."""
        self.gathering.emit()
        if self._persistence is None:
            return False
        if self.sharing is not None:
            return self.sharing.save()
        return self._save(self._persistence.path) if self._persistence.path and not self._read_only else self.save_as()

    def save_as(self) -> bool:
        """Asks for a file and saves there. False if none was chosen or it could not be written."""
        self.gathering.emit()
        start = Path(self.start_folder("save")) / f"{self.saved_stem}.amend"
        path = ask_where_to_save(self._window, self.tr("Save as"), start, kinds_of_outputs(PROJECT))
        return path is not None and self._save(path)

    @property
    def saved_stem(self) -> str:
        """The proposed file name without its ending: that of the present file, otherwise one by the contents."""
        return Path(self.title).stem if self._persistence is not None and self._persistence.path else self.naming.stem

    def _save(self, path: Path, *, overwrite: bool = False) -> bool:
        persistence, submission = self._persistence, self._session.submission
        if persistence is None:
            return False
        if self.sharing is not None and self.sharing.is_file(path):
            return self.sharing.save()
        lock = FileLock(path, self._session.author)
        if self._lock is not None and self._lock.path == lock.path:
            lock = self._lock
        try:
            holder = None if lock is self._lock else lock.holder()
            if holder is not None and holder.certain:
                raise FileError(path, self.tr("it is open in another window; save under another name"))
            persistence.settle()  # not in two threads at once
            self.work(lambda: persistence.save(submission, path, overwrite_changed=overwrite), self.tr("Saving …"))
        except ChangedOnDisk as error:
            answer = messages.ask_to_merge_or_overwrite(self._window, say(error.message))
            may_save = self.merge_file() if answer == "merge" else answer == "overwrite"
            return may_save and self._save(path, overwrite=answer == "overwrite")
        except FileError as error:
            return messages.ask_to_save_elsewhere(self._window, say(error.message)) and self.save_as()
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        sharing, self.sharing = self.sharing, None  # the document is a separate copy now
        if sharing is not None:
            sharing.leave()
        self.hold(lock if lock.take() else None)
        self._read_only, self._session.refusal = False, ""
        self._session.stack.setClean()
        self.show_state()
        self._settings.add_recent(path, "save")
        self.opened.emit()
        self.said_saved = self.tr("Saved {name}.").format(name=persistence.title)
        self.message.emit(self.said_saved)
        return True

    def start_folder(self, purpose: str) -> str:
        """The folder of a file dialog: to save, that of the document; else the last one for the purpose, or of documents."""
        beside = self._persistence.path.parent if self._persistence is not None and self._persistence.path else None
        known = self._settings.folder(purpose) or self._settings.folder("open")
        return str((beside if purpose == "save" else None) or known or beside or documents_folder())

    # -- closing

    def may_close(self) -> bool:
        """Whether the document may be closed. Asks if it has unsaved changes."""
        if self._busy:
            return False
        self.gathering.emit()
        if self.sharing is not None:
            self.sharing.send()
        if not self.modified:
            return True
        answer = messages.ask_to_save(self._window, self.naming.caption)
        return self.save() if answer == "save" else answer == "discard"

    def leave(self) -> None:
        """Releases the document and leaves its journal to a process that continues it."""
        self.hold(None)
        self._release()
        self._session.stack.setClean()

    def close(self) -> None:
        """Releases the document, after `may_close`."""
        self._release(discard=True)
        self.hold(None)

    def _release(self, *, discard: bool = False) -> None:
        self._close_persistence(discard=discard)
        self._persistence = None
        self.naming.begin(None)
