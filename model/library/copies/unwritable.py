"""A library in a folder without write permission: that of another user, or on a read-only disk.

SQLite writes files beside a database that it reads. A database that is opened without them must not be changed meanwhile by
somebody with write permission. So the database is copied with the contents of its log, and the copy is opened as immutable; a
changed database is copied again. If no copy can be written either, the database is read in its folder, provided that there is
no log beside it.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from model.errors import FileError
from model.library.copies.kept_copies import MADE, copies_of, database_name, drop_folders, keep_only
from model.library.folder.database_files import DATABASE
from model.library.folder.errors import unreadable
from model.library.sqlite.database import Database
from model.library.sqlite.rows import DamagedDatabase, Unusable
from model.library.store.library import Library, ReadOnly
from model.message import Message
from model.storage.atomic_write import fingerprint, replace_file
from model.storage.data_names import path_in

_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_LOG = f"{DATABASE}-wal"
_ATTEMPTS = 3
"""Copies that are begun while somebody changes the database."""


def open_kept(folder: Path, cache: Path) -> Library:
    """Opens the library in a folder, and creates it if there is none; without write permission there, opens a copy under
    `cache`, and the notices of the library say so. FileError if the library cannot be used."""
    try:
        return Library.open(folder)
    except FileError as error:
        cause = error.__cause__
        if not (isinstance(cause, OSError) and cause.errno in _FORBIDDEN and os.access(folder / DATABASE, os.R_OK)):
            raise
    messages = _read_only(folder / DATABASE)
    try:
        copy = _copy_of(folder, copies_of(folder, cache))
    except DamagedDatabase as error:
        raise FileError(folder, messages.damaged) from error
    except Unusable as error:
        raise FileError(folder, messages.other_version) from error
    except OSError as error:
        if error.errno not in _FORBIDDEN or _size(folder / _LOG):
            raise unreadable(folder, error) from error
        copy = folder / DATABASE
    library = Library.open_copy(folder, _read_only(copy))
    library.notices.append(WHY)
    return library


def _read_only(copy: Path) -> ReadOnly:
    return ReadOnly(copy, WHY, _DAMAGED, _OTHER_VERSION)


def _copy_of(folder: Path, kept: Path) -> Path:
    """The path of a copy of the present database; copies it if needed."""
    kept.mkdir(mode=0o700, parents=True, exist_ok=True)
    for _ in range(_ATTEMPTS):
        before = _stamp(folder / DATABASE)
        target = kept / database_name(fingerprint(f"{before} {_stamp(folder / _LOG)}".encode()))
        if target.is_file():
            return target
        with TemporaryDirectory(prefix=MADE, dir=kept, ignore_cleanup_errors=True) as name:
            made = Path(name)
            part = made / DATABASE
            for file in (DATABASE, _LOG):
                with suppress(FileNotFoundError):
                    shutil.copyfile(path_in(folder, file), made / file)
            if _stamp(folder / DATABASE) != before:
                continue
            with closing(Database(part)) as database:
                database.check()
                database.copy_to(made / target.name)
            replace_file(made / target.name, target)
        keep_only(kept, target.name)
        drop_folders(kept)
        return target
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def _stamp(path: Path) -> str:
    """Size and time of a file; '' if there is none."""
    with suppress(FileNotFoundError):
        found = path.stat()
        return f"{found.st_size} {found.st_mtime_ns}"
    return ""


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


WHY = Message.of("you cannot write in the folder of this library, so it is read-only")
_DAMAGED = Message.of(
    "the library’s database is damaged, and you cannot write in its folder; ask somebody who can to open the library"
)
_OTHER_VERSION = Message.of(
    "the library’s database is of another version, and you cannot write in its folder; ask somebody who can to open the library"
)
