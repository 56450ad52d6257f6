"""The settings with which LibreOffice converts: no macros, no links, no network.

Without them, LibreOffice 25.2 fetched linked pictures and objects of an OpenDocument text while it converted it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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


def write_profile(folder: Path) -> None:
    """Writes a profile into a folder that does not exist yet. OSError if that is impossible."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text("".join(_lines()), encoding="utf-8")


def _lines() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    for path, name, value in _SETTINGS:
        yield f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
    yield "</oor:items>\n"
