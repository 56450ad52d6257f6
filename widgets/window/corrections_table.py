"""The user's own autocorrect words, in the settings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from widgets.common.labels import plain_label
from widgets.common.names import in_order
from widgets.theme.rows import set_row_height, set_table_style


class CorrectionsTable(QTableWidget):
    """Two columns, with an empty last row for another word."""

    def __init__(self, corrections: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        set_row_height(self)
        set_table_style(self, grid=True)
        self.setAccessibleName(self.tr("My words to correct"))
        self.setHorizontalHeaderLabels([self.tr("Replace"), self.tr("With")])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        for typed in in_order(corrections, str):
            self._append(typed, corrections[typed])
        self._append()
        self.setCurrentCell(self.rowCount() - 1, 0)
        self.itemChanged.connect(self._on_changed)

    @property
    def value(self) -> dict[str, str]:
        """The words and their replacements, without incomplete rows."""
        rows = [(self._text(row, 0), self._text(row, 1)) for row in range(self.rowCount())]
        return {typed: put for typed, put in rows if typed and put}

    @property
    def on_word(self) -> bool:
        """Whether the current row can be removed."""
        return 0 <= self.currentRow() < self.rowCount() - 1

    def remove_current(self) -> None:
        """Removes the current row."""
        if self.on_word:
            self.removeRow(self.currentRow())

    def _append(self, typed: str = "", put: str = "") -> None:
        row = self.rowCount()
        self.insertRow(row)
        for column, text in enumerate((typed, put)):
            self.setItem(row, column, QTableWidgetItem(text))

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text().strip() if item is not None else ""

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if item.row() == self.rowCount() - 1 and item.text().strip():
            self._append()


class CorrectionsBox(QWidget):
    """The table, with a button to remove a row and a line of explanation."""

    def __init__(self, corrections: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CorrectionsTable(corrections)
        self.remove = QPushButton(self.tr("&Remove"))
        self.remove.setAutoDefault(False)
        self.hint = plain_label("")
        key = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table, context=Qt.ShortcutContext.WidgetShortcut)
        buttons = QHBoxLayout()
        buttons.addWidget(self.hint, 1)
        buttons.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(plain_label(self.tr("Correct these too:")))
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        for asked in (key.activated, self.remove.clicked):
            asked.connect(self._remove)
        self.table.itemChanged.connect(self._judge)
        self.table.currentCellChanged.connect(self._judge)
        self._judge()

    def _remove(self) -> None:
        self.table.remove_current()
        self.table.setFocus()
        self._judge()

    def _judge(self, *_: object) -> None:
        """Shows which of the words can never be replaced, and enables the removal."""
        several = next((typed for typed in self.table.value if len(typed.split()) > 1), "")
        if several:
            self.hint.setText(self.tr("“{words}” is more than one word, so it is never replaced.").format(words=several))
        else:
            self.hint.setText(self.tr("One word in each row. If both sides are the same, the word stays as it is typed."))
        self.remove.setEnabled(self.table.on_word)
