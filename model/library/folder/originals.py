"""The unchanged files of a library, each in a folder named by its hash, with the data that cannot be read from them again.

originals/5f2c…/R-75.docx       unchanged
originals/5f2c…/library.json    time of addition, numbers of its texts, removed texts, decisions of the user
incoming/5f2c…/                 the same for a file of which no text is in the library yet

A file is added whole or not at all: it is written and synced under `incoming`, its first text is added to the database, then
the folder is moved. A folder that a killed program left under `incoming` is deleted, or moved if the database knows the file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError

from model.errors import FileError
from model.formats.safe_zip import read_file
from model.library.folder.descriptions import (
    ABOUT,
    DAMAGED,
    SHORT_HASH,
    Original,
    encode_description,
    read_description,
    with_file,
)
from model.storage.atomic_write import file_error, sync_folder, write_durably
from model.storage.data_names import is_hash, is_link, link_error, path_in
from model.text.lazy_regex import late

_FOLDER = late(r"[0-9a-f]{32}")


class Originals:
    """The folder of a library with its files. A caller that changes it holds the lock of the library.

    If the folder came from elsewhere, a stranger may have chosen the names in the descriptions. A description that names
    anything but the file beside it is damaged: the file is reported and not changed. No link is followed.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` need not exist yet."""
        self.folder = folder / "originals"
        self._incoming = folder / "incoming"

    @property
    def is_empty(self) -> bool:
        """Whether there is no file."""
        return not any(self.folder.glob("*"))

    def all(self) -> tuple[Original, ...]:
        """The files in the order of their addition, without those whose description is damaged."""
        found = (self.find(hash) for hash in folder_names(self.folder))
        return tuple(sorted((original for original in found if original is not None), key=lambda original: original.first))

    def find(self, hash: str) -> Original | None:
        """A file by its hash, or by the name of its folder; None if it does not exist or its description is damaged."""
        with suppress(FileError, DecodeError):
            return self._read_original(hash)
        return None

    def holds(self, hash: str) -> bool:
        """Whether there is a folder for a file of that hash."""
        return is_hash(hash) and _exists(self.folder / hash[:SHORT_HASH])

    def original(self, hash: str) -> Original:
        """A file by its hash. FileError if it does not exist or its description is damaged."""
        try:
            return self._read_original(hash)
        except DecodeError as error:
            raise FileError(self._folder_of(self.folder, hash), DAMAGED) from error

    def problems(self) -> tuple[FileError, ...]:
        """The error about each file that is not used because its description is damaged or because a link leads to it."""
        return tuple(error for place in (self.folder, self._incoming) for error in self._problems(place))

    def _problems(self, place: Path) -> Iterator[FileError]:
        if is_link(place):
            yield link_error(place)
            return
        for path in sorted(place.glob("*")):
            if is_link(path):
                yield link_error(path)
            elif _exists(path / ABOUT):
                try:
                    self._read_original(path.name, place)
                except FileError as error:
                    yield error
                except DecodeError:  # it is read again: `undescribed`
                    continue

    def files_without_description(self) -> tuple[Path, ...]:
        """The files without a description, or with an incomplete one."""
        found: list[Path] = []
        for folder in (self.folder / name for name in folder_names(self.folder)):
            try:
                if _exists(folder / ABOUT):
                    self._read_original(folder.name)
                    continue
            except FileError:
                continue
            except DecodeError:
                pass
            found += (file for file in sorted(folder.iterdir()) if file.is_file() and file.name != ABOUT and not is_link(file))
        return tuple(found)

    def path(self, original: Original) -> Path:
        """The path of a file. FileError if it would lie elsewhere."""
        return path_in(self._folder_of(self.folder, original.hash), original.file or original.name)

    def read(self, original: Original) -> bytes:
        """The bytes of a file; FileError if they cannot be read."""
        return read_file(self.path(original), original.name)

    def put(self, original: Original, data: bytes) -> Original:
        """Writes a file durably; `settle` makes it one of the library's. FileError if it cannot be written."""
        original = with_file(original)
        folder = self._folder_of(self._incoming, original.hash)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise file_error(folder, error) from error
        try:
            write_durably(path_in(folder, original.file or original.name), data)
            write_durably(path_in(folder, ABOUT), encode_description(original))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        sync_folder(self._incoming)
        return original

    def settle(self, hash: str) -> None:
        """Makes a file that was written beside the library one of its files."""
        folder, target = self._folder_of(self._incoming, hash), self._folder_of(self.folder, hash)
        if not folder.is_dir():
            return
        try:
            if target.is_dir():
                shutil.rmtree(target)
            os.replace(folder, target)
        except OSError as error:
            raise file_error(target, error) from error
        sync_folder(self.folder)

    def withdraw(self, hash: str) -> None:
        """Deletes a file that was written beside the library and is not one of its files."""
        shutil.rmtree(self._folder_of(self._incoming, hash), ignore_errors=True)

    def describe(self, original: Original) -> None:
        """Writes the description of a file again. FileError if it cannot be written."""
        write_durably(path_in(self._folder_of(self.folder, original.hash), ABOUT), encode_description(original))

    def remove(self, hash: str) -> None:
        """Removes a file from the library."""
        folder, target = self._folder_of(self.folder, hash), self._folder_of(self._incoming, hash)
        with suppress(OSError):
            self._incoming.mkdir(exist_ok=True)
            os.replace(folder, target)  # at once, because files may be deleted one by one
        shutil.rmtree(folder, ignore_errors=True)
        self.withdraw(hash)

    def sweep(self, known: Collection[str], *, keep: bool) -> None:
        """Finishes the work of a killed program: moves the files whose hashes the database knows to `originals` and deletes the
        others, except files that this program did not write. `keep` moves the others too, because the database is new and
        knows nothing yet."""
        named = {hash[:SHORT_HASH] for hash in known}
        for name in folder_names(self._incoming):
            is_wanted = name in named or (keep and _exists(self._incoming / name / ABOUT))
            if not is_wanted or self.find(name) is not None:
                self.withdraw(name)
            elif self._is_whole(name):
                self.settle(name)

    def drop_removed(self, known: Collection[str]) -> None:
        """Deletes files that a killed program left after their texts were removed; those with a `known` hash have texts."""
        for original in self.all():
            if original.is_removed and original.hash not in known:
                self.remove(original.hash)

    def _is_whole(self, name: str) -> bool:
        """Whether a folder under `incoming` contains the file that its description names."""
        with suppress(FileError, DecodeError):
            original = self._read_original(name, self._incoming)
            return path_in(self._incoming / name, original.file or original.name).is_file()
        return False

    def _read_original(self, hash: str, place: Path | None = None) -> Original:
        """A file by its hash or folder. FileError if it is missing or damaged, DecodeError if it is incomplete."""
        folder = self._folder_of(place or self.folder, hash)
        original = read_description(folder)
        if is_hash(hash) and original.hash != hash:
            raise FileError(folder, DAMAGED)
        path_in(folder, original.file or original.name)
        return original

    @staticmethod
    def _folder_of(place: Path, hash: str) -> Path:
        """The folder of a file, by its hash or its own name, in one of the two places. FileError if it is neither, or a link."""
        name = hash[:SHORT_HASH] if is_hash(hash) else hash
        if not _FOLDER.fullmatch(name):
            raise FileError(path_in(place, name), DAMAGED)
        return path_in(path_in(place.parent, place.name), name)


def folder_names(place: Path) -> list[str]:
    """The names of the folders of files in `originals` or `incoming`; empty if `place` is a link."""
    if is_link(place):
        return []
    found = (path for path in place.glob("*") if _FOLDER.fullmatch(path.name) and not is_link(path))
    return sorted(path.name for path in found if path.is_dir())


def _exists(path: Path) -> bool:
    return path.exists() or is_link(path)
