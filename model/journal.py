"""The journal: what was done since the last save, on disk as it happens, so that no crash loses it (design §3, §7).

One file for each document in the state folder, `<document id>.jsonl`. Each line is a JSON object: `crc` is the CRC-32
of the line without it, `seq` its number, `of` the hash of the line before, by which it is known what it applies to.
The first line says which document, by its path and by the fingerprint of its file as it was read or saved; the others
hold a transaction as its differing middle, or say that a save begins. Reading stops at the first line that is not
whole. A document that has no file yet lies beside its journal as `<document id>.amend`.

A line is with the system when `append` returns, so it outlives the process; it outlives the machine from the next
`sync`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.deltas import lengthen, shorten
from model.durable import file_error, fingerprint, sync_folder, write_durably
from model.errors import EditError, FileError
from model.filelock import lock
from model.steps import Transaction
from model.submission import Submission

SUFFIX = ".jsonl"
SNAPSHOT_SUFFIX = ".amend"
VERSION = 1
_DOCUMENT = re.compile(r"[0-9a-zA-Z-]{1,64}")
_CRC_LENGTH = len(b'{"crc":"00000000",')


class JournalHeld(FileError):
    """Another running program writes the journal of this document: it is open twice."""


@dataclass(frozen=True, slots=True)
class Base:
    """What the lines of a journal apply to."""

    fingerprint: str
    """Of the file as it was read or saved; of the snapshot where there is no file."""
    path: str = ""
    """'' where the document has no file yet."""
    title: str = ""
    """What the window called it."""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A journal as it was found."""

    path: Path
    document: str
    base: Base
    lines: tuple[dict[str, Any], ...]
    """Transactions in short form, and the beginnings of saves."""
    size: int
    """How many bytes of the file are whole lines."""
    last_hash: str
    whole: bool
    """Whether every byte of the file was understood."""

    @property
    def snapshot(self) -> Path:
        return self.path.with_suffix(SNAPSHOT_SUFFIX)

    def pending(self, file_fingerprint: str) -> list[dict[str, Any]] | None:
        """The transactions that a file of that fingerprint does not hold yet; None where the journal is not of that
        file."""
        start = 0 if file_fingerprint == self.base.fingerprint else None
        for index, line in enumerate(self.lines):
            if line.get("saving") == file_fingerprint:
                start = index + 1
        if start is None:
            return None
        return [line["do"] for line in self.lines[start:] if "do" in line]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a journal made of a submission."""

    submission: Submission
    transactions: tuple[Transaction, ...]
    problems: tuple[str, ...]
    """A sentence for each reason why not everything was brought back."""


class Journal:
    """Writes the journal of one document. The file appears with the first transaction and is gone after each save."""

    def __init__(
        self, folder: Path, document: str, base: Base, snapshot: Callable[[], bytes] | None = None
    ) -> None:
        """`snapshot` gives the bytes, as they were when the document was opened, of one that has no file yet; it is
        asked for once, with the first transaction. FileError where the id is none that makes a file name."""
        if not _DOCUMENT.fullmatch(document):
            raise FileError(folder, f"{document[:80]!r} is no id of a document")
        self._path = folder / (document + SUFFIX)
        self._document = document
        self._base = base
        self._snapshot = snapshot
        self._handle: int | None = None
        self._size = 0
        self._seq = 0
        self._last = ""
        self._unsynced = False
        self._new_name = False
        self._broken: FileError | None = None

    @classmethod
    def resume(cls, left: Left) -> Journal:
        """Goes on with a journal that was left behind, its torn tail cut. JournalHeld where it is not left behind."""
        journal = cls(left.path.parent, left.document, left.base)
        journal._path = left.path
        journal._open(os.O_RDWR)
        journal._size, journal._seq, journal._last = left.size, len(left.lines) + 1, left.last_hash
        journal._rewind()
        return journal

    @property
    def path(self) -> Path:
        return self._path

    @property
    def count(self) -> int:
        """How many lines the file holds, the first one counted; 0 where there is none."""
        return self._seq

    def append(self, transaction: Transaction) -> None:
        """Writes a transaction that was just applied. FileError where that fails; since what follows would have nothing
        to apply to, nothing more is then written until the next save."""
        if self._broken is None:
            try:
                self._write({"do": shorten(transaction)})
            except FileError as error:
                self._broken = error
        if self._broken is not None:
            raise self._broken

    def saving(self, file_fingerprint: str) -> None:
        """Says that a file of that fingerprint is about to be written, so that a crash between save and `saved` is
        understood."""
        if self._handle is not None and self._broken is None:
            self._write({"saving": file_fingerprint})
            self.sync()

    def saved(self, base: Base) -> None:
        """Drops everything, since a durably saved file holds it."""
        self.discard()
        self._base, self._snapshot, self._broken = base, None, None

    def sync(self) -> None:
        """Makes what was appended outlive a power failure; to be called within a second of an `append`."""
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
        """Removes the journal and the snapshot beside it."""
        if self._handle is not None:
            with suppress(OSError):
                self._path.unlink()
            self.close()
            with suppress(OSError):
                self._path.with_suffix(SNAPSHOT_SUFFIX).unlink()
            sync_folder(self._path.parent)

    def close(self) -> None:
        """Lets go of the file and leaves it where it is."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle, self._seq, self._size, self._last, self._unsynced = None, 0, 0, "", False

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
        data = _line({"seq": self._seq, "of": self._last, **line})
        try:
            _write_all(self._handle, data)
        except OSError as error:
            self._rewind()
            raise file_error(self._path, error) from error
        self._seq, self._size, self._last, self._unsynced = self._seq + 1, self._size + len(data), _hash(data), True

    def _begin(self) -> None:
        """Creates the file with its first line; one of a crashed session is set aside, never overwritten."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise file_error(self._path.parent, error) from error
        self._open(os.O_RDWR | os.O_CREAT)
        assert self._handle is not None
        if os.fstat(self._handle).st_size:
            self.close()
            set_aside(self._path)
            self._open(os.O_RDWR | os.O_CREAT | os.O_EXCL)
        if self._snapshot is not None:
            data = self._snapshot()
            write_durably(self._path.with_suffix(SNAPSHOT_SUFFIX), data)
            self._base = Base(fingerprint(data), "", self._base.title, self._base.time)
        self._new_name = True
        base = {name: getattr(self._base, name) for name in Base.__slots__}
        self._put({"journal": VERSION, "document": self._document, "base": base})

    def _open(self, flags: int) -> None:
        try:
            handle = os.open(self._path, flags | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise file_error(self._path, error) from error
        if not lock(handle):
            os.close(handle)
            raise JournalHeld(self._path, "the document is open in another window; close it there first")
        self._handle = handle

    def _rewind(self) -> None:
        """Cuts the file where its last whole line ends."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, self._size)
            os.lseek(self._handle, self._size, os.SEEK_SET)


