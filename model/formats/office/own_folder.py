"""The folder in which a text is converted: nobody else can read it, and it is deleted, also if the program was killed."""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from model.storage.os_lock import lock

_PREFIX = "clausewright-office-"
_LOCK = ".lock"
"""The file that is locked as long as the folder is in use; the system drops the lock when the process ends, however it ends."""
_YOUNG = 60.0
"""Seconds in which a folder without a lock is left alone: another process may just have made it."""
_PAUSE = 0.1


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder of this conversion, which is deleted with the context, or with this program. OSError if it cannot be made."""
    _delete_left_folders()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
    handle = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    lock(handle)

    def delete() -> None:
        os.close(handle)
        _delete(folder)

    atexit.register(delete)
    try:
        yield folder
    finally:
        atexit.unregister(delete)
        delete()


def _delete_left_folders() -> None:
    """Deletes the folders of processes that ended before they could do that themselves."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            if _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Whether a folder is the user's own and no process uses it."""
    try:
        found = folder.lstat()
        is_own = stat.S_ISDIR(found.st_mode) and found.st_uid == (os.getuid() if hasattr(os, "getuid") else found.st_uid)
        if not is_own or time.time() - found.st_mtime < _YOUNG:
            return False
        handle = os.open(folder / _LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return folder.is_dir()
    except OSError:
        return False
    try:
        return lock(handle)
    finally:
        os.close(handle)


def _delete(folder: Path) -> None:
    """Deletes a folder; ended processes may hold its files for a moment."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_PAUSE)
