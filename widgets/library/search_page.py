"""The search in the library: the form, the list of texts or of clauses that were found, and the text that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from widgets.common.foreign_text import as_tooltip
from widgets.common.labels import ElidedLabel, plain_label
from widgets.library.entries import LibraryEntry, LibraryEntryList
from widgets.library.reader import LibraryReader
from widgets.library.search_form import SearchForm


class SearchPage(QWidget):
    """Shows what is looked for and emits what is to be done with what was found."""

    changed = Signal()
    """Something else is looked for."""
    looked_at = Signal(object)
    """The LibraryEntry that is looked at; None."""
    fill_asked = Signal()
    menu_shown = Signal(bool)
    """The menu of the entry that is looked at is about to be shown; False: it is closed, and what was chosen in it is done."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        """`upright`: the text stands under the list, not beside it."""
        super().__init__(parent)
        self.form = SearchForm(2 if upright else 3)
        self.list = LibraryEntryList()
        self.reader = LibraryReader()
        self.which = plain_label("") if upright else ElidedLabel()
        self.which.hide()
        self.state = plain_label("")
        self.state.setAccessibleName(self.tr("Result"))
        self.fill = QPushButton(self.tr("&Add texts …"))
        self.fill.setAutoDefault(False)
        self.actions_of_text: Callable[[], Sequence[QAction]] = tuple
        """What can be done with the entry that is looked at; set from outside."""
        way = Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal
        self.splitter = QSplitter(way)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.reader)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([500, 500])
        self.splitter.setChildrenCollapsible(False)
        line = QHBoxLayout()
        line.addWidget(self.state, 1)
        line.addWidget(self.fill)
        layout = QVBoxLayout(self)
        layout.addWidget(self.which)
        layout.addWidget(self.form)
        layout.addLayout(line)
        layout.addWidget(self.splitter, 1)
        self.form.changed.connect(self.changed)
        self.form.down_asked.connect(self._go_down)
        self.fill.clicked.connect(self.fill_asked)
        self.list.looked_at.connect(self.looked_at)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)

    def show_which(self, message: str, why: str, hint: str = "") -> None:
        """Shows which library it is.

        message: a sentence on it where it is not the user's own, or only read; '' for none
        why: why nothing can be added; '' where something can
        hint: what the pointer on the sentence is told, where that is not the same
        """
        self.which.setText(message)
        if hint:
            self.which.setToolTip(as_tooltip(hint))
        self.which.setVisible(bool(message))
        self.fill.setEnabled(not why)
        self.fill.setToolTip(as_tooltip(why))

    def show_entries(self, entries: Sequence[LibraryEntry], state: str) -> None:
        """Shows what was found, and a sentence on it."""
        self.state.setText(state)
        self.list.show_entries(entries)

    def _go_down(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_menu(self, place: QPoint) -> None:
        if self.list.entry is not None:
            self.menu_shown.emit(True)
            menu = QMenu(self)
            menu.addActions(list(self.actions_of_text()))
            menu.exec(self.list.viewport().mapToGlobal(place))
            menu.deleteLater()
            self.menu_shown.emit(False)
