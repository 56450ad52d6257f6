"""The dialog for a word that is put right from now on."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.sizes import fit_height


class CorrectionDialog(QDialog):
    """Asks for a word as it is typed and for what comes in its place."""

    def __init__(self, typed: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add to autocorrect"))
        self.setMinimumWidth(420)
        self.typed_field = QLineEdit(typed)
        self.put_field = QLineEdit()
        self._told = self.tr("The word is replaced when a space or a mark is typed after it. Undo brings back what was typed.")
        self._hint = plain_label(self._told)
        layout = QFormLayout(self)
        layout.addRow(self.tr("&Replace:"), self.typed_field)
        layout.addRow(self.tr("&With:"), self.put_field)
        layout.addRow(self._hint)
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addRow(self._buttons)
        fit_height(self)
        for field in (self.typed_field, self.put_field):
            field.textChanged.connect(self._judge)
        self._judge("")
        if typed:
            self.put_field.setFocus()

    @property
    def typed(self) -> str:
        """The word as it is typed."""
        return self.typed_field.text().strip()

    @property
    def put(self) -> str:
        """What comes in its place."""
        return self.put_field.text().strip()

    def _judge(self, _text: str) -> None:
        several = len(self.typed.split()) > 1
        self._hint.setText(self.tr("Only a single word can be replaced.") if several else self._told)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.typed and self.put) and not several)
