"""The place of LibreOffice on this computer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

_MAC = "Applications/LibreOffice.app/Contents/MacOS/soffice"
_LINUX = ("/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice", "/usr/local/bin/soffice")
_REGISTERED = r"SOFTWARE\LibreOffice\UNO\InstallPath"
"""The key under which the installer on Windows writes the folder of the programs."""


def find_office() -> Path | None:
    """The program that converts; None if LibreOffice is not installed. The folders of the search path come first, but not the
    current folder, in which anybody may have put a program."""
    places = _windows_places if sys.platform == "win32" else _other_places
    return next((place for place in places() if place.is_file() and os.access(place, os.X_OK)), None)


def _on_search_path(name: str) -> Iterator[Path]:
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if os.path.isabs(folder):
            yield Path(folder, name)


def _other_places() -> Iterator[Path]:
    yield from _on_search_path("soffice")
    if sys.platform == "darwin":
        yield from (Path("/", _MAC), Path.home() / _MAC)
        return
    yield from map(Path, _LINUX)
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def _windows_places() -> Iterator[Path]:
    yield from _on_search_path("soffice.exe")
    yield from (Path(folder, "soffice.exe") for folder in _registered_folders())
    for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        if folder := os.environ.get(variable, ""):
            yield Path(folder, "LibreOffice", "program", "soffice.exe")


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
