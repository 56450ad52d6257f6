"""The formats of texts that LibreOffice converts, recognised by their bytes, whatever the file is called."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from model.text.lazy_regex import late

Ending = Literal[".doc", ".odt", ".rtf", ".xml"]
"""The ending under which LibreOffice is given a file: it chooses its reader by the ending and the bytes."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_2 = (b"\xdb\xa5", b"\x9b\xa5", b"\x31\xbe\x00\x00")
"""The first bytes of files of Word 2, Word 1 and Write, which are not in an OLE container."""
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_OPEN_DOCUMENT = (
    b"mimetypeapplication/vnd.oasis.opendocument.text",
    b"mimetypeapplication/vnd.sun.xml.writer",
)
"""The name and the content of the first entry of the zip, which is stored."""
_HEAD = 4_000
_WORD_2003 = late(r"<(?:\w{1,20}:)?wordDocument[\s>]")
"""The root of Word 2003's XML in one file; that of Word 2007 in one file is another one, which LibreOffice does not read."""
_MACROS_OF_WORD = ("_VBA_PROJECT".encode("utf-16-le"), b"editdata.mso")
_MACROS_OF_OPEN_DOCUMENT = ("Basic/", "Scripts/")


def office_ending(data: bytes) -> Ending | None:
    """The ending of a text that LibreOffice converts; None of every other file."""
    if data.startswith(_OLE):
        return ".doc" if _WORD_STREAM in data else None
    if data.startswith(_WORD_2):
        return ".doc"
    if data[:_HEAD].lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(b"PK\x03\x04"):
        return ".odt" if data[30:120].startswith(_OPEN_DOCUMENT) else None
    head = data[:_HEAD].decode("latin-1").replace("\0", "")
    return ".xml" if "<" in head[:10] and _WORD_2003.search(head) else None


def has_macros(data: bytes) -> bool:
    """Whether such a file contains macros."""
    if data.startswith(b"PK"):
        try:
            names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, IndexError, OverflowError):
            return False
        return any(name.startswith(_MACROS_OF_OPEN_DOCUMENT) for name in names)
    return any(mark in data for mark in _MACROS_OF_WORD)
