"""Rows of buttons without icons, in which Tab visits each button. The icons that Qt adds on some desktops do not match the rest
of the program."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox

from widgets.common.actions import key_sequences
from widgets.theme.design import GAP, NONE, SECTION

Buttons = QDialogButtonBox.StandardButton


class ButtonBox(QDialogButtonBox):
    """A row of standard buttons."""

    def __init__(self, buttons: Buttons = Buttons.NoButton) -> None:
        super().__init__()
        self.setStandardButtons(buttons)
        self.setContentsMargins(NONE, GAP, NONE, NONE)

    def accept_by_keys(self) -> None:
        """Lets Ctrl+Enter accept a box with fields of several lines, in which Enter begins a line."""
        for keys in key_sequences("Ctrl+Enter"):
            QShortcut(keys, self, self._accept)

    def _accept(self) -> None:
        for button in self.buttons():
            if self.buttonRole(button) is self.ButtonRole.AcceptRole:
                button.click()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        correct_row(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            correct_row(self)


class MessageBox(QMessageBox):
    """A message box with such a row."""

    def showEvent(self, event: QShowEvent) -> None:
        set_box_margins(self)
        super().showEvent(event)  # which measures the box
        for row in self.findChildren(QDialogButtonBox):
            correct_row(row)


def set_box_margins(box: QDialog) -> None:
    """Gives a box that Qt laid out the margins of all others (`box_layout`)."""
    for row in box.findChildren(QDialogButtonBox):
        row.setContentsMargins(NONE, GAP, NONE, NONE)
    layout = box.layout()
    if layout is not None:
        layout.setContentsMargins(SECTION, SECTION, SECTION, SECTION)


def correct_row(row: QDialogButtonBox) -> None:
    """Removes the icons that Qt gave to the buttons of a row with its style, and the focus proxy that it gave to the row: Tab
    skips the buttons before a proxy (Qt 6.11). No button becomes narrower than its words: layouts take the least width of the
    style sheet in place of theirs, and a message box is as narrow as its layout allows."""
    for button in row.buttons():
        button.setIcon(QIcon())
        button.setMinimumWidth(max(button.minimumWidth(), button.sizeHint().width()))
    cast(Any, row).setFocusProxy(None)  # the type hints of PySide6 allow only a widget
