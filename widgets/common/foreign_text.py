"""Texts of any script beside each other on one line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from model.text.lazy_regex import late

_TURNING = late(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters written from right to left, and signs that turn the direction."""
_BETWEEN_NUMBERS = late(r"(?<=[0-9])[-+](?=[0-9])")
"""What joins numbers to one, but not after an Arabic letter (UAX #9, W2 and W4)."""


def isolated(text: str) -> str:
    """Text that stands in its own direction, so that the bracket of a label stays on its side and what stands beside it in its
    order: an Arabic one in a line that runs rightwards, any in a window that runs leftwards."""
    return isolated_always(text) if _leftwards() or _TURNING.search(text) else text


def isolated_always(text: str) -> str:
    """Foreign text in a line of ours: in its own direction, whatever it is written in and whichever way the line runs."""
    return f"\u2068{text}\u2069" if text else ""


def after_arabic(text: str) -> str:
    """Words that stand after Arabic ones: numbers at their beginning are in the order that they have there, where the second of
    two years with a hyphen between stands at the left."""
    # An Arabic letter mark in front would do the same, but is drawn in a font that makes the line higher.
    end = next((place for place, char in enumerate(text) if unicodedata.bidirectional(char) in ("L", "R", "AL")), len(text))
    return _BETWEEN_NUMBERS.sub("\u200f\\g<0>\u200f", text[:end]) + text[end:]


def direction_marked(line: str) -> str:
    """A line of the program that quotes words of any script, for a label or a field: Qt takes its direction from the first
    letter, even from one that is isolated. A name of ours in Latin letters stands at the side at which a window that runs
    leftwards begins."""
    leftwards = _leftwards()
    if _TURNING.search(line):
        return ("\u200f" if leftwards else "\u200e") + line
    return f"\u200f\u2068{line}\u2069" if leftwards and line else line


def old_arrow_new(old_and_new: Iterable[str]) -> str:
    """What was and what is now, where there is either, with an arrow in the direction in which the window is read."""
    parts = [part for part in old_and_new if part]
    if _leftwards() and len(parts) > 1:
        return "\u200f" + " ← ".join(parts)  # the mark turns a line of Latin words alone, which the arrow would belie
    return " → ".join(parts)


def _leftwards() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def text_direction(text: str) -> Qt.LayoutDirection:
    """The direction of a text: that of its first letter with one."""
    directions = (unicodedata.bidirectional(char) for char in text)
    first = next((direction for direction in directions if direction in ("L", "R", "AL")), "L")
    return Qt.LayoutDirection.LeftToRight if first == "L" else Qt.LayoutDirection.RightToLeft


def as_tooltip(text: str) -> str:
    """The text as a tooltip that shows it letter for letter."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<p style="white-space: pre-wrap">{escaped}</p>' if text else ""


def as_caption(text: str) -> str:
    """The text for an action, a button, a tab or the label of a field, which shows it letter for letter."""
    return text.replace("&", "&&")
