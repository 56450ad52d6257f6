"""The search in the library: the form, the list of texts or found clauses, and the current text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QSplitter, QVBoxLayout, QWidget

from widgets.common.empty_note import EmptyNote
from widgets.common.empty_state import EmptyState, Offer
from widgets.common.foreign_text import as_tooltip
from widgets.common.labels import ElidedLabel, plain_label, set_tooltip
from widgets.common.menu import Menu
from widgets.library.entries import LibraryEntry, LibraryEntryList
from widgets.library.reader import LibraryReader
from widgets.library.search_form import SearchForm
from widgets.theme.design import GAP

_DOCUMENT, _FILE, _PUBLISHED = 1, 2, 3
"""The places of the ways to fill an empty library, after that of a folder."""


class SearchPage(QWidget):
    """Shows the results and emits the requests of the user."""

    changed = Signal()
    """The search has changed."""
    looked_at = Signal(object)
    """The current LibraryEntry, or None."""
    fill_asked = Signal()
    """Files are to be added."""
    folder_asked = Signal()
    document_asked = Signal()
    """The texts in force of the open document are to be added."""
    published_asked = Signal()
    """A library that others published is to be used."""
    menu_shown = Signal(bool)
    """True: the menu of the current entry is about to open; False: it has closed, and its action has been carried out."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        """`upright`: the text is below the list, not beside it."""
        super().__init__(parent)
        self.form = SearchForm(upright=upright)
        self.list = LibraryEntryList()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.note = EmptyNote(self.list, "", self.tr("No text or clause matches this search."), lambda: self.form.is_narrowed)
        self.note.clear.setText(self.tr("Clear search"))
        self.note.cleared.connect(self.form.clear)
        self.reader = LibraryReader()
        self.which = plain_label("") if upright else ElidedLabel()
        self.which.setContentsMargins(GAP, GAP, GAP, 0)
        self.which.hide()
        self.state = plain_label("")
        self.state.setAccessibleName(self.tr("Result"))
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
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
        self.form.row.addWidget(self.fill)
        head = QVBoxLayout()
        head.setContentsMargins(GAP, GAP, GAP, 0)
        head.setSpacing(GAP)
        for part in (self.form, self.state):
            head.addWidget(part)
        self.contents = QWidget()
        inside = QVBoxLayout(self.contents)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        inside.addLayout(head)
        inside.addWidget(self.splitter, 1)
        self.empty = self._make_empty()
        self.empty.hide()
        self.setFocusProxy(self.form.words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.which)
        layout.addWidget(self.contents, 1)
        layout.addWidget(self.empty, 1)
        self.form.changed.connect(self.changed)
        self.form.down_asked.connect(self._go_down)
        self.fill.clicked.connect(self.fill_asked)
        self.list.looked_at.connect(self.looked_at)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)

    def _make_empty(self) -> EmptyState:
        offers = [
            Offer(
                self.tr("Add a f&older …"),
                self.tr(
                    "Each Word file in the folder and its subfolders is read, and you choose which of the texts found are added."
                ),
                "folder-open",
                self.folder_asked.emit,
            ),
            Offer(
                self.tr("Take the text of the open &document"),
                self.tr("The text in force on which you are working is added; your draft stays where it is."),
                "file-input",
                self.document_asked.emit,
            ),
            Offer(
                self.tr("Choose a &file …"),
                self.tr("One file or several, such as a resolution or Final Acts: each text in it is added by itself."),
                "file-plus",
                self.fill_asked.emit,
            ),
            Offer(
                self.tr("Open a p&ublished library …"),
                self.tr(
                    "Texts that your administration or a colleague published in a folder: you always have their latest state."
                ),
                "library-big",
                self.published_asked.emit,
            ),
        ]
        words = self.tr(
            "It keeps the texts in force that you work with. You search their clauses in six languages, read them beside the "
            "draft, cite them with number, edition and title, compare editions, and begin proposals on them, without a network."
        )
        return EmptyState(self.tr("The library is empty"), words, offers)

    def show_empty(self, is_empty: bool, *, draft: bool) -> None:
        """Shows the ways to fill the library in place of its texts, if it is empty.

        draft: whether a document with a text in force is open
        """
        self.empty.show_offer(_DOCUMENT, draft)
        self.empty.show_offer(_FILE, not draft)
        focused = self.window().focusWidget()  # a box may be in front
        had_focus = focused is not None and self.isAncestorOf(focused)
        was_empty = not self.empty.isHidden()
        self.setFocusProxy(self.empty if is_empty else self.form.words)
        self.contents.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        if had_focus and is_empty is not was_empty:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_which(self, message: str, why: str, hint: str = "") -> None:
        """Shows which library is open.

        message: a sentence about it if it is not the user's own or is read-only; '' for none
        why: the reason why nothing can be added; '' if texts can be added
        hint: the tooltip of the sentence, if it differs
        """
        self.which.setText(message)
        if hint:
            set_tooltip(self.which, hint)
        self.which.setVisible(bool(message))
        self.setAcceptDrops(not why)
        set_tooltip(self.fill, why)
        for button in self.empty.buttons[:_PUBLISHED]:
            button.setToolTip(as_tooltip(why))  # its description is what it does
        for button in (self.fill, *self.empty.buttons[:_PUBLISHED]):
            button.setEnabled(not why)

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
