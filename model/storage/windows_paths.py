"""Paths as Windows takes them: names that it keeps for devices, and places that are longer than it reads by itself.

Source: "Naming Files, Paths, and Namespaces", Microsoft Learn.
"""

from __future__ import annotations

import ntpath
import os
from pathlib import Path

from model.message import Message
from model.text.lazy_regex import late

_DEVICES = frozenset(
    ("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *(f"{head}{n}" for head in ("COM", "LPT") for n in "123456789¹²³"))
)
_NO_NAME = late(r'[\x00-\x1f\x7f<>:"/\\|?*]')
"""Characters that no file name contains on Windows, or on any other system."""
_FORBIDDEN = '<>"|?*:'
_LONGEST_NAME = 255
_LONGEST = 240
"""The number of characters of a path that every part of Windows reads: 260 minus the suffixes of companion files."""
_PLAIN, _PLAIN_UNC = "\\\\?\\", "\\\\?\\UNC\\"


def name_refusal(path: str) -> Message | None:
    """The reason why Windows would not create a file of that name, or another one; None if it would."""
    name = ntpath.basename(path)
    if name.partition(".")[0].rstrip(" ").upper() in _DEVICES:
        return Message.of("“{name}” is a name that Windows keeps for devices; choose another name", name=name)
    if any(letter < " " for letter in name):
        return Message.of("a name must not contain control characters; choose another name")
    found = [letter for letter in name if letter in _FORBIDDEN]
    if found:
        return Message.of("a name must not contain {signs}; choose another name", signs=" ".join(dict.fromkeys(found)))
    if name.endswith((".", " ")):
        return Message.of("a name must not end in a point or a blank; choose another name")
    if len(name) > _LONGEST_NAME:
        return Message.of("the name is too long; choose a shorter one")
    return None


def name_for_all(text: str, longest: int) -> str:
    """A text as the name of a file that every system takes, without its ending, and no longer than so many characters."""
    return _NO_NAME.sub("_", text)[:longest]


def extend_path(path: str) -> str:
    """A full path in the form that Windows reads at any length; a short path, and one in that form, unchanged."""
    if len(path) < _LONGEST or path.startswith(_PLAIN) or not ntpath.isabs(path):
        return path
    path = ntpath.normpath(path)
    return _PLAIN_UNC + path[2:] if path.startswith("\\\\") else _PLAIN + path


def for_system(path: str | Path) -> Path:
    """The path by which this system opens a file."""
    return Path(extend_path(os.path.abspath(path))) if os.name == "nt" else Path(path)


def real_path(path: str | Path) -> Path:
    """The path with all links resolved; unchanged if the system cannot resolve them, like Wine in long paths."""
    try:
        return for_system(os.path.realpath(path))
    except OSError:
        return for_system(path)
