"""The common base of the form's fields: visits, and keys that the session handles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

from widgets.submission_form.field_typing import FieldTyping, Rules, before_caret

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Field
else:
    _Field = object

Standard = QKeySequence.StandardKey
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class FieldKeys(_Field):
    """Precedes the Qt class of a field among its bases. Counts the visits, of which each is an undo step, and passes undo and
    redo to the session; a field has no formats, and their keys must not act on the text."""

    _visit = 0
    typing: FieldTyping | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begins a visit, unless a menu or another window had the focus in between."""
        if event.reason() not in _PASSING:
            self._visit += 1
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the session, and accepts the keys of formats, which a field does not have."""
        if event.type() == QEvent.Type.ShortcutOverride and _asks(event, Standard.Undo, Standard.Redo):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and _asks(event, Standard.Bold, Standard.Italic, Standard.Underline):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Passes undo and redo to the session; other keys act on the field."""
        if _asks(event, Standard.Undo, Standard.Redo):
            event.ignore()
        elif self.typing is None or not event.text():
            super().keyPressEvent(event)
        else:
            self._type(event, self.typing)

    def autocorrect_by(self, rules: Rules) -> None:
        """Sets the typing corrections."""
        if self.typing is None:
            self.typing = FieldTyping(self, rules)

    def _type(self, event: QKeyEvent, typing: FieldTyping) -> None:
        """Types text, and makes the correction that it completes as a step of its own: one undo restores what was typed."""
        before = before_caret(self)
        super().keyPressEvent(event)
        found = typing.note_key(before, event.text())
        if found is not None:
            self._visit += 1
            typing.autocorrect(found)
            self._visit += 1


def _asks(event: QEvent, *keys: Standard) -> bool:
    return isinstance(event, QKeyEvent) and any(map(event.matches, keys))
