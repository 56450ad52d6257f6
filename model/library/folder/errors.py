"""The errors about a library as a whole."""

from __future__ import annotations

import errno
from pathlib import Path

from model.errors import FileError
from model.message import Message
from model.storage.atomic_write import file_error


class DamagedLibrary(FileError):
    """The database is damaged; it is put aside and rebuilt when the library is opened next."""


def unreadable(folder: Path, error: OSError) -> FileError:
    """The system's message about a library that cannot be read, as one sentence."""
    if error.errno == errno.EBUSY:
        return FileError(folder, _IN_USE)
    reason = error.strerror or str(error)
    message = Message.of("the library cannot be opened ({reason}); check the folder and your rights there", reason=reason)
    return FileError(folder, message)


def unwritable(folder: Path, error: OSError) -> FileError:
    """The system's message about a library that cannot be changed, as one sentence."""
    return FileError(folder, _IN_USE) if error.errno == errno.EBUSY else file_error(folder, error)


_IN_USE = Message.of("another program is changing the library; wait until it is done, then try again")
