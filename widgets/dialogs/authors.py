"""The dialog in which authors are chosen whose amendments are accepted or rejected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from widgets.amendments.cells import author_name
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label

Decision = Literal["accept", "reject"]


class AuthorsDialog(QDialog):
    """Names the authors of amendments, each with the number of theirs; `decision` is None until one was taken."""

    def __init__(self, counts: Mapping[str, int], chosen: str = "", parent: QWidget | None = None) -> None:
        """`chosen` is the author that is offered first."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("All amendments of an author"))
        self.setMinimumWidth(380)
        self.decision: Decision | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Authors"))
        for author, count in counts.items():
            item = QListWidgetItem(self.tr("{author}: {count}").format(author=author_name(author), count=count))
            item.setData(Qt.ItemDataRole.UserRole, author)
            self.list.addItem(item)
        self.list.setCurrentRow(max(list(counts).index(chosen) if chosen in counts else 0, 0))
        buttons = ButtonBox()
        accept = buttons.addButton(self.tr("&Accept all of theirs"), QDialogButtonBox.ButtonRole.AcceptRole)
        reject = buttons.addButton(self.tr("&Reject all of theirs"), QDialogButtonBox.ButtonRole.DestructiveRole)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        for button in (accept, reject):
            button.setAutoDefault(False)
        cancel.setDefault(True)
        accept.clicked.connect(lambda: self._decide("accept"))
        reject.clicked.connect(lambda: self._decide("reject"))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(self.tr("Whose amendments? A version is taken first, and Undo takes it back.")))
        layout.addWidget(self.list)
        layout.addWidget(buttons)

    @property
    def author(self) -> str:
        """The author of the current row."""
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _decide(self, decision: Decision) -> None:
        self.decision = decision
        self.accept()
