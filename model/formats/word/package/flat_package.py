"""A Word document of 2007 and later as XML in one file (`pkg:package`, "flat OPC"): its parts as the zip that Word files are."""

from __future__ import annotations

import binascii
import zipfile
from io import BytesIO

from lxml import etree

from model.errors import FileError
from model.formats.refused_kinds import head_of
from model.formats.safe_xml import parse_file
from model.formats.safe_zip import MAX_PARTS, MAX_UNPACKED, too_large
from model.formats.xml_escape import quoteattr
from model.message import Message

_SPACE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_PART, _XML, _BINARY = f"{{{_SPACE}}}part", f"{{{_SPACE}}}xmlData", f"{{{_SPACE}}}binaryData"
_NAME, _TYPE = f"{{{_SPACE}}}name", f"{{{_SPACE}}}contentType"
_TYPES_PART = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_LONGEST_NAME = 1_000
_DATE = (1980, 1, 1, 0, 0, 0)


def is_flat_package(data: bytes) -> bool:
    """Whether the bytes begin as such a file does."""
    if data[:2] == b"PK":
        return False
    head = head_of(data)
    return head.startswith("<") and "package" in head and _SPACE.lower() in head


def zip_of_flat(data: bytes, name: str) -> bytes:
    """The zip with the parts of such a file. FileError if it is damaged or too large.

    name: that of the file, for messages
    """
    root = parse_file(data, name, huge=True)
    types: dict[str, str] = {}
    room, out = MAX_UNPACKED, BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for part in root.iterchildren(_PART):
            part_name = (part.get(_NAME) or "").removeprefix("/")
            if part_name in ("", _TYPES_PART):
                continue
            content = _content(part, part_name, name)
            room -= len(content)
            _check(part_name, name, types, room)
            types[part_name] = part.get(_TYPE) or ""
            archive.writestr(_entry(part_name), content)
        if not any("main+xml" in type for type in types.values()):
            raise FileError(name, Message.of("it contains no text; check that it is the file that you meant"))
        archive.writestr(_entry(_TYPES_PART), _content_types(types))
    return out.getvalue()


def _check(part: str, file: str, known: dict[str, str], room: int) -> None:
    """FileError if a file has a part twice, too many of them, or more bytes than there is room for."""
    refusal = None
    if part in known:
        refusal = Message.of(
            "it contains the part {part} twice, so it is not opened, for safety; ask for the file again", part=part
        )
    elif len(known) >= MAX_PARTS:
        refusal = Message.of(
            "it has more than {most:,} parts, so it is not opened, for safety; split it and open the pieces", most=MAX_PARTS
        )
    elif room < 0:
        refusal = too_large(MAX_UNPACKED)
    elif len(part) > _LONGEST_NAME:
        refusal = Message.of("its part {part} is damaged; get the file again from its source", part=part[:60])
    if refusal is not None:
        raise FileError(file, refusal)


def _content(part: etree._Element, part_name: str, file: str) -> bytes:
    """The bytes of a part."""
    xml, binary = part.find(_XML), part.find(_BINARY)
    if xml is not None and len(xml):
        return etree.tostring(xml[0], encoding="utf-8", xml_declaration=True, standalone=True, with_tail=False)
    try:
        return binascii.a2b_base64(binary.text or "") if binary is not None else b""
    except ValueError:
        reason = Message.of("its part {part} is damaged; get the file again from its source", part=part_name)
        raise FileError(file, reason) from None


def _entry(part: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _content_types(types: dict[str, str]) -> str:
    rows = "".join(
        f"<Override PartName={quoteattr('/' + part)} ContentType={quoteattr(type)}/>"
        for part, type in types.items()
        if type and not part.endswith(".rels")
    )
    defaults = f'<Default Extension="rels" ContentType="{_RELATIONS}"/><Default Extension="xml" ContentType="application/xml"/>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="{_TYPES}">{defaults}{rows}</Types>'
