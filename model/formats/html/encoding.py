"""The encoding of a page in HTML: as its bytes begin, else as it declares, else UTF-8."""

from __future__ import annotations

import codecs
import re

from model.errors import FileError
from model.formats.text_encoding import text_of
from model.message import Message

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,30})""", re.IGNORECASE)
_HEAD = 8_000
"""Bytes among which a page declares its encoding."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_READ = re.compile(
    r"us-ascii|ascii|iso-?8859-\d+|latin-?1|windows-125\d|cp125\d|gbk|gb2312|gb18030|big5|koi8-[ru]", re.IGNORECASE
)
LARGEST = 20_000_000
"""Bytes of a page; a list of all the texts of a body has some 200,000."""


def page_text(data: bytes, file: str, *, declared: str = "") -> str:
    """The source of a page. FileError if its encoding is unknown or its bytes are not in it. `declared` is the encoding that
    its envelope names; '' if it has none."""
    if len(data) > LARGEST:
        raise FileError(file, Message.of("it is larger than {most} MB; give a smaller file", most=LARGEST // 1_000_000))
    found = _DECLARED.search(data[:_HEAD])
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
