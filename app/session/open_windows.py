"""The windows of one user on this machine, each a process of its own: what each has open, and requests to come to the front.

Each window keeps a small file and locks it. The system releases the lock however the process ends, so a file that a crash left
differs from that of an open window. A request is a file beside it, which that window removes. No network is needed.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from model.storage.os_lock import lock, remove_locked
from model.storage.windows_paths import real_path

_SUFFIX, _REQUEST = ".window", ".raise"
_LONGEST = 65536


class OtherWindow(Struct, frozen=True):
    """A window of another process, or of another document in this one."""

    id: str
    pid: int
    title: str
    path: str
    """The path of its file; '' if it has none."""


class OpenWindows:
    """The entry of one window among those of its user."""

    def __init__(self, folder: Path) -> None:
        """`folder` need not exist. If it cannot be written, other windows do not see this one; no method raises."""
        self.folder = folder
        self.id = os.urandom(8).hex()
        self._handle: int | None = None

    @property
    def _path(self) -> Path:
        return self.folder / (self.id + _SUFFIX)

    def announce(self, title: str, path: Path | None) -> None:
        """Writes what the window shows; other windows see it from the first call on."""
        if self._handle is None and not self._enter():
            return
        entry = {"host": platform.node(), "pid": os.getpid(), "title": title, "path": str(real_path(path)) if path else ""}
        data = json.dumps(entry).encode("utf-8", "surrogatepass")
        assert self._handle is not None
        with suppress(OSError):
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, data)
            os.ftruncate(self._handle, len(data))

    def _enter(self) -> bool:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError:
            return False
        lock(handle)
        self._handle = handle
        return True

    def leave(self) -> None:
        """Removes the entry."""
        if self._handle is not None:
            remove_locked(self._handle, self._path)
            self._handle = None
        self.take_request()

    def others(self) -> tuple[OtherWindow, ...]:
        """The other windows. Files of windows that have ended are removed."""
        found = []
        with suppress(OSError):
            for path in self.folder.glob("*" + _SUFFIX):
                if path != self._path and (other := self._look_at(path)) is not None:
                    found.append(other)
        return tuple(sorted(found, key=lambda other: other.id))

    def _look_at(self, path: Path) -> OtherWindow | None:
        try:
            handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError:
            return None
        if lock(handle):
            remove_locked(handle, path)
            with suppress(OSError):
                path.with_suffix(_REQUEST).unlink()
            return None
        try:
            entry = json.loads(os.read(handle, _LONGEST))
            if entry["host"] != platform.node():
                return None
            return OtherWindow(path.stem, int(entry["pid"]), str(entry["title"]), str(entry["path"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None  # it is being written
        finally:
            os.close(handle)

    def with_file(self, path: Path) -> OtherWindow | None:
        """The other window in which a file is open."""
        wanted = str(real_path(path))
        return next((other for other in self.others() if other.path == wanted), None)

    def request_front(self, other: OtherWindow) -> bool:
        """Asks another window to come to the front; returns whether it could be asked."""
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.user32.AllowSetForegroundWindow(other.pid)  # only the process of the clicked window may grant this
        try:
            (self.folder / (other.id + _REQUEST)).touch(mode=0o600)
        except OSError:
            return False
        return True

    def take_request(self) -> bool:
        """Whether others have asked this window to come to the front since the last call."""
        try:
            (self.folder / (self.id + _REQUEST)).unlink()
        except OSError:
            return False
        return True
