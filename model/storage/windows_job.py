"""Job objects of Windows: a process in one is limited, and ends with the program that started it, also if that is killed.

https://learn.microsoft.com/windows/win32/procthread/job-objects
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_LIMIT_INFORMATION = 9
"""JobObjectExtendedLimitInformation"""
_KILL_ON_CLOSE, _PROCESS_MEMORY, _PROCESS_TIME = 0x2000, 0x100, 0x2
"""JOB_OBJECT_LIMIT_…: the processes end with the last handle of the job; each may use so much memory, and so much time."""
_UNITS = 10_000_000
"""Of time in a second."""
NO_TIME_LEFT = 1816
"""The exit status of a process that used its time: ERROR_NOT_ENOUGH_QUOTA."""


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION"""

    _fields_ = [
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]


@contextmanager
def job_of(process: subprocess.Popen[bytes], memory: int, seconds: int = 0) -> Iterator[None]:
    """A job with a process and those that it starts from now on, which end with the context or with this program. OSError if
    Windows refuses it.

    memory: bytes that each of them may use
    seconds: time of the processor that each of them may use; 0 for any
    """
    if sys.platform != "win32":
        raise OSError("only Windows has job objects")
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = Limits(flags=_KILL_ON_CLOSE | _PROCESS_MEMORY, process_memory=memory)
    if seconds:
        limits.flags |= _PROCESS_TIME
        limits.process_time = seconds * _UNITS
    handle = ctypes.c_void_p(int(process._handle))
    try:
        if not kernel.SetInformationJobObject(job, _LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)):
            raise ctypes.WinError(ctypes.get_last_error())
        if not kernel.AssignProcessToJobObject(job, handle):
            raise ctypes.WinError(ctypes.get_last_error())
        yield
    finally:
        kernel.CloseHandle(job)
