"""A lock on an open file that the system drops when the process ends, however it ends."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt
    import os

    _FAR = 1 << 40
    """A byte far behind the content: Windows keeps others from reading what is locked."""

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
        """Whether the lock was free and is now held through this handle; where the file system knows no locks, it is
        taken to be free."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in (errno.EWOULDBLOCK, errno.EACCES)
        return True
