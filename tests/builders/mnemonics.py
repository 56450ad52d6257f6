"""The keys by which the controls of a window are reached: letters that are underlined in their words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QGroupBox, QLabel, QTabBar, QWidget


def keys_twice(top: QWidget) -> list[str]:
    """The keys that lead to several controls that are seen under a window."""
    found: dict[str, list[str]] = {}
    for words in shown_words(top):
        found.setdefault(QKeySequence.mnemonic(words).toString(), []).append(words)
    return [f"{key} of {type(top).__name__} leads to {' and '.join(words)}" for key, words in found.items() if key and words[1:]]


def shown_words(top: QWidget) -> Iterator[str]:
    """The words, with their marked letters, of the controls that are seen under a window."""
    for widget in top.findChildren(QWidget):
        if widget.isVisible() and widget.window() is top.window():
            yield from _words(widget)


def _words(widget: QWidget) -> Iterator[str]:
    match widget:
        case QAbstractButton():
            yield widget.text()
        case QLabel() if widget.buddy() is not None:
            yield widget.text()
        case QGroupBox():
            yield widget.title()
        case QTabBar():
            yield from (widget.tabText(tab) for tab in range(widget.count()))
