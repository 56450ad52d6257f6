"""The conversion of a text to .docx by LibreOffice: in a folder and with a profile of its own, both deleted afterwards."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import time
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from threading import Lock

from model.errors import FileError
from model.formats.office.converter_process import converter_process
from model.formats.office.formats import Ending, office_ending
from model.formats.office.libreoffice import find_office, write_profile
from model.formats.office.own_folder import own_folder
from model.formats.progress import Report
from model.formats.safe_zip import LARGEST_FILE
from model.message import Message

LONGEST = 180.0
"""Seconds after which LibreOffice is stopped; it converts 100 pages in about 5."""
_PAUSE = 0.1
"""Seconds between two questions whether the work is to go on."""
_FILTER = "docx:MS Word 2007 XML"
_GIVEN = "text"
"""The name of the file that is converted: LibreOffice need not know how the user's file is called."""
_KEPT = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
"""The variables that LibreOffice gets; none of them leads to the user's files or to a display."""
MOST_FILES = 8
MOST_BYTES = 64_000_000
"""Conversions that are kept, and their bytes."""


class KeptConversions:
    """The last conversions of this process, so that a file that is compared or opened once more is not converted again:
    converted files by the content of those that they were made of; of many, the last ones. Threads may share it."""

    def __init__(self) -> None:
        self._files: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, given: bytes) -> bytes | None:
        """The converted file of a given one; None if it is not kept."""
        key = hashlib.sha256(given).digest()
        with self._lock:
            if key in self._files:
                self._files.move_to_end(key)
            return self._files.get(key)

    def keep(self, given: bytes, converted: bytes) -> None:
        """Keeps a converted file, and drops the oldest ones beyond the limits."""
        with self._lock:
            self._files[hashlib.sha256(given).digest()] = converted
            while len(self._files) > MOST_FILES or sum(map(len, self._files.values())) > MOST_BYTES:
                self._files.popitem(last=False)

    def clear(self) -> None:
        """Keeps nothing any more."""
        with self._lock:
            self._files.clear()


CONVERTED = KeptConversions()


def convert_to_docx(data: bytes, name: str, report: Report) -> bytes:
    """The bytes of a text as .docx; `report` is called every tenth of a second. A text that was converted lately is not converted
    again. FileError, in one sentence, if the file cannot be converted."""
    found = CONVERTED.get(data)
    if found is None:
        found = _convert(data, name, report)
        CONVERTED.keep(data, found)
    return found


def _convert(data: bytes, name: str, report: Report) -> bytes:
    ending = office_ending(data) or ".doc"
    program = find_office()
    if program is None:
        reason = Message.of(
            "it is in a format that is read with the help of LibreOffice, which was not found; save it as .docx in Word"
        )
        raise FileError(name, reason)
    try:
        with own_folder() as folder:
            (folder / f"{_GIVEN}{ending}").write_bytes(data)
            write_profile(folder / "profile")
            _run(_command(program, folder, ending), folder, name, report)
            return _result(folder / "out" / f"{_GIVEN}.docx", name)
    except OSError as error:
        why = error.strerror or str(error)
        reason = Message.of("LibreOffice could not be started for it ({reason}); save it as .docx in Word", reason=why)
        raise FileError(name, reason) from None


def _command(program: Path, folder: Path, ending: Ending) -> list[str]:
    profile = (folder / "profile").as_uri()
    switches = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")
    wanted = ("--convert-to", _FILTER, "--outdir", str(folder / "out"), str(folder / f"{_GIVEN}{ending}"))
    return [str(program), f"-env:UserInstallation={profile}", *switches, *wanted]


def _environment(folder: Path) -> dict[str, str]:
    given = {name: value for name in _KEPT if (value := os.environ.get(name))}
    folders = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP"), str(folder))
    return {**given, **folders, "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _run(command: list[str], folder: Path, name: str, report: Report) -> None:
    """Runs the program to its end. FileError if it takes too long; passes on what `report` raises."""
    what = Message.of("LibreOffice converts {name} …", name=Path(name).name)
    report(0, 0, what)  # before it is started: a caller who does not want to wait raises
    end = time.monotonic() + LONGEST
    with converter_process(command, folder, _environment(folder)) as process:
        while process.poll() is None:
            report(0, 0, what)
            if time.monotonic() > end:
                reason = Message.of(
                    "LibreOffice did not convert it within {seconds} seconds and was stopped; save it as .docx in Word",
                    seconds=round(LONGEST),
                )
                raise FileError(name, reason)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_PAUSE)


def _result(path: Path, name: str) -> bytes:
    """The bytes of the file that LibreOffice wrote. FileError if there is none, or another one than was asked for."""
    try:
        found = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST_FILE else b""
    except OSError:
        data = b""
    if not data.startswith(b"PK\x03\x04"):
        reason = Message.of(
            "LibreOffice could not convert it: it is damaged, or needs a password; open it in Word and save it as .docx"
        )
        raise FileError(name, reason)
    return data
