"""The view *Markup in words*: the text as lines of words that say what is changed, for say-all and braille."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from model.speech.spoken_clause import SpokenClause
from widgets.common.foreign_text import set_text_language
from widgets.editor.document.projection import code_points, utf16_length

READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class WordsView(QPlainTextEdit):
    """Shows clauses in words, one in each line, and reports the place of its caret in the text."""

    moved = Signal(str, int)
    """The caret went to an offset of a clause, by its id."""
    left = Signal()
    """Esc was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(READING)
        self.setAccessibleName(self.tr("Markup in words"))
        self._lines: tuple[SpokenClause, ...] = ()
        self.cursorPositionChanged.connect(self._report)

    def show_lines(self, lines: tuple[SpokenClause, ...], language: str) -> None:
        """Shows clauses in words, in a text of a language; the caret stays in its clause."""
        set_text_language(self, language)
        before = self.place()
        self._lines = lines
        with QSignalBlocker(self):
            self.setPlainText("\n".join(line.text for line in lines))
        if before is not None:
            self.go_to(*before)

    def place(self) -> tuple[str, int] | None:
        """The clause of the caret and the offset in it; None before the first clause."""
        cursor = self.textCursor()
        if cursor.blockNumber() >= len(self._lines) or not (line := self._lines[cursor.blockNumber()]).id:
            return None
        return line.id, line.offset_at(code_points(line.text, cursor.positionInBlock()))

    def go_to(self, clause: str, offset: int) -> None:
        """Moves the caret to an offset of a clause; it stays if that is its place already, or if there is no such clause."""
        if self.place() == (clause, offset):
            return
        for number, line in enumerate(self._lines):
            if line.id == clause:
                cursor = QTextCursor(self.document().findBlockByNumber(number))
                cursor.setPosition(cursor.block().position() + utf16_length(line.text[: line.place_of(offset)]))
                with QSignalBlocker(self):
                    self.setTextCursor(cursor)
                return

    def _report(self) -> None:
        if (place := self.place()) is not None:
            self.moved.emit(*place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
