"""Files as Windows has them, for tests on every system."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

UNKNOWN = ("fchown", "fdatasync", "O_TMPFILE", "O_DIRECTORY")
"""What its Python has not; `fchmod` it has from 3.13 on."""


def as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on a file that is open here is neither removed nor replaced nor renamed, and no folder is opened."""
    held: dict[int, str] = {}

    def open_file(path: Any, *more: Any, **named: Any) -> int:
        if os.path.isdir(path):
            raise PermissionError(13, "Permission denied", str(path))
        handle = opened(path, *more, **named)
        held[handle] = os.path.realpath(path)
        return handle

    def close(handle: int) -> None:
        held.pop(handle, None)
        closed(handle)

    def refusing(do: Any) -> Any:
        def careful(*paths: Any, **named: Any) -> Any:
            for path in paths:
                if os.path.realpath(path) in held.values():
                    raise PermissionError(13, "The process cannot access the file because it is being used", str(path))
            return do(*paths, **named)

        return careful

    opened, closed = os.open, os.close
    for name in UNKNOWN:
        monkeypatch.delattr(os, name, raising=False)
    if not hasattr(os, "fchmod"):
        monkeypatch.setattr(os, "fchmod", lambda handle, mode: None, raising=False)
    monkeypatch.setattr(os, "open", open_file)
    monkeypatch.setattr(os, "close", close)
    for name in ("unlink", "remove", "replace", "rename"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
