"""Where characters of a block are on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock


def rects_of(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """The rectangles of characters of a block (UTF-16 units from its start), one for each of its lines, from its own
    upper left corner."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        low, high = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if low < high:
            a, b = _x(line, low), _x(line, high)
            yield QRectF(min(a, b), line.y(), abs(b - a), line.height())


def _x(line: object, position: int) -> float:
    """PySide gives the place of a cursor with the position that it took."""
    found = line.cursorToX(position)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)
