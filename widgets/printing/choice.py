"""The choice before printing: a view, and whether only the amended clauses."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QDialogButtonBox, QGroupBox, QRadioButton, QVBoxLayout, QWidget

from model.formats.page.printout import PrintView
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label


class PrintChoice(Struct, frozen=True):
    """The user's choice for a print."""

    view: PrintView = "markup"
    only_amended: bool = False


class PrintChoiceDialog(QDialog):
    """Asks for it; `choice` is the answer."""

    def __init__(self, title: str, accept: str, choice: PrintChoice, parent: QWidget | None = None) -> None:
        """`accept` is the text of the button."""
        super().__init__(parent)
        self.setWindowTitle(title)
        views: list[tuple[PrintView, str]] = [
            ("markup", self.tr("&Markup, as it is exported")),
            ("draft", self.tr("&Draft: the text as proposed, unmarked")),
            ("base", self.tr("&Text in force")),
            ("columns", self.tr("Two &columns: text in force | proposed text")),
            ("reasons", self.tr("T&hree columns: text in force | proposed text | reasons")),
        ]
        self._views = [view for view, _ in views]
        box = QGroupBox(self.tr("What"))
        inside = QVBoxLayout(box)
        self._group = QButtonGroup(self)
        for number, (view, words) in enumerate(views):
            button = QRadioButton(words)
            button.setChecked(view == choice.view)
            self._group.addButton(button, number)
            inside.addWidget(button)
        self._amended = QCheckBox(self.tr("&Only amended clauses, with one clause of context on each side"))
        self._amended.setToolTip(self.tr("A clause of which only the number follows another change is omitted."))
        self._amended.setChecked(choice.only_amended)
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = self._buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(box)
        layout.addWidget(self._amended)
        layout.addWidget(plain_label(self.tr("A4, with margins and page headers as in the Word file.")))
        layout.addWidget(self._buttons)
        go.setDefault(True)  # in the dialog: before, it would not know
        self._group.button(self._views.index(choice.view)).setFocus()

    @property
    def choice(self) -> PrintChoice:
        """The choice in the fields."""
        return PrintChoice(self._views[self._group.checkedId()], self._amended.isChecked())
