"""The dialog about documents that a crash left behind: the user recovers, discards or keeps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QSplitter, QWidget

from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label, reading_box
from widgets.common.sizes import resize_to_fit
from widgets.theme.rows import set_row_height

Choice = Literal["recover", "discard", "later"]


class RecoveryDialog(QDialog):
    """Lists the documents with unsaved changes, each with what would be recovered; they can be recovered or discarded."""

    def __init__(self, rows: Sequence[str], details: Callable[[int], str], parent: QWidget | None = None) -> None:
        """`details` returns what would be recovered of a row, as lines of plain text; it is called when the row is selected."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Changes that were not saved"))
        resize_to_fit(self, 680, 480)
        self.choice: Choice = "later"
        self._details = details
        self._known: dict[int, str] = {}
        self.list = QListWidget()
        set_row_height(self.list)
        self.list.setAccessibleName(self.tr("Documents with unsaved changes"))
        self.details = reading_box(self.tr("What would be recovered"))
        for row in rows:
            self.list.addItem(QListWidgetItem(row))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(self.details)
        split.setSizes([140, 260])
        layout = box_column(self)
        message = self.tr("Last time, the program ended before these changes were saved. They were kept and can be recovered.")
        layout.addWidget(plain_label(message))
        layout.addWidget(split, 1)
        buttons = ButtonBox()
        recover = buttons.addButton(self.tr("&Bring back"), QDialogButtonBox.ButtonRole.AcceptRole)
        discard = buttons.addButton(self.tr("&Discard"), QDialogButtonBox.ButtonRole.DestructiveRole)
        buttons.addButton(self.tr("&Later"), QDialogButtonBox.ButtonRole.RejectRole)
        recover.clicked.connect(lambda: self._choose("recover"))
        discard.clicked.connect(lambda: self._choose("discard"))
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        recover.setDefault(True)  # inside the dialog: before, its size is unknown
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    @property
    def row(self) -> int:
        """The number of the selected document."""
        return self.list.currentRow()

    def _show(self, row: int) -> None:
        if row >= 0 and row not in self._known:
            self._known[row] = self._details(row)
        self.details.setPlainText(self._known.get(row, ""))

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()
