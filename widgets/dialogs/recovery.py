"""What a crash left behind, and what is to become of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from widgets.dialogs.proof import plain_label

Choice = Literal["recover", "discard", "later"]


class RecoveryDialog(QDialog):
    """Lists the documents whose changes were not saved; the user brings one back, discards it, or leaves it all."""

    def __init__(self, rows: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Changes that were not saved"))
        self.setMinimumSize(620, 260)
        self.choice: Choice = "later"
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Documents with unsaved changes"))
        for row in rows:
            self.list.addItem(QListWidgetItem(row))
        self.list.setCurrentRow(0)
        layout = QVBoxLayout(self)
        told = self.tr("The program ended last time before these changes were saved. They are in the journal.")
        layout.addWidget(plain_label(told))
        layout.addWidget(self.list)
        buttons = QDialogButtonBox()
        recover = buttons.addButton(self.tr("&Bring back"), QDialogButtonBox.ButtonRole.AcceptRole)
        discard = buttons.addButton(self.tr("&Discard"), QDialogButtonBox.ButtonRole.DestructiveRole)
        buttons.addButton(self.tr("&Later"), QDialogButtonBox.ButtonRole.RejectRole)
        recover.setDefault(True)
        recover.clicked.connect(lambda: self._choose("recover"))
        discard.clicked.connect(lambda: self._choose("discard"))
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    @property
    def row(self) -> int:
        return self.list.currentRow()

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()
