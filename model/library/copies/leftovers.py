"""Leftovers of killed programs in a folder in which copies are made."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from time import time

PART = ".part"
"""The end of the name of a file that is being copied."""
MADE = "copying-"
"""The beginning of the name of a folder in which a copy is made."""
_OLD = 24 * 3600
"""Seconds after which nobody copies any more."""


def sweep(folder: Path) -> None:
    """Drops what was begun in a folder more than a day ago and did not come to its end."""
    for path in (*folder.glob(f".*{PART}"), *folder.glob(f"{MADE}*")):
        with suppress(OSError):
            if path.stat().st_mtime > time() - _OLD:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
