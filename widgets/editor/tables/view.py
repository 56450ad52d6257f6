"""A text view in which grids of tables are drawn, and pointer and caret find the cells: Qt's own search knows one block at each
height of a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QDrag,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
    QTextLine,
)
from PySide6.QtWidgets import QApplication, QWidget

from model.redline.table_shape import TableShape
from model.submission.values import Proposal
from widgets.editor.character_rects import x_of
from widgets.editor.formats import Formats
from widgets.editor.pointing import moved_to, onto_line, onto_line_of
from widgets.editor.projection import Projection
from widgets.editor.sheet import Sheet
from widgets.editor.tables.layout import TableLayout
from widgets.editor.tables.neighbours import neighbour
from widgets.editor.tables.painting import paint_tables
from widgets.editor.view_comfort import Comfort

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


class TableView(Sheet):
    """The base of the editor: what is different where there are tables."""

    _formats: Formats
    _projection: Projection

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables = TableLayout(self.document(), lambda: self._formats)
        self._dragged: QPointF | None = None
        """Where the mouse was pressed on a selection in a table."""
        self._pasted_at: int | None = None
        """The place in a table over which a button of the mouse is let go."""

    # -- what is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws grids under the text, and of the text all rows that are seen in the area: Qt looks for its first and its last
        block by heights that it takes to grow from block to block."""
        area, offset = event.rect(), self.scrolled()
        if self._tables.tables:
            painter = QPainter(self.viewport())
            paint_tables(painter, self._tables, self._projection, self._formats.colours, QRectF(area), offset)
            painter.end()
            top, bottom = self._tables.whole_rows(area.top() + offset.y(), area.bottom() + offset.y())
            area.setTop(round(top - offset.y()) - 1)
            area.setBottom(round(bottom - offset.y()) + 1)
            event = QPaintEvent(area)
        super().paintEvent(event)

    def _place_cells(self, blocks: range) -> None:
        """Puts the cells of blocks that changed in their places, and draws the grids anew where they moved."""
        if blocks and self._tables.tables:
            self._tables.dress(blocks)
            if self._tables.settle(blocks):
                self.viewport().update()

    def show_comfort(self, comfort: Comfort) -> None:
        super().show_comfort(comfort)
        with self.asleep():  # marks of notes are as high as the letters of the document, which Qt lays out later
            if self._tables.settle():
                self.viewport().update()

    def _lay_sheet(self) -> None:
        super()._lay_sheet()
        self._fit_tables()

    def _resized(self) -> None:
        self._fit_tables()

    def _fit_tables(self) -> None:
        with self.asleep():
            if self._tables.fit():
                self.viewport().update()

    def compose(self, event: QInputMethodEvent) -> None:
        """Shows what is being composed; its cell takes the room for it."""
        super().inputMethodEvent(event)
        number = self.textCursor().blockNumber()
        if self._tables.settle(range(number, number + 1)):
            self.viewport().update()

    def scrolled(self) -> QPointF:
        """The place of the viewport in the document."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    # -- where a pointer is

    def _position_in_table(self, point: QPointF) -> int | None:
        """The place in the document that a place of the viewport means, where that is in a table."""
        at = point + self.scrolled()
        found = self._tables.cell_under(at)
        if found is None and QRectF(self.viewport().rect()).contains(point):
            at = onto_line(self.document(), at)
            found = self._tables.cell_under(at)
        if found is None:
            return None
        blocks = self._tables.blocks_of(*found)
        at = onto_line_of(blocks, at)
        block = min(blocks, key=lambda block: abs(_middle(block) - at.y()))
        return block.position() + _position_at(block, at)

    def cursor_at(self, point: QPointF) -> QTextCursor:
        """A cursor at the character that a place of the viewport means."""
        position = self._position_in_table(point)
        if position is None:
            return self.cursorForPosition(self.on_line(point).toPoint())
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return cursor

    def on_line(self, point: QPointF) -> QPointF:
        """A place of the viewport, moved onto the nearest line where it is in the white between two paragraphs."""
        if not QRectF(self.viewport().rect()).contains(point):
            return point
        return onto_line(self.document(), point + self.scrolled()) - self.scrolled()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Outside of tables Qt's; in one it does what else belongs to a click, and then the caret is put right."""
        position, cursor = self._position_in_table(event.position()), self.textCursor()
        self._dragged = None
        if position is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(moved_to(event, self.on_line(event.position())))
            return
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if cursor.hasSelection() and not extends and cursor.selectionStart() < position < cursor.selectionEnd():
            self._dragged = event.position()
            return
        if not extends:
            self._put_cursor(position, position)
        super().mousePressEvent(event)
        if not self._whole_paragraph_at(position):  # the third click in a row
            self._put_cursor(cursor.anchor() if extends else position, position)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            if (event.position() - self._dragged).manhattanLength() >= QApplication.startDragDistance():
                self._dragged = None
                self._drag()
            return
        anchor, selects = self.textCursor().anchor(), bool(event.buttons() & Qt.MouseButton.LeftButton)
        position = self._position_in_table(event.position()) if selects else None
        super().mouseMoveEvent(moved_to(event, self.on_line(event.position())))
        if position is not None:
            self._put_cursor(anchor, position)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pasted_at = self._position_in_table(event.position())
        if self._dragged is not None:
            self._dragged = None
            if self._pasted_at is not None:
                self._put_cursor(self._pasted_at, self._pasted_at)
        else:
            super().mouseReleaseEvent(moved_to(event, self.on_line(event.position())))
        self._pasted_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position = self._position_in_table(event.position())
        super().mouseDoubleClickEvent(moved_to(event, self.on_line(event.position())))
        if position is not None and event.button() == Qt.MouseButton.LeftButton:
            cursor = self.textCursor()
            cursor.setPosition(position)
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            self.setTextCursor(cursor)

    def _put_cursor(self, anchor: int, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _whole_paragraph_at(self, position: int) -> bool:
        block, cursor = self.document().findBlock(position), self.textCursor()
        end = block.position() + block.length() - 1
        return cursor.hasSelection() and cursor.anchor() == block.position() and cursor.position() >= end

    def _drag(self) -> None:
        """Drags the selection; where it is moved to in this text, the drop moves it."""
        drag = QDrag(self)
        drag.setMimeData(self.createMimeDataFromSelection())
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)

    def point_at_pasted(self) -> None:
        """Puts the caret where the middle button was let go in a table, over what it pastes."""
        if self._pasted_at is not None:
            self._put_cursor(self._pasted_at, self._pasted_at)
            self._pasted_at = None

    # -- where the caret goes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._moved(event):
            super().keyPressEvent(event)

    def _moved(self, event: QKeyEvent) -> bool:
        """Moves the caret up or down a line, from cell to cell, or a page; False where Qt does it rightly."""
        if not self._tables.tables:
            return False
        for keys, move in ((_LINES, self._move_line), (_PAGES, self._move_page)):
            for standard, (down, selects) in keys.items():
                if event.matches(standard):
                    mode = QTextCursor.MoveMode.KeepAnchor if selects else QTextCursor.MoveMode.MoveAnchor
                    return move(mode, down=down)
        return False

    def _move_line(self, mode: QTextCursor.MoveMode, *, down: bool) -> bool:
        cursor = self.textCursor()
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
        target = self.document().findBlockByNumber(number)
        if target.isValid():
            cursor.setPosition(target.position() + _nearest(_line(target, first=down), x), mode)
            cursor.setVerticalMovementX(round(x))
            self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _move_page(self, mode: QTextCursor.MoveMode, *, down: bool) -> bool:
        """Scrolls by a page and keeps the caret at its height; at the edge of the text it goes to the edge."""
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        rect = self.cursorRect(cursor)
        if not self.viewport().rect().intersects(rect):
            self.ensureCursorVisible()
            rect = self.cursorRect(cursor)
        before = bar.value()
        bar.setValue(before + (bar.pageStep() if down else -bar.pageStep()))
        if bar.value() != before:
            x = float(cursor.verticalMovementX())
            x = x if x >= 0 else rect.center().x() - self.document().documentMargin()
            cursor.setPosition(self.cursor_at(QPointF(rect.center())).position(), mode)
            cursor.setVerticalMovementX(round(x))
            self.setTextCursor(cursor)
        if bar.value() == before:  # also where it went back, to show the caret
            operations = QTextCursor.MoveOperation
            cursor.movePosition(operations.End if down else operations.Start, mode)
            self.setTextCursor(cursor)
        return True


