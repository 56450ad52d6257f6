"""The common base of the form's fields: visits, and keys that are the session's or nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

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
        else:
            super().keyPressEvent(event)


def _asks(event: QEvent, *keys: Standard) -> bool:
    return isinstance(event, QKeyEvent) and any(map(event.matches, keys))
