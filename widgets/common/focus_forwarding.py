"""Panels that give the focus to one of their parts."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class PassesFocus(QWidget):
    """Gives the focus on to its main part. A focus proxy would do the same, but Tab then skips the controls before that part."""

    main_part: QWidget | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.main_part is not None:
            self.main_part.setFocus(event.reason())
