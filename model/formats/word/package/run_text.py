"""The text of a run as XML: `w:t` or `w:delText`, with elements for tabs, line breaks and special hyphens."""

from __future__ import annotations

import re

from model.formats.xml_escape import ILLEGAL, escape
from model.redline import LINE_BREAK
from model.text.shortening import shorten_text

SPECIAL = re.compile("([\t\u2028\u2011\u00ad])")
"""The characters that are elements of their own."""
_LONGEST = 60
_ELEMENTS = {"\t": "<w:tab/>", LINE_BREAK: "<w:br/>", "\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}


def quoted_words(text: str) -> str:
    """The beginning of a text as a sentence quotes it, with single spaces."""
    return shorten_text(" ".join(text.split()), _LONGEST)


def is_plain(text: str) -> bool:
    """Whether XML can contain a text as it is. The opposite search takes twice as long."""
    return text.isprintable() and not ("&" in text or "<" in text or ">" in text or "\u2011" in text or not text)


def text_xml(text: str, name: str = "t") -> str:
    """Characters as children of a `w:r`; `name` is `t` or `delText`."""
    if is_plain(text):
        return f'<w:{name} xml:space="preserve">{text}</w:{name}>'
    text = ILLEGAL.sub("", text)
    if not SPECIAL.search(text):
        return f'<w:{name} xml:space="preserve">{escape(text)}</w:{name}>' if text else ""
    return "".join(
        _ELEMENTS.get(part) or f'<w:{name} xml:space="preserve">{escape(part)}</w:{name}>' for part in SPECIAL.split(text) if part
    )
