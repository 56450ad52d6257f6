"""A process in a job of Windows: it ends with the context, with the program that started it, and at its limits."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import time
from pathlib import Path

from model.storage.windows_job import NO_TIME_LEFT, Limits, job_of
from tests.skips import needs_limits_of_jobs, needs_windows

ROOT = Path(__file__).resolve().parents[3]
SLEEP = "import time; time.sleep(300)"
IN_JOB = f"""
import subprocess, sys, time
from model.storage.windows_job import job_of
process = subprocess.Popen([sys.executable, "-c", {SLEEP!r}])
with job_of(process, 10**9):
    print(process.pid, flush=True)
    time.sleep(300)
"""


def python(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)


def test_its_limits_have_the_size_that_windows_expects() -> None:
    assert ctypes.sizeof(Limits) == (144 if sys.maxsize > 2**32 else 112)


@needs_windows
def test_a_process_ends_with_the_context() -> None:
    with python(SLEEP) as process:
        with job_of(process, 10**9):
            time.sleep(0.2)
            assert process.poll() is None
        process.wait(10)


@needs_windows
def test_a_process_ends_with_the_program_that_is_killed() -> None:
    with python(IN_JOB) as program:
        assert program.stdout is not None
        process = opened(int(program.stdout.readline()))
        assert is_running(process)
        program.kill()
    deadline = time.monotonic() + 10
    while is_running(process):
        assert time.monotonic() < deadline
        time.sleep(0.05)


@needs_windows
@needs_limits_of_jobs
def test_a_process_ends_when_its_time_is_used() -> None:
    with python("import sys; sys.stdin.read(0)\nwhile True: pass") as process, job_of(process, 10**9, seconds=1):
        assert process.wait(30) == NO_TIME_LEFT


@needs_windows
@needs_limits_of_jobs
def test_a_process_gets_no_more_memory() -> None:
    with python("import time; time.sleep(1)\ntry: bytearray(600_000_000)\nexcept MemoryError: print('refused')") as process:
        assert process.stdout is not None
        with job_of(process, 300_000_000):
            assert process.stdout.readline().strip() == b"refused"


def opened(pid: int) -> ctypes.c_void_p:
    """The handle of a process, to wait for it (SYNCHRONIZE)."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.OpenProcess.restype = ctypes.c_void_p
    return ctypes.c_void_p(kernel.OpenProcess(0x100000, 0, pid))


def is_running(process: ctypes.c_void_p) -> bool:
    return bool(ctypes.WinDLL("kernel32").WaitForSingleObject(process, 0))  # type: ignore[attr-defined,unused-ignore]
