"""A field of one line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.common.store import MergeKey, MergeRule
from widgets.editor.clipboard import paragraphs_of
from widgets.submission_form.carets import difference, moved_position
from widgets.submission_form.field_keys import FieldKeys


class LineField(FieldKeys, QLineEdit):
    """Emits each change while it is typed; what is typed in one visit is one undo step."""

    edited = Signal(object, object)

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._tell)

    def show_value(self, value: str) -> None:
        """Shows a value; keeps caret and selection if the text is the same."""
        shown = self.text()
        if value == shown:
            return
        change = difference(shown, value)
        caret, selected = self.cursorPosition(), self.selectedText()
        self.setText(value)
        self.setCursorPosition(moved_position(caret, change) if self.hasFocus() and not selected else 0)

    def _tell(self, text: str) -> None:
        text = " ".join(filter(None, paragraphs_of(text)))
        self.edited.emit(text, MergeKey(MergeRule.FIELD, self._visit))
