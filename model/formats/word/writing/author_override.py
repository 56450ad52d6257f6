"""One author for everything in a package that names one: tracked changes of text, tables and sections in all parts, and
comments."""

from __future__ import annotations

from lxml import etree

from model.formats.word.package.package_parts import Parts
from model.formats.word.package.wordml import W

_AUTHOR, _INITIALS = W + "author", W + "initials"


def set_author(parts: Parts, author: str | None) -> None:
    """Names `author` wherever a part names another; None leaves all names."""
    if author is None:
        return
    for name, data in list(parts.data.items()):
        if name.endswith(".xml") and b"author=" in data:
            parts.data[name] = _rename_authors(data, author)


def _rename_authors(data: bytes, author: str) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    found = False
    for element in root.iter(etree.Element):
        if element.get(_AUTHOR, author) != author:
            element.set(_AUTHOR, author)
            found = True
        if element.get(_INITIALS) is not None:
            del element.attrib[_INITIALS]
            found = True
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True)) if found else data
