"""The library of this user, and those that others published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path, user_data_path

from model.errors import FileError
from model.message import Message

if TYPE_CHECKING:
    from model.library.library import Library


def library_folder() -> Path:
    """Where the user's own library lies."""
    return user_data_path("clausewright", appauthor=False) / "library"


def open_library(folder: Path | None = None, *, make: bool = False) -> Library:
    """The library of a folder, one's own where none is given; what was published there is read from a copy. `make` says that
    there may be none yet. FileError where it cannot be used."""
    from model.library.library import Library  # not above: the window asks for the folder when it starts
    from model.library.publishing import is_published, open_published

    if folder is None:
        return Library.open(library_folder())
    if is_published(folder) or not (make or folder.is_dir()):
        return open_published(folder, user_cache_path("clausewright", appauthor=False) / "libraries")
    if not make and not (folder / "originals").is_dir():
        raise FileError(folder, Message.of("there is no library; give the folder in which one lies"))
    return Library.open(folder)
