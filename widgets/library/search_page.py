"""The search in the library: the form, the list of texts or found clauses, and the current text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from widgets.common.foreign_text import as_tooltip
from widgets.common.labels import ElidedLabel, plain_label
from widgets.common.menu import Menu
from widgets.library.entries import LibraryEntry, LibraryEntryList
from widgets.library.reader import LibraryReader
from widgets.library.search_form import SearchForm


class SearchPage(QWidget):
    """Shows the results and emits the requests of the user."""

    changed = Signal()
    """The search has changed."""
    looked_at = Signal(object)
    """The current LibraryEntry, or None."""
    fill_asked = Signal()
    menu_shown = Signal(bool)
    """True: the menu of the current entry is about to open; False: it has closed, and its action has been carried out."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        """`upright`: the text is below the list, not beside it."""
        super().__init__(parent)
        self.form = SearchForm()
        self.list = LibraryEntryList()
        self.reader = LibraryReader()
        self.which = plain_label("") if upright else ElidedLabel()
        self.which.hide()
        self.state = plain_label("")
        self.state.setAccessibleName(self.tr("Result"))
        self.fill = QPushButton(self.tr("&Add texts …"))
        self.fill.setAutoDefault(False)
        self.actions_of_text: Callable[[], Sequence[QAction]] = tuple
        """The actions for the current entry; set by the controller."""
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
        """Shows which library is open.

        message: a sentence about it if it is not the user's own or is read-only; '' for none
        why: the reason why nothing can be added; '' if texts can be added
        hint: the tooltip of the sentence, if it differs
        """
        self.which.setText(message)
        if hint:
            self.which.setToolTip(as_tooltip(hint))
        self.which.setVisible(bool(message))
        self.fill.setEnabled(not why)
        self.fill.setToolTip(as_tooltip(why))

    def show_entries(self, entries: Sequence[LibraryEntry], state: str) -> None:
        """Shows the results, and a sentence about them."""
        self.state.setText(state)
        self.list.show_entries(entries)

    def _go_down(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_menu(self, place: QPoint) -> None:
        if self.list.entry is not None:
            self.menu_shown.emit(True)
            menu = Menu(self)
            menu.addActions(list(self.actions_of_text()))
            menu.exec(self.list.viewport().mapToGlobal(place))
            menu.deleteLater()
            self.menu_shown.emit(False)