def shapes_in(proposal: Proposal, package: bytes) -> Mapping[int, TableShape]:
    """The shapes of the tables of a text; a text without tables asks its package for nothing."""
    if all(clause.cell is None for clause in proposal.original.clauses):
        return {}
    from model.formats.word.table_shapes import table_shapes  # a text without tables does without a reader of Word files

    return table_shapes(proposal.original.clauses, package)


def _line(block: QTextBlock, *, first: bool) -> QTextLine:
    block.document().documentLayout().blockBoundingRect(block)  # laid out only when it is asked for
    return block.layout().lineAt(0 if first else block.layout().lineCount() - 1)


def _nearest(line: QTextLine, x: float) -> int:
    """The place in a block that is nearest to a distance from the left."""
    found: Any = line.xToCursor(x) if line.isValid() else 0
    return int(found)


def _middle(block: QTextBlock) -> float:
    return block.layout().boundingRect().center().y() + block.layout().position().y()


def _position_at(block: QTextBlock, point: QPointF) -> int:
    """The place in a block that is nearest to a point of the document on one of its lines."""
    layout = block.layout()
    inside = point - layout.position()
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    found = [line for line in lines if line.naturalTextRect().top() <= inside.y() < line.naturalTextRect().bottom()]
    return _nearest(found[0] if found else lines[-1], inside.x()) if lines else 0
