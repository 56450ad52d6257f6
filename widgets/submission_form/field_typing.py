"""Typing into a field that is put right, as in the text: quotes, dashes and words that keys typed in one go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from model.text.typing_corrections import Correction, TypingRules, correction

Rules = Callable[[], TypingRules | None]
"""Gives what is put right; None where nothing is."""


class FieldTyping:
    """Follows the keys of one field."""

    def __init__(self, field: QWidget, rules: Rules) -> None:
        self._field = field
        self._rules = rules
        self._before = ""
        """What stood before the caret after the last key."""
        self._length = 0
        """The characters of it that were typed in one go."""

    def typed(self, before: str | None, text: str) -> Correction | None:
        """Notes a key; what is to be put right behind it.

        before: what stood before the caret or the selection, see `before_caret`
        text: what the key typed
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
        """Puts right what stands before the caret."""
        replace_before_caret(self._field, found.length, found.put)
        self._before = self._before[: len(self._before) - found.length] + found.put
        self._length += len(found.put) - found.length


def before_caret(field: QWidget) -> str | None:
    """What stands in the paragraph before the caret or the selection; None where Qt counts its characters otherwise."""
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
    """Puts something in place of the last characters before the caret, as if it had been typed."""
    if isinstance(field, QLineEdit):
        field.setSelection(field.cursorPosition() - length, length)
        field.insert(put)
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(cursor.position() - length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(put)
