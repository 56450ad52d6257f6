"""The messages between the program and the process that reads a PDF: one request with the file, then frames of the answer.

A request is the length of its head as four bytes, the head, and the bytes of the file. A frame is its kind as one byte, the
length of its body as four bytes, and the body. Heads and bodies are MessagePack. The program keeps the input open until it has
the answer: the process ends when it is closed.
"""

from __future__ import annotations

import struct
from typing import IO, Literal

import msgspec

FACTS, PAGE, FONTS, PIXELS, FAILURE = b"F", b"P", b"D", b"I", b"E"
"""The kinds of frames: PdfFacts, then a PdfPage for each page and at last the fonts; or the pixels of one page; or the reason
why there is no more."""
MEMORY_STATUS = 75
"""The exit status of a process that ends itself because it uses too much memory."""
MAPPED = 400_000_000
"""Bytes beyond what a process may use that the system lets it map or reserve: libraries, and the memory of each thread."""
_HEAD = struct.Struct(">cI")
_LENGTH = struct.Struct(">I")
_LONGEST = 256_000_000
"""Bytes of a frame that are read."""

Reason = Literal["encrypted", "damaged", "missing", "memory", "pages", "characters"]
"""Why a file is not read: it asks for a password; PDFium cannot read it; PDFium is not installed; it needs too much memory; it
has too many pages; it has too many characters."""


class PdfRequest(msgspec.Struct, frozen=True, array_like=True):
    """What a process is asked for: all pages, or the picture of one."""

    size: int
    """Bytes of the file, which follows."""
    memory: int
    """Bytes that the process may use."""
    seconds: int
    """Time of the processor that the process may use."""
    page: int = 0
    """The number of the page whose picture is asked for; 0 for the contents of all pages."""
    scale: float = 1.0
    """Pixels per point of the picture."""
    turn: int = 0
    """Degrees clockwise by which the picture is turned from what a viewer shows (`PdfPage.turn`)."""


class PagePixels(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The picture of a page: rows of pixels of four bytes, blue, green, red and one that is unused."""

    width: int
    height: int
    scale: float
    """Pixels per point; less than was asked for if the picture would be too large."""
    data: bytes


class EndOfFrames(Exception):
    """The other side has closed the stream."""


def write_request(stream: IO[bytes], request: PdfRequest, data: bytes) -> None:
    """Sends a request and the file."""
    head = msgspec.msgpack.encode(request)
    stream.write(_LENGTH.pack(len(head)) + head)
    stream.write(data)
    stream.flush()


def read_request(stream: IO[bytes]) -> tuple[PdfRequest, bytes]:
    """The request and the bytes of the file. Raises EndOfFrames."""
    (length,) = _LENGTH.unpack(_read(stream, _LENGTH.size))
    request = msgspec.msgpack.decode(_read(stream, length), type=PdfRequest)
    return request, _read(stream, request.size)


def write_frame(stream: IO[bytes], kind: bytes, value: object) -> None:
    body = msgspec.msgpack.encode(value)
    stream.write(_HEAD.pack(kind, len(body)) + body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """The kind and the body of the next frame. Raises EndOfFrames."""
    kind, length = _HEAD.unpack(_read(stream, _HEAD.size))
    if length > _LONGEST:
        raise EndOfFrames
    return kind, _read(stream, length)


def _read(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EndOfFrames
    return data
