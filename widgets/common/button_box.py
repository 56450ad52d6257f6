"""The row of buttons of a box, with words alone: the pictures that Qt adds on some desktops are older than the rest."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox

WORDS_ALONE = "QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0 }"
"""A style sheet for boxes that make their row themselves."""
Buttons = QDialogButtonBox.StandardButton


class ButtonBox(QDialogButtonBox):
    """The row, with some buttons that Qt names."""

    def __init__(self, buttons: Buttons = Buttons.NoButton) -> None:
        super().__init__()
        self.setStyleSheet(WORDS_ALONE)  # before there are buttons
        self.setStandardButtons(buttons)
