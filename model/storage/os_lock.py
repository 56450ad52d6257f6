"""A lock on an open file that the system drops when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _FAR = (1 << 31) - 2
    """A byte far beyond the content: Windows prevents others from reading locked bytes. `_locking` counts in `long`, which has
    32 bits there."""

    def lock(handle: int) -> bool:
        """Whether the lock was free and is now held through this handle."""
        position = os.lseek(handle, 0, os.SEEK_CUR)
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, position, os.SEEK_SET)
        return True

else:
    import errno
    import fcntl

    def lock(handle: int) -> bool:
        """Whether the lock was free and is now held through this handle. A file system without locks counts as free."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in (errno.EWOULDBLOCK, errno.EACCES)
        return True


def remove_locked(handle: int, path: Path) -> None:
    """Removes a locked file and closes it; locked until it is gone, except on Windows, which removes no open file."""
    refused = False
    try:
        path.unlink()
    except PermissionError:
        refused = True
    except OSError:
        pass
    os.close(handle)
    if refused:
        with suppress(OSError):
            path.unlink()
