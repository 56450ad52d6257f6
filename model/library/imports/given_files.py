"""The files that a user gives to a library: by themselves, in folders, in zips."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from msgspec import Struct

from model.errors import FileError, abridged_text
from model.formats.safe_zip import MAX_UNPACKED, Archive, open_archive, read_file, too_large
from model.message import Message

_ZIP = b"PK\x03\x04"
_DOCUMENT_PARTS = ("[content_types].xml", "mimetype")
"""Every zip that is itself a document contains one of these parts."""
_LONGEST_NAME = 200
"""Characters of the name of a file in a zip; the name of a file has at most 255 bytes."""
_MOST_ZIPS = 1
"""Zips in which a zip may be, one in the other: a zip may contain itself."""
_PASSED = (".", "~$", "thumbs.db", "desktop.ini", "__macosx")
"""The beginnings of the names of files that operating systems and Word create beside the user's files."""


class GivenFile(Struct, frozen=True):
    """A file to be read."""

    name: str
    """As it is shown: of a file in a zip with that of the zip before it."""
    read: Callable[[], bytes]
    zips: int = 0
    """The number of zips that it is in, one in the other."""


def files_in(paths: Iterable[Path | GivenFile]) -> Iterator[GivenFile]:
    """The files of paths; of folders all files in them and in their subfolders, except those that operating systems create."""
    for path in paths:
        if isinstance(path, GivenFile):
            yield path
            continue
        if not path.is_dir():
            yield GivenFile(str(path), partial(read_file, path, str(path)))
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not _is_passed(name))
            for name in sorted(names):
                if not _is_passed(name):
                    file = Path(folder) / name
                    yield GivenFile(str(file), partial(read_file, file, str(file)))


class FilesInZips:
    """The files in zips, and in zips in these, within limits."""

    def __init__(self) -> None:
        self._unpacked = 0
        """The bytes of the zips that were opened in the present zip."""

    def parts(self, data: bytes, given: GivenFile) -> list[GivenFile] | None:
        """The files of a zip; None if the bytes are not a zip, or are a document in zip format. FileError for a zip that
        contains zips in zips in it, or too much of them."""
        archive = _zip_of_files(data, given.name)
        if archive is None:
            return None
        if given.zips > _MOST_ZIPS:
            raise FileError(given.name, Message.of("it is a zip in a zip; unpack it and add it by itself"))
        self._unpacked = self._unpacked + archive.size if given.zips else 0
        if self._unpacked > MAX_UNPACKED:
            raise FileError(given.name, too_large(MAX_UNPACKED))
        wanted = (part for part in archive.names if not any(_is_passed(step) for step in part.split("/")))
        return [
            GivenFile(f"{given.name}/{abridged_text(part, _LONGEST_NAME)}", partial(archive.read, part), given.zips + 1)
            for part in sorted(wanted)
        ]


def _zip_of_files(data: bytes, name: str) -> Archive | None:
    """The zip with these bytes; None if they are not a zip, or are a document in zip format."""
    if not data.startswith(_ZIP):
        return None
    archive = open_archive(data, name)
    return None if any(archive.find(part) for part in _DOCUMENT_PARTS) else archive


def _is_passed(name: str) -> bool:
    return name.lower().startswith(_PASSED)
