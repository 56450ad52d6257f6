"""The choice before printing: a view, and whether only the amended clauses."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from model.formats.page.blocks import LineNumbers
from model.formats.page.excerpt import CONTEXT, MOST_CONTEXT
from model.formats.page.printout import PrintView
from model.layers.layer_choice import LayerChoice
from widgets.common.box_layout import lay_out_scrolled
from widgets.common.button_box import ButtonBox
from widgets.common.labels import hint_label
from widgets.common.number_field import NumberField
from widgets.common.translation import translate
from widgets.theme.design import GAP, NONE, TIGHT


class PrintChoice(Struct, frozen=True):
    """The user's choice for a print."""

    view: PrintView = "markup"
    only_amended: bool = False
    context: int = CONTEXT
    """The number of clauses on each side of an amended one."""
    line_numbers: LineNumbers = ""
    layers: LayerChoice = "both"
    """Of a proposal that amends another party's."""
    whole: bool = False
    """Whether a treaty text is printed whole, not as its proposals."""


def layer_box(chosen: LayerChoice) -> QComboBox:
    """A list of what is written of two layers."""
    box = QComboBox()
    for what, words in (
        ("both", translate("LayerChoice", "Theirs and ours, each with its author")),
        ("ours", translate("LayerChoice", "Ours on theirs")),
        ("joined", translate("LayerChoice", "One proposal on the text in force")),
    ):
        box.addItem(words, what)
    box.setCurrentIndex(box.findData(chosen))
    return box


def line_number_box(chosen: LineNumbers) -> QComboBox:
    """A list of the ways in which lines are numbered."""
    box = QComboBox()
    for how, words in (
        ("", translate("LineNumbers", "none", "line numbers")),
        ("page", translate("LineNumbers", "again on each page")),
        ("continuous", translate("LineNumbers", "through the whole text")),
    ):
        box.addItem(words, how)
    box.setCurrentIndex(box.findData(chosen))
    return box


class PrintChoiceDialog(QDialog):
    """Asks for it; `choice` is the answer.

    title: that of the box
    accept: the text of the button
    choice: what is chosen at first
    layered: whether a proposal amends another party's
    divided: whether a treaty text is exported as its proposals
    """

    def __init__(
        self,
        title: str,
        accept: str,
        choice: PrintChoice,
        parent: QWidget | None = None,
        *,
        layered: bool = False,
        divided: bool = False,
    ) -> None:
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
        rows = QVBoxLayout(box)
        rows.setContentsMargins(NONE, TIGHT, NONE, NONE)
        rows.setSpacing(TIGHT)
        self._group = QButtonGroup(self)
        for number, (view, words) in enumerate(views):
            button = QRadioButton(words)
            button.setChecked(view == choice.view)
            self._group.addButton(button, number)
            rows.addWidget(button)
        self._whole = QCheckBox(self.tr("The &whole treaty text, not only the proposals"))
        self._whole.setChecked(choice.whole and divided)
        self._whole.setVisible(divided)
        markup = self._group.button(0)
        self._whole.setEnabled(markup.isChecked())
        markup.toggled.connect(self._whole.setEnabled)
        rows.insertWidget(1, self._whole)
        self._amended = QCheckBox(self.tr("&Only amended clauses"))
        self._amended.setToolTip(self.tr("A clause is omitted if only its number changes, because of another change."))
        self._amended.setChecked(choice.only_amended)
        self.context = NumberField()
        self.context.setRange(0, MOST_CONTEXT)
        self.context.setValue(choice.context)
        self.context.setEnabled(choice.only_amended)
        self._amended.toggled.connect(self.context.setEnabled)
        self.line_numbers = line_number_box(choice.line_numbers)
        more = QFormLayout()
        more.setSpacing(GAP)
        more.addRow(self.tr("Clauses of conte&xt on each side"), self.context)
        more.addRow(self.tr("&Line numbers"), self.line_numbers)
        self.layers = layer_box(choice.layers)
        if layered:
            more.addRow(self.tr("Cha&nges of two parties"), self.layers)
        else:
            self.layers.setParent(self)  # else it would be a window of its own
            self.layers.hide()
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = self._buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(NONE, NONE, NONE, NONE)
        layout.setSpacing(GAP)
        layout.addWidget(box)
        layout.addWidget(self._amended)
        layout.addLayout(more)
        layout.addWidget(hint_label(self.tr("A4, with margins and page headers as in the Word file.")))
        lay_out_scrolled(self, inside, self._buttons)
        go.setDefault(True)  # in the dialog: before, it would not know
        self._group.button(self._views.index(choice.view)).setFocus()

    @property
    def choice(self) -> PrintChoice:
        """The choice in the fields."""
        view, numbers = self._views[self._group.checkedId()], self.line_numbers.currentData()
        layers = self.layers.currentData()
        whole = self._whole.isChecked()
        return PrintChoice(view, self._amended.isChecked(), self.context.value(), numbers, layers, whole)
