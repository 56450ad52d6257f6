"""Names that were read from a file, made into paths that stay in their folder (FORMATS.md §4).

Whoever can write a file of a library, a project or a journal chooses the names in it. A name that leads elsewhere (`../x`, `/x`,
a link) would let that file read, replace or delete other files, so `path_in` turns every such name into a path.
`tests/test_data_names.py` enforces that.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from model.errors import FileError, shorten_value
from model.message import Message
from model.storage.windows_paths import name_refusal
from model.text.lazy_regex import late

_FORBIDDEN = frozenset(("", ".", ".."))
_SEPARATORS = frozenset("/\\:")
_HASH = late(r"[0-9a-f]{64}")
_JUNCTION = 0xA0000003
"""Windows' IO_REPARSE_TAG_MOUNT_POINT."""


def is_plain_name(name: str) -> bool:
    """Whether a text is the name of a file on every system, and nothing more: no folder, no drive, no device."""
    return name not in _FORBIDDEN and _SEPARATORS.isdisjoint(name) and name_refusal(name) is None


def is_hash(text: str) -> bool:
    """Whether a text is a SHA-256 as this program writes it."""
    return _HASH.fullmatch(text) is not None


def is_link(path: Path) -> bool:
    """Whether a path is a link to another place: a symbolic link, or a junction of Windows."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def path_in(folder: Path, name: str) -> Path:
    """The path of a file or folder by its name in `folder`. FileError if the name is not a plain name, or is that of a link."""
    if not is_plain_name(name):
        given = shorten_value(repr(name))
        raise FileError(
            folder,
            Message.of("it names the file {name}, which is not a plain name; get the folder again from its source", name=given),
        )
    path = folder / name
    if is_link(path):
        raise link_error(path)
    return path


def link_error(path: Path) -> FileError:
    """The error about a link in the place of a file or folder of this program."""
    return FileError(path, Message.of("it is a link, and links are not followed here; put the file or folder itself there"))
