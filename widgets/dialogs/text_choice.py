"""The dialog for a file that holds several texts: one of them, or all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QVBoxLayout, QWidget

from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import ours
from widgets.common.labels import plain_label
from widgets.common.sizes import resize_to_fit


class TextChoiceDialog(QDialog):
    """Asks which text of a file is to be opened; the first is chosen to begin with, all of them is the last row."""

    def __init__(self, name: str, titles: Sequence[str], parent: QWidget | None = None) -> None:
        """`titles` are the texts of the file of that name, in their order."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open one of several texts"))
        resize_to_fit(self, 560, 320)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Texts"))
        self.list.addItems([*map(ours, titles), self.tr("All of them, each as a proposal")])
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _: self.accept())
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(self.tr("{name} holds several texts. Which one is to be opened?").format(name=name)))
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)

    @property
    def choice(self) -> str:
        """The number of the chosen text, or `all`."""
        row = self.list.currentRow()
        return "all" if row == self.list.count() - 1 else str(row + 1)
