"""The page of mandates: the operative clauses of the library by addressee and year, in a table with filters."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from widgets.common.clear_button import add_clear_button
from widgets.common.empty_note import EmptyNote
from widgets.common.filter_box import Choices, FilterBox
from widgets.common.flow_layout import FlowLayout
from widgets.common.labels import plain_label, set_tooltip
from widgets.common.tasks import debounce
from widgets.library.page_table import Cells, PageRows, page_table
from widgets.theme.design import GAP

PAUSE = 120
"""Milliseconds between the last key and filtering the table."""


class ShownMandate(Struct, frozen=True):
    """One row of the table."""

    text: int
    path: str
    addressees: str
    year: str
    name: str
    place: str
    words: str


class MandateModel(PageRows[ShownMandate]):
    """Mandates in their order."""

    columns = 5

    def heads(self) -> Cells:
        return self.tr("Addressed to"), self.tr("Year"), self.tr("Text"), self.tr("Place"), self.tr("Clause")

    def cells(self, row: ShownMandate) -> Cells:
        return row.addressees, row.year, row.name, row.place, row.words


class MandatesPage(QWidget):
    """Shows mandates and emits the search."""

    changed = Signal()
    export_asked = Signal()
    opened = Signal(int, str)
    """The id of the text and the path of the clause to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addressee = self._choice(self.tr("Addressed to"), self.tr("All addressees"), 16)
        self.year = self._choice(self.tr("Year"), self.tr("All years"), 8)
        self.language = self._choice(self.tr("Language"), self.tr("All languages"), 12)
        self.words = QLineEdit()
        add_clear_button(self.words)
        self.words.setAccessibleName(self.tr("Words"))
        self.words.setPlaceholderText(self.tr("Words of the clause"))
        set_tooltip(self.words, self.words.placeholderText())
        self.state = plain_label("")
        self.export = QPushButton(self.tr("&Export the table …"))
        self.export.setAutoDefault(False)
        self.mandates = MandateModel(self)
        self.table = page_table(self.mandates, self.tr("Mandates"), (220, 60, 220, 140), 4)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.note = EmptyNote(
            self.table, "", self.tr("No mandate matches this filter."), lambda: any(self._filters()) or bool(self.words.text())
        )
        self.note.cleared.connect(self._clear)
        self._soon = debounce(self, PAUSE, self.changed.emit)
        self.words.textChanged.connect(self._soon.start)
        self.export.clicked.connect(self.export_asked)
        self.table.activated.connect(self._open)
        self._lay_out()

    def _choice(self, name: str, first: str, letters: int) -> FilterBox:
        box = FilterBox(name, [("", first)], letters)
        box.currentIndexChanged.connect(self.changed)
        return box

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Mandates"))
        label.setBuddy(self.addressee)
        line = FlowLayout()
        line.setContentsMargins(GAP, GAP, GAP, 0)
        line.setSpacing(GAP)
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.state.setContentsMargins(GAP, 0, GAP, 0)
        for widget in (label, self.addressee, self.year, self.language, self.words, self.export):
            line.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(line)
        layout.addWidget(self.state)
        layout.addWidget(self.table, 1)

    def offer(self, addressees: Choices, years: Choices, languages: Choices) -> None:
        """Offers what the library contains; the current choices are kept if they are among it."""
        self.addressee.offer(addressees)
        self.year.offer(years)
        self.language.offer(languages)

    def _filters(self) -> list[int]:
        """The numbers of the chosen entries; 0 filters nothing."""
        return [box.currentIndex() for box in (self.addressee, self.year, self.language)]

    def _clear(self) -> None:
        for box in (self.addressee, self.year, self.language):
            box.setCurrentIndex(0)
        self.words.clear()

    def show_mandates(self, rows: Sequence[ShownMandate], state: str) -> None:
        """Shows mandates, and a sentence about them."""
        self.state.setText(state)
        self.mandates.show(rows)
        self.export.setEnabled(bool(rows))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.mandates.rows[index.row()]
            self.opened.emit(row.text, row.path)
