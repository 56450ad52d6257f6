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
"""What Windows, or any other system, has in no name of a file."""
_FORBIDDEN = '<>"|?*:'
_LONGEST_NAME = 255
_LONGEST = 240
"""Characters of a path that every part of Windows reads; 260 with the end of the text and what is put beside a file."""
_PLAIN, _PLAIN_UNC = "\\\\?\\", "\\\\?\\UNC\\"


def name_refusal(path: str) -> Message | None:
    """Why Windows would not make a file of that name, or would make another; None where it would."""
    name = ntpath.basename(path)
    if name.partition(".")[0].rstrip(" ").upper() in _DEVICES:
        return Message.of("“{name}” is a name that Windows keeps for devices; choose another name", name=name)
    if any(letter < " " for letter in name):
        return Message.of("a name must not hold control characters; choose another name")
    found = [letter for letter in name if letter in _FORBIDDEN]
    if found:
        return Message.of("a name must not hold {signs}; choose another name", signs=" ".join(dict.fromkeys(found)))
    if name.endswith((".", " ")):
        return Message.of("a name must not end in a point or a blank; choose another name")
    if len(name) > _LONGEST_NAME:
        return Message.of("the name is too long; choose a shorter one")
    return None


def name_for_all(text: str, longest: int) -> str:
    """A text as the name of a file that every system takes, without its ending, and no longer than so many characters."""
    return _NO_NAME.sub("_", text)[:longest]


def extended(path: str) -> str:
    """A full path so that Windows reads it however long it is; a short one, and one that says so already, as it is."""
    if len(path) < _LONGEST or path.startswith(_PLAIN) or not ntpath.isabs(path):
        return path
    path = ntpath.normpath(path)
    return _PLAIN_UNC + path[2:] if path.startswith("\\\\") else _PLAIN + path


def for_system(path: str | Path) -> Path:
    """The path by which this system opens a file."""
    return Path(extended(os.path.abspath(path))) if os.name == "nt" else Path(path)


def real_path(path: str | Path) -> Path:
    """The same behind all links; where the system cannot follow them, as Wine cannot in long paths, the path as it is."""
    try:
        return for_system(os.path.realpath(path))
    except OSError:
        return for_system(path)
