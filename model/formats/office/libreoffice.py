"""LibreOffice on this computer: its place, and the settings with which it converts (no macros, no links, no network).

Without the settings, LibreOffice 25.2 fetched linked pictures and objects of an OpenDocument text while it converted it.
"""

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
_SCRIPTING = "org.openoffice.Office.Common/Security/Scripting"
_NETWORK = "org.openoffice.Inet/Settings"
_NOWHERE = ("127.0.0.1", "9")
"""The host and the port of a proxy that does not exist: the port discards what it gets, and nobody serves it."""
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    (_NETWORK, "ooInetProxyType", "2"),
    (_NETWORK, "ooInetHTTPProxyName", _NOWHERE[0]),
    (_NETWORK, "ooInetHTTPProxyPort", _NOWHERE[1]),
    (_NETWORK, "ooInetHTTPSProxyName", _NOWHERE[0]),
    (_NETWORK, "ooInetHTTPSProxyPort", _NOWHERE[1]),
    (_NETWORK, "ooInetNoProxy", ""),
)
"""The path, the name and the value of each setting. Macros are never run, links are never updated, and what is to be fetched all
the same goes to a proxy that does not exist."""


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


def write_profile(folder: Path) -> None:
    """Writes a profile into a folder that does not exist yet. OSError if that is impossible."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text("".join(_lines()), encoding="utf-8", newline="\n")


def _lines() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    for path, name, value in _SETTINGS:
        yield f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
    yield "</oor:items>\n"
