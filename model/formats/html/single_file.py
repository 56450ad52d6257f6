"""The page in a web page that a browser saved as one file (MHTML): its source, without its pictures and styles."""

from __future__ import annotations

import email
import re
from email.message import Message as Part

from model.errors import FileError
from model.formats.html.encoding import LARGEST, page_text
from model.message import Message

_HEADER = re.compile(rb"[A-Za-z-]{2,40}:")
_MOST_PARTS = 2_000


def is_single_file_page(data: bytes) -> bool:
    """Whether the bytes begin like such a file."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return bool(_HEADER.match(head)) and b"mime-version:" in head.lower() and b"multipart/related" in head.lower()


def page_in_single_file(data: bytes, file: str) -> str:
    """The source of the page; FileError if the file contains none."""
    if len(data) > LARGEST:
        raise FileError(file, Message.of("it is larger than {most} MB; give a smaller file", most=LARGEST // 1_000_000))
    try:
        found = _first_page(email.message_from_bytes(data))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        found = None
    if found is None:
        raise FileError(file, Message.of("it is a web page in one file (MHTML) that is damaged; save the page as HTML"))
    source, charset = found
    return page_text(source, file, declared=charset)


def _first_page(message: Part) -> tuple[bytes, str] | None:
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            return None
        if part.get_content_type() == "text/html":
            source = part.get_payload(decode=True)
            return (source, part.get_content_charset() or "") if isinstance(source, bytes) else None
    return None
