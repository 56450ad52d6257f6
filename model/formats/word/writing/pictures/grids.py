"""GIF, TIFF, WebP and BMP without what cameras and programs write into them.

Each is read to its end by the kind's own rules, and only the fields that determine the pixels are written again. ValueError and
the like if one is damaged or has unknown content.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping

_GIF_HEAD = 13
_GRAPHIC_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_LOOP_LENGTH = 5
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_TOLD = 0x0C
"""The bits of VP8X that announce EXIF and XMP."""
_FRAME_HEAD = 16
_TIFF_KEPT = frozenset(
    {
        *(254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291),
        *(292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 336, 338, 339, 340, 341, 342, 347),
        *(529, 530, 531, 532, 34675),
    }
)
"""The fields that determine the picture (TIFF 6.0, with the supplements for JPEG and colour profiles)."""
_TIFF_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_TIFF_ORDERS = {b"II": "<", b"MM": ">"}
_STRIPS, _STRIP_SIZES, _TILES, _TILE_SIZES = 273, 279, 324, 325
_COMPRESSION, _JPEG_TABLES = 259, 347
_OLD_JPEG, _NEW_JPEG = 6, 7
_MAX_TIFF_PAGES = 1000
_BMP_HEADS = frozenset({12, 40, 52, 56, 108, 124})
_V5 = 124
_RGB, _RLE8, _RLE4, _MASKS, _ALPHA_MASKS = 0, 1, 2, 3, 6
_SRGB = b"BGRs"


def bare_gif(data: bytes) -> bytes:
    """A GIF without comments, text and the data of programs; how often it is to be played stays."""
    at = _GIF_HEAD + _palette(data[10])
    out = [data[:at]]
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            start, at = at, at + 10
            at = _blocks_end(data, at + _palette(data[at - 1]) + 1)
            out.append(data[start:at])
        elif data[at] == 0x21:
            start, label, at = at, data[at + 1], _blocks_end(data, at + 2)
            body = data[start + 3 : start + 3 + data[start + 2]]
            if label == _GRAPHIC_CONTROL or (label == _APPLICATION and body in _LOOPS and at == start + 14 + _LOOP_LENGTH):
                out.append(data[start:at])
        else:
            raise ValueError("no block stands where one must")
    return b"".join(out) + b"\x3b"


def _palette(flags: int) -> int:
    """The bytes of the colour table that a GIF's flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    if at >= len(data):
        raise ValueError("it ends inside a block")
    return at + 1


def bare_webp(data: bytes) -> bytes:
    """A WebP without EXIF, XMP and chunks that are not known."""
    stop = 8 + int(struct.unpack_from("<I", data, 4)[0])
    if stop > len(data):
        raise ValueError("it ends inside a chunk")
    inside = b"".join(_webp_chunks(data, 12, stop))
    return b"RIFF" + struct.pack("<I", 4 + len(inside)) + b"WEBP" + inside


def _webp_chunks(data: bytes, at: int, stop: int) -> Iterator[bytes]:
    while at < stop:
        name, length = struct.unpack_from("<4sI", data, at)
        body, at = data[at + 8 : at + 8 + length], at + 8 + length + length % 2
        if at > stop + 1 or len(body) != length:
            raise ValueError("it ends inside a chunk")
        if name not in _WEBP_KEPT:
            continue
        if name == b"VP8X":
            body = bytes([body[0] & ~_WEBP_TOLD]) + body[1:10]
        elif name == b"ANMF":
            body = body[:_FRAME_HEAD] + b"".join(_webp_chunks(body, _FRAME_HEAD, length))
        yield name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def bare_tiff(data: bytes, bare_jpeg: Callable[[bytes], bytes]) -> bytes:
    """A TIFF rebuilt from the fields that determine its pages, and their pixels; `bare_jpeg` cleans those encoded as JPEG."""
    order = _TIFF_ORDERS[data[:2]]
    out = bytearray(data[:4] + b"\0\0\0\0")
    link, (at,) = 4, struct.unpack_from(order + "I", data, 4)
    seen: set[int] = set()
    while at:
        if at in seen or len(seen) >= _MAX_TIFF_PAGES:
            raise ValueError("its pages lead back to one another")
        seen.add(at)
        fields, at = _tiff_fields(data, at, order)
        out += b"\0" * (len(out) % 2)
        struct.pack_into(order + "I", out, link, len(out))
        link = _write_page(out, data, fields, order, bare_jpeg)
    if not seen:
        raise ValueError("it has no page")
    return bytes(out)


