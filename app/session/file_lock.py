"""The lock beside an open file, `.~lock.NAME#`, by which a second window knows that the first one has the file open.

The name (with a hash where NAME is too long) and the five fields of its line are those of LibreOffice: name, login, host,
time, and an address, which here ends in the id of the process. The program also holds the system's own lock on the file, which
shows on the same machine whether it still runs. No lock is taken if the folder cannot be written: nobody can save there either.
"""

from __future__ import annotations

import errno
import os
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from model.storage.atomic_write import path_beside
from model.storage.data_names import is_link
from model.storage.os_lock import lock, remove_locked
from model.storage.windows_paths import real_path

_ADDRESS = "clausewright:"
_LONGEST = 4096


class Holder(Struct, frozen=True):
    """The holder of a file lock: user, machine and time."""

    name: str
    host: str
    time: str
    """As the lock states it, in the local time of that machine. It is only shown, since clocks may be wrong."""
    certain: bool
    """Whether the file is known to be open. That is unknown if another machine or program left the lock, since its processes
    cannot be asked."""


class FileLock:
    """The lock of one file; held from `take` to `release`."""

    def __init__(self, document: Path, author: str = "") -> None:
        """`author` is the name that others are shown."""
        self.path = path_beside(real_path(document), ".~lock.", "#")
        self._author = author
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether we hold it."""
        return self._handle is not None

    def holder(self) -> Holder | None:
        """The other user who has the file open; None if there is none, or if only the lock of an ended program is left."""
        if is_link(self.path):  # no program makes a link as its lock; it may lead to any file of the user
            return None
        try:
            handle = os.open(self.path, os.O_RDWR)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENAMETOOLONG):
                return None
            return self._holder_of(self._line(), certain=False)
        try:
            held = not lock(handle)
        finally:
            os.close(handle)
        line = self._line()
        if not held and _is_ours(line):
            return None
        return self._holder_of(line, certain=held)

    def take(self) -> bool:
        """Takes the lock, even if somebody left one there; returns whether it is held now. Ask `holder` first."""
        if self._handle is not None:
            return True
        try:
            if is_link(self.path):
                self.path.unlink()
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
            handle = os.open(self.path, flags, 0o644)
        except OSError:
            return False
        if not lock(handle):
            os.close(handle)
            return False
        with suppress(OSError):
            os.ftruncate(handle, 0)
            os.write(handle, self._own_line().encode("utf-8", "replace"))
        self._handle = handle
        return True

    def release(self) -> None:
        """Removes the lock, if it is ours."""
        if self._handle is not None:
            remove_locked(self._handle, self.path)
            self._handle = None

    def _own_line(self) -> str:
        login = _login()
        time = datetime.now().strftime("%d.%m.%Y %H:%M")
        fields = (self._author or login, login, platform.node(), time, f"{_ADDRESS}{os.getpid()}")
        return ",".join(_escape(field) for field in fields) + ";"

    def _line(self) -> list[str]:
        try:
            with self.path.open("rb") as file:
                text = file.read(_LONGEST).decode("utf-8", "replace")
        except OSError:
            text = ""
        return _fields(text)

    def _holder_of(self, line: list[str], *, certain: bool) -> Holder:
        return Holder(line[0] or line[1], line[2], line[3], certain)


def _is_ours(line: list[str]) -> bool:
    """Whether this program wrote a lock on this machine, so that the system's lock is sufficient. A truncated line, which only
    a crash leaves, counts too."""
    if not any(line):
        return True
    return line[2] == platform.node() and line[4].startswith(_ADDRESS)


def _escape(field: str) -> str:
    out = field.replace("\n", " ").replace("\r", " ")
    for mark in ("\\", ",", ";"):
        out = out.replace(mark, "\\" + mark)
    return out


def _fields(text: str) -> list[str]:
    """The five fields of a line; a separator after a backslash does not count."""
    found, escaped = [""], False
    for letter in text:
        if escaped:
            found[-1] += letter
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter == ",":
            found.append("")
        elif letter == ";":
            break
        else:
            found[-1] += letter
    return [*found, "", "", "", "", ""][:5]


def _login() -> str:
    # Nobody has a name in a container without a password file.
    import getpass

    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""
