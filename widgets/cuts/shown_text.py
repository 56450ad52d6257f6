"""A text of which only some clauses are shown: the paragraphs of the others are hidden, and no key reaches them unseen."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor

from widgets.editor.document.character_rects import x_of
from widgets.editor.document.pointing import position_on
from widgets.editor.view import StoryView

Key = Qt.Key
_MOVES = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Home, Key.Key_End)
_LINES = (Key.Key_Up, Key.Key_Down)
_DELETE = {Key.Key_Backspace: -1, Key.Key_Delete: 1}


class ShownText(QObject):
    """Hides paragraphs of a view. The keys that move the caret pass over them. Whatever else would reach them, such as a hit of a
    search, a selection or a deletion across them, shows them first (`asked`). Tables are always shown."""

    asked = Signal(object)
    """The ids of the clauses of hidden paragraphs that are to be shown."""

    def __init__(self, view: StoryView) -> None:
        super().__init__(view)
        self._view = view
        self._ids: Collection[str] | None = None
        """The clauses that are shown; None for all."""
        self._moving = False
        """Whether a key that moves the caret is being handled."""
        self._moves_lines = False
        self._column = 0.0
        """The distance of the caret from the left of its paragraph, before it moves to another line."""
        self._last = 0
        """The position of the caret before it moved last."""

    @property
    def is_on(self) -> bool:
        """Whether paragraphs are hidden."""
        return self._ids is not None

    def show_only(self, ids: Collection[str] | None) -> None:
        """Shows only some clauses, by their ids, and asks for that of the caret if it would be hidden; None: all."""
        if (ids is None) != (self._ids is None):
            follow = self._view.caret_moved.connect if ids is not None else self._view.caret_moved.disconnect
            follow(self._on_caret)
            (self._view.installEventFilter if ids is not None else self._view.removeEventFilter)(self)
        self._ids = ids
        self.apply()
        cursor = self._view.textCursor()
        if not cursor.block().isVisible():
            self._ask_for(cursor.position(), cursor.position())

    def apply(self) -> None:
        """Hides and shows the paragraphs of the document as it is now."""
        document, low, high = self._view.document(), -1, -1
        numbers: list[int] = []
        for number, (block, ids) in enumerate(self._blocks()):
            shown = self._ids is None or not ids or any(id in self._ids for id in ids)
            if shown:
                numbers.append(number)
            if block.isVisible() is not shown:
                block.setVisible(shown)
                block.clearLayout()  # else what is painted beside words would find lines of the hidden paragraph
                low, high = block.position() if low < 0 else low, block.position() + block.length()
        self._view.content.shown.show_all() if self._ids is None else self._view.content.shown.show_only(numbers)
        if low >= 0:
            document.markContentsDirty(low, high - low)
            self._view.viewport().update()

    def _blocks(self) -> Iterator[tuple[QTextBlock, Collection[str]]]:
        """The blocks, each with the ids of its clauses; none for a paragraph of a table or after one. Qt places a paragraph
        after a hidden one without regard to the table before that, so it would be in the table."""
        projection, block, number = self._view.projection, self._view.document().begin(), 0
        was_in_table = False
        while block.isValid():
            members = projection.members(number)
            in_table = any(clause.cell is not None for clause in members)
            yield block, () if in_table or was_in_table else [clause.id for clause in members]
            block, number, was_in_table = block.next(), number + 1, in_table

    # -- the caret

    def _on_caret(self) -> None:
        cursor, last = self._view.textCursor(), self._last
        self._last = cursor.position()
        if cursor.hasSelection():
            self._ask_for(cursor.selectionStart(), cursor.selectionEnd())
        elif not cursor.block().isVisible():
            if self._moving:
                self._pass_over(cursor, onwards=cursor.position() > last)
            else:
                self._ask_for(cursor.position(), cursor.position())

    def _pass_over(self, cursor: QTextCursor, *, onwards: bool) -> None:
        """Moves the caret on to the next shown paragraph, or back to the last one if there is none."""
        found = _shown_from(cursor.block(), onwards=onwards)
        if found is None:
            onwards = not onwards
            found = _shown_from(cursor.block(), onwards=onwards)
        if found is None:
            return
        place = 0 if onwards else found.length() - 1
        if self._moves_lines:
            lines = found.layout()
            line = lines.lineAt(0 if onwards else lines.lineCount() - 1)
            place = position_on(line, self._column) if lines.lineCount() else place
        content = self._view.content
        cursor.setPosition(content.position_of(content.place_at(found.position() + place)))  # no place is after an edition mark
        self._view.setTextCursor(cursor)
        self._view.caret.show()

    def _ask_for(self, start: int, stop: int) -> None:
        """Asks for the hidden paragraphs of a range to be shown."""
        projection, block = self._view.projection, self._view.document().findBlock(start)
        ids: list[str] = []
        while block.isValid() and block.position() <= stop:
            if not block.isVisible():
                ids += [clause.id for clause in projection.members(block.blockNumber())]
            block = block.next()
        if ids:
            self.asked.emit(ids)
            self._view.caret.show()

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease:
            self._moving = False
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Key(event.key())
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._moving, self._moves_lines = key in _MOVES and not shift, key in _LINES
            if self._moves_lines:
                self._column = self._column_of_caret()
            return key in _DELETE and self._deletes_hidden(_DELETE[key])
        return False

    def _column_of_caret(self) -> float:
        cursor = self._view.textCursor()
        line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
        return x_of(line, cursor.positionInBlock()) if line.isValid() else 0.0

    def _deletes_hidden(self, by: int) -> bool:
        """Whether a deletion would join the paragraph of the caret with a hidden one, which is shown instead."""
        cursor = self._view.textCursor()
        at_edge = cursor.atBlockStart() if by < 0 else cursor.atBlockEnd()
        beside = cursor.block().previous() if by < 0 else cursor.block().next()
        if cursor.hasSelection() or not at_edge or not beside.isValid() or beside.isVisible():
            return False
        self._ask_for(beside.position(), beside.position())
        return True


def _shown_from(block: QTextBlock, *, onwards: bool) -> QTextBlock | None:
    """The next paragraph from one on that is shown; None if there is none."""
    while block.isValid() and not block.isVisible():
        block = block.next() if onwards else block.previous()
    return block if block.isValid() else None
