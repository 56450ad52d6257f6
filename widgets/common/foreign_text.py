"""Texts of other languages and scripts than those of the window, and of different scripts on one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from model.formats.page.house_styles import LANGUAGE_TAGS
from model.text.lazy_regex import late

_TURNING = late(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters written from right to left, and marks that change the direction."""
_BETWEEN_NUMBERS = late(r"(?<=[0-9])[-+](?=[0-9])")
"""Signs that join numbers, but not after an Arabic letter (UAX #9, W2 and W4)."""


def isolated(text: str) -> str:
    """Text isolated from the direction of the line if that can matter: Arabic in a line from left to right, any text in a window
    from right to left. The bracket of a label then stays on its side, and the text after it in order."""
    return isolated_always(text) if _leftwards() or _TURNING.search(text) else text


def isolated_always(text: str) -> str:
    """Text isolated from the direction of the line, whatever its script."""
    return f"\u2068{text}\u2069" if text else ""


def after_arabic(text: str) -> str:
    """Words that follow Arabic ones. Numbers at their beginning keep the order that they have there: of two years joined by a
    hyphen, the second is on the left."""
    # An Arabic letter mark at the beginning would do the same, but it is drawn in a font that makes the line higher.
    end = next((place for place, char in enumerate(text) if unicodedata.bidirectional(char) in ("L", "R", "AL")), len(text))
    return _BETWEEN_NUMBERS.sub("\u200f\\g<0>\u200f", text[:end]) + text[end:]


def direction_marked(line: str) -> str:
    """A line of the program that quotes text of any script, for a label or a field. Qt takes the direction of the line from its
    first letter, even if that is isolated. In a window from right to left, a Latin name of the program is at the right."""
    leftwards = _leftwards()
    if _TURNING.search(line):
        return ("\u200f" if leftwards else "\u200e") + line
    return f"\u200f\u2068{line}\u2069" if leftwards and line else line


def old_arrow_new(old_and_new: Iterable[str]) -> str:
    """The old and the new text, without empty ones, joined by an arrow in the reading direction of the window."""
    parts = [part for part in old_and_new if part]
    if _leftwards() and len(parts) > 1:
        return "\u200f" + " ← ".join(parts)  # the mark sets a line of Latin words from right to left too
    return " → ".join(parts)


def set_text_language(widget: QWidget, language: str) -> None:
    """Names the language of the text that a widget shows, for screen readers; an unknown language is that of the window."""
    tag = LANGUAGE_TAGS.get(language)
    if tag is None:
        widget.unsetLocale()
    else:
        widget.setLocale(QLocale(tag))


def _leftwards() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def text_direction(text: str) -> Qt.LayoutDirection:
    """The direction of a text: that of its first letter with a direction."""
    directions = (unicodedata.bidirectional(char) for char in text)
    first = next((direction for direction in directions if direction in ("L", "R", "AL")), "L")
    return Qt.LayoutDirection.LeftToRight if first == "L" else Qt.LayoutDirection.RightToLeft


def as_tooltip(text: str) -> str:
    """The text as a tooltip that shows each character literally."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<p style="white-space: pre-wrap">{escaped}</p>' if text else ""


def bare_tooltip(text: str) -> str:
    """The same without markup if it needs none, for short tooltips of actions: their buttons pass them on to screen readers."""
    return as_tooltip(text) if "<" in text or "&" in text else text


_SIGNS = re.compile(r"(?:[^\w\s\"“«‘(\[{<…]+\s+)+")


def without_sign(text: str) -> str:
    """The text without the signs before its words, such as `✓` or `◀ ⇄`, which a screen reader would read by their names."""
    found = _SIGNS.match(text)
    return text[found.end() :] if found is not None else text


def as_caption(text: str) -> str:
    """The text for an action, a button, a tab or the label of a field, with each character shown literally."""
    return text.replace("&", "&&")


_UNSHOWN = ("\x01", "\r", "\u2060", *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_SHOWN = str.maketrans(dict.fromkeys(_UNSHOWN) | {"\ufffc": "▣", "\u2028": "↵", "\n": "↵", "\t": " "})
"""Placeholders that are not text, and direction overrides, which have no effect in a list."""


def on_one_line(text: str) -> str:
    """Text of a document as a cell shows it."""
    return text.translate(_SHOWN)
