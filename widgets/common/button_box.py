"""The row of buttons of a box, with words alone: the pictures that Qt adds on some desktops are older than the rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

Buttons = QDialogButtonBox.StandardButton


class ButtonBox(QDialogButtonBox):
    """The row, with some buttons that Qt names.

    A style sheet that says the same leads Tab past buttons before the default one, in Qt 6.11."""

    def __init__(self, buttons: Buttons = Buttons.NoButton) -> None:
        super().__init__()
        self.setStandardButtons(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        leave_words_alone(self)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # at which Qt puts them back
            leave_words_alone(self)


class MessageBox(QMessageBox):
    """A message whose row is such a one."""

    def showEvent(self, event: QShowEvent) -> None:
        leave_words_alone(self)
        super().showEvent(event)


def leave_words_alone(box: QDialogButtonBox | QMessageBox) -> None:
    """Takes the pictures off the buttons of a row or of a message."""
    for button in box.buttons():
        button.setIcon(QIcon())
