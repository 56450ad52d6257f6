"""The library of this user, and those that others published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path, user_data_path

from app.user_data.settings import config_folder
from model.errors import FileError
from model.message import Message

if TYPE_CHECKING:
    from model.library.store.library import Library


def library_folder() -> Path:
    """The folder of the user's own library."""
    return user_data_path("clausewright", appauthor=False) / "library"


def copies_folder() -> Path:
    """The folder of copies of the databases of read-only libraries."""
    return user_cache_path("clausewright", appauthor=False) / "libraries"


def has_library(folder: Path | None = None) -> bool:
    """Whether there is a library in a folder, by default in the user's own."""
    from model.library.copies.publishing import is_published

    where = folder or library_folder()
    return is_published(where) or (where / "originals").is_dir()


def open_library(folder: Path | None = None, *, make: bool = False) -> Library:
    """The library of a folder, by default the user's own. A published or read-only one is read from a copy. `make` creates it
    if there is none. Raises FileError if it cannot be used."""
    from app.user_data.user_tables import load_editions
    from model.library.copies.publishing import (  # not above: the window asks for the folder at its start
        is_published,
        open_published,
    )
    from model.library.copies.unwritable import open_kept

    where = folder or library_folder()
    if folder is not None and (is_published(folder) or not (make or folder.is_dir())):
        library = open_published(folder, copies_folder())
    elif folder is not None and not make and not (folder / "originals").is_dir():
        raise FileError(folder, Message.of("there is no library; give the folder of one"))
    else:
        library = open_kept(where, copies_folder())
    library.own_editions, _ = load_editions(config_folder())
    return library
