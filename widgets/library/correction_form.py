"""The form in which it is said what a text is that was wrongly recognised."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from model.errors import ClausewrightError
from model.library.texts.identity import TypedIdentity, correct_identity, typed_identity
from model.library.texts.values import TextIdentity
from model.references.conference_history import held_conferences
from widgets.common.action_names import bare_name
from widgets.common.button_box import ButtonBox
from widgets.common.language_names import language_names
from widgets.common.name_order import in_order
from widgets.common.plain_label import plain_label
from widgets.common.screen_fit import resize_to_fit, set_example
from widgets.common.translation import say
from widgets.editions.states import body_name, instrument_names


class CorrectionForm(QDialog):
    """Asks for what identifies a text; says what is not understood until all is."""

    def __init__(self, known: TextIdentity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What the text is"))
        self._known = known
        said = typed_identity(known)
        bodies = in_order({conference.body for conference in held_conferences()} | {"Council", "UNGA"}, body_name)
        self.instrument = _choice([*instrument_names().items()], said.instrument or "resolution")
        self.body = _choice([(body, body_name(body)) for body in bodies], said.body)
        self.number = QLineEdit(said.number)
        self.edition = QLineEdit(said.edition)
        set_example(self.edition, self.tr("Rev. Dubai, 2018"))
        self.language = _choice(language_names(), said.language)
        self.problem = plain_label("")
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in (
            (self.tr("&Instrument:"), self.instrument),
            (self.tr("&Body:"), self.body),
            (self.tr("&Number:"), self.number),
            (self.tr("&Edition:"), self.edition),
            (self.tr("&Language:"), self.language),
        ):
            form.addRow(label, field)
            field.setAccessibleName(bare_name(label))
            (field.textChanged if isinstance(field, QLineEdit) else field.currentTextChanged).connect(self._follow)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        resize_to_fit(self, 420, self.sizeHint().height() + 2 * self.fontMetrics().lineSpacing())
        self._follow()
        self.number.setFocus()
        self.number.selectAll()

    @property
    def said(self) -> TypedIdentity:
        """What the fields say."""
        return TypedIdentity(
            str(self.instrument.currentData()),
            str(self.body.currentData()),
            " ".join(self.number.text().split()),
            " ".join(self.edition.text().split()),
            str(self.language.currentData()),
        )

    def _follow(self) -> None:
        why = ""
        try:
            correct_identity(self._known, self.said)
        except ClausewrightError as error:
            why = say(error.message)
        self.problem.setText(self.tr("Not yet: {why}.").format(why=why) if why else "")
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not why)


def _choice(values: list[tuple[str, str]], chosen: str) -> QComboBox:
    """A field in which one of some values is chosen; what is not known, or none of them, stands above them."""
    field = QComboBox()
    for value, words in values:
        field.addItem(words, value)
    if field.findData(chosen) < 0:
        field.insertItem(0, chosen or "–", chosen)
    field.setCurrentIndex(field.findData(chosen))
    return field
