"""The files of a library beside its originals: its database, a note on its check, and the lock of the program that changes it.

library.db        the database, with its log beside it
library.checked   size and time of the database when it was last checked as a whole
library.lock      held by the program that changes the library
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from model.storage.data_names import is_link, path_in
from model.storage.os_lock import lock

DATABASE, LOCK, CHECKED = "library.db", "library.lock", "library.checked"
_DOUBTED = "doubted"
"""The content of `library.checked` if something in the database could not be used."""


def put_aside(folder: Path) -> None:
    """Gives the database another name, with the files that belong to it."""
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    (folder / CHECKED).unlink(missing_ok=True)
    for end in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            os.replace(folder / f"{DATABASE}{end}", folder / f"library-{stamp}.db{end}")


def is_doubted(folder: Path) -> bool:
    """Whether the database is marked as doubtful, or is a link, so that another file would be changed."""
    return _check_note(folder) == _DOUBTED or any(is_link(folder / f"{DATABASE}{end}") for end in ("", "-wal", "-shm"))


def doubt(folder: Path) -> None:
    """Marks the database as doubtful, so that it is put aside when the library is opened next."""
    _write_checked(folder, _DOUBTED)


def is_checked(folder: Path) -> bool:
    """Whether the database has not changed since it was last checked."""
    return _check_note(folder) == _stamp(folder)


def remember_check(folder: Path) -> None:
    """Remembers that the database was checked."""
    _write_checked(folder, _stamp(folder))


@contextmanager
def library_lock(folder: Path, patience: float) -> Iterator[bool]:
    """Holds the lock within the context; yields False if another program holds it for `patience` seconds."""
    handle = os.open(path_in(folder, LOCK), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        until = monotonic() + patience
        while not (is_held := lock(handle)) and monotonic() < until:
            sleep(0.02)
        yield is_held
    finally:
        os.close(handle)


def _stamp(folder: Path) -> str:
    found = (folder / DATABASE).stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def _check_note(folder: Path) -> str:
    path = folder / CHECKED
    with suppress(OSError):
        if not is_link(path):
            with path.open(encoding="ascii", errors="replace") as file:
                return file.read(len(_DOUBTED) + 100)
    return ""


def _write_checked(folder: Path, text: str) -> None:
    path = folder / CHECKED
    with suppress(OSError):
        if is_link(path):
            path.unlink()
        path.write_text(text, encoding="ascii", newline="")
