"""The persistence of the open submission: its file, its named versions and its journal, written in an order that no crash
breaks.

The window's session appends each transaction; a timer calls `sync` within a second; `save` writes the file and only
then drops the journal. No Qt here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from app.session.clock import utc_now
from model.errors import FileError
from model.files.opening import OpenedFile
from model.files.project_file import new_project_id
from model.formats.amend import Project, Version, drop_version, project_bytes, take_version
from model.journal import Base, JournalWriter
from model.journal.lines import How
from model.message import Message
from model.storage.atomic_write import fingerprint, write_durably
from model.submission.transactions import Transaction
from model.submission.values import Submission

UNTITLED = "Untitled"


class _FirstState:
    """The bytes of a document as it was opened, made once: in advance in another thread, or when they are first needed."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._made: bytes | None = None
        self._making = threading.Lock()

    def __call__(self) -> bytes:
        with self._making:
            if self._made is None:
                self._made = project_bytes(self._project)
            return self._made


class Persistence:
    """One open document: its file, its versions, and the changes that are only in its journal.

    folder: the folder of the journals
    project: the document as it was opened
    path: its project file; None if it was never saved as one
    data: the bytes of the file as it was read
    title: its name if it has no path
    warn: called once, when the journal cannot be written
    now: the time in UTC, ISO 8601 to the second
    journal: the one to continue after a crash; None: a new one
    """

    def __init__(
        self,
        folder: Path,
        project: Project,
        path: Path | None = None,
        data: bytes = b"",
        *,
        title: str = "",
        warn: Callable[[Message], None] = lambda sentence: None,
        now: Callable[[], str] = utc_now,
        journal: JournalWriter | None = None,
    ) -> None:
        self._project = project if project.id else replace(project, id=new_project_id())
        self._saved_versions = self._project.versions
        self._path = path
        self._fingerprint = fingerprint(data) if data else ""
        self._file = data
        """The file as last read or saved, until it is kept beside the journal."""
        self._title = title or (path.name if path else UNTITLED)
        self._warn = warn
        self._now = now
        self._warned = False
        self.preface: Callable[[], Transaction] | None = None
        """Makes the first line of each journal of a shared draft: what a window that crashed needs to take its place again."""
        self._waiting: tuple[Transaction, How] | None = None
        self._first_state = None if self._path else _FirstState(self._project)
        self._journal = journal or self._new_journal(folder)

    @classmethod
    def of(cls, opened: OpenedFile, folder: Path, warn: Callable[[Message], None] = lambda sentence: None) -> Persistence:
        """The persistence of a file that was opened; a Word file or a text has no project file yet."""
        if opened.kind == "project":
            return cls(folder, opened.project, opened.path, opened.data, warn=warn)
        return cls(folder, opened.project, title=opened.path.name, warn=warn)

    def _new_journal(self, folder: Path) -> JournalWriter:
        base = Base(self._fingerprint, str(self._path.absolute()) if self._path else "", self._title, self._now())
        return JournalWriter(folder, self._project.id, base, self._first_state)

    @property
    def needs_first_state(self) -> bool:
        """Whether the journal will begin with the whole document, since no file holds it."""
        return self._first_state is not None and self._journal.count == 0

    def make_first_state(self) -> None:
        """Makes the head of the journal, so that the first key need not wait for it (0.4 s for 3,000 clauses). May run in
        another thread. Raises ClausewrightError if it cannot be made, which the first key then reports."""
        first_state = self._first_state  # a save in the window's thread may set it to None
        if first_state is not None:
            first_state()

    @property
    def needs_file_copy(self) -> bool:
        """Whether the journal has begun, and the file as last read or saved is not kept beside it yet."""
        return bool(self._file) and self._journal.count > 0 and not self._journal.keeps(self._fingerprint)

    def keep_file(self) -> None:
        """Keeps the file as last read or saved beside the journal: after a crash it is the base of a merge with what another
        program wrote into the file. May run in another thread. Never raises: the text is safe without it."""
        data = self._file
        with suppress(FileError):
            self._journal.keep_file(data)
        if self._file is data:  # else it was saved meanwhile
            self._file = b""

    @property
    def project(self) -> Project:
        """The project as last saved or opened, with the versions taken since."""
        return self._project

    @property
    def last_saved(self) -> Project:
        """The project as this program last read or wrote it: the base of a merge with what another program wrote into the
        file."""
        return replace(self._project, versions=self._saved_versions)

    @property
    def path(self) -> Path | None:
        """The file of the document; None before it has one."""
        return self._path

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the file as it was read or saved; '' if there is none."""
        return self._fingerprint

    @property
    def journal_works(self) -> bool:
        """Whether the journal can be written."""
        return not self._warned

    @property
    def title(self) -> str:
        """The name by which people know the document."""
        return self._title

    @property
    def journal(self) -> JournalWriter:
        """The journal of what is not yet in the file."""
        return self._journal

    def append(self, transaction: Transaction, *, how: How = "", later: bool = False) -> None:
        """Writes to the journal a transaction that was just applied, and what it did to the list of steps. With `later`, it may
        wait until `settle`, but is written before anything else. Never raises: an edit must not fail because the state folder
        is full; the user is warned once and asked to save."""
        self.settle()
        if later:
            self._waiting = transaction, how
        else:
            self._write(transaction, how)

    def settle(self) -> None:
        """Writes the transaction that waits. Never raises."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._write(*waiting)

    def begin_journal(self) -> None:
        """Writes the preface of a shared draft, if it is not written yet. Never raises."""
        if self.preface is not None and self._journal.count == 0:
            try:
                self._journal.append(self.preface(), "arrived")
            except FileError as error:
                self._warn_once(error)

    def _write(self, transaction: Transaction, how: How) -> None:
        self.begin_journal()
        try:
            self._journal.append(transaction, how)
        except FileError as error:
            self._warn_once(error)

    def sync(self) -> None:
        """Makes appended transactions survive a power failure; called by a timer within a second. Never raises."""
        self.settle()
        try:
            self._journal.sync()
        except FileError as error:
            self._warn_once(error)

    def _warn_once(self, error: FileError) -> None:
        if not self._warned:
            self._warned = True
            self._warn(Message.of("changes are not protected against a crash until you save: {error}", error=error.message))

    def snapshot_base(self) -> None:
        """Keeps the former content of the file beside the journal, without which nothing could be recovered. Never raises."""
        self.settle()
        held = self.last_saved
        try:
            self._journal.keep_ground(lambda: project_bytes(held))
        except FileError as error:
            self._warn_once(error)

    def follow_file(self, opened: OpenedFile, versions: Sequence[Version], *, within: Submission) -> None:
        """Continues from what another program wrote into the file, which is merged: the journal keeps its own beginning beside
        it, and the next save overwrites only what was merged.

        opened: the file as it is now
        versions: all versions after the merge
        within: the current submission
        """
        self.settle()
        held = self.last_saved
        try:
            self._journal.follow(lambda: project_bytes(held), opened.data)
        except FileError as error:
            self._warn_once(error)
        new = [version for version in versions if version not in self._project.versions]
        self._project = replace(opened.project, id=self._project.id, versions=tuple(versions))
        self._saved_versions, self._fingerprint, self._file = opened.project.versions, opened.fingerprint, b""
        for version in new:
            self._name(version, within)

    def note_versions_saved(self) -> None:
        """Remembers that another file contains the versions: that of a shared draft."""
        self._saved_versions = self._project.versions

    @property
    def unsaved_versions(self) -> bool:
        """Whether versions were taken or dropped since the last save."""
        return self._project.versions != self._saved_versions

    def take_version(
        self,
        name: Message | str,
        note: Message | str = "",
        submission: Submission | None = None,
        *,
        within: Submission | None = None,
    ) -> None:
        """Keeps a submission, by default the one last saved, under a name: in the file from the next save on, in the journal
        at once. `within` is the current submission, if the version is of another one. Raises EditError if the name is empty or
        taken.
        """
        self._project = take_version(self._project, name, self._now(), note, submission)
        self._name(self._project.versions[-1], within if submission is not None else self._project.submission)

    def _name(self, version: Version, within: Submission | None) -> None:
        self.settle()
        try:
            self._journal.note_version(version, within)
        except FileError as error:
            self._warn_once(error)

    def bring_back(self, versions: Sequence[Version], *, rewrite: bool = False) -> None:
        """Restores the versions that a crashed session took. With `rewrite`, they are written into the journal again."""
        for version in versions:
            if all(version.name != known.name for known in self._project.versions):
                self._project = replace(self._project, versions=(*self._project.versions, version))
                if rewrite:
                    self._name(version, self._project.submission)

    def set_parts(self, parts: Mapping[str, bytes]) -> None:
        """Replaces the parts of the project that the program does not edit, from the next save on."""
        self._project = replace(self._project, parts=parts)

    def drop_version(self, name: str) -> None:
        """Removes a version from the next save on. Raises EditError if there is none of that name."""
        self._project = drop_version(self._project, name)

    def save(self, submission: Submission, path: Path | None = None, *, overwrite_changed: bool = False) -> None:
        """Writes the submission to its file, or to another one from now on, and drops the journal.

        FileError if there is no file yet or it cannot be written; ChangedOnDisk if another program changed it and
        `overwrite_changed` does not allow to overwrite that; ProofError if it would not come back as it is. After each of them
        file and journal are as they were.
        """
        target = path or self._path
        if target is None:
            raise FileError(self._title, Message.of("it has no file yet; choose where to save it"))
        self.settle()
        project = replace(self._project, submission=submission)
        data = project_bytes(project)
        expect = self._fingerprint if target == self._path and not overwrite_changed else None
        place = str(target.absolute())
        # A journal that cannot take one more line must not keep the user from saving.
        written = fingerprint(data)
        with suppress(FileError):
            self._journal.saving(written, place)
        write_durably(target, data, expect=expect, keep_previous=True)
        self._fingerprint, self._file = written, data
        self._project, self._path, self._title, self._warned = project, target, target.name, False
        self._saved_versions = project.versions
        self._first_state = None
        self._journal.note_save(Base(self._fingerprint, place, self._title, self._now()))

    def close(self, *, discard: bool = False) -> None:
        """Releases the document. `discard`: the user agreed to lose unsaved changes."""
        self.settle()
        if discard:
            self._journal.discard()
        self._journal.close()
