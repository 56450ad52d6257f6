"""Limits of time for code that must not hang, and of room for code that must not lose what was there."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from unittest import mock


class TooSlow(BaseException):
    """Raised by the alarm; not an Exception, so that nothing that handles errors swallows it."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """TooSlow in the block after that time, in the main thread; on a system without SIGALRM at its end, if it has one."""
    if not hasattr(signal, "SIGALRM"):
        begun = time.monotonic()
        yield
        if time.monotonic() - begun > seconds:
            raise TooSlow(f"more than {seconds:g} s")
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def short_files(most: int) -> Iterator[None]:
    """No file gets longer than `most` bytes in the block: by the limit of the system where it has one, else the call that
    writes fails as it would there."""
    try:
        import resource
    except ImportError:
        with mock.patch.object(os, "write", _writing(most)):
            yield
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _writing(most: int) -> object:
    write = os.write

    def short(handle: int, data: bytes) -> int:
        room = most - os.lseek(handle, 0, os.SEEK_CUR)
        if room <= 0:
            raise OSError(errno.EFBIG, "File too large")
        return write(handle, data[:room])

    return short
