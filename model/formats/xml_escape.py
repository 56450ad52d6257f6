"""Text as XML content and attribute values.

It replaces `xml.sax.saxutils`, which loads `urllib` and `ssl`: a tenth of the time that an export of a resolution takes."""

from __future__ import annotations

from collections.abc import Mapping

from model.text.lazy_regex import late

ILLEGAL = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML can contain."""
_WHITE = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def escape(text: str, more: Mapping[str, str] | None = None) -> str:
    """Characters as the content of an element, without those that XML forbids; `more` gives further replacements."""
    if not text.isprintable():
        text = ILLEGAL.sub("", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for character, written in (more or {}).items():
        text = text.replace(character, written)
    return text


def quoteattr(value: str) -> str:
    """An attribute value in the quotes that it needs; white space but for blanks is kept from being normalised."""
    value = escape(value, _WHITE)
    if '"' not in value:
        return f'"{value}"'
    return '"' + value.replace('"', "&quot;") + '"' if "'" in value else f"'{value}'"
