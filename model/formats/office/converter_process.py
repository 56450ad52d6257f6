"""The process of LibreOffice with all that it starts: it ends with the context that started it, and with this program, also if
the program is killed."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from model.storage.windows_job import job_of

_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows: no console is shown for a process."""
_MOST_MEMORY = 6 << 30
_MOST_WRITTEN = 1 << 30
"""Bytes of address space of each process, and of each file that it writes; both where the system can limit them."""
_WATCHER = 'read -r _; kill -s KILL -- "-$1"; rm -rf -- "$2"; sleep 1; rm -rf -- "$2"'
"""What the shell does that waits for the end of this program: its input ends then. The second deletion is of what a process wrote
while it was ended. Linux alone could end a process with its parent (PR_SET_PDEATHSIG), and only the first one of the group."""


@contextmanager
def converter_process(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs in a folder; if this program is killed, the process is ended and the folder deleted. OSError if it
    cannot be started."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
        creationflags=_NO_WINDOW,
    )

    def end() -> None:
        _end(process)

    atexit.register(end)
    try:
        with ExitStack() as stack:
            stack.callback(end)
            with suppress(OSError):
                stack.enter_context(_bound_to_program(process, folder))
            _limit(process.pid)
            yield process
    finally:
        atexit.unregister(end)


@contextmanager
def _bound_to_program(process: subprocess.Popen[bytes], folder: Path) -> Iterator[None]:
    """Has the system, or a shell that waits, end a process when this program ends. OSError if that is impossible."""
    if sys.platform == "win32":
        with job_of(process, _MOST_MEMORY):
            yield
        return
    nowhere = subprocess.DEVNULL
    watcher = subprocess.Popen(
        ["/bin/sh", "-c", _WATCHER, "sh", str(process.pid), str(folder)],
        cwd="/",
        env={"PATH": "/usr/bin:/bin"},
        stdin=subprocess.PIPE,
        stdout=nowhere,
        stderr=nowhere,
        start_new_session=True,
    )
    try:
        yield
    finally:
        watcher.kill()
        watcher.communicate()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and those that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            with suppress(OSError):
                subprocess.run(tree, capture_output=True, check=False, creationflags=_NO_WINDOW)
    else:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _limit(pid: int) -> None:
    """Limits what a process and those that it starts may use, where the system can."""
    if sys.platform == "linux":
        import resource

        with suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (_MOST_WRITTEN, _MOST_WRITTEN))
