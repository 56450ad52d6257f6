"""The rectangles of characters of a block on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine


def rects_of(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """The rectangles of a block's characters (in UTF-16 units), one for each line, relative to the block's corner."""
    layout = block.layout()
    first = layout.lineForTextPosition(start)
    for number in range(first.lineNumber() if first.isValid() else 0, layout.lineCount()):
        line = layout.lineAt(number)
        begin = line.textStart()
        if begin >= end:
            return
        low, high = max(start, begin), min(end, begin + line.textLength())
        if low < high:
            a, b = x_of(line, low), x_of(line, high)
            yield QRectF(min(a, b), line.y(), abs(b - a), line.height())


def x_of(line: QTextLine, position: int) -> float:
    """The x coordinate of a position; PySide returns it with the position that it took."""
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)
