"""Typing corrections in a field, as in the text: quotes, dashes and words typed without interruption."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from model.text.typing_corrections import Correction, TypingRules, correction

Rules = Callable[[], TypingRules | None]
"""Returns the correction; None if there is none."""


class FieldTyping:
    """Follows the keys of one field."""

    def __init__(self, field: QWidget, rules: Rules) -> None:
        self._field = field
        self._rules = rules
        self._before = ""
        """The text before the caret after the last key."""
        self._length = 0
        """The number of its characters that were typed without interruption."""

    def note_key(self, before: str | None, text: str) -> Correction | None:
        """Notes a key and returns the correction after it.

        before: the text before the caret or the selection, see `before_caret`
        text: the typed text
        """
        after = before_caret(self._field)
        goes_on = before == self._before
        if before is None or after is None:
            self._length = 0
        elif after == before + text:
            self._length = (self._length if goes_on else 0) + len(text)
        elif goes_on and before.startswith(after):
            self._length = max(0, self._length - (len(before) - len(after)))
        else:
            self._length = 0
        self._before = after or ""
        if not self._length or text.isalpha() or after != (before or "") + text:
            return None
        rules = self._rules()
        found = correction(self._before, rules) if rules is not None else None
        return found if found is not None and found.length <= self._length else None

    def autocorrect(self, found: Correction) -> None:
        """Corrects the text before the caret."""
        replace_before_caret(self._field, found.length, found.put)
        self._before = self._before[: len(self._before) - found.length] + found.put
        self._length += len(found.put) - found.length


def before_caret(field: QWidget) -> str | None:
    """The text of the paragraph before the caret or the selection; None if Qt counts its characters differently."""
    if isinstance(field, QLineEdit):
        text, at = field.text(), field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        block = field.document().findBlock(cursor.selectionStart())
        text, at = block.text(), cursor.selectionStart() - block.position()
    else:
        return None
    return text[:at] if max(text, default="") <= "\uffff" else None


def replace_before_caret(field: QWidget, length: int, put: str) -> None:
    """Replaces the last characters before the caret as if by typing."""
    if isinstance(field, QLineEdit):
        field.setSelection(field.cursorPosition() - length, length)
        field.insert(put)
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(cursor.position() - length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(put)
