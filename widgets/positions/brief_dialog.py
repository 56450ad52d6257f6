"""The box that asks how the delegation's brief is ordered, and warns that it is confidential."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label

if TYPE_CHECKING:
    from model.formats.page.brief import BriefOrder

WIDTH = 420
"""The least width of the box in pixels."""


class BriefDialog(QDialog):
    """Asks for the order; `is_preview` is whether pages are wanted, not a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Delegation brief"))
        self.setMinimumWidth(WIDTH)
        self.is_preview = False
        self.by_clause = QRadioButton(self.tr("By &clause, in the order of the text"))
        self.by_party = QRadioButton(self.tr("By &party, a table for each"))
        self.by_clause.setChecked(True)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.preview = buttons.addButton(self.tr("Pre&view and print …"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save = buttons.addButton(self.tr("&Write file …"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        self.preview.clicked.connect(lambda _checked: self._accept_preview())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.by_clause)
        layout.addWidget(self.by_party)
        warning = self.tr("The brief contains your positions and is confidential. Do not send it outside of the delegation.")
        layout.addWidget(plain_label(warning))
        layout.addWidget(buttons)
        self.by_clause.setFocus()

    def _accept_preview(self) -> None:
        self.is_preview = True
        self.accept()

    @property
    def order(self) -> BriefOrder:
        """The order that is chosen."""
        return "party" if self.by_party.isChecked() else "clause"
