"""The contents of a Word file other than its text, for a user who is about to send it: names, comments, macros, embedded files,
paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from model.errors import FileError
from model.formats.safe_zip import Archive, open_archive
from model.formats.word.package.private_fields import PATH
from model.message import Message, first_of
from model.text.lazy_regex import late

_NAMES = late(
    r'\bw(?:15)?:author="([^"]+)"|<(?:dc:creator|cp:lastModifiedBy|Manager|Company)>([^<]+)<|\bw:userId="([^"]+)"', re.IGNORECASE
)
_PATHS = late(PATH, re.IGNORECASE)
_MOST_NAMES = 8


def contents_besides_text(data: bytes) -> tuple[Message, ...]:
    """The contents of a Word file other than its text, each as a part of a sentence; none if it cannot be read."""
    try:
        return tuple(_contents(open_archive(data, "")))
    except FileError:
        return ()


def _contents(archive: Archive) -> Iterator[Message]:
    names: dict[str, None] = {}
    paths = 0
    for part in archive.names:
        if part.lower().endswith((".xml", ".rels")):
            text = archive.read(part).decode("utf-8", "replace")
            for found in _NAMES.finditer(text):
                names.setdefault(unescape(next(filter(None, found.groups()))))
            paths += sum(1 for _ in _PATHS.finditer(text))
    if names:
        yield Message.of("names: {names}", names=first_of(list(names), _MOST_NAMES))
    lower = [part.lower() for part in archive.names]
    if any(re.search(r"/comments\w*\.xml$", part) for part in lower):
        yield Message.of("comments")
    if any(part.endswith("vbaproject.bin") for part in lower):
        yield Message.of("macros")
    embedded = sum(1 for part in lower if "/embeddings/" in part)
    if embedded:
        yield Message.counted("{n} embedded file", "{n} embedded files", embedded)
    if any(part.startswith(("docprops/custom", "customxml/")) for part in lower):
        yield Message.of("properties and data of other programs")
    if paths:
        yield Message.counted("{n} path of a file or folder", "{n} paths of files or folders", paths)
