"""The folder in which the copies of the databases of one library are kept."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from time import time

from model.storage.atomic_write import fingerprint

PART = ".part"
"""The end of the name of a file that is being copied."""
MADE = "copying-"
"""The beginning of the name of a folder in which a copy is made."""
_OLD = 24 * 3600
"""Seconds after which nobody copies any more."""


def copies_of(library: Path, cache: Path) -> Path:
    """The folder under `cache` for the copies of the library of a folder."""
    return cache / fingerprint(os.fsencode(os.path.abspath(library)))[:16]


def keep_only(folder: Path, name: str) -> None:
    """Drops all databases in a folder but one, and what killed programs left there."""
    _sweep(folder)
    for path in folder.glob("library-*.db"):
        if path.name != name:
            with suppress(OSError):  # somebody reads it
                path.unlink()


def _sweep(folder: Path) -> None:
    """Drops what was begun in a folder more than a day ago and did not come to its end."""
    for path in (*folder.glob(f".*{PART}"), *folder.glob(f"{MADE}*")):
        with suppress(OSError):
            if path.stat().st_mtime > time() - _OLD:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
