"""The dialog after an export: the file, the result of the proof, the authors named in the file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from widgets.common.button_box import ButtonBox
from widgets.common.plain_label import plain_label


class ProofDialog(QDialog):
    """Shows the proof of an export, line by line; `folder_asked` tells whether the user wants to see the folder."""

    def __init__(self, title: str, rows: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Proof of export"))
        self.setMinimumWidth(560)
        self.folder_asked = False
        layout = QVBoxLayout(self)
        head = plain_label(title)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        layout.addWidget(head)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, value in rows:
            label = plain_label(value)
            label.setAccessibleName(f"{name}: {value}")
            form.addRow(plain_label(name), label)
        layout.addLayout(form, 1)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        show = buttons.addButton(self.tr("Show &folder"), QDialogButtonBox.ButtonRole.ActionRole)
        show.clicked.connect(self._ask_for_folder)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _ask_for_folder(self) -> None:
        self.folder_asked = True
        self.accept()
