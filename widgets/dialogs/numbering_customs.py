"""The box that asks by whose customs the provisions of a text are numbered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLineEdit, QWidget

from widgets.common.box_layout import box_form
from widgets.common.button_box import ButtonBox
from widgets.common.labels import hint_label
from widgets.common.sizes import fit_height


class NumberingDialog(QDialog):
    """Asks for the instrument of a text and for the agenda item by which insertions are numbered provisionally."""

    def __init__(self, known: Sequence[str], instrument: str, item: str, parent: QWidget | None = None) -> None:
        """
        known: the symbols of the instruments
        instrument: that of the text; '' if it is told by the form of its numbers
        item: its agenda item; '' for final numbers
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Numbers of insertions"))
        self.setMinimumWidth(420)
        names = {
            "CS": self.tr("Constitution"),
            "CV": self.tr("Convention"),
            "RR": self.tr("Radio Regulations"),
            "ITR": self.tr("International Telecommunication Regulations"),
            "ITU-T": self.tr("Recommendation of ITU-T"),
        }
        self.instruments = QComboBox()
        self.instruments.addItem(self.tr("By the form of the numbers"), "")
        for symbol in known:
            self.instruments.addItem(names.get(symbol, symbol), symbol)
        self.instruments.setCurrentIndex(max(self.instruments.findData(instrument), 0))
        self.item_line = QLineEdit(item)
        layout = box_form(self)
        layout.addRow(self.tr("&Text:"), self.instruments)
        layout.addRow(self.tr("Agenda &item:"), self.item_line)
        layout.addRow(hint_label(self.tr("With an agenda item, new numbers are provisional, such as 5.A115 for item 1.15.")))
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addRow(buttons)
        fit_height(self)

    @property
    def instrument(self) -> str:
        """The chosen instrument's symbol."""
        return str(self.instruments.currentData())

    @property
    def item(self) -> str:
        """The agenda item."""
        return self.item_line.text().strip()
