"""Writing the journal of a document while it is worked on."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from model.errors import FileError
from model.formats.amend.values import Version
from model.journal.deltas import Shortener
from model.journal.lines import HOW, How, line_hash, version_line, write_line
from model.journal.reading import COPY_SUFFIX, SHARED, SNAPSHOT_SUFFIX, SUFFIX, VERSION, Base, FoundJournal, is_barely_begun
from model.message import Message
from model.storage.atomic_write import file_error, fingerprint, replace_file, sync_folder, write_durably
from model.storage.data_names import path_in
from model.storage.os_lock import lock, remove_locked
from model.submission.transactions import Transaction
from model.submission.values import Submission
from model.text.lazy_regex import late

_DOCUMENT = late(r"[0-9a-zA-Z-]{1,64}")


class JournalHeld(FileError):
    """Another running program writes the journal of this document: it is open twice."""


class JournalWriter:
    """Writes the journal of one document. The file appears with the first transaction and is gone after each save."""

    def __init__(self, folder: Path, document: str, base: Base, snapshot: Callable[[], bytes] | None = None) -> None:
        """`snapshot` returns the bytes of a document without a file when it was opened. FileError for an invalid id."""
        if not _DOCUMENT.fullmatch(document):
            raise FileError(folder, Message.of("{id} is not the id of a document", id=repr(document[:80])))
        self._folder = folder
        self._document = document
        self._base = base
        self._path = self._usual_path()
        self._snapshot = snapshot
        self._handle: int | None = None
        self._size = 0
        self._seq = 0
        self._last = ""
        self._unsynced = False
        self._new_name = False
        self._broken: FileError | None = None
        self._shortener = Shortener()
        self._has_ground = False
        """Whether the snapshot is the state to which the lines apply."""
        self._copied = ""
        """The fingerprint of the copy of the file; '' if there is none."""
        self._version = VERSION

    @classmethod
    def resume(cls, left: FoundJournal) -> JournalWriter:
        """Continue a journal that was left; a copy of a damaged one is kept. JournalHeld if another process has it."""
        journal = cls(left.path.parent, left.document, left.base)
        journal._path = left.path
        journal._open(os.O_RDWR)
        if left.damaged:
            try:
                _keep_copy(left.path)
            except FileError:
                journal.close()
                raise
        journal._size, journal._seq, journal._last = left.size, len(left.lines) + 1, left.last_hash
        journal._rewind()
        journal._has_ground = left.snapshot.exists()
        with suppress(OSError):
            journal._copied = fingerprint(left.file_copy.read_bytes())
        return journal

    def _usual_path(self) -> Path:
        """Copies of a document share its id but not their content, and may be open beside each other."""
        mark = self._base.fingerprint[:8]
        return path_in(self._folder, f"{self._document}-{mark}{SUFFIX}" if mark else f"{self._document}{SUFFIX}")

    @property
    def path(self) -> Path:
        """The file of the journal, which may not exist yet."""
        return self._path

    @property
    def count(self) -> int:
        """The number of lines of the file, including the first one; 0 if there is none."""
        return self._seq

    def append(self, transaction: Transaction, how: How = "") -> None:
        """Write an applied transaction, and its effect on the list of steps. FileError if that fails; nothing more is written
        until the next save, since later lines would have nothing to apply to."""
        if how == "arrived" and self._handle is None:
            self._version = SHARED
        self._add(lambda: {"do": {**self._shortener.shorten(transaction), **({HOW: how} if how else {})}})

    def note_version(self, version: Version, before: Submission | None) -> None:
        """Write that a version was made: of the present state, or, with its submission, of another one. FileError as `append`."""
        self._add(lambda: {"do": version_line(version, before)})

    def _add(self, line: Callable[[], dict[str, Any]]) -> None:
        if self._broken is None:
            try:
                self._write(line())
            except FileError as error:
                self._broken = error
        if self._broken is not None:
            raise self._broken

    def saving(self, file_fingerprint: str, path: str) -> None:
        """Announce a save, so that a crash between it and `saved` is understood. FileError if that fails."""
        if self._handle is not None and self._broken is None:
            self._write({"saving": file_fingerprint, "path": path})
            self.sync()

    def keep_ground(self, snapshot: Callable[[], bytes]) -> None:
        """Keep the state to which the lines apply, if the file no longer contains it and it is not kept yet. FileError as in
        `append`."""
        if self._has_ground or self._copy_is_ground:
            return
        data = snapshot()
        if self._handle is None:
            self._snapshot = lambda: data  # it is written with the first line
        else:
            write_durably(self._snapshot_path, data)
            self._has_ground = True
        self._add(lambda: {"ground": fingerprint(data)})

    @property
    def _copy_is_ground(self) -> bool:
        return bool(self._copied) and self._copied == self._base.fingerprint

    @property
    def _snapshot_path(self) -> Path:
        return self._path.with_suffix(SNAPSHOT_SUFFIX)

    def keeps(self, file_fingerprint: str) -> bool:
        """Whether the document's file with that fingerprint, as it was last read or saved, is beside the journal."""
        return self._copied == file_fingerprint or (self._has_ground and not self._copied)

    def keep_file(self, data: bytes) -> None:
        """Keep the document's file, as last read or saved, beside a journal that has begun. May run in another thread. FileError
        if that fails."""
        path = self._path  # a save in the window's thread gives it another name
        copy = path.with_suffix(COPY_SUFFIX)
        write_durably(copy, data)
        if path.exists():
            self._copied = fingerprint(data)
        else:
            copy.unlink(missing_ok=True)

    def follow(self, snapshot: Callable[[], bytes], data: bytes) -> None:
        """Keep what another program wrote into the document's file, which is merged: the base of the next merge. `snapshot`
        returns the file before that, for `keep_ground`. FileError as in `append`."""
        if self._copy_is_ground and not self._has_ground:
            try:
                replace_file(self._path.with_suffix(COPY_SUFFIX), self._snapshot_path)
            except OSError as error:
                raise file_error(self._path, error) from error
            self._has_ground, self._copied = True, ""
        self.keep_ground(snapshot)
        self._add(lambda: {"read": fingerprint(data)})
        self.keep_file(data)

    def note_save(self, base: Base) -> None:
        """Drops everything, since a durably saved file holds it."""
        self.discard()
        self._base, self._snapshot, self._broken = base, None, None
        self._path = self._usual_path()

    def sync(self) -> None:
        """Sync the appended lines, so that they survive a power failure; to be called within a second of an `append`."""
        if self._handle is None or not self._unsynced:
            return
        try:
            getattr(os, "fdatasync", os.fsync)(self._handle)
        except OSError as error:
            raise file_error(self._path, error) from error
        if self._new_name:
            sync_folder(self._path.parent)
            self._new_name = False
        self._unsynced = False

    def discard(self) -> None:
        """Removes the journal and what is kept beside it."""
        if self._handle is not None:
            remove_locked(self._handle, self._path)
            self._forget()
            for companion in (self._snapshot_path, self._path.with_suffix(COPY_SUFFIX)):
                with suppress(OSError):
                    companion.unlink()
            sync_folder(self._path.parent)

    def close(self) -> None:
        """Close the file and leave it in place."""
        if self._handle is not None:
            os.close(self._handle)
        self._forget()

    def _forget(self) -> None:
        self._handle, self._seq, self._size, self._last, self._unsynced = None, 0, 0, "", False
        self._has_ground, self._copied = False, ""

    def _write(self, line: dict[str, Any]) -> None:
        if self._handle is None:
            try:
                self._begin()
            except FileError:
                self.discard()
                raise
        self._put(line)

    def _put(self, line: dict[str, Any]) -> None:
        assert self._handle is not None
        data = write_line({"seq": self._seq, "of": self._last, **line})
        try:
            _write_all(self._handle, data)
        except OSError as error:
            self._rewind()
            raise file_error(self._path, error) from error
        self._seq, self._size, self._last, self._unsynced = self._seq + 1, self._size + len(data), line_hash(data), True

    def _begin(self) -> None:
        """Creates the file with its first line; a crashed session's is set aside, unless it ends within its first line."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise file_error(self._path.parent, error) from error
        self._open(os.O_RDWR | os.O_CREAT)
        assert self._handle is not None
        if is_barely_begun(self._path):
            self._rewind()
        else:
            self.close()
            set_aside(self._path)
            self._open(os.O_RDWR | os.O_CREAT | os.O_EXCL)
        if self._snapshot is not None:
            data = self._snapshot()
            write_durably(self._snapshot_path, data)
            self._has_ground = True
            self._base = Base(fingerprint(data), self._base.path, self._base.title, self._base.time)
        self._new_name = True
        base = {name: getattr(self._base, name) for name in Base.__struct_fields__}
        self._put({"journal": self._version, "document": self._document, "base": base})

    def _open(self, flags: int) -> None:
        try:
            handle = os.open(self._path, flags | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise file_error(self._path, error) from error
        if not lock(handle):
            os.close(handle)
            raise JournalHeld(self._path, Message.of("the document is open in another window; close it there first"))
        self._handle = handle

    def _rewind(self) -> None:
        """Truncate the file after its last whole line."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, self._size)
            os.lseek(self._handle, self._size, os.SEEK_SET)


def is_held(path: Path) -> bool:
    """Whether a running program writes that journal."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not lock(handle)
    finally:
        os.close(handle)


def set_aside(path: Path) -> Path:
    """Gives a journal and what is kept beside it a name under which nothing is written any more, and returns it."""
    number = 1
    while (target := path.with_name(f"{path.stem}.{number}{SUFFIX}")).exists():
        number += 1
    try:
        if path.with_suffix(SNAPSHOT_SUFFIX).exists():
            replace_file(path.with_suffix(SNAPSHOT_SUFFIX), target.with_suffix(SNAPSHOT_SUFFIX))
        if path.with_suffix(COPY_SUFFIX).exists():
            replace_file(path.with_suffix(COPY_SUFFIX), target.with_suffix(COPY_SUFFIX))
        replace_file(path, target)
    except OSError as error:
        raise file_error(path, error) from error
    return target


def _keep_copy(path: Path) -> None:
    """Copies a journal to a name under which it is taken for none."""
    number = 1
    while (target := path.with_name(f"{path.name}.{number}.damaged")).exists():
        number += 1
    try:
        write_durably(target, path.read_bytes())
    except OSError as error:
        raise file_error(path, error) from error


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
