"""The form of one row of the table of editions."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from model.lexicon.words import place_name
from model.references.conference_history import conference_at, held_conferences
from model.references.editions import EditionRow, problem_with, row_of
from widgets.common.actions import bare_name
from widgets.common.box_layout import lay_out_scrolled
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.names import in_order
from widgets.common.sizes import resize_to_fit
from widgets.common.translation import say, window_language
from widgets.editions.states import body_name, instrument_names, status_name, status_names
from widgets.theme.design import GAP, NONE


class RowForm(QDialog):
    """Asks for a row of the user's own; shows what is wrong with it until it is valid."""

    def __init__(self, fields: Mapping[str, str], parent: QWidget | None = None) -> None:
        """`fields` are the values by the names of the columns, see `model.references.editions`."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Edition"))
        self._fields: dict[str, QComboBox | QLineEdit | QCheckBox] = {}
        bodies = in_order({conference.body for conference in held_conferences()} | {"Council", "UNGA"}, body_name)
        names = {conference.place: place_name(conference.place, window_language()) for conference in held_conferences()}
        places = {"": "", **{place: names[place] for place in in_order(names, lambda place: names[place])}}
        forms = {
            "place": self.tr("Place and year: Rev. Dubai, 2018"),
            "year": self.tr("Year: modified 2019"),
            "suffix": self.tr("Suffix: 61-3"),
            "": self.tr("None", "edition"),
        }
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(NONE, NONE, NONE, NONE)
        form.setSpacing(GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add(form, "instrument", self.tr("&Instrument:"), self._choice(instrument_names()))
        self._add(form, "body", self.tr("&Body:"), self._choice({name: body_name(name) for name in bodies}, editable=True))
        self._add(form, "number", self.tr("&Number:"), QLineEdit())
        self._add(form, "form", self.tr("An edition is named by its:"), self._choice(forms))
        self._add(form, "place", self.tr("&Place:"), self._choice(places, editable=True))
        self._add(form, "year", self.tr("&Year:"), QLineEdit())
        self._add(form, "suffix", self.tr("Suffi&x:"), QLineEdit())
        self._add(form, "date", self.tr("First &day of the conference:"), QLineEdit())
        self._add(form, "revised", "", QCheckBox(self.tr("&Revised (Rev.), not a first edition")))
        self._add(form, "title", self.tr("&Title:"), QLineEdit())
        self._add(form, "status", self.tr("St&atus:"), self._choice(status_names()))
        self._add(form, "checked", self.tr("No later one &until:"), QLineEdit())
        self._add(form, "source", self.tr("&Source:"), QLineEdit())
        self._add(form, "verified", "", QCheckBox(self.tr("The source was s&een")))
        for name in ("date", "checked"):
            field = self._fields[name]
            assert isinstance(field, QLineEdit)
            field.setPlaceholderText("2022-09-26")
        self.problem = plain_label("")
        self.problem.setWordWrap(True)
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = lay_out_scrolled(self, inside, self.problem, self._buttons)
        rest = self.problem.sizeHint().height() + self._buttons.sizeHint().height() + 4 * layout.spacing()
        resize_to_fit(self, 480, inside.sizeHint().height() + rest + 2 * layout.contentsMargins().top())
        self._kept = {name: value for name, value in fields.items() if name not in self._fields}
        """The columns that are not filled in by hand."""
        for name in self._fields:
            if name in fields:
                self.put(name, fields[name])
        for name in ("place", "year"):
            self._change_signal(name).connect(self._propose_date)
        self._follow()

    def _choice(self, values: Mapping[str, str], *, editable: bool = False) -> QComboBox:
        field = QComboBox()
        field.setEditable(editable)
        for value, words in values.items():
            field.addItem(words, value)
        return field

    def _add(self, form: QFormLayout, name: str, label: str, field: QComboBox | QLineEdit | QCheckBox) -> None:
        self._fields[name] = field
        form.addRow(label, field)
        if label:
            field.setAccessibleName(bare_name(label))
        self._change_signal(name).connect(self._follow)

    def _change_signal(self, name: str):  # type: ignore[no-untyped-def]
        field = self._fields[name]
        if isinstance(field, QLineEdit):
            return field.textChanged
        return field.toggled if isinstance(field, QCheckBox) else field.currentTextChanged

    def put(self, name: str, value: str) -> None:
        """Fills a field."""
        field = self._fields[name]
        if isinstance(field, QCheckBox):
            field.setChecked(value == "yes")
        elif isinstance(field, QLineEdit):
            field.setText(value)
        elif field.findData(value) >= 0:
            field.setCurrentIndex(field.findData(value))
        elif field.isEditable():
            field.setCurrentText(value)
        else:
            field.addItem(status_name(value) if name == "status" else value, value)
            field.setCurrentIndex(field.findData(value))

    @property
    def fields(self) -> dict[str, str]:
        """The contents of the form, by the names of the columns."""
        return self._kept | {name: self._value(field) for name, field in self._fields.items()}

    @property
    def row(self) -> EditionRow:
        """The entered row, which is the user's own."""
        return row_of(self.fields, is_users=True)

    def _value(self, field: QComboBox | QLineEdit | QCheckBox) -> str:
        if isinstance(field, QCheckBox):
            return "yes" if field.isChecked() else "no"
        if isinstance(field, QLineEdit):
            return " ".join(field.text().split())
        if not field.isEditable():
            return str(field.currentData())
        typed = " ".join(field.currentText().split())
        row = field.findText(typed, Qt.MatchFlag.MatchFixedString)
        return typed if row < 0 else str(field.itemData(row))

    def _propose_date(self) -> None:
        """Proposes the first day of the conference of a place and year, if it is known and no day is entered."""
        fields = self.fields
        if not fields["date"] and fields["year"].isdecimal() and len(fields["year"]) == 4:
            known = conference_at(fields["place"], int(fields["year"]))
            met = [conference for conference in known if conference.body == fields["body"]]
            if met:
                self.put("date", met[0].start)

    def _follow(self) -> None:
        wrong = problem_with(self.fields)
        self.problem.setText(self.tr("Not yet: {why}.").format(why=say(wrong)) if wrong is not None else "")
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(wrong is None)
