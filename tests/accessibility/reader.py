"""Orca on a display of its own, with a voice that is silent; what it says is read from its log."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
PROGRAMS = ("Xvfb", "dbus-daemon", "speech-dispatcher", "orca")
SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*?)'(?: \{'established'[^\n]*)?(?=\n\d\d:|\n?\Z)", re.DOTALL)
AT_ONCE = """\
from orca import debug

debug.debugFile.reconfigure(line_buffering=True)
"""
"""What Orca runs when it starts: each line of its log is written at once."""
PATIENCE = 120
"""Seconds for which the start of each process is waited for, on a busy machine."""
VOICES = """\
LogLevel 1
LogDir "default"
AudioOutputMethod "libao"
AddModule "silent" "sd_generic" "silent.conf"
DefaultModule silent
"""
SILENT = """\
GenericExecuteSynth "true"
AddVoice "en" "MALE1" "silent"
"""
"""A voice that takes every sentence and makes no sound: the dummy voice of the dispatcher wants an audio device."""
NO_OTHER = "#!/bin/sh\nexit 1\n"
"""The command by which Orca looks for others of the user, to which it gives way: those of other displays do not matter."""


def has_reader() -> bool:
    """Whether everything is installed that lets Orca speak without a screen and without a sound."""
    return LAUNCHER.exists() and all(map(shutil.which, PROGRAMS))


@contextmanager
def orca(folder: Path) -> Iterator[tuple[dict[str, str], Path]]:
    """Orca at work: the environment of the programs that it reads, and its log. `folder` is an empty one for its files."""
    home, runtime, log = folder / "home", folder / "run", folder / "orca.log"
    voices = home / ".config" / "speech-dispatcher"
    (voices / "modules").mkdir(parents=True)
    runtime.mkdir(mode=0o700)
    search = folder / "commands" / "pgrep"
    search.parent.mkdir()
    search.write_text(NO_OTHER, encoding="utf-8", newline="\n")
    search.chmod(0o700)
    (home / ".local" / "share" / "orca").mkdir(parents=True)
    (home / ".local" / "share" / "orca" / "orca-customizations.py").write_text(AT_ONCE, encoding="utf-8", newline="\n")
    (home / ".libao").write_text("default_driver=null\n", encoding="utf-8", newline="\n")
    (voices / "speechd.conf").write_text(VOICES, encoding="utf-8", newline="\n")
    (voices / "modules" / "silent.conf").write_text(SILENT, encoding="utf-8", newline="\n")
    around = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "DBUS_", "XDG_", "AT_SPI"))}
    around |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "LANG": "C.UTF-8"}
    around["PATH"] = f"{search.parent}{os.pathsep}{os.environ['PATH']}"
    around |= {"QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "NO_AT_BRIDGE": "0"}
    with ExitStack() as stack:

        def start(*command: str) -> None:
            with (folder / f"{Path(command[0]).name}.out").open("wb") as out:
                process = subprocess.Popen(command, env=around, stdout=out, stderr=out, cwd=folder)
            stack.callback(_end, process)

        numbers, display = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(display), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=(display,), stderr=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        stack.callback(_end, server)
        os.close(display)
        with os.fdopen(numbers, encoding="ascii") as lines:
            around["DISPLAY"] = f":{lines.readline().strip()}"
        bus = runtime / "bus"
        around["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
        start("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address=unix:path={bus}")
        _wait_for(bus.exists, "the bus")
        start(str(LAUNCHER), "--launch-immediately", "--a11y=1", "--screen-reader=1")
        start("speech-dispatcher", "--run-single", "--communication-method", "unix_socket", "-t", "0")
        _wait_for((runtime / "speech-dispatcher" / "speechd.sock").exists, "the voice")
        start("orca", f"--debug-file={log}")
        _wait_for(lambda: log.exists() and bool(SPOKEN.search(log.read_text(encoding="utf-8", errors="replace"))), "Orca")
        yield around, log


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(what: Callable[[], bool], name: str) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        if time.monotonic() > end:
            raise RuntimeError(f"{name} does not start")
        time.sleep(0.1)
