"""Durable writing: a crash at any moment leaves the old file or the new one, never a part (FORMATS.md §4).

A temporary file in the same folder, flush, fsync, replace, fsync of the folder: the order that "All File Systems Are Not
Created Equal" (OSDI 2014) found to be safe. If the system can (Linux), the temporary file has no name until it is complete, so
that not even a killed process leaves one behind.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

from model.errors import FileError
from model.message import Message
from model.storage.windows_paths import name_refusal, real_path

PREVIOUS_SUFFIX = ".bak"
"""The suffix of the copy of the previous file."""
SHARED_SUFFIX = ".shared"
"""The suffix of the folder of a shared draft."""
_LONGEST_NAME = 255
"""Bytes that a name in a folder may have on nearly every file system."""
_NO_SUCH_WAY = (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL, errno.ENOSYS)
_HELD = (5, 32, 33)
"""Windows' ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: another program has the file open."""
_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between attempts to replace a file on Windows: a virus scanner holds a new file for about as long."""
_REASONS = {
    errno.ENOSPC: Message.of("the disk is full; free some space or save elsewhere"),
    errno.EDQUOT: Message.of("your share of the disk is full; free some space or save elsewhere"),
    errno.EFBIG: Message.of("the file is larger than the system allows here; save elsewhere"),
    errno.EACCES: Message.of("it may not be written there; close it in other programs or choose another folder"),
    errno.EPERM: Message.of("it may not be written there; close it in other programs or choose another folder"),
    errno.EROFS: Message.of("the folder is read-only; choose another folder"),
    errno.ENOENT: Message.of("the folder does not exist; create it or choose another one"),
    errno.ENOTDIR: Message.of("what should be its folder is a file; choose another folder"),
    errno.ENAMETOOLONG: Message.of("the name is too long; choose a shorter one"),
    errno.EXDEV: Message.of("it lies on another file system than its folder; save elsewhere"),
    errno.EBUSY: Message.of("another program has it open, Word perhaps; close it there or save under another name"),
    errno.ELOOP: Message.of("its links lead in a circle; choose another name"),
}


class ChangedOnDisk(FileError):
    """The file changed after it was read; it was not overwritten."""


def fingerprint(data: bytes) -> str:
    """The SHA-256 by which a file is known again."""
    import hashlib  # loads OpenSSL, which neither the start page nor a text needs

    return hashlib.sha256(data).hexdigest()


def path_beside(path: Path, head: str, tail: str) -> Path:
    """The companion file of a file, with a head and a tail added to its name; a hash replaces a name that is too long."""
    name = f"{head}{path.name}{tail}"
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = f"{head}{fingerprint(os.fsencode(path.name))}{tail}"
    return path.with_name(name)


def previous_copy(path: Path) -> Path:
    """The path at which `write_durably` keeps the previous file."""
    return path_beside(path, "", PREVIOUS_SUFFIX)


def shared_folder(draft: Path) -> Path:
    """The folder beside the file of a shared draft, into which those who share it write."""
    return path_beside(draft, "", SHARED_SUFFIX)


def write_durably(path: str | Path, data: bytes, *, expect: str | None = None, keep_previous: bool = False) -> None:
    """Write a whole file or none; a link is followed, the mode of an existing file is kept.

    `expect` is the fingerprint of the file as read: ChangedOnDisk if it is another one by now (a missing file is no obstacle).
    `keep_previous` keeps the old file as `previous_copy`. FileError, with nothing left behind, if the file cannot be written.
    """
    try:
        refusal = name_refusal(str(path)) if os.name == "nt" else None
        if refusal is not None:
            raise FileError(path, refusal)
        target = real_path(path)
        before = _look_at(target, path)
        with _temporary(target, data, before) as move:
            if expect is not None and before is not None and fingerprint(target.read_bytes()) != expect:
                raise ChangedOnDisk(path, Message.of("another program changed it since it was read; save under another name"))
            if keep_previous and before is not None:
                _keep(target)
            move()
        sync_folder(target.parent)
    except OSError as error:
        raise file_error(path, error) from error
    except ValueError as error:
        raise FileError(path, Message.of("it is not a file name; choose another one")) from error


def file_error(path: object, error: OSError) -> FileError:
    """The system's message about writing a file, as one sentence."""
    in_use = getattr(error, "winerror", None) in _HELD[1:]
    reason = _REASONS.get(errno.EBUSY if in_use else error.errno or 0)
    message = Message.of("it cannot be written ({error}); save elsewhere", error=str(error.strerror or error))
    return FileError(path, reason or message)


def replace_file(source: Path, target: Path) -> None:
    """Replace a file by another, as `os.replace` does. Windows refuses that while another program has the target open; it is
    tried again for less than a second, then OSError with EBUSY."""
    for wait in (*_WAITS, None):
        try:
            os.replace(source, target)
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            if wait is None:
                raise OSError(errno.EBUSY, "another program has it open", str(target)) from error
            sleep(wait)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, if the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _look_at(target: Path, path: object) -> os.stat_result | None:
    """The present file; FileError if it is something that is never replaced."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise FileError(path, Message.of("it is a folder; give the name of a file"))
    if not stat.S_ISREG(found.st_mode):
        raise FileError(path, Message.of("it is a device, not a file; give the name of a file"))
    if not os.access(target, os.W_OK):
        raise FileError(path, Message.of("it is write-protected; save under another name"))
    return found


@contextmanager
def _temporary(target: Path, data: bytes, like: os.stat_result | None) -> Iterator[Callable[[], None]]:
    """A complete and synced file beside the target, and the function that moves it there; deleted afterwards unless it was
    moved.

    It gets its name immediately before it is moved: a kill between the two leaves a whole file with a hidden name.
    """
    name = _part(target)
    handle, named = _create(target.parent, name)

    def move() -> None:
        nonlocal handle
        if not named:
            # Only with a directory handle does Python call linkat, which can follow /proc's link to the open file.
            os.link(f"/proc/self/fd/{handle}", name, src_dir_fd=handle, follow_symlinks=True)
        os.close(handle)
        handle = -1
        replace_file(name, target)

    try:
        _fill(handle, data, like)
        yield move
    finally:
        if handle >= 0:
            os.close(handle)
        with suppress(FileNotFoundError):
            name.unlink()


def _part(target: Path) -> Path:
    """A new hidden name beside a file."""
    return path_beside(target, ".", f".{os.urandom(6).hex()}.part")


def _create(folder: Path, name: Path) -> tuple[int, bool]:
    """An open new file, and whether it has the name already."""
    if hasattr(os, "O_TMPFILE") and os.path.isdir("/proc/self/fd"):
        try:
            return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o666), False
        except OSError as error:
            if error.errno not in _NO_SUCH_WAY:
                raise
    return os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666), True


def _fill(handle: int, data: bytes, like: os.stat_result | None) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
    if like is not None:
        # Windows knows no owners, and modes only from Python 3.13 on.
        if hasattr(os, "fchown"):
            # Another owner's file becomes ours: that much the system may refuse to keep.
            with suppress(OSError):
                os.fchown(handle, like.st_uid, like.st_gid)
        if hasattr(os, "fchmod"):
            with suppress(OSError):
                os.fchmod(handle, stat.S_IMODE(like.st_mode))
    os.fsync(handle)


def _keep(target: Path) -> None:
    """The file as it lies there under its other name too, whole at every moment."""
    part = _part(target)
    try:
        try:
            os.link(target, part)
        except OSError:
            shutil.copy2(target, part)
            _sync(part)
        replace_file(part, previous_copy(target))
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
