"""The form in which the user corrects the identity of a text that was recognised wrongly."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from model.errors import ClausewrightError
from model.library.texts.identity import TypedIdentity, correct_identity, typed_identity
from model.library.texts.values import TextIdentity
from model.references.conference_history import held_conferences
from widgets.common.actions import bare_name
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.names import in_order, language_names
from widgets.common.sizes import resize_to_fit, set_example
from widgets.common.translation import say
from widgets.editions.states import body_name, instrument_names


class CorrectionForm(QDialog):
    """Asks for the identity of a text; shows what is not understood."""

    def __init__(self, known: TextIdentity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Identity of the text"))
        self._known = known
        known_text = typed_identity(known)
        bodies = in_order({conference.body for conference in held_conferences()} | {"Council", "UNGA"}, body_name)
        self.instrument = _choice([*instrument_names().items()], known_text.instrument or "resolution")
        self.body = _choice([(body, body_name(body)) for body in bodies], known_text.body)
        self.number = QLineEdit(known_text.number)
        self.edition = QLineEdit(known_text.edition)
        set_example(self.edition, self.tr("Rev. Dubai, 2018"))
        self.language = _choice(language_names(), known_text.language)
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
        layout = box_column(self)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        resize_to_fit(self, 420, self.sizeHint().height() + 2 * self.fontMetrics().lineSpacing())
        self._follow()
        self.number.setFocus()
        self.number.selectAll()

    @property
    def entered(self) -> TypedIdentity:
        """The entered values."""
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
            correct_identity(self._known, self.entered)
        except ClausewrightError as error:
            why = say(error.message)
        self.problem.setText(self.tr("Not yet: {why}.").format(why=why) if why else "")
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not why)


def _choice(values: list[tuple[str, str]], chosen: str) -> QComboBox:
    """A list of values to choose from; an unknown value, and an empty one, are above them."""
    field = QComboBox()
    for value, words in values:
        field.addItem(words, value)
    if field.findData(chosen) < 0:
        field.insertItem(0, chosen or "–", chosen)
    field.setCurrentIndex(field.findData(chosen))
    return field
