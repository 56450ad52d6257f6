"""Drawings that are lists of strokes, EMF, WMF and SVG, without what programs note in them: descriptions, comments, scripts,
links and paths.

ValueError and the like if one is damaged or has unknown content, such as an encoded picture inside a metafile.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable

from lxml import etree

from model.errors import FileError
from model.formats.safe_xml import parse_part

_EMF_HEADER, _EMF_EOF, _EMF_COMMENT, _EMF_LAST = 1, 14, 70, 122
_EMF_TOLD = frozenset({99, 105, 106, 110, 112, 113, 121, 122})
"""Records that name printers or the files of colour profiles, and draw nothing (MS-EMF 2.1.1)."""
_EMF_PLUS = b"EMF+"
_PLUS_COMMENT, _PLUS_OBJECT, _PLUS_IMAGE = 0x4003, 0x4008, 5
_RAW_BITMAP = (1, 0)
_WMF_PLACED = b"\xd7\xcd\xc6\x9a"
_WMF_HEAD, _WMF_ESCAPE, _WMF_COMMENT = 18, 0x0626, 0x000F
_CODED = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xdb\xe0-\xef\xfe]|GIF8[79]a")
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SVG_KEPT = frozenset(
    "svg g defs symbol use switch view path rect circle ellipse line polyline polygon text tspan textPath image pattern marker "
    "clipPath mask linearGradient radialGradient stop filter style".split()
)
_SVG_HEAD = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*(<!DOCTYPE[^>\[]*>\s*)?(?=<)")
_SVG_MARK = re.compile(rb"<(?:\w+:)?svg\b")
_UNWANTED_ATTRIBUTE = re.compile(r"on|data-|aria-", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_IMPORT = re.compile(r"@import\b[^;]*;?", re.IGNORECASE)
_CSS_LINK = re.compile(r"""url\(\s*["']?(?!["']?#)[^)]*\)?""", re.IGNORECASE)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)")
_PATH = re.compile(r"[A-Za-z]:\\|file:|\\\\")


def is_emf(data: bytes) -> bool:
    """Whether bytes begin like an enhanced metafile."""
    return data[:4] == b"\1\0\0\0" and data[40:44] == b" EMF"


def bare_emf(data: bytes) -> bytes:
    """An enhanced metafile whose description and comments are zeros; the strokes of EMF+ stay."""
    out = bytearray(data)
    at, kind = 0, 0
    while kind != _EMF_EOF:
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or size % 4 or at + size > len(data) or not 0 < kind <= _EMF_LAST or (kind == _EMF_HEADER) != (at == 0):
            raise ValueError("a record is not known")
        if kind == _EMF_HEADER:
            _clear_description(out, size)
        elif kind == _EMF_COMMENT:
            _clear_comment(out, at, size)
        elif kind in _EMF_TOLD:
            if size < 12:
                raise ValueError("a record is too short")
            struct.pack_into("<III", out, at, _EMF_COMMENT, size, size - 12)
            out[at + 12 : at + size] = bytes(size - 12)
        at += size
    del out[at:]
    struct.pack_into("<I", out, 48, at)
    return _drawing_part(out)


def _clear_description(out: bytearray, size: int) -> None:
    length, place = struct.unpack_from("<II", out, 60)
    if size < 88 or (length and (place < 88 or place + 2 * length > size)):
        raise ValueError("its header is damaged")
    out[place : place + 2 * length] = bytes(2 * length)
    struct.pack_into("<II", out, 60, 0, 0)
    if size > 108:
        out[108:size] = bytes(size - 108)
        struct.pack_into("<II", out, 88, 0, 0)


def _clear_comment(out: bytearray, at: int, size: int) -> None:
    """Overwrites a comment with zeros; of EMF+, which draws in comments, only the comments inside it."""
    length = int(struct.unpack_from("<I", out, at + 8)[0])
    if out[at + 12 : at + 16] != _EMF_PLUS:
        out[at + 12 : at + size] = bytes(max(0, size - 12))
        return
    stop = at + 12 + length
    if stop > at + size:
        raise ValueError("a comment is longer than its record")
    out[stop : at + size] = bytes(at + size - stop)
    place = at + 16
    while place < stop:
        kind, flags, whole, inside = struct.unpack_from("<HHII", out, place)
        if whole < 12 or place + whole > stop or inside > whole - 12:
            raise ValueError("a record of EMF+ is damaged")
        if kind == _PLUS_COMMENT:
            out[place + 12 : place + whole] = bytes(whole - 12)
        elif kind == _PLUS_OBJECT and flags >> 8 & 0x7F == _PLUS_IMAGE:
            sort, coded = struct.unpack_from("<4xI16xI", out, place + 12)
            if flags & 0x8000 or (sort, coded) != _RAW_BITMAP:
                raise ValueError("it holds a picture that nobody can judge")
        place += whole


def is_wmf(data: bytes) -> bool:
    """Whether bytes begin like a Windows metafile, placeable or not."""
    return data.startswith(_WMF_PLACED) or data[:4] in (b"\1\0\x09\0", b"\2\0\x09\0")


def bare_wmf(data: bytes) -> bytes:
    """A Windows metafile whose escapes, which contain comments and words to printers, are empty comments."""
    out = bytearray(data)
    head = 22 if data.startswith(_WMF_PLACED) else 0
    at, function = head + _WMF_HEAD, -1
    while function != 0:
        words, function = struct.unpack_from("<IH", data, at)
        if words < 3 or at + 2 * words > len(data):
            raise ValueError("it ends inside a record")
        if function == _WMF_ESCAPE:
            if words < 5:
                raise ValueError("an escape is too short")
            struct.pack_into("<H", out, at + 6, _WMF_COMMENT)
            out[at + 10 : at + 2 * words] = bytes(2 * words - 10)
        at += 2 * words
    del out[at:]
    struct.pack_into("<I", out, head + 6, (at - head) // 2)
    return _drawing_part(out)


def _drawing_part(out: bytearray) -> bytes:
    if _CODED.search(out):
        raise ValueError("it holds a picture that nobody can judge")
    return bytes(out)


def is_svg(data: bytes) -> bool:
    """Whether bytes are XML with an SVG element."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _SVG_MARK.search(data) is not None


def bare_svg(data: bytes, bare_picture: Callable[[bytes], bytes | None]) -> bytes:
    """An SVG of shapes, text, colours and filters only: no script, no link except to its own parts, no names of other programs.
    A picture inside it is cleaned by `bare_picture`, or removed."""
    head = _SVG_HEAD.match(data.removeprefix(b"\xef\xbb\xbf"))
    if head is not None and head[1]:
        data = data.removeprefix(b"\xef\xbb\xbf")[head.end() :]
    try:
        root = parse_part(data, "picture", "")
    except FileError as error:
        raise ValueError(str(error)) from error
    if root.tag != _SVG + "svg":
        raise ValueError("it is no SVG")
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element).localname
        if element.tag == _SVG + "a":
            continue
        if not str(element.tag).startswith(_SVG) or not (name in _SVG_KEPT or name.startswith("fe")):
            _drop(element)
            continue
        for key, value in [(str(key), str(value)) for key, value in element.items()]:
            kept = _attribute(key, value, bare_picture)
            if kept is None:
                del element.attrib[key]
            elif kept != value:
                element.set(key, kept)
        if name == "style":
            element.text = _style(element.text or "")
    etree.strip_tags(root, _SVG + "a")
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, with_tail=False))


def _attribute(key: str, value: str, bare_picture: Callable[[bytes], bytes | None]) -> str | None:
    """The allowed value of an attribute; None if it is removed."""
    if key in ("href", _XLINK):
        return _link(value, bare_picture)
    if (key.startswith("{") and key != _XML_SPACE) or _UNWANTED_ATTRIBUTE.match(key):
        return None
    value = _style(value) if key == "style" or "url" in value.lower() else value
    return None if _PATH.search(value) else value


def _link(value: str, bare_picture: Callable[[bytes], bytes | None]) -> str | None:
    if value.startswith("#"):
        return value
    data = _DATA.fullmatch(value)
    bare = bare_picture(base64.b64decode(data[1])) if data is not None else None
    if bare is None or is_svg(bare):
        return None
    return f"data:{_media_type(bare)};base64,{base64.b64encode(bare).decode()}"


def _media_type(data: bytes) -> str:
    return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg" if data.startswith(b"\xff\xd8") else "image/gif"


def _style(text: str) -> str:
    """Style rules without comments and external links; none if letters are written as numbers, which hides links."""
    return "" if "\\" in text else _CSS_LINK.sub("none", _CSS_IMPORT.sub("", _CSS_COMMENT.sub("", text)))


def _drop(element: etree._Element) -> None:
    """Takes an element away; the text that follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
