"""The contents of a Word file other than its text, for a user who is about to send it: names, comments, macros, embedded files,
paths. Names of people and addresses are easily overlooked in the results of property fields, in form fields, controls and
bookmarks, and in what a field asks or sets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from lxml import etree

from model.errors import FileError
from model.formats.safe_zip import Archive, open_archive
from model.formats.word.package.field_codes import is_property, name_of, words_of
from model.formats.word.package.opc_package import Package
from model.formats.word.package.private_fields import PATH
from model.formats.word.package.wordml import VAL, W
from model.message import Message, first_of
from model.text.lazy_regex import late

_AUTHORS = late(
    r'\bw(?:15)?:author="([^"]+)"|<(?:dc:creator|cp:lastModifiedBy|Manager|Company)>([^<]+)<|\bw:userId="([^"]+)"', re.IGNORECASE
)
_PATHS = late(PATH, re.IGNORECASE)
_MOST_AUTHORS = 8
_PERSONAL = late(
    r"author(?!i)|user|login|manager|company|saved|typist|operator|initials|owner|person|contact|e-?mail|phone|mobile|address",
    re.IGNORECASE,
)
"""Words in the name of a property whose value names someone."""
_ADDRESS = late(r"[\w.+-]+@[\w-]+\.\w+|\+\d[\d ()/-]{6,}\d")
"""An e-mail address or an international telephone number."""
_NAMED = late(r"[^\W\d_][^\W\d_]*[a-zà-öø-ÿ][ _.]?[A-ZÀ-ÖØ-Þ][^\W\d_]*[a-zà-öø-ÿ]")
"""Two capitalised words, as in `JaneDoe` or `Jane_Doe`: of bookmarks and form fields only these are listed, since each file of a
conference has dozens that Word or a template named."""
_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_ASKING = frozenset({"ASK", "SET"})
_FIELD, _KIND, _CODE, _TEXT = W + "fldChar", W + "fldCharType", W + "instrText", W + "t"
_SIMPLE, _INSTR, _BOOKMARK, _FORM, _ITEM = W + "fldSimple", W + "instr", W + "bookmarkStart", W + "ffData", W + "listItem"
_MOST = 200
"""The search stops after so many names; more would not be read."""


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
            for found in _AUTHORS.finditer(text):
                names.setdefault(unescape(next(filter(None, found.groups()))))
            paths += sum(1 for _ in _PATHS.finditer(text))
    if names:
        yield Message.of("names: {names}", names=first_of(list(names), _MOST_AUTHORS))
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


@lru_cache(maxsize=4)
def names_in_package(data: bytes) -> tuple[str, ...]:
    """The names in a Word file other than those of authors, each once, in the order of the file; none if it cannot be read."""
    try:
        package = Package.open(data, as_written=True)
        parts = [package.main, *(part for kind in _STORIES for part in package.related_parts(package.main, kind))]
        found: dict[str, None] = {}
        for part in dict.fromkeys(parts):
            for name in _names_in(package.xml(part)):
                found.setdefault(" ".join(name.split())[:100])
                if len(found) >= _MOST:
                    return tuple(found)
    except FileError:
        return ()
    return tuple(name for name in found if name)


def _names_in(root: etree._Element) -> Iterator[str]:
    yield from _in_fields(root)
    for mark in root.iter(_BOOKMARK):
        name = mark.get(W + "name", "")
        if not name.startswith("_") and (_NAMED.search(name) or _ADDRESS.search(name)):
            yield name
    for form in root.iter(_FORM):
        for child in form.iter(W + "name", W + "listEntry", W + "default"):
            text = child.get(VAL, "")
            if _NAMED.search(text) or _ADDRESS.search(text):
                yield text
    for item in root.iter(_ITEM):
        text = item.get(W + "displayText", "") or item.get(W + "value", "")
        if _NAMED.search(text) or _ADDRESS.search(text):
            yield text


def _in_fields(root: etree._Element) -> Iterator[str]:
    for simple in root.iter(_SIMPLE):
        yield from _of_field(simple.get(_INSTR, ""), "".join(text.text or "" for text in simple.iter(_TEXT)))
    open_: list[list[str]] = []
    in_code: list[bool] = []
    for element in root.iter(_FIELD, _CODE, _TEXT):
        kind = element.get(_KIND) if element.tag == _FIELD else None
        if kind == "begin":
            open_.append(["", ""])
            in_code.append(True)
        elif kind == "separate" and open_:
            in_code[-1] = False
        elif kind == "end" and open_:
            in_code.pop()
            yield from _of_field(*open_.pop())
        elif kind is None and open_:
            open_[-1][0 if in_code[-1] else 1] += element.text or ""


def _of_field(code: str, shown: str) -> Iterator[str]:
    name = name_of(code)
    if is_property(name):
        words = words_of(code, code.upper().find(name) + len(name))
        property_name = words[0][0] if name in ("DOCPROPERTY", "DOCVARIABLE") and words else name
        if shown.strip() and (_PERSONAL.search(property_name) or _ADDRESS.search(shown)):
            yield shown
    elif name in _ASKING:
        yield from (word[0].strip('"') for word in words_of(code) if _NAMED.search(word[0]) or _ADDRESS.search(word[0]))
