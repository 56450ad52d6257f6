"""A field of one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.editor.clipboard import paragraphs_of
from widgets.submission_form.carets import difference, is_format_key, is_history_key, moved

_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class LineField(QLineEdit):
    """Tells each change as it is typed; what is typed in one visit is one undo step."""

    edited = Signal(object, str)

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._visit = 0
        self.textEdited.connect(self._tell)

    def show_value(self, value: str) -> None:
        """Shows a value, caret and selection kept where the text is the same."""
        shown = self.text()
        if value == shown:
            return
        change = difference(shown, value)
        caret, selected = self.cursorPosition(), self.selectedText()
        self.setText(value)
        self.setCursorPosition(moved(caret, change) if self.hasFocus() and not selected else 0)

    def _tell(self, text: str) -> None:
        text = " ".join(filter(None, paragraphs_of(text)))
        self.edited.emit(text, f"field:{self._visit}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _PASSING:
            self._visit += 1
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_history_key(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and is_format_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_history_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)
