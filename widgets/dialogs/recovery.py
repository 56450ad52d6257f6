"""The dialog about a document that a crash left: its changes, and the choice to bring it back, discard or leave it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label, reading_box
from widgets.common.sizes import resize_to_fit

Choice = Literal["recover", "discard", "later"]


class RecoveryDialog(QDialog):
    """Lists the documents whose changes were not saved, each with what would come back; the user brings one back,
    discards it, or leaves it all."""

    def __init__(self, rows: Sequence[str], details: Callable[[int], str], parent: QWidget | None = None) -> None:
        """`details` tells what of a row would come back, as lines of plain text; it is asked when the row is chosen."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Changes that were not saved"))
        resize_to_fit(self, 680, 480)
        self.choice: Choice = "later"
        self._details = details
        self._known: dict[int, str] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Documents with unsaved changes"))
        self.details = reading_box(self.tr("What would come back"))
        for row in rows:
            self.list.addItem(QListWidgetItem(row))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(self.details)
        split.setSizes([140, 260])
        layout = QVBoxLayout(self)
        message = self.tr("Last time the program ended before these changes were saved. They were kept and can be brought back.")
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
        recover.setDefault(True)  # in the dialog: before, it would not know
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    @property
    def row(self) -> int:
        """The number of the chosen document."""
        return self.list.currentRow()

    def _show(self, row: int) -> None:
        if row >= 0 and row not in self._known:
            self._known[row] = self._details(row)
        self.details.setPlainText(self._known.get(row, ""))

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()
