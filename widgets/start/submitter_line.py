"""The line for who submits, with names that are offered."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from widgets.common.qt_fixes import hide_completions

_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class SubmitterLine(QLineEdit):
    """Tab takes the offer that is chosen and leaves the line; Qt would only put the list away."""

    def event(self, event: QEvent) -> bool:
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LEAVING
        if pressed and popup is not None and popup.isVisible():
            if popup.currentIndex().isValid():
                self.setText(str(popup.currentIndex().data()))
            hide_completions(popup)
        return super().event(event)
