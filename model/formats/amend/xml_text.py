"""Text as XML, whatever characters it contains: those that XML 1.0 cannot represent are written as elements.

`<char code="1"/>` is U+0001, in hexadecimal. An attribute whose value contains such a character is written as a first child,
`<field name="author">…</field>`. Line ends are written as references, so that a line of the file is one element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from model.message import Message, as_message
from model.text.lazy_regex import late

_UNUSUAL = late("[&<>\r\n\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]")
_UNUSUAL_IN_ATTRIBUTE = late('[&<>"\t\r\n]')
_IMPOSSIBLE = late("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]")
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


class UnfitValue(ValueError):
    """A fault of a value in a project file, as the part of a sentence."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


def reason_of(error: ValueError) -> Message:
    """The fault of a part, from the error that ended its reading."""
    return error.message if isinstance(error, UnfitValue) else as_message(str(error))


def _write_character(match: re.Match[str]) -> str:
    character = match[0]
    return _WRITTEN.get(character) or f'<char code="{ord(character):x}"/>'


def text(value: str) -> str:
    """A text as element content."""
    if value.isprintable() and not ("&" in value or "<" in value or ">" in value):
        return value  # nearly all: this check takes half the time of the search
    return _UNUSUAL.sub(_write_character, value)


def element(name: str, attributes: Mapping[str, str | None], content: str = "") -> str:
    """An element with attributes, without those that are None, and content that is XML already.

    An attribute `{namespace}name` is written with a prefix of its own.
    """
    start, fields = name, ""
    for index, (key, value) in enumerate(attributes.items()):
        if value is None:
            continue
        if value.isalnum() and key[0] != "{":  # nearly all: nothing in them needs escaping
            start += f' {key}="{value}"'
            continue
        if _IMPOSSIBLE.search(value):
            fields += f'<field name="{key}">{text(value)}</field>'
            continue
        shown = key
        if key.startswith("{"):
            space, _, local = key[1:].partition("}")
            shown = f"n{index}:{local}"
            start += f' xmlns:n{index}="{_UNUSUAL_IN_ATTRIBUTE.sub(_write_character, space)}"'
        start += f' {shown}="{_UNUSUAL_IN_ATTRIBUTE.sub(_write_character, value)}"'
    return f"<{start}>{fields}{content}</{name}>" if fields or content else f"<{start}/>"


def flat(attributes: Mapping[str, str | None]) -> str | None:
    """Attributes in the form of a start tag; None if one of them has to be a child."""
    whole = element("x", attributes)
    return whole[len("<x") : -len("/>")] if whole.endswith("/>") else None


def read_text(node: etree._Element) -> str:
    """The text of an element, not of its children, except characters written as elements. ValueError for an unknown one."""
    if not len(node):
        return node.text or ""
    pieces = [node.text or ""]
    for child in node:
        if child.tag == "char":
            pieces.append(_read_character(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _read_character(node: etree._Element) -> str:
    try:
        return chr(int(node.get("code", ""), 16))
    except (ValueError, OverflowError) as error:
        code = node.get("code", "")
        raise UnfitValue(Message.of("<char code='{code}'/> names no character", code=code)) from error


def read_attributes(node: etree._Element) -> dict[str, str]:
    """The attributes of an element, those written as children among them."""
    found: dict[str, str] = dict(node.items())  # type: ignore[arg-type]
    if len(node) and node[0].tag == "field":
        for child in node.iterchildren("field"):
            found[child.get("name", "")] = read_text(child)
    return found
