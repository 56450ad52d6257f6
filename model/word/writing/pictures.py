"""Pictures without what cameras and programs write into them: EXIF, XMP, IPTC, comments, text, thumbnails. The picture
itself is not coded anew; what decoding it needs (colour profile, gamma, which way up) stays."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
"""The chunks that say how the picture looks (PNG, third edition)."""
_JPEG = b"\xff\xd8\xff"
_SOS, _EOI, _APP0, _APP1, _APP2, _APP14, _APP15, _COM = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_ORIENTATION = 0x0112


def bare_picture(data: bytes) -> bytes:
    """A JPEG or PNG without its metadata; anything else, and what is damaged, as it is."""
    try:
        if data.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(data))
        if data.startswith(_JPEG):
            return b"\xff\xd8" + b"".join(_jpeg_segments(data))
    except (struct.error, IndexError, ValueError):
        pass
    return data


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    name = b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        stop = at + 12 + length
        if stop > len(data):
            raise ValueError("it ends inside a chunk")
        if name in _PNG_KEPT:
            yield data[at:stop]
        at = stop


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """The segments that stay, up to the end of the image: what programs put behind it goes."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker stands where one must")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == _EOI:
            yield b"\xff\xd9"
            return
        stop = at + 2 + int(struct.unpack_from(">H", data, at + 2)[0])
        body = data[at + 4 : stop]
        if marker == _SOS:
            stop = _scan_end(data, stop)
        if marker == _APP1 and body.startswith(b"Exif\0\0"):
            yield _turned(body[6:])
        elif _stays(marker, body):
            yield data[at:stop]
        at = stop


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded pixels end: at a marker that is neither a stuffed byte nor a restart."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _stays(marker: int, body: bytes) -> bool:
    if marker == _APP0:
        return body.startswith(b"JFIF\0")
    if marker == _APP2:
        return body.startswith(b"ICC_PROFILE\0")
    return marker == _APP14 or not (_APP0 <= marker <= _APP15 or marker == _COM)


def _turned(tiff: bytes) -> bytes:
    """The segment that says which way up a picture is, out of its EXIF data; empty where it stands upright."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        start = struct.unpack_from(order + "I", tiff, 4)[0]
        for entry in range(struct.unpack_from(order + "H", tiff, start)[0]):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + 12 * entry)
            if tag == _ORIENTATION and 1 < value <= 8:
                body = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
                return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    except (KeyError, struct.error):
        pass
    return b""
