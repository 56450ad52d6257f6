"""The symbol, number and reasons of one proposal; the symbol is with the fields of the first page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.common.foreign_text import as_caption, set_text_language
from widgets.submission_form.bindings import Field
from widgets.submission_form.choice_field import ChoiceField
from widgets.submission_form.header_fields import direction_of, field_label
from widgets.submission_form.line_field import LineField
from widgets.submission_form.text_field import TextField
from widgets.theme.design import NONE, TIGHT


class ProposalFields(QWidget):
    """The three fields by the names of their values; `symbol` is laid out by the form."""

    number_wanted = Signal()
    """The suggested number is to be set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.symbol = ChoiceField(self.tr("Symbol", "ADD, MOD, SUP or NOC"), self._meanings())
        self.number = LineField(self.tr("Number"))
        self.number.setToolTip(self.tr("The source’s symbol, the document and the place in it; the secretariat may change it"))
        self.use = QPushButton()
        self.use.clicked.connect(self._use)
        self.reasons = TextField(self.tr("Reasons"), 3)
        self.by_name: dict[str, Field] = {"symbol": self.symbol, "number": self.number, "reasons": self.reasons}
        number = QHBoxLayout()
        number.addWidget(self.number, 1)
        number.addWidget(self.use)
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        column.addWidget(field_label(self.tr("Nu&mber"), self.number))
        column.addLayout(number)
        layout = QFormLayout(self)
        layout.setContentsMargins(NONE, NONE, NONE, NONE)
        layout.setVerticalSpacing(TIGHT)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        layout.addRow(column)
        layout.addRow(field_label(self.tr("Reaso&ns"), self.reasons), self.reasons)

    def _meanings(self) -> list[tuple[str, str]]:
        """The meaning of each symbol according to the guidelines of ITU."""
        return [
            ("", self.tr("none – a text alone")),
            ("ADD", self.tr("ADD – a whole new text")),
            ("ADD*", self.tr("ADD* – an existing text, brought here from elsewhere")),
            ("MOD", self.tr("MOD – a change of a text in force")),
            ("(MOD)", self.tr("(MOD) – a purely editorial change")),
            ("SUP", self.tr("SUP – a text is suppressed; give the reasons")),
            ("SUP*", self.tr("SUP* – a text is moved elsewhere")),
            ("NOC", self.tr("NOC – no change; with a number and reasons: the text is to be kept")),
        ]

    def turn(self, language: str) -> None:
        """Sets the language of the reasons, and its direction."""
        self.reasons.turn(direction_of(language))
        set_text_language(self.reasons, language)

    def offer_number(self, number: str) -> None:
        """Shows the suggested number if there is none, and offers it."""
        self.number.setPlaceholderText(number)
        self.use.setText(self.tr("Use {number}").format(number=as_caption(number)))
        self.use.setVisible(not self.number.text())

    def _use(self) -> None:
        self.number.setFocus()
        self.number_wanted.emit()
