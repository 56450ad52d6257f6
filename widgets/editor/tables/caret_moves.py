"""Keys that move the caret by a line or a page in a text with tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QTextEdit

from widgets.editor.document.character_rects import x_of
from widgets.editor.document.pointing import position_on, scroll_offset
from widgets.editor.tables.geometry import TableBox, TableCell, cell_at
from widgets.editor.tables.layout import TableLayout
from widgets.editor.tables.placed_table import PlacedTable

Standard = QKeySequence.StandardKey
_LINES: Mapping[QKeySequence.StandardKey, tuple[bool, bool]] = {
    Standard.MoveToNextLine: (True, False),
    Standard.SelectNextLine: (True, True),
    Standard.MoveToPreviousLine: (False, False),
    Standard.SelectPreviousLine: (False, True),
}
_PAGES: Mapping[QKeySequence.StandardKey, tuple[bool, bool]] = {
    Standard.MoveToNextPage: (True, False),
    Standard.SelectNextPage: (True, True),
    Standard.MoveToPreviousPage: (False, False),
    Standard.SelectPreviousPage: (False, True),
}
"""Whether they go down, whether they select."""


class CaretMoves:
    """Moves the caret of a text view from cell to cell."""

    def __init__(self, text: QTextEdit, tables: TableLayout, cursor_at: Callable[[QPointF], QTextCursor]) -> None:
        """`cursor_at` gives a cursor at a point of the viewport."""
        self._text = text
        self._tables = tables
        self._cursor_at = cursor_at

    def handle(self, event: QKeyEvent) -> bool:
        """Moves the caret up or down by a line or a page; returns False if Qt does it correctly."""
        if not self._tables.tables:
            return False
        for keys, move in ((_LINES, self._move_line), (_PAGES, self._move_page)):
            for standard, (down, selects) in keys.items():
                if event.matches(standard):
                    mode = QTextCursor.MoveMode.KeepAnchor if selects else QTextCursor.MoveMode.MoveAnchor
                    return move(mode, down=down)
        return False

    def _move_line(self, mode: QTextCursor.MoveMode, *, down: bool) -> bool:
        text = self._text
        cursor = text.textCursor()
        block, inside = cursor.block(), cursor.positionInBlock()
        layout = block.layout()
        line = layout.lineForTextPosition(inside)
        if not line.isValid() or line.lineNumber() != (layout.lineCount() - 1 if down else 0):
            return False
        x = float(cursor.verticalMovementX())
        x = x if x >= 0 else x_of(line, inside)
        number = neighbour(self._tables, block.blockNumber(), x, down=down)
        if number is None:
            return False
        target = text.document().findBlockByNumber(number)
        if target.isValid():
            cursor.setPosition(target.position() + position_on(_line(target, first=down), x), mode)
            cursor.setVerticalMovementX(round(x))
            text.setTextCursor(cursor)
        text.ensureCursorVisible()
        return True

    def _move_page(self, mode: QTextCursor.MoveMode, *, down: bool) -> bool:
        """Scrolls by a page and keeps the caret at its height; at the edge of the text it goes to the edge."""
        text = self._text
        cursor, bar = text.textCursor(), text.verticalScrollBar()
        rect = text.cursorRect(cursor)
        if not text.viewport().rect().intersects(rect):
            text.ensureCursorVisible()
            rect = text.cursorRect(cursor)
        before = bar.value()
        bar.setValue(before + (bar.pageStep() if down else -bar.pageStep()))
        if bar.value() != before:
            x = float(cursor.verticalMovementX())
            x = x if x >= 0 else rect.center().x() + scroll_offset(text).x() - text.document().documentMargin()
            cursor.setPosition(self._cursor_at(QPointF(rect.center())).position(), mode)
            cursor.setVerticalMovementX(round(x))
            text.setTextCursor(cursor)
        if bar.value() == before:  # also if it went back, to show the caret
            operations = QTextCursor.MoveOperation
            cursor.movePosition(operations.End if down else operations.Start, mode)
            text.setTextCursor(cursor)
        return True


def _line(block: QTextBlock, *, first: bool) -> QTextLine:
    block.document().documentLayout().blockBoundingRect(block)  # Qt lays it out only on request
    return block.layout().lineAt(0 if first else block.layout().lineCount() - 1)


def neighbour(tables: TableLayout, number: int, x: float, *, down: bool) -> int | None:
    """The number of the block below or above another at a distance from the left; None if it is simply the next or the previous
    block, or if there is none."""
    table = tables.at_block(number)
    if table is None:
        table = tables.at_block(number + (1 if down else -1))
        if table is None:
            return None
        y = 0.0 if down else table.box.bottom - 1
        return _facing(table, cell_at(table.box, x, y), y, down=down)
    cell = table.cell_of[number - table.first]
    if number - table.first != (cell.ends if down else cell.begins):
        item = cell.items[cell.items.index(number - table.first) + (1 if down else -1)]
        return _inner(table, item, x, down=down) if isinstance(item, TableBox) else None
    y = _beyond_gap(table, cell.bottom + 0.5 if down else cell.top - 0.5, down=down)
    if y < 0 or y > table.box.bottom:
        return table.stop if down else table.first - 1
    return _facing(table, cell_at(table.box, x, y), y, down=down)


def _inner(table: PlacedTable, inner: TableBox, x: float, *, down: bool) -> int:
    y = inner.top if down else inner.bottom - 0.5
    return _facing(table, cell_at(inner, x, y), y, down=down)


def _beyond_gap(table: PlacedTable, y: float, *, down: bool) -> float:
    """The height, or that beyond the gap between two pages in which it is."""
    for row, gap in zip(table.box.rows[1:], table.gaps[1:], strict=False):
        if row[0].top - gap <= y < row[0].top:
            return row[0].top + 0.5 if down else row[0].top - gap - 0.5
    return y


def _facing(table: PlacedTable, cell: TableCell, y: float, *, down: bool) -> int:
    """The first paragraph of a cell on the way down or up from a height."""
    paragraphs = [item for item in cell.items if isinstance(item, int)]
    if down:
        at = next((item for item in paragraphs if table.tops[item] + table.heights[item] > y), paragraphs[-1])
    else:
        at = next((item for item in reversed(paragraphs) if table.tops[item] < y), paragraphs[0])
    return table.first + at
