"""A field of several paragraphs."""

from __future__ import annotations

from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from widgets.common.store import MergeKey, MergeRule
from widgets.editor.clipboard import clean_text, paragraphs_of, readable, text_in
from widgets.submission_form.carets import difference
from widgets.submission_form.field_keys import FieldKeys

MOST_LINES = 14
"""The greatest height of a field in lines, except on a page."""


class TextField(FieldKeys, QPlainTextEdit):
    """Plain text that grows with its lines. Emits each change while it is typed; words become undo steps as in the text."""

    edited = Signal(object, object)
    grown = Signal()
    """Its words changed, and maybe its height."""

    def __init__(self, name: str, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self._lines = lines
        self._value: Any = self._value_of("")
        self._showing = False
        self._most = MOST_LINES
        self._on_page = False
        self._centred = False
        self.textChanged.connect(self._tell)
        self._fit()

    # -- values

    def _value_of(self, text: str) -> Any:
        return text

    def _text_of(self, value: Any) -> str:
        return str(value)

    def text(self) -> str:
        """The text without characters that no file can contain."""
        return clean_text(self._document_text())

    def _document_text(self) -> str:
        """The text as it is in the document; `toPlainText` would replace some characters."""
        block, lines = self.document().begin(), []
        while block.isValid():
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines)

    def show_value(self, value: Any) -> None:
        """Shows a value; the caret stays, since only the range that differs is replaced."""
        if value == self._value:
            return
        self._value = value
        change = difference(self._document_text(), self._text_of(value))
        cursor = QTextCursor(self.document())
        cursor.setPosition(change.start)
        cursor.setPosition(change.stop, QTextCursor.MoveMode.KeepAnchor)
        self._showing = True
        cursor.insertText(change.put)
        self._showing = False

    def _tell(self) -> None:
        self._fit()
        self.grown.emit()
        if self._showing:
            return
        value = self._value_of(self.text())
        if value != self._value:
            self._value = value
            self.edited.emit(value, MergeKey(MergeRule.TEXT_FIELD, self._visit))

    def turn(self, direction: Qt.LayoutDirection) -> None:
        """Sets the direction of the text: right to left, or by its letters."""
        option = self.document().defaultTextOption()
        option.setTextDirection(direction)
        rtl = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter if self._centred else side)
        self.document().setDefaultTextOption(option)

    def lie_on_page(self, *, centred: bool) -> None:
        """Looks as on a page: without a frame, as high as its words, in the middle of its line if the page has it there."""
        self._lines, self._most, self._on_page, self._centred = 1, 10_000, True, centred
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.turn(self.document().defaultTextOption().textDirection())
        self._fit()

    # -- events

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes paragraphs as text, as an undo step of its own."""
        if readable(source):
            self._visit += 1
            self.insertPlainText("\n".join(paragraphs_of(text_in(source))))
            self._visit += 1
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return readable(source)

    def _fit(self) -> None:
        """Makes the field as high as its lines, within limits; Qt lays out only what is visible, so the lines are measured."""
        layout, block, lines, high = self.document().documentLayout(), self.document().begin(), 0, 0.0
        while block.isValid() and lines < self._most:
            high += layout.blockBoundingRect(block).height()
            lines += block.lineCount()
            block = block.next()
        shown = min(max(self._lines, lines), self._most)
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom() + 2 * round(self.document().documentMargin())
        height = (ceil(high) if self._on_page else shown * self.fontMetrics().lineSpacing()) + around + 2
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_lines"):
            self._fit()
