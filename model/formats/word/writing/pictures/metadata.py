"""Pictures without what cameras and programs write into them: EXIF, XMP, IPTC, comments, text, thumbnails.

The picture itself is not encoded again; what decoding needs (colour profile, gamma, orientation) stays. This module has PNG and
JPEG and the choice among the kinds.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from model.formats.word.writing.pictures.drawings import bare_emf, bare_svg, bare_wmf, is_emf, is_svg, is_wmf
from model.formats.word.writing.pictures.grids import bare_bmp, bare_gif, bare_tiff, bare_webp

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
"""The chunks that determine the picture (PNG, third edition)."""
_JPEG = b"\xff\xd8\xff"
_SOS, _EOI, _APP0, _APP1, _APP2, _APP14 = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE
_CODING = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)})
"""The markers of kept_lines, tables and intervals (ITU-T T.81, table B.1)."""
_JFIF_LENGTH = 12
"""Without the thumbnail that may follow it."""
_ORIENTATION = 0x0112
_GZIP = b"\x1f\x8b"
MAX_UNPACKED = 100_000_000
"""Bytes of a packed drawing (`.emz`, `.wmz`, `.svgz`)."""


def bare_picture(data: bytes) -> bytes | None:
    """A picture without its metadata; None if it is of a kind, or so damaged, that its content cannot be determined."""
    try:
        if data.startswith(_GZIP):
            return _repack(data)
        if data.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(data))
        if data.startswith(_JPEG):
            return bare_jpeg(data)
        if data.startswith((b"GIF87a", b"GIF89a")):
            return bare_gif(data)
        if data.startswith((b"II*\0", b"MM\0*")):
            return bare_tiff(data, bare_jpeg)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return bare_webp(data)
        if data.startswith(b"BM"):
            return bare_bmp(data)
        for is_one, bare in ((is_emf, bare_emf), (is_wmf, bare_wmf)):
            if is_one(data):
                return bare(data)
        return bare_svg(data, bare_picture) if is_svg(data) else None
    except (struct.error, IndexError, ValueError, zlib.error):
        return None


def _repack(data: bytes) -> bytes | None:
    """A compressed drawing, compressed again without the name and time that the compressor notes."""
    unpacker = zlib.decompressobj(31)
    inside = unpacker.decompress(data, MAX_UNPACKED)
    if not unpacker.eof or inside.startswith(_GZIP):
        return None
    bare = bare_picture(inside)
    if bare is None:
        return None
    packer = zlib.compressobj(wbits=31)
    return packer.compress(bare) + packer.flush()


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG, or the piece of one in a TIFF; ValueError and the like if it is damaged."""
    return data[:2] + b"".join(_jpeg_segments(data))


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
    """The segments that stay, up to the end of the image: what programs put after it is removed."""
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
            yield _orientation_segment(body[6:])
        elif marker == _APP0 and body.startswith(b"JFIF\0"):
            yield b"\xff\xe0\0\x10" + body[:_JFIF_LENGTH] + b"\0\0"
        elif marker in _CODING or _is_colour(marker, body):
            yield data[at:stop]
        at = stop


def _scan_end(data: bytes, at: int) -> int:
    """The end of the encoded pixels: a marker that is neither a stuffed byte nor a restart."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _is_colour(marker: int, body: bytes) -> bool:
    """Whether a segment defines the colours of the numbers: a profile, or Adobe's transformation (12 bytes)."""
    if marker == _APP2:
        return body.startswith(b"ICC_PROFILE\0")
    return marker == _APP14 and body.startswith(b"Adobe") and len(body) == 12


def _orientation_segment(tiff: bytes) -> bytes:
    """The segment with the orientation of a picture, from its EXIF data; empty if it is upright."""
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
