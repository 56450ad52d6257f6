"""The source of a page in HTML, also of one that a browser saved as one file (MHTML). Its encoding is that with which its bytes
begin, else the one that it declares, else UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from model.errors import FileError
from model.formats.refused_kinds import head_of, is_word_in_xml
from model.formats.text_encoding import text_of
from model.message import Message
from model.text.lazy_regex import late

if TYPE_CHECKING:
    from email.message import Message as Part

_MARKUP = late(r"<(?:!doctype|!--|\?xml|[a-z][\w.-]*(?::[\w.-]+)?[\s/>])")
_PAGE = late(r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|span|table|h[1-6]|ul|ol)[\s/>]")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,30})""", re.IGNORECASE)
_IN_XML = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{2,30})""")
_HEAD = 8_000
"""Bytes among which a page declares its encoding."""
_HEADER = re.compile(rb"[A-Za-z-]{2,40}:")
_MOST_PARTS = 2_000
_MOST_BOUNDARIES = 20_000
"""Lines that may be boundaries of parts; the parser of mail takes a second for them."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_READ = re.compile(
    r"us-ascii|ascii|iso-?8859-\d+|latin-?1|windows-125\d|cp125\d|gbk|gb2312|gb18030|big5|koi8-[ru]", re.IGNORECASE
)
LARGEST = 20_000_000
"""Bytes of a page; a list of all the texts of a body has some 200,000."""


def is_web_page(data: bytes) -> bool:
    """Whether the bytes begin like a page in HTML."""
    head = head_of(data)
    return bool(_MARKUP.match(head) and _PAGE.search(head)) and not is_word_in_xml(head)


def is_saved_page(data: bytes) -> bool:
    """Whether the bytes are those of a page, or of a page that a browser saved as one file."""
    return is_web_page(data) or is_single_file_page(data)


def page_source(data: bytes, file: str) -> str:
    """The source of a page, or of the page in one file. FileError if there is none, or its encoding is unknown."""
    return page_in_single_file(data, file) if is_single_file_page(data) else page_text(data, file)


def page_text(data: bytes, file: str, *, declared: str = "") -> str:
    """The source of a page; `declared` is the encoding of its envelope. FileError if it is unknown or does not fit."""
    if len(data) > LARGEST:
        raise FileError(file, Message.of("it is larger than {most} MB; give a smaller file", most=LARGEST // 1_000_000))
    found = _DECLARED.search(data[:_HEAD]) or _IN_XML.match(data[:_HEAD])
    encoding = declared or (found[1].decode("ascii") if found is not None else "")
    if data.startswith(_MARKS) or not encoding:
        return text_of(data, file)
    if encoding.lower() in ("utf-8", "utf8", "utf-16"):
        return text_of(data, file)
    if not _READ.fullmatch(encoding):
        raise FileError(file, Message.of("it is written in the encoding {encoding}; save it as UTF-8", encoding=encoding))
    try:
        return data.decode("gb18030" if encoding.lower().startswith("gb") else encoding)
    except (UnicodeDecodeError, LookupError):
        reason = Message.of("it is not written in the encoding {encoding}, as it says; save it again as UTF-8", encoding=encoding)
        raise FileError(file, reason) from None


def is_single_file_page(data: bytes) -> bool:
    """Whether the bytes begin like a page that a browser saved as one file."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return bool(_HEADER.match(head)) and b"mime-version:" in head.lower() and b"multipart/related" in head.lower()


def page_in_single_file(data: bytes, file: str) -> str:
    """The source of the page in such a file, without its pictures and styles; FileError if the file contains none."""
    if len(data) > LARGEST:
        raise FileError(file, Message.of("it is larger than {most} MB; give a smaller file", most=LARGEST // 1_000_000))
    import email  # with its parsers, which nothing else needs

    try:
        found = _first_page(email.message_from_bytes(data)) if data.count(b"\n--") <= _MOST_BOUNDARIES else None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        found = None
    if found is None:
        raise FileError(file, Message.of("it is a web page in one file (MHTML) that is damaged; save the page as HTML"))
    source, charset = found
    return page_text(source, file, declared=charset)


def _first_page(message: Part) -> tuple[bytes, str] | None:
    """The first page among the parts, and its encoding; None if there is none, or if the file has no end."""
    if any(type(defect).__name__ == "CloseBoundaryNotFoundDefect" for defect in message.defects):
        return None
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            return None
        if part.get_content_type() == "text/html":
            source = part.get_payload(decode=True)
            return (source, part.get_content_charset() or "") if isinstance(source, bytes) else None
    return None