def _tiff_fields(data: bytes, at: int, order: str) -> tuple[dict[int, tuple[int, int, bytes]], int]:
    """The fields of a page that stay (type, count, value), and the offset of the next page."""
    (count,) = struct.unpack_from(order + "H", data, at)
    fields = {}
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, number = struct.unpack_from(order + "HHI", data, entry)
        if tag in _TIFF_KEPT:
            size = _TIFF_SIZES[kind] * number if kind in _TIFF_SIZES else -1
            start = entry + 8 if size <= 4 else int(struct.unpack_from(order + "I", data, entry + 8)[0])
            if size < 0 or start + size > len(data):
                raise ValueError("a field lies outside of it")
            fields[tag] = kind, number, data[start : start + size]
    (following,) = struct.unpack_from(order + "I", data, at + 2 + 12 * count)
    return fields, following


def _write_page(
    out: bytearray, data: bytes, fields: dict[int, tuple[int, int, bytes]], order: str, bare_jpeg: Callable[[bytes], bytes]
) -> int:
    """Appends a page; returns the offset for the place of the next one."""
    compression = _numbers(fields, _COMPRESSION, order)[:1]
    if compression == [_OLD_JPEG]:
        raise ValueError("it is coded in a way that nobody can judge")
    pieces: dict[int, list[bytes]] = {}
    for places, sizes in ((_STRIPS, _STRIP_SIZES), (_TILES, _TILE_SIZES)):
        if places in fields:
            pairs = zip(_numbers(fields, places, order), _numbers(fields, sizes, order), strict=True)
            pieces[places] = [data[place : place + size] for place, size in pairs]
            if compression == [_NEW_JPEG]:
                pieces[places] = [bare_jpeg(piece) for piece in pieces[places]]
            lengths = [len(piece) for piece in pieces[places]]
            if lengths != _numbers(fields, sizes, order) and compression != [_NEW_JPEG]:
                raise ValueError("it ends inside its pixels")
            fields[sizes] = 4, len(lengths), struct.pack(f"{order}{len(lengths)}I", *lengths)
            fields[places] = 4, len(lengths), b"\0" * 4 * len(lengths)
    if not pieces:
        raise ValueError("it has no pixels")
    if compression == [_NEW_JPEG] and _JPEG_TABLES in fields:
        tables = bare_jpeg(fields[_JPEG_TABLES][2])
        fields[_JPEG_TABLES] = 7, len(tables), tables
    start = len(out)
    end = start + 2 + 12 * len(fields)
    out += struct.pack(order + "H", len(fields)) + b"\0" * (end + 4 - start - 2)
    for place, (tag, (kind, number, value)) in enumerate(sorted(fields.items())):
        entry = start + 2 + 12 * place
        struct.pack_into(order + "HHI", out, entry, tag, kind, number)
        at = entry + 8 if len(value) <= 4 else _append(out, value)
        if at == entry + 8:
            out[at : at + len(value)] = value
        else:
            struct.pack_into(order + "I", out, entry + 8, at)
        if tag in pieces:
            for index, piece in enumerate(pieces[tag]):
                struct.pack_into(order + "I", out, at + 4 * index, _append(out, piece))
    return end


def _append(out: bytearray, value: bytes) -> int:
    """The offset of a value that was appended, at an even place."""
    out += b"\0" * (len(out) % 2)
    at = len(out)
    out += value
    return at


def _numbers(fields: Mapping[int, tuple[int, int, bytes]], tag: int, order: str) -> list[int]:
    """The whole numbers in a field."""
    kind, count, value = fields.get(tag, (3, 0, b""))
    return list(struct.unpack(f"{order}{count}{ {1: 'B', 3: 'H', 4: 'I'}[kind] }", value))


def bare_bmp(data: bytes) -> bytes:
    """A bitmap rebuilt from its header, colours and pixels; a colour profile and its path are removed."""
    (pixels, size) = struct.unpack_from("<II", data, 10)
    if size not in _BMP_HEADS:
        raise ValueError("its header is not known")
    head = bytearray(data[14 : 14 + size])
    if size == 12:
        (width, height, _, bits), compression, used, length = struct.unpack_from("<HHHH", head, 4), _RGB, 0, 0
    else:
        width, height, _, bits, compression, length = struct.unpack_from("<iiHHII", head, 4)
        (used,) = struct.unpack_from("<I", head, 32)
    if compression in (_RGB, _MASKS, _ALPHA_MASKS):
        length = (width * bits + 31) // 32 * 4 * abs(height)
    elif compression not in (_RLE8, _RLE4):
        raise ValueError("it is coded in a way that nobody can judge")
    masks = {_MASKS: 12, _ALPHA_MASKS: 16}.get(compression, 0) if size == 40 else 0
    colours = min(used or 1 << bits, 256) if bits <= 8 else 0
    table = data[14 + size : 14 + size + masks + colours * (3 if size == 12 else 4)]
    body = data[pixels : pixels + length]
    if width <= 0 or not length or len(body) != length:
        raise ValueError("it ends inside its pixels")
    if size == _V5:
        head[56:60], head[112:124] = _SRGB, bytes(12)
    start = 14 + size + len(table)
    return b"BM" + struct.pack("<IHHI", start + length, 0, 0, start) + bytes(head) + table + body
