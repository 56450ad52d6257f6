"""The gate before the package: a zip is judged by its directory before anything in it is unpacked (FORMATS.md §5)."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from model.errors import FileError
from model.message import Message
from model.storage.windows_paths import for_system

LARGEST_FILE = 300_000_000
"""Bytes beyond which no file is read: nothing that is more than that unpacked is (FORMATS.md §5)."""
MAX_UNPACKED = 300_000_000
MAX_PART = 100_000_000
MAX_PARTS = 5_000
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = b"PK\x01\x02"


class Archive(Struct, frozen=True):
    """The parts of a judged zip, read with a byte budget; names are compared without regard to case (ISO 29500-2)."""

    file: str
    """As the user knows the file, for messages."""
    _zip: zipfile.ZipFile
    _entries: Mapping[str, zipfile.ZipInfo]
    _read: dict[str, bytes] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as the zip spells them."""
        return tuple(entry.filename for entry in self._entries.values())

    @property
    def size(self) -> int:
        """The bytes of all parts, unpacked, as the zip says."""
        return sum(entry.file_size for entry in self._entries.values())

    def find(self, name: str) -> str | None:
        """The name of a part as the file spells it, None if there is none."""
        entry = self._entries.get(name.lower())
        return None if entry is None else entry.filename

    def read(self, name: str) -> bytes:
        """The bytes of a part. FileError if it is missing, damaged or too large."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise FileError(self.file, Message.of("its part {part} is missing; repair and save it in Word", part=name))
        if entry.filename not in self._read:
            self._read[entry.filename] = self._unpack(entry)
        return self._read[entry.filename]

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        budget = min(MAX_PART, MAX_UNPACKED - sum(map(len, self._read.values())))
        chunks = []
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    budget -= len(chunk)
                    if budget < 0:
                        fault = Message.of(
                            "its part {part} unpacks to too much, so it is not opened, for safety; ask for the file again",
                            part=entry.filename,
                        )
                        raise FileError(self.file, fault)
                    chunks.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            reason = Message.of("its part {part} is damaged; get the file again from its source", part=entry.filename)
            raise FileError(self.file, reason) from None
        return b"".join(chunks)


def read_file(path: Path, name: str) -> bytes:
    """The bytes of a file, or FileError with the reason in one sentence."""
    path = for_system(path)
    try:
        if path.is_dir():
            raise FileError(name, Message.of("it is a folder, not a file; choose a file in it"))
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for a writer
            raise FileError(name, Message.of("it is a pipe or a device, not a file; save what it gives as a file first"))
        chunks, room = [], LARGEST_FILE
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):  # Python allocates as much memory as it is asked to read, and Windows keeps it
                room -= len(chunk)
                if room < 0:
                    most = LARGEST_FILE // 1_000_000
                    raise FileError(name, Message.of("it is larger than {most} MB; give a smaller file", most=most))
                chunks.append(chunk)
        return b"".join(chunks)
    except FileNotFoundError:
        reason = Message.of("there is no such file; check its name and its folder")
    except PermissionError:
        reason = Message.of("it may not be read; ask for the right to read it or copy it elsewhere")
    except ValueError:
        reason = Message.of("its name contains a character that no file name can have; correct it")
    except OSError as error:
        why = error.strerror or str(error)
        reason = Message.of("it cannot be read ({reason}); copy it to another folder and try again", reason=why)
    raise FileError(name, reason)


def too_large(most: int) -> Message:
    """Why a zip that unpacks to more than so many bytes is not opened."""
    return Message.of(
        "it unpacks to more than {most} MB, so it is not opened, for safety; split it and open the pieces", most=most // 1_000_000
    )


def open_archive(data: bytes, file: str) -> Archive:
    """The zip in the bytes, checked; FileError, with a sentence for each kind of file that is none."""
    refusal = _no_zip(data)
    if refusal is None and data.count(_ENTRY) > 4 * MAX_PARTS:
        refusal = Message.of(
            "it has more than {most:,} parts, so it is not opened, for safety; split it and open the pieces", most=MAX_PARTS
        )
    if refusal is not None:
        raise FileError(file, refusal)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        listed = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, IndexError, OverflowError):
        raise FileError(file, Message.of("it is damaged; get the file again from its source")) from None
    if len(listed) > MAX_PARTS:
        refusal = Message.of(
            "it has {count:,} parts, more than {most:,}, so it is not opened, for safety; split it and open the pieces",
            count=len(listed),
            most=MAX_PARTS,
        )
    elif sum(entry.file_size for entry in listed) > MAX_UNPACKED:
        refusal = too_large(MAX_UNPACKED)
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in listed:
        refusal = refusal or _refusal(entry)
        if not entry.filename.endswith("/") and entries.setdefault(entry.filename.lower(), entry) is not entry:
            refusal = refusal or Message.of(
                "it contains the part {part} twice, so it is not opened, for safety; ask for the file again", part=entry.filename
            )
    if refusal is not None:
        raise FileError(file, refusal)
    return Archive(file, archive, entries)


def _refusal(entry: zipfile.ZipInfo) -> Message | None:
    """Why a zip with this entry is not opened; None if it may be."""
    name = entry.orig_filename  # as written: Python on Windows replaces backslashes, and every Python cuts at a null
    if entry.flag_bits & 1:
        return Message.of("its part {part} is encrypted; remove the password and save it again", part=name)
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or name[1:2] == ":" or "\0" in name or not name:
        return Message.of(
            "it contains a part with the forbidden name {name}, so it is not opened, for safety; ask for the file again",
            name=f"'{name}'",
        )
    if entry.file_size > MAX_PART:
        return Message.of(
            "its part {part} unpacks to more than {most} MB, so it is not opened, for safety; split it and open the pieces",
            part=name,
            most=MAX_PART // 1_000_000,
        )
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return Message.of("its part {part} is compressed in a way that Word does not use; save it again in Word", part=name)
    return None


def _no_zip(data: bytes) -> Message | None:
    """One sentence for each sort of file that is taken for a Word file; None for a zip."""
    if not data:
        return Message.of("it is empty; get the file again from its source")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Message.of("it is protected by a password; open it in Word, remove the password and save it again")
        if "WordDocument".encode("utf-16-le") in data:
            return Message.of("it is a Word file of the old kind (.doc); open it in Word and save it as .docx")
        return Message.of("it is an Office file of the old kind; open it in Word and save it as .docx")
    if data.startswith(b"PK"):
        return None
    if len(data) == 162 and 0 < data[0] < 54:
        return Message.of("it is the lock file that Word keeps beside an open document, not the document; open the other one")
    return None if zipfile.is_zipfile(io.BytesIO(data)) else Message.of("it is not a Word file; give a .docx file")
