"""Rows of several lines in lists, in scripts whose lines differ in height."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex

UNBROKEN = 1e6


class LinesDelegate(QStyledItemDelegate):
    """Leaves a row of several lines the room without which Qt does not draw the last: it asks for one as high as that above."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint, text = super().sizeHint(option, index), str(index.data() or "")
        if text.isascii():
            return hint
        heights = [line_height(line, option.font) for line in text.split("\n")]
        return hint + QSize(0, ceil(max(heights) - min(heights)))


def line_height(text: str, font: QFont) -> float:
    """The height of a line, with the fonts that its letters need beside this one."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(UNBROKEN)
    layout.endLayout()
    return line.height()
