"""What goes over the clipboard and what is taken from it: plain text in paragraphs. Foreign HTML is never shown."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocumentFragment

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\u2029\x85]")


def cleaned(text: str) -> str:
    """Text without control characters, picture placeholders and what is no character."""
    return _UNWANTED.sub("", text)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text, cleaned; a closing end of line makes none of its own."""
    parts = [cleaned(part) for part in _ENDS.split(text)]
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def readable(data: QMimeData) -> bool:
    return data.hasText() or data.hasHtml()


def text_in(data: QMimeData) -> str:
    """The text of a clipboard or of what is dropped; '' where it holds none."""
    if data.hasText():
        return data.text()
    return QTextDocumentFragment.fromHtml(data.html()).toPlainText() if data.hasHtml() else ""


def as_mime(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data
