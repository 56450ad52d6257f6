"""The common base of the form's fields: visits, and keys that are the session's or nobody's."""

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
    """Before the Qt class of a field among its bases: counts the visits, of which each is an undo step, and passes undo and
    redo on to the session; a field has no formats, and the text beside it is not meant by their keys."""

    _visit = 0
    typing: FieldTyping | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begins a visit, unless a menu or another window had the focus meanwhile."""
        if event.reason() not in _PASSING:
            self._visit += 1
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the session, and takes the keys of formats, which a field does not have."""
        if event.type() == QEvent.Type.ShortcutOverride and _asks(event, Standard.Undo, Standard.Redo):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and _asks(event, Standard.Bold, Standard.Italic, Standard.Underline):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Passes undo and redo on; the field has every other key."""
        if _asks(event, Standard.Undo, Standard.Redo):
            event.ignore()
        elif self.typing is None or not event.text():
            super().keyPressEvent(event)
        else:
            self._type(event, self.typing)

    def autocorrect_by(self, rules: Rules) -> None:
        """Says what is put right while it is typed."""
        if self.typing is None:
            self.typing = FieldTyping(self, rules)

    def _type(self, event: QKeyEvent, typing: FieldTyping) -> None:
        """Types, and puts right what that ends as a step of its own: one undo brings back what was typed."""
        before = before_caret(self)
        super().keyPressEvent(event)
        found = typing.typed(before, event.text())
        if found is not None:
            self._visit += 1
            typing.autocorrect(found)
            self._visit += 1


def _asks(event: QEvent, *keys: Standard) -> bool:
    return isinstance(event, QKeyEvent) and any(map(event.matches, keys))
