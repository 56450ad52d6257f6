"""The folder for copies of the databases of one library."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from time import time

from model.storage.atomic_write import fingerprint
from model.storage.data_names import is_link
from model.text.lazy_regex import late

PART = ".part"
"""The end of the name of a file that is being copied."""
MADE = "copying-"
"""The beginning of the name of a folder in which a copy is made."""
_PART = late(r"\..+\.[0-9a-f]{8}\.part")
_DATABASE = late(r"library-[0-9a-f]{16}\.db")
_OLD = 24 * 3600
"""Seconds after which a partial copy is the remains of a killed program."""


def copies_of(library: Path, cache: Path) -> Path:
    """The folder under `cache` for the copies of the library of a folder."""
    return cache / fingerprint(os.fsencode(os.path.abspath(library)))[:16]


def database_name(hash: str) -> str:
    """The name of a database file in a folder of several databases, by a hash of its contents."""
    return f"library-{hash[:16]}.db"


def keep_only(folder: Path, name: str) -> None:
    """Deletes all databases in a folder except one, and the remains of killed programs; no other files."""
    for path in folder.iterdir():
        if _PART.fullmatch(path.name):
            _drop_old(path)
        elif path.name != name and _DATABASE.fullmatch(path.name):
            with suppress(OSError):  # somebody reads it
                path.unlink()


def drop_folders(folder: Path) -> None:
    """Deletes the folders in which killed programs made a copy."""
    for path in folder.glob(f"{MADE}*"):
        _drop_old(path)


def _drop_old(path: Path) -> None:
    """Deletes the remains of a copy that was begun more than a day ago and never finished."""
    with suppress(OSError):
        if path.lstat().st_mtime > time() - _OLD:
            return
        if path.is_dir() and not is_link(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
