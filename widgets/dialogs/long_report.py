"""The dialog for a sentence with more lines than a message has room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import ours
from widgets.common.labels import plain_label, reading_box
from widgets.common.sizes import resize_to_fit


class LongReport(QDialog):
    """Shows lines that are scrolled through and can be copied."""

    def __init__(self, title: str, message: str, lines: Sequence[str], parent: QWidget | None = None) -> None:
        """`message` is the sentence, `lines` what stands beneath it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_to_fit(self, 760, 520)
        self.lines = reading_box(message, "\n".join(lines))
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(ours(message)))
        layout.addWidget(self.lines, 1)
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()
