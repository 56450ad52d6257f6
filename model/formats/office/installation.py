"""The place of LibreOffice on this computer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

_MAC = "Applications/LibreOffice.app/Contents/MacOS/soffice"
_WINDOWS = "LibreOffice/program/soffice.exe"
_LINUX = ("/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice", "/usr/local/bin/soffice")
_REGISTERED = r"SOFTWARE\LibreOffice\UNO\InstallPath"
"""The key under which the installer on Windows writes the folder of the programs."""


def find_office() -> Path | None:
    """The program that converts; None if LibreOffice is not installed. The folders of the search path come first, but not the
    current folder, in which anybody may have put a program."""
    places = _windows_places if sys.platform == "win32" else _other_places
    return next((place for place in places() if place.is_file() and os.access(place, os.X_OK)), None)


def _search_path() -> Iterator[Path]:
    return (Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if os.path.isabs(folder))


def _other_places() -> Iterator[Path]:
    yield from (folder / "soffice" for folder in _search_path())
    if sys.platform == "darwin":
        yield from (folder / _MAC for folder in (Path("/"), Path.home()))
        return
    yield from map(Path, _LINUX)
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def _windows_places() -> Iterator[Path]:
    yield from (folder / "soffice.exe" for folder in _search_path())
    yield from (Path(folder) / "soffice.exe" for folder in _registered_folders())
    given = (os.environ.get(variable, "") for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"))
    yield from (Path(folder) / _WINDOWS for folder in given if folder)


def _registered_folders() -> Iterator[str]:
    if sys.platform != "win32":
        return
    import winreg

    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        for view in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY):
            try:
                with winreg.OpenKey(root, _REGISTERED, 0, winreg.KEY_READ | view) as key:
                    folder, _ = winreg.QueryValueEx(key, "")
            except OSError:
                continue
            if isinstance(folder, str) and os.path.isabs(folder):
                yield folder
