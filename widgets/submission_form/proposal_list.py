"""The proposals of a submission in order: the user can choose, move, remove and add proposals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from widgets.common.labels import set_tooltip
from widgets.common.menu import Menu
from widgets.theme.design import TIGHT
from widgets.theme.rows import set_row_height

_AROUND = 6
"""The least number of pixels of a button beside its text."""
_ROWS = 4
"""The least number of visible rows."""


class ProposalList(QWidget):
    """Shows a row for each proposal and emits the requests of the user."""

    chosen = Signal(int)
    """The number, from 1, of the proposal that the user chose."""
    move_asked = Signal(int)
    """The number of places by which the chosen proposal is to move."""
    remove_asked = Signal()
    add_asked = Signal(str)
    """The kind of proposal to add, a key of `kinds`."""

    def __init__(self, kinds: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.list = QListWidget(self)
        set_row_height(self.list)
        self.list.setAccessibleName(self.tr("Proposals"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_ROWS * (self.list.fontMetrics().lineSpacing() + 6) + 6)
        self.list.currentRowChanged.connect(self._choose)
        self.menu = Menu(self)
        for key, words in kinds:
            action = QAction(words, self.menu)
            action.setObjectName(key)
            action.triggered.connect(lambda _checked, key=key: self.add_asked.emit(key))
            self.menu.addAction(action)
        self.add = QPushButton(self.tr("Add"), self)
        self.add.setMenu(self.menu)
        self.remove = QPushButton(self.tr("Remove"), self)
        self.up = QPushButton(self.tr("Up"), self)
        self.down = QPushButton(self.tr("Down"), self)
        for button, hint in (
            (self.add, self.tr("Add a proposal")),
            (self.remove, self.tr("Remove the chosen proposal")),
            (self.up, self.tr("Move the chosen proposal up")),
            (self.down, self.tr("Move the chosen proposal down")),
        ):
            button.setAccessibleName(hint)
            set_tooltip(button, hint)
        self.remove.clicked.connect(self.remove_asked)
        self.up.clicked.connect(lambda: self.move_asked.emit(-1))
        self.down.clicked.connect(lambda: self.move_asked.emit(1))
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        for button in (self.add, self.remove, self.up, self.down):
            button.setMinimumWidth(button.fontMetrics().horizontalAdvance(button.text()) + _AROUND)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        layout.addLayout(buttons)
        self.setFocusProxy(self.list)

    def show_rows(self, rows: Sequence[str], number: int) -> None:
        """Shows a row for each proposal, and selects the one with a number."""
        self._showing = True
        while self.list.count() > len(rows):
            self.list.takeItem(self.list.count() - 1)
        for row, text in enumerate(rows):
            if row == self.list.count():
                self.list.addItem(text)
            elif self.list.item(row).text() != text:
                self.list.item(row).setText(text)
        self.list.setCurrentRow(number - 1)
        self._showing = False
        self.remove.setEnabled(len(rows) > 1)
        self.up.setEnabled(number > 1)
        self.down.setEnabled(number < len(rows))

    def _choose(self, row: int) -> None:
        if not self._showing and row >= 0:
            self.chosen.emit(row + 1)
