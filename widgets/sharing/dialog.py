"""The box that asks before a draft is shared, or joined."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import plain_label
from widgets.common.sizes import fit_height

LONGEST_NAME = 80
"""Characters of a name."""
WIDTH = 520
"""The width of the box in pixels."""


class ShareDialog(QDialog):
    """Asks for the name that colleagues see, and whether private parts are shared too; `answer` is what the user chose.

    title: the title of the box
    message: what happens, and who is there
    accept: the words on the button that accepts
    name: the name that is proposed
    parent: the window
    joining: whether the file can be opened without joining
    """

    def __init__(self, title: str, message: str, accept: str, name: str, parent: QWidget | None = None, *, joining: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.answer: Literal["share", "alone", ""] = ""
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("as colleagues know you"))
        self.private = QCheckBox(self.tr("Share &positions and private comments too"))
        warning = plain_label(
            self.tr(
                "Everybody who can read the folder can read what is shared. Unless you tick this, positions and private "
                "comments stay on this computer."
            )
        )
        self.private.setAccessibleDescription(warning.text())
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.share = buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self.share.setDefault(True)
        self.share.clicked.connect(lambda _checked=False: self._end("share"))
        self.alone = buttons.addButton(self.tr("Open a&lone"), QDialogButtonBox.ButtonRole.ActionRole)
        self.alone.clicked.connect(lambda _checked=False: self._end("alone"))
        self.alone.setVisible(joining)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Your &name:"), self.name)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout = box_column(self)
        layout.addWidget(plain_label(direction_marked(message)))
        layout.addLayout(form)
        layout.addWidget(self.private)
        layout.addWidget(warning)
        layout.addWidget(buttons)
        (self.share if name else self.name).setFocus()
        self.setMinimumWidth(WIDTH)
        fit_height(self)

    def _end(self, answer: Literal["share", "alone"]) -> None:
        self.answer = answer
        self.accept()

    @property
    def shown_name(self) -> str:
        """The name that colleagues see."""
        return " ".join(self.name.text().split())
