"""Lines of the program that are scrolled through and can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit


def reading_box(name: str, text: str = "") -> QPlainTextEdit:
    """A box of lines to be read. They begin at the side at which the window begins; Qt puts them at the left in every window.

    name: what assistive technology calls the box
    """
    lines = QPlainTextEdit(text)
    lines.setReadOnly(True)
    lines.setTabChangesFocus(True)
    lines.setAccessibleName(name)
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        option = lines.document().defaultTextOption()
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
        lines.document().setDefaultTextOption(option)
    return lines
