"""A box that stays open while what it asks for is refused, and says why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from widgets.common.announcements import announce
from widgets.common.labels import plain_label


class AttemptBox(QDialog):
    """Accepts only if `attempt` succeeds. Otherwise `problem` shows its sentence, and all fields stay as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attempt: Callable[[], str] = str
        """Does what the box asks for; returns the reason if that is refused, else ''."""
        self.problem = plain_label("")
        self.problem.hide()

    def accept(self) -> None:
        """Closes the box if its request was carried out."""
        reason = self.attempt()
        self.problem.setText(reason)
        self.problem.setVisible(bool(reason))
        if reason:
            announce(self, reason)
            self.resize(self.sizeHint().expandedTo(self.size()))
            return
        super().accept()
