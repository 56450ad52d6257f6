"""The zip of a project file: its parts, their hashes, their order; the same parts always give the same bytes."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Collection, Mapping
from io import BytesIO
from typing import Any

from msgspec import Struct, field

from model.errors import FileError
from model.formats.amend.values import FORMAT, MARKED, READER
from model.formats.safe_zip import open_archive
from model.message import Message
from model.storage.atomic_write import fingerprint

MIMETYPE = "application/vnd.clausewright.amend+zip"
MIMETYPE_PART = "mimetype"
MANIFEST_PART = "manifest.json"
README_PART = "README.txt"
README = """This is a project file of Clausewright, an editor of amendments to ITU texts: a zip of readable parts.

manifest.json    format version, the oldest version whose readers understand it, the SHA-256 of each part
submission.xml   the submission, one clause a line. Reading only <kept> and <deleted> gives the text in force,
                 only <kept> and <inserted> the text as proposed; <label> is the number as printed in the text in force;
                 what stands in <struck> is no part of either, but what was amended in clauses that were deleted
originals/       the texts as first read, never edited
versions/        named versions of the submission, oldest first
sources/         the Word files that the texts were read from, untouched; submission.xml says which is which

<char code="1"/> is a character that XML cannot hold, in hexadecimal; U+0001 stands where a footnote is referenced.
"""
_FIXED_PARTS = (MIMETYPE_PART, MANIFEST_PART, README_PART)
_TIME = (1980, 1, 1, 0, 0, 0)
_KNOWN_ENTRIES = ("application", "format", "reader", "id", "parts")


class Container(Struct, frozen=True):
    """The parts of a project file as bytes."""

    parts: Mapping[str, bytes]
    """All but the type, the manifest and the read-me."""
    id: str
    format: int = FORMAT
    reader: int = READER
    manifest: Mapping[str, Any] = field(default_factory=dict)
    """The entries that are not known."""
    damaged: Mapping[str, bytes] = field(default_factory=dict)
    """Parts that are damaged, as far as they were read; only such without which the others can be used."""


def is_project(data: bytes) -> bool:
    """Whether the bytes begin like a project file: the type, stored, is its first part."""
    return data.startswith(b"PK\x03\x04") and data[30:].startswith(MIMETYPE_PART.encode() + MIMETYPE.encode())


def pack(container: Container) -> bytes:
    """The bytes of the zip."""
    hashes = {name: fingerprint(data) for name, data in sorted(container.parts.items())}
    manifest = {
        **dict(sorted(container.manifest.items())),
        "application": "Clausewright",
        "format": container.format,
        "reader": container.reader,
        "id": container.id,
        "parts": hashes,
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, MIMETYPE_PART, MIMETYPE.encode(), zipfile.ZIP_STORED)
        _add(archive, MANIFEST_PART, (json.dumps(manifest, indent=1) + "\n").encode())
        _add(archive, README_PART, README.encode())
        for name in sorted(container.parts, key=_part_order):
            _add(archive, name, container.parts[name])
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_STORED if data[:4] == b"PK\x03\x04" else method
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, compresslevel=6)


def _part_order(name: str) -> tuple[bool, str, str]:
    """The submission first, then the folders by name, numbered parts by their numbers."""
    return name != "submission.xml", re.sub(r"\d+", lambda digits: digits[0].zfill(9), name), name


def unpack(data: bytes, name: str, may_be_damaged: Collection[str] = ()) -> Container:
    """The parts of a project file with their hashes in the manifest. FileError if it is newer, damaged or no project.

    may_be_damaged: the parts without which the others can be used
    """
    if data and not data.startswith(b"PK"):
        raise FileError(name, Message.of("it is damaged: it does not begin as a Clausewright file does; open an earlier copy"))
    archive = open_archive(data, name)
    if archive.find(MIMETYPE_PART) is None or archive.read(MIMETYPE_PART).strip() != MIMETYPE.encode():
        raise FileError(
            name,
            Message.of("it is not a Clausewright file: its part mimetype does not say so; get the file again from its source"),
        )
    if archive.find(MANIFEST_PART) is None:
        raise FileError(name, Message.of("it is damaged: its part manifest.json is missing; open an earlier copy"))
    manifest = _read_manifest(archive.read(MANIFEST_PART), name)
    if manifest["reader"] > MARKED:
        raise FileError(name, Message.of("it was written by a newer version of Clausewright; update the program to open it"))
    hashes = manifest["parts"]
    missing = [part for part in hashes if archive.find(part) is None]
    if missing:
        raise FileError(name, Message.of("it is damaged: its part {part} is missing; open an earlier copy", part=missing[0]))
    parts, damaged = {}, {}
    for part in archive.names:
        if part in _FIXED_PARTS:
            continue
        try:
            parts[part] = archive.read(part)
        except FileError:
            if part not in may_be_damaged:
                raise
            damaged[part] = b""
            continue
        if part not in hashes or fingerprint(parts[part]) != hashes[part]:
            if part in may_be_damaged:
                damaged[part] = parts.pop(part)
                continue
            reason = Message.of("its part {part} is damaged: it is not what the manifest says; open an earlier copy", part=part)
            raise FileError(name, reason)
    unknown = {key: value for key, value in manifest.items() if key not in _KNOWN_ENTRIES}
    return Container(parts, manifest["id"], manifest["format"], manifest["reader"], unknown, damaged)


def _read_manifest(data: bytes, name: str) -> Mapping[str, Any]:
    try:
        manifest: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FileError(name, Message.of("its part manifest.json is damaged: it is not JSON; open an earlier copy")) from error
    wanted = {"format": int, "reader": int, "id": str, "parts": dict}
    sound = isinstance(manifest, dict) and all(type(manifest.get(key)) is type_ for key, type_ in wanted.items())
    if not sound or not all(type(value) is str for value in manifest["parts"].values()):
        reason = Message.of(
            "its part manifest.json is damaged: it lacks one of {entries}; open an earlier copy", entries=tuple(wanted)
        )
        raise FileError(name, reason)
    if manifest["format"] < 1 or manifest["reader"] > manifest["format"]:
        fault = Message.of("its part manifest.json is damaged: it names an impossible version; open an earlier copy")
        raise FileError(name, fault)
    return dict(manifest)
