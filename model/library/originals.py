"""The files of a library as they came, each in a folder named by its hash, with what cannot be read from them again.

    originals/5f2c…/R-75.docx       untouched
    originals/5f2c…/library.json    when it came, the numbers of its texts, those removed, what a user decided
    incoming/5f2c…/                 the same of a file of which no text is in the library yet

A file comes in whole or not at all: it is written and synced under `incoming`, its first text goes into the database, then the
folder is moved. What a killed program left under `incoming` is dropped, or moved where the database knows it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, Struct, ValidationError, field, json
from msgspec.structs import replace

from model.errors import FileError
from model.formats.safe_zip import read_file
from model.library.status import Standing
from model.library.values import TextIdentity
from model.message import Message
from model.storage.atomic_write import file_error, sync_folder, write_durably
from model.storage.windows_paths import name_refusal

ABOUT = "library.json"
_HASH = 32
"""Characters of a hash in the name of a folder."""
_LONGEST = 120
"""Characters of a name that are kept."""


class Original(Struct, frozen=True):
    """A file of a library and what is known of it."""

    hash: str
    """SHA-256."""
    name: str
    """As it was called where it came from."""
    size: int
    added: str
    """When it came, ISO, UTC."""
    first: int
    """The id of its first text; those of the others follow it."""
    texts: int
    """How many it holds."""
    removed: tuple[int, ...] = ()
    """Which of them, from 0, are not in the library: a user removed them or left them out, or they were there already."""
    decided: Mapping[int, Standing] = field(default_factory=dict)
    """The statuses that a user gave them."""
    corrected: Mapping[int, TextIdentity] = field(default_factory=dict)
    """What they are by a user, where it was wrongly recognised."""
    file: str = ""
    """Its name in its folder; '' where that is `name`."""

    @property
    def last(self) -> int:
        """The id of its last text."""
        return self.first + self.texts - 1

    @property
    def is_removed(self) -> bool:
        """Whether none of its texts is in the library."""
        return len(self.removed) >= self.texts > 0


class Originals:
    """The folder of a library in which its files lie. Who changes it holds the lock of the library."""

    def __init__(self, folder: Path) -> None:
        """Takes a folder, which need not be there yet."""
        self.folder = folder / "originals"
        self._incoming = folder / "incoming"

    @property
    def is_empty(self) -> bool:
        """Whether there is no file."""
        return not any(self.folder.glob("*"))

    def all(self) -> tuple[Original, ...]:
        """The files in the order in which they came; those whose description cannot be read are left out."""
        found = []
        for about in self.folder.glob(f"*/{ABOUT}"):
            with suppress(OSError, DecodeError, ValidationError):
                found.append(_decoder.decode(about.read_bytes()))
        return tuple(sorted(found, key=lambda original: original.first))

    def find(self, hash: str) -> Original | None:
        """A file by its hash; None where it is not there or its description cannot be read."""
        with suppress(OSError, DecodeError, ValidationError):
            return _decoder.decode((self.folder / hash[:_HASH] / ABOUT).read_bytes())
        return None

    def undescribed(self) -> tuple[Path, ...]:
        """The files whose description is gone or cannot be read."""
        known = {original.hash[:_HASH] for original in self.all()}
        folders = (folder for folder in self.folder.glob("*") if folder.is_dir() and folder.name not in known)
        return tuple(file for folder in folders for file in sorted(folder.iterdir()) if file.is_file() and file.name != ABOUT)

    def path(self, original: Original) -> Path:
        """The path of a file."""
        return self.folder / original.hash[:_HASH] / (original.file or original.name)

    def read(self, original: Original) -> bytes:
        """The bytes of a file; FileError where they cannot be read."""
        return read_file(self.path(original), original.name)

    def put(self, original: Original, data: bytes) -> Original:
        """Writes a file beside those of the library, durably; `settle` makes it one of them. FileError where it cannot be
        written."""
        original = _with_file(original)
        folder = self._incoming / original.hash[:_HASH]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise file_error(folder, error) from error
        try:
            write_durably(folder / (original.file or original.name), data)
            write_durably(folder / ABOUT, json.encode(original))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        sync_folder(self._incoming)
        return original

    def settle(self, hash: str) -> None:
        """Makes a file that was put there one of the library."""
        folder, target = self._incoming / hash[:_HASH], self.folder / hash[:_HASH]
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
        """Drops a file that was put there and is none of the library."""
        shutil.rmtree(self._incoming / hash[:_HASH], ignore_errors=True)

    def describe(self, original: Original) -> None:
        """Writes anew what is known of a file. FileError where it cannot be written."""
        write_durably(self.folder / original.hash[:_HASH] / ABOUT, json.encode(original))

    def remove(self, hash: str) -> None:
        """Takes a file out of the library."""
        folder = self.folder / hash[:_HASH]
        with suppress(OSError):
            self._incoming.mkdir(exist_ok=True)
            os.replace(folder, self._incoming / hash[:_HASH])  # at once, where files are deleted one by one
        shutil.rmtree(folder, ignore_errors=True)
        self.withdraw(hash)

    def sweep(self, known: Collection[str], *, keep: bool) -> None:
        """Ends what a killed program began: moves what the database knows to its place and drops the rest.

        known: the hashes of the files of which the database has texts
        keep: whether the rest is moved too, because the database is new and knows nothing yet
        """
        named = {hash[:_HASH]: hash for hash in known}
        for folder in self._incoming.glob("*"):
            if folder.name in named or (keep and (folder / ABOUT).is_file()):
                self.settle(folder.name)
            else:
                shutil.rmtree(folder, ignore_errors=True)

    def drop_removed(self, known: Collection[str]) -> None:
        """Takes out the files of which all texts were removed when the program was killed before the file was.

        known: the hashes of the files of which the database has texts
        """
        for original in self.all():
            if original.is_removed and original.hash not in known:
                self.remove(original.hash)


_decoder = json.Decoder(Original)


def _with_file(original: Original) -> Original:
    """The original with a name that every system takes and that is not that of its description."""
    stem, dot, suffix = original.name.rpartition(".")
    name = original.name if len(original.name) <= _LONGEST else (stem or suffix)[: _LONGEST - 8] + dot + suffix[:7]
    name = "".join("_" if letter in '<>"|?*:/\\\0' or letter < " " else letter for letter in name).strip(". ")
    if not name or name == ABOUT or name_refusal(name) is not None:
        name = f"_{name}"
    return replace(original, file="" if name == original.name else name)


def unreadable(folder: Path, error: OSError) -> FileError:
    """The system's message about a folder that cannot be read, as one sentence."""
    reason = error.strerror or str(error)
    told = Message.of("the library cannot be opened ({reason}); check the folder and your rights there", reason=reason)
    return FileError(folder, told)
