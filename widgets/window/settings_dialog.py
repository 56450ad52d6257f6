"""The dialog for the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QWidget,
)

from widgets.common.actions import bare_name
from widgets.common.box_layout import add_pages, lay_out_tabbed, page_form, scroll_area
from widgets.common.button_box import ButtonBox
from widgets.common.labels import hint_label, plain_label
from widgets.common.number_field import NumberField
from widgets.common.sizes import resize_to_fit
from widgets.common.translation import join_words
from widgets.theme.design import GAP, NONE
from widgets.window.corrections_table import CorrectionsBox, CorrectionsTable

WIDTH = 560
"""The width in pixels, unless the words need more."""
ZOOM_STEP = 10
"""Per cent."""


class SettingsDialog(QDialog):
    """Shows the settings and, when it is accepted, emits the changed ones.

    values: the values of the settings by name
    sizes: the least and the greatest font size in points
    zooms: the least and the greatest zoom in per cent
    languages: the languages of the window by their codes, each with its own name for itself
    parent: the window
    """

    changed = Signal(dict)
    template_asked = Signal()
    """Another conference template is to be chosen."""

    def __init__(
        self,
        values: Mapping[str, Any],
        sizes: tuple[int, int],
        zooms: tuple[int, int],
        languages: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._values = values
        self._fields: dict[str, QWidget] = {}
        self._sizes, self._zooms, self._languages = sizes, zooms, languages
        tabs = QTabWidget()
        add_pages(
            tabs,
            (self._general(), self.tr("&General")),
            (self._display(), self.tr("&Display")),
            (self._spelling_page(), self.tr("&Spelling")),
            (self._typing_page(), self.tr("&Typing")),
        )
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        lay_out_tabbed(self, tabs, buttons)
        self._fields["author"].setFocus()
        resize_to_fit(self, max(WIDTH, self.sizeHint().width()), self.sizeHint().height())

    def accept(self) -> None:
        fresh = {name: self._value(field) for name, field in self._fields.items()}
        changes = {name: value for name, value in fresh.items() if value != self._values[name]}
        super().accept()
        if changes:
            self.changed.emit(changes)

    def field(self, name: str) -> QWidget:
        """The field of a setting."""
        return self._fields[name]

    # -- pages

    def _general(self) -> QWidget:
        page, form = self._page()
        name = QLineEdit(self._values["author"])
        self._add(form, "author", name, self.tr("Your &name:"))
        name.setPlaceholderText(self.tr("none", "name"))
        self._explain(form, self.tr("Your amendments carry it here; an export carries the source of the proposal."))
        names = [self.tr("As the system"), *self._languages.values()]
        self._add_choice(form, "interface", ["", *self._languages], names, self.tr("&Language of the window:"))
        self._explain(form, self.tr("Changing the language reopens this window at the same place."))
        ways = {
            "follow": self.tr("Follow when labels move"),
            "ask": self.tr("Are offered their new form"),
            "leave": self.tr("Stay as they are"),
        }
        self._add_choice(form, "references", list(ways), list(ways.values()), self.tr("&References to clauses:"))
        self._add_template(form)
        self._add_check(
            form, "punctuation", self.tr("Update the &punctuation between items when clauses are inserted or deleted")
        )
        self._add_check(form, "welcome", self.tr("Show the start page when the program starts without a &file"))
        return page

    def _add_template(self, form: QFormLayout) -> None:
        row, path, choose = QWidget(), QLineEdit(self._values["template"]), QPushButton(self.tr("C&hoose …"))
        path.setPlaceholderText(self.tr("none", "template"))
        choose.clicked.connect(lambda _checked: self.template_asked.emit())
        layout = QHBoxLayout(row)
        layout.setContentsMargins(NONE, NONE, NONE, NONE)
        layout.setSpacing(GAP)
        layout.addWidget(path, 1)
        layout.addWidget(choose)
        self._add(form, "template", path, self.tr("Conference t&emplate:"), row)
        self._explain(form, self.tr("A Word file: exports have its styles, and its logo and header on the first page."))

    def show_template(self, path: str) -> None:
        """Shows another conference template."""
        field = self._fields["template"]
        assert isinstance(field, QLineEdit)
        field.setText(path)

    def _display(self) -> QWidget:
        page, form = self._page()
        themes = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
        }
        self._add_choice(form, "theme", list(themes), list(themes.values()), self.tr("&Theme:"))
        beside = {"all": self.tr("All", "cards"), "comments": self.tr("Those of comments"), "none": self.tr("None", "cards")}
        self._add_choice(form, "cards", list(beside), list(beside.values()), self.tr("&Cards beside the text:"))
        spoken = {
            "off": self.tr("Says nothing"),
            "start": self.tr("Says where they begin"),
            "both": self.tr("Says where they begin and end"),
        }
        words = self.tr("A screen &reader, of changed words:")
        self._add_choice(form, "spoken_changes", list(spoken), list(spoken.values()), words)
        families = [family for family in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(family)]
        names = ["", *families]
        self._add_choice(form, "typeface", names, [self.tr("The system’s"), *families], self.tr("T&ypeface without pages:"))
        size = NumberField()
        # One below the least size means the size of the system.
        size.setRange(self._sizes[0] - 1, self._sizes[1])
        size.setSpecialValueText(self.tr("The system’s"))
        size.setSuffix(self.tr(" pt"))
        size.setValue(self._values["size"] or self._sizes[0] - 1)
        self._add(form, "size", size, self.tr("Si&ze of letters without pages:"))
        zoom = NumberField()
        # One step below the least zoom means the width of the page.
        zoom.setRange(self._zooms[0] - ZOOM_STEP, self._zooms[1])
        zoom.setSpecialValueText(self.tr("Page width"))
        zoom.setSingleStep(ZOOM_STEP)
        zoom.setSuffix(self.tr(" %"))
        zoom.setValue(self._values["zoom"] or self._zooms[0] - ZOOM_STEP)
        self._add(form, "zoom", zoom, self.tr("&Zoom:"))
        self._add_check(form, "page", self.tr("Show the text as &pages"))
        widths = {0: self.tr("As wide as the window"), 60: self.tr("Narrow"), 80: self.tr("Medium"), 100: self.tr("Wide")}
        self._add_choice(form, "width", list(widths), list(widths.values()), self.tr("&Width of lines without pages:"))
        return page

    def _spelling_page(self) -> QWidget:
        page, form = self._page()
        self._add_check(form, "spelling", self.tr("Mark &misspelt words"))
        words = QPlainTextEdit("\n".join(self._values["words"]))
        words.setTabChangesFocus(True)
        self._add(form, "words", words, self.tr("My &words, one per line:"))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.unspelt = plain_label("")
        self.unspelt.hide()
        form.addRow(self.unspelt)
        return page

    def show_unspelt(self, names: Sequence[str], folder: str) -> None:
        """Names the languages without a dictionary, and the folder in which one would be found; hides the sentence if there are
        none."""
        sentence = self.tr(
            "No spelling dictionary was found for: {languages}. Install it with LibreOffice or your system, or copy its two "
            "Hunspell files (.dic and .aff) to {folder}."
        )
        self.unspelt.setText(sentence.format(languages=join_words(names), folder=folder))
        self.unspelt.setVisible(bool(names))

    def _typing_page(self) -> QWidget:
        page, form = self._page()
        self._add_check(form, "typographic", self.tr("Use the &quotes, dashes and dots of the language of the text"))
        self._add_check(form, "autocorrect", self.tr("Correct common typing &mistakes"))
        corrections = CorrectionsBox(self._values["corrections"])
        self._fields["corrections"] = corrections.table
        form.addRow(corrections)
        form.addRow(hint_label(self.tr("Undo (Ctrl+Z) right after it restores what you typed.")))
        return page

    # -- fields

    def _page(self) -> tuple[QWidget, QFormLayout]:
        inside = QWidget()
        form = page_form(inside)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        return scroll_area(inside), form

    @staticmethod
    def _explain(form: QFormLayout, sentence: str) -> None:
        """Adds an explanation below the last field."""
        form.addRow(hint_label(sentence))

    def _add(self, form: QFormLayout, name: str, field: QWidget, label: str = "", row: QWidget | None = None) -> None:
        """Adds a field, or the row in which it is; its label leads to the field."""
        self._fields[name] = field
        if label:
            form.addRow(label, row or field)
            shown = form.labelForField(row or field)
            if row is not None and isinstance(shown, QLabel):
                shown.setBuddy(field)
            field.setAccessibleName(bare_name(label))
        else:
            form.addRow(field)

    def _add_check(self, form: QFormLayout, name: str, label: str) -> None:
        field = QCheckBox(label)
        field.setChecked(self._values[name])
        self._add(form, name, field)

    def _add_choice(self, form: QFormLayout, name: str, values: Sequence[Any], shown: Sequence[str], label: str) -> None:
        field = QComboBox()
        for value, words in zip(values, shown, strict=True):
            field.addItem(words, value)
        if self._values[name] not in values:
            field.addItem(str(self._values[name]), self._values[name])
        field.setCurrentIndex(field.findData(self._values[name]))
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._add(form, name, field, label)

    def _value(self, field: QWidget) -> Any:
        if isinstance(field, QCheckBox):
            return field.isChecked()
        if isinstance(field, QComboBox):
            return field.currentData()
        if isinstance(field, QSpinBox):
            least = field.minimum() if field.specialValueText() else None
            return 0 if field.value() == least else field.value()
        if isinstance(field, QPlainTextEdit):
            words = (line.strip() for line in field.toPlainText().splitlines())
            return tuple(dict.fromkeys(word for word in words if word))
        if isinstance(field, CorrectionsTable):
            return field.value
        assert isinstance(field, QLineEdit)
        return field.text().strip()
