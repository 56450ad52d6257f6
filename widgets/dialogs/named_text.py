"""The dialog for a text of which number and title alone are known."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.sizes import fit_height
from widgets.editor.clipboard import paragraphs_of


class NamedTextDialog(QDialog):
    """Asks for the number and the title of a text; SUP and NOC need no more of it."""

    def __init__(self, title: str, example: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._number = QLineEdit()
        self._number.setPlaceholderText(example)
        self._title = QLineEdit()
        layout = QFormLayout(self)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        layout.addRow(plain_label(self.tr("The text in force, as it is named at its head. It need not be reproduced.")))
        layout.addRow(self.tr("&Number"), self._number)
        layout.addRow(self.tr("&Title"), self._title)
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addRow(self._buttons)
        fit_height(self)
        self._number.textChanged.connect(self._judge)
        self._judge("")

    @property
    def number(self) -> str:
        """The number that was typed, in one line."""
        return " ".join(paragraphs_of(self._number.text())).strip()

    @property
    def title(self) -> str:
        """The title that was typed, in one line."""
        return " ".join(paragraphs_of(self._title.text())).strip()

    def _judge(self, _text: str) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.number))