def set_aside(path: Path) -> Path:
    """Gives a journal and its snapshot a name under which nothing is written any more, and returns it."""
    number = 1
    while (target := path.with_name(f"{path.stem}.{number}{SUFFIX}")).exists():
        number += 1
    try:
        if path.with_suffix(SNAPSHOT_SUFFIX).exists():
            os.replace(path.with_suffix(SNAPSHOT_SUFFIX), target.with_suffix(SNAPSHOT_SUFFIX))
        os.replace(path, target)
    except OSError as error:
        raise file_error(path, error) from error
    return target


def read_journal(path: Path) -> Left:
    """The journal at a path up to its last whole line; FileError where not even its first line is one."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(path, f"the journal cannot be read ({error.strerror})") from error
    lines: list[dict[str, Any]] = []
    size, last = 0, ""
    while (end := data.find(b"\n", size)) >= 0:
        line = _read_line(data[size : end + 1])
        if line is None or line.get("seq") != len(lines) or line.get("of") != last:
            break
        lines.append(line)
        last = _hash(data[size : end + 1])
        size = end + 1
    head = lines[0] if lines else {}
    base = head.get("base")
    if head.get("journal") != VERSION or not isinstance(base, dict) or not isinstance(head.get("document"), str):
        raise FileError(path, "it is no journal, or its first line is damaged")
    known = {name: str(base.get(name, "")) for name in Base.__slots__}
    return Left(path, head["document"], Base(**known), tuple(lines[1:]), size, last, size == len(data))


def replay(submission: Submission, pending: list[dict[str, Any]]) -> Replayed:
    """Applies transactions in short form one after the other, up to the first that does not fit."""
    done: list[Transaction] = []
    for value in pending:
        try:
            transaction, submission = lengthen(value, submission)
        except EditError as error:
            problem = f"change {len(done) + 1} of {len(pending)} and what follows it could not be brought back: {error}"
            return Replayed(submission, tuple(done), (problem,))
        done.append(transaction)
    return Replayed(submission, tuple(done), ())


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _line(value: dict[str, Any]) -> bytes:
    body = json.dumps(value, separators=(",", ":")).encode("ascii")
    return b'{"crc":"%08x",%s\n' % (zlib.crc32(body), body[1:])


def _read_line(line: bytes) -> dict[str, Any] | None:
    body = b"{" + line[_CRC_LENGTH:-1]
    if line[:_CRC_LENGTH] != b'{"crc":"%08x",' % zlib.crc32(body):
        return None
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()[:16]
