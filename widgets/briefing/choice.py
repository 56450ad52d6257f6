"""The box that asks what an excerpt for a briefing shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QWidget

from model.formats.page.briefing import BriefingChoice
from model.formats.page.excerpt import MOST_CONTEXT
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import isolated
from widgets.common.labels import hint_label
from widgets.common.number_field import NumberField
from widgets.common.sizes import fit_height
from widgets.printing.choice import line_number_box


class ExcerptDialog(QDialog):
    """Asks for form, context and parties; the answer is previewed or saved."""

    preview_asked = Signal()

    def __init__(self, choice: BriefingChoice, parties: Sequence[str], parent: QWidget | None = None) -> None:
        """`choice` is what was chosen last, `parties` are those of the amendments."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Excerpt for a briefing"))
        self.form = QComboBox()
        self.form.addItem(self.tr("a table: text in force | proposed text | reasons"), True)
        self.form.addItem(self.tr("one text with marks"), False)
        self.form.setCurrentIndex(self.form.findData(choice.in_columns))
        self.only_amended = QCheckBox(self.tr("&Only amended clauses"))
        self.only_amended.setChecked(choice.only_amended)
        self.context = NumberField()
        self.context.setRange(0, MOST_CONTEXT)
        self.context.setValue(choice.context)
        self.context.setEnabled(choice.only_amended)
        self.only_amended.toggled.connect(self.context.setEnabled)
        self.party = QComboBox()
        self.party.addItem(self.tr("all together"), ())
        if len(parties) > 1:
            self.party.addItem(self.tr("each party by itself"), tuple(parties))
        for party in parties:
            self.party.addItem(self.tr("{party} alone").format(party=isolated(party)), (party,))
        self.line_numbers = line_number_box(choice.line_numbers)
        self.confidential = QCheckBox(self.tr("Confi&dential: with our own reasons and positions"))
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        preview = self._buttons.addButton(self.tr("Pre&view"), QDialogButtonBox.ButtonRole.ActionRole)
        save = self._buttons.addButton(self.tr("&Save …"), QDialogButtonBox.ButtonRole.AcceptRole)
        preview.clicked.connect(self.preview_asked)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Form"), self.form)
        form.addRow(self.only_amended)
        form.addRow(self.tr("Clauses of conte&xt on each side"), self.context)
        form.addRow(self.tr("&Amendments"), self.party)
        form.addRow(self.tr("&Line numbers"), self.line_numbers)
        form.addRow(self.confidential)
        layout = box_column(self)
        layout.addLayout(form)
        layout.addWidget(
            hint_label(self.tr("For reading: as a web page or a Word file whose changes are not tracked, or printed."))
        )
        layout.addWidget(self._buttons)
        save.setDefault(True)
        fit_height(self)

    @property
    def choice(self) -> BriefingChoice:
        """What is chosen."""
        return BriefingChoice(
            in_columns=bool(self.form.currentData()),
            only_amended=self.only_amended.isChecked(),
            context=self.context.value(),
            line_numbers=self.line_numbers.currentData(),
            confidential=self.confidential.isChecked(),
        )

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties that are shown each by itself; none if all are shown together."""
        return tuple(self.party.currentData() or ())
