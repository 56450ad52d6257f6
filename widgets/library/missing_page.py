"""The page of missing texts: what the draft and the texts in force cite and the library does not have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets.common.clear_button import add_clear_button
from widgets.common.empty_note import EmptyNote
from widgets.common.filter_box import Choices, FilterBox
from widgets.common.foreign_text import isolated_always, text_direction
from widgets.common.labels import plain_label, set_tooltip
from widgets.common.tasks import debounce
from widgets.library.mandates_page import PAUSE
from widgets.library.page_table import Cells, PageRows, page_table
from widgets.theme.design import GAP


class ShownMissing(Struct, frozen=True):
    """One row of the table."""

    text: int
    """The id of the first text that cites it; -n for the nth proposal of the draft."""
    path: str
    """The path of the citing clause there."""
    count: str
    """How many texts cite it."""
    citing: str
    """Their names."""
    name: str
    """The missing text, with its edition."""
    title: str
    held: str
    """What the library has of it: other editions and languages."""
    words: str
    """The words to search for."""


class MissingModel(PageRows[ShownMissing]):
    """Missing texts in their order."""

    columns = 4

    def heads(self) -> Cells:
        return self.tr("Cited by"), self.tr("Missing text"), self.tr("Title"), self.tr("In the library")

    def cells(self, row: ShownMissing) -> Cells:
        return row.count, row.name, row.title, row.held

    def hints(self, row: ShownMissing) -> Cells:
        return row.citing, row.name, row.title, row.held


class MissingPage(QWidget):
    """Shows missing texts, and copies the words to search for."""

    changed = Signal()
    """Other texts are wanted."""
    opened = Signal(int, str)
    """The id of the citing text and the path of its clause, as in `ShownMissing`."""
    selected = Signal(bool)
    """Whether a text is selected now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = self._choice(self.tr("Cited in"), self.tr("The draft and the library"), 22)
        self.source.offer([("draft", self.tr("The draft"))])
        self.language = self._choice(self.tr("Language"), self.tr("All languages"), 12)
        self.filter = QLineEdit()
        add_clear_button(self.filter)
        self.filter.setAccessibleName(self.tr("Words"))
        self.filter.setPlaceholderText(self.tr("Number or words of the title"))
        set_tooltip(self.filter, self.filter.placeholderText())
        self.state = plain_label("")
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.state.setContentsMargins(GAP, 0, GAP, 0)
        self.missing = MissingModel(self)
        self.table = page_table(self.missing, self.tr("Missing texts"), (90, 380, 300, 220), 2)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.activated.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._show_words)
        self.missing.modelReset.connect(self._show_words)
        self.words = QLineEdit()
        self.words.setReadOnly(True)
        self.words.setAccessibleName(self.tr("Words to search for"))
        self.copy = QPushButton(self.tr("&Copy"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda _checked: self.copy_words())
        nothing = self.tr("The library has every text that the draft and the texts in force cite.")
        self.note = EmptyNote(self.table, nothing, self.tr("No missing text matches this filter."), self._is_filtered)
        self.note.cleared.connect(self._clear)
        self._soon = debounce(self, PAUSE, self.changed.emit)
        self.filter.textChanged.connect(self._soon.start)
        self._lay_out()
        self._show_words()

    def _choice(self, name: str, first: str, letters: int) -> FilterBox:
        box = FilterBox(name, [("", first)], letters)
        box.currentIndexChanged.connect(self.changed)
        return box

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Missing texts"))
        label.setBuddy(self.table)
        above = QHBoxLayout()
        above.setContentsMargins(GAP, GAP, GAP, 0)
        above.setSpacing(GAP)
        for widget in (label, self.source, self.language, self.filter):
            above.addWidget(widget, 1 if widget is self.filter else 0)
        name = QLabel(self.tr("&Words to search for"))
        name.setBuddy(self.words)
        below = QHBoxLayout()
        below.setContentsMargins(GAP, 0, GAP, GAP)
        below.setSpacing(GAP)
        below.addWidget(name)
        below.addWidget(self.words, 1)
        below.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(above)
        layout.addWidget(self.state)
        layout.addWidget(self.table, 1)
        layout.addLayout(below)

    def add_copy_action(self, copy: QAction) -> None:
        """Shows the action that copies the words in the menu of a row."""
        self.table.addAction(copy)

    def offer(self, languages: Choices) -> None:
        """Offers the languages of the missing texts; the current choice is kept if it is among them."""
        self.language.offer(languages)

    def show_missing(self, rows: Sequence[ShownMissing], state: str) -> None:
        """Shows missing texts, and a sentence about them. The first is selected, so that its words can be copied at once."""
        self.state.setText(state)
        self.missing.show(rows)
        if rows:
            self.select(0)

    def select(self, row: int) -> None:
        """Selects one row alone, whatever keys are held."""
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(self.missing.index(row, 0), flags.ClearAndSelect | flags.Rows)

    def chosen(self) -> list[ShownMissing]:
        """The selected texts, in the order of the table."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.missing.rows[place] for place in places if place < len(self.missing.rows)]

    def copy_words(self) -> None:
        """Copies the words to search for of the selected texts, one text a line."""
        words = [row.words for row in self.chosen()]
        if words:
            QGuiApplication.clipboard().setText("\n".join(words))
            self.state.setText(self.tr("Copied: {words}").format(words=_shown(words)))

    def _show_words(self, _selected: QItemSelection | None = None, _deselected: QItemSelection | None = None) -> None:
        chosen = self.chosen()
        words = chosen[0].words if chosen else ""
        self.words.setText(words)
        self.words.setLayoutDirection(text_direction(words))
        self.words.setCursorPosition(0)
        self.copy.setEnabled(bool(chosen))
        self.selected.emit(bool(chosen))

    def _is_filtered(self) -> bool:
        return bool(self.source.currentIndex() or self.language.currentIndex() or self.filter.text())

    def _clear(self) -> None:
        for box in (self.source, self.language):
            box.setCurrentIndex(0)
        self.filter.clear()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.missing.rows[index.row()]
            self.opened.emit(row.text, row.path)


def _shown(words: Iterable[str]) -> str:
    return isolated_always("; ".join(words))
