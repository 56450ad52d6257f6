"""The dialog that asks how large a new table is."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QWidget

from widgets.common.button_box import ButtonBox
from widgets.common.sizes import fit_height

MOST_COLUMNS = 20
"""Columns that are wide enough for words on a page."""
MOST_ROWS = 200


class NewTableDialog(QDialog):
    """Asks for the columns and rows of a table, and whether its first row is a header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Insert table"))
        self._columns = self._number(3, MOST_COLUMNS)
        self._rows = self._number(3, MOST_ROWS)
        self._header = QCheckBox(self.tr("First row is a &header, repeated on each page"))
        self._header.setChecked(True)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QFormLayout(self)
        layout.addRow(self.tr("&Columns"), self._columns)
        layout.addRow(self.tr("&Rows"), self._rows)
        layout.addRow(self._header)
        layout.addRow(buttons)
        fit_height(self)
        self._columns.selectAll()

    @staticmethod
    def _number(value: int, most: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, most)
        box.setValue(value)
        return box

    @property
    def columns(self) -> int:
        """How many columns are wanted."""
        return self._columns.value()

    @property
    def rows(self) -> int:
        """How many rows are wanted."""
        return self._rows.value()

    @property
    def heads(self) -> int:
        """How many of the first rows are headers."""
        return int(self._header.isChecked())
