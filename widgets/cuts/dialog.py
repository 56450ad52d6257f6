"""The box in which symbol, number, agenda item and reasons of a proposal on provisions are set."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from model.submission.values import SYMBOLS, CutSettings
from widgets.common.attempt_box import AttemptBox
from widgets.common.box_layout import lay_out_scrolled
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import isolated
from widgets.common.labels import plain_label
from widgets.common.sizes import set_example
from widgets.cuts.places import CutRow
from widgets.editor.clipboard import clean_text
from widgets.theme.design import GAP, NONE

WIDTH = 460
"""The least width of the box in pixels."""


class CutDialog(AttemptBox):
    """Asks what is set for a proposal; `settings` is what was chosen and typed.

    row: the proposal
    """

    def __init__(self, row: CutRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Proposal on provisions"))
        self.setMinimumWidth(WIDTH)
        self._given = row.settings
        self.symbol = QComboBox()
        cut = row.cut
        is_kept = cut is not None and cut.derived == "NOC"
        if cut is not None and not is_kept:
            self.symbol.addItem(self.tr("By the amendments: {symbol}").format(symbol=cut.derived), "")
            for symbol in SYMBOLS:
                if symbol != "NOC":
                    self.symbol.addItem(symbol, symbol)
            self.symbol.setCurrentIndex(max(self.symbol.findData(row.settings.symbol), 0))
        self.agenda = QLineEdit(row.settings.agenda)
        set_example(self.agenda, self.tr("1.15"))
        self.number = QLineEdit(row.settings.number)
        self.number.setPlaceholderText(row.number)
        self.reasons = QPlainTextEdit(row.settings.reasons)
        self.reasons.setTabChangesFocus(True)
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(NONE, NONE, NONE, NONE)
        form.setSpacing(GAP)
        if cut is not None:
            about = f"{cut.symbol} {cut.address}"
            form.addRow(plain_label(self.tr("About: {words}").format(words=isolated(about))))
        if self.symbol.count():
            form.addRow(self.tr("&Symbol"), self.symbol)
        form.addRow(self.tr("A&genda item"), self.agenda)
        form.addRow(self.tr("&Number"), self.number)
        form.addRow(self.tr("&Reasons"), self.reasons)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(self.tr("&Change", "button"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.accept_by_keys()
        lay_out_scrolled(self, inside, self.problem, buttons)
        self.reasons.setFocus()

    @property
    def settings(self) -> CutSettings:
        """What was set, with what the box does not show as it was."""
        symbol = self._given.symbol
        if self.symbol.count():
            chosen = self.symbol.currentData()
            symbol = next((known for known in SYMBOLS if known == chosen), "")
        return replace(
            self._given,
            symbol=symbol,
            agenda=clean_text(self.agenda.text()).strip(),
            number=clean_text(self.number.text()).strip(),
            reasons=clean_text(self.reasons.toPlainText()).strip(),
        )
