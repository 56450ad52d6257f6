"""Rows of buttons without icons: the icons that Qt adds on some desktops do not match the rest of the program."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

Buttons = QDialogButtonBox.StandardButton


class ButtonBox(QDialogButtonBox):
    """A row of standard buttons without icons.

    A style sheet with this effect makes Tab skip buttons before the default one (Qt 6.11)."""

    def __init__(self, buttons: Buttons = Buttons.NoButton) -> None:
        super().__init__()
        self.setStandardButtons(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        leave_words_alone(self)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # when Qt adds the icons again
            leave_words_alone(self)


class MessageBox(QMessageBox):
    """A message box without icons on its buttons."""

    def showEvent(self, event: QShowEvent) -> None:
        leave_words_alone(self)
        super().showEvent(event)


def leave_words_alone(box: QDialogButtonBox | QMessageBox) -> None:
    """Removes the icons from the buttons of a row or a message."""
    for button in box.buttons():
        button.setIcon(QIcon())
