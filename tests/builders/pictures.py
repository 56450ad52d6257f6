"""Tiny pictures of many kinds, with what cameras and programs write into them."""

from __future__ import annotations

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(text: bytes = b"", packed: bytes = b"", xmp: bytes = b"", exif: bytes = b"", behind: bytes = b"") -> bytes:
    chunks = b""
    if text:
        chunks += chunk(b"tEXt", b"Author\0" + text)
        chunks += chunk(b"zTXt", b"Author\0\0" + zlib.compress(packed, 0)) + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
        chunks += chunk(b"eXIf", b"II*\0" + exif)
    head, pixels = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), chunk(b"IDAT", zlib.compress(b"\0\x7f"))
    return SIGNATURE + head + chunks + pixels + chunk(b"IEND", b"") + behind


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(exif: bytes = b"", xmp: bytes = b"", iptc: bytes = b"", comment: bytes = b"", behind: bytes = b"") -> bytes:
    chunk = b""
    if exif:
        chunk += segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + exif) + segment(0xFE, comment)
        chunk += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp) + segment(0xED, b"Photoshop 3.0\0" + iptc)
        chunk += segment(0xE0, b"JFXX\0\x10" + comment)
    jfif, thumbnail = (b"\1\1", b"\x80" * 3 + exif) if exif else (b"\0\0", b"")
    head = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1" + jfif + thumbnail)
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + head + chunk + segment(0xDB, b"\0" + b"\1" * 64) + scan + b"\xff\xd9" + behind


def gif(comment: bytes = b"", xmp: bytes = b"", behind: bytes = b"") -> bytes:
    loop = b"!\xff\x0bNETSCAPE2.0\x03\1\0\0\0"
    chunk = b""
    if comment:
        chunk = b"!\xfe" + bytes([len(comment)]) + comment + b"\0" + b"!\xff\x0bXMP DataXMP" + bytes([len(xmp)]) + xmp + b"\0"
    image = b"!\xf9\4\0\0\0\0\0" + b",\0\0\0\0\1\0\1\0\0" + b"\2\2\x44\1\0"
    return b"GIF89a\1\0\1\0\x80\0\0" + b"\0\0\0\xff\xff\xff" + chunk + loop + image + b";" + behind


def tiff(artist: bytes = b"", xmp: bytes = b"", behind: bytes = b"", order: str = "<") -> bytes:
    """One grey pixel."""
    fields = [(256, 3, 1, 1), (257, 3, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (277, 3, 1, 1), (278, 3, 1, 1)]
    if artist:
        fields += [(315, 2, len(artist), artist), (700, 7, len(xmp), xmp)]  # type: ignore[list-item]
    fields += [(273, 4, 1, -1), (279, 4, 1, 1), (282, 5, 1, struct.pack(order + "II", 72, 1))]  # type: ignore[list-item]
    fields.sort(key=lambda field: field[0])
    at = 8 + 2 + 12 * len(fields) + 4
    rows, rest = b"", b""
    for tag, kind, count, value in fields:
        if isinstance(value, bytes):
            rows += struct.pack(order + "HHII", tag, kind, count, at + len(rest))
            rest += value + b"\0" * (len(value) % 2)
        elif value == -1:
            rows += struct.pack(order + "HHII", tag, kind, count, at + len(rest))
            rest += b"\x7f\0"
        else:
            shown = struct.pack(order + ("HH" if kind == 3 else "I"), *((value, 0) if kind == 3 else (value,)))
            rows += struct.pack(order + "HHI", tag, kind, count) + shown
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    return mark + struct.pack(order + "IH", 8, len(fields)) + rows + b"\0" * 4 + rest + behind


def riff(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def webp(exif: bytes = b"", xmp: bytes = b"", behind: bytes = b"") -> bytes:
    flags = b"\x0c" if exif else b"\0"
    chunks = riff(b"EXIF", exif) + riff(b"XMP ", xmp) + riff(b"ZZZZ", xmp) if exif else b""
    inside = b"WEBP" + riff(b"VP8X", flags + b"\0" * 9) + riff(b"VP8L", b"\x2f\0\0\0\0\x07\x10") + chunks
    return b"RIFF" + struct.pack("<I", len(inside)) + inside + behind


def bmp(behind: bytes = b"", profile: bytes = b"") -> bytes:
    """One blue pixel, with a profile by a path where one is given."""
    head = struct.pack("<IiiHHIIiiII", 124 if profile else 40, 1, 1, 1, 24, 0, 4, 0, 0, 0, 0)
    if profile:
        head += b"\0" * 16 + b"KNIL" + b"\0" * 52 + struct.pack("<III", 128, len(profile), 0)
    start = 14 + len(head)
    return b"BM" + struct.pack("<IHHI", start + 4, 0, 0, start) + head + b"\xff\0\0\0" + profile + behind


def emf_record(kind: int, body: bytes) -> bytes:
    body += b"\0" * (-len(body) % 4)
    return struct.pack("<II", kind, 8 + len(body)) + body


def emf(description: str = "", *records: bytes, behind: bytes = b"") -> bytes:
    """A line, with a description and more records where they are given."""
    name_data = description.encode("utf-16-le") + b"\0" * (2 * len(description) % 4)
    drawn = emf_record(54, struct.pack("<ii", 5, 5)) + b"".join(records) + emf_record(14, struct.pack("<III", 0, 16, 20))
    size = 108 + len(name_data)
    place = (len(description), 108) if description else (0, 0)
    head = struct.pack("<II8i", 1, size, 0, 0, 9, 9, 0, 0, 9, 9) + b" EMF"
    head += struct.pack("<IIIHHII", 0x10000, size + len(drawn), 3 + len(records), 1, 0, *place)
    return head + struct.pack("<I4i", 0, 9, 9, 9, 9) + b"\0" * 20 + name_data + drawn + behind


def wmf_record(function: int, body: bytes) -> bytes:
    body += b"\0" * (len(body) % 2)
    return struct.pack("<IH", 3 + len(body) // 2, function) + body


def wmf(*records: bytes, behind: bytes = b"") -> bytes:
    """A placed line, with more records where they are given."""
    drawn = b"".join(records) + wmf_record(0x0213, struct.pack("<hh", 5, 5)) + wmf_record(0, b"")
    placed = b"\xd7\xcd\xc6\x9a" + struct.pack("<HhhhhHIH", 0, 0, 0, 9, 9, 96, 0, 0)
    return placed + struct.pack("<HHHIHIH", 1, 9, 0x300, 9 + len(drawn) // 2, 0, 20, 0) + drawn + behind


def svg(meta: str, title: str, script: str, comment: str, inkscape: str, path: str, link: str) -> bytes:
    """A square that says much more."""
    return (
        f'<?xml version="1.0"?><!--{comment}--><svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'inkscape:export-filename="{path}" data-by="{meta}"><metadata>{meta}</metadata><title>{title}</title>'
        f'<script>{script}</script><inkscape:page by="{inkscape}"/>'
        f'<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">{script}</p></foreignObject>'
        f"<style>/* {comment} */ @import url({link}.css); rect {{ fill: url(http://{link}/) }} #a {{ fill: url(#g) }}</style>"
        f'<a xlink:href="http://{link}/"><rect id="a" width="1" height="1" onclick="{script}" style="fill:url(file:///{path})"/></a>'
        f'<image xlink:href="file:///{path}.png" width="1" height="1"/><use xlink:href="#a"/></svg>'
    ).encode()
