"""The window of the library: search and read its texts, find equal clauses, list mandates."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QTabWidget, QToolBar, QWidget

from widgets.common.actions import Keys, key_sequences, name_without_keys
from widgets.common.box_layout import add_pages
from widgets.common.foreign_text import as_tooltip
from widgets.common.menu import add_menu, pane_actions
from widgets.common.sizes import resize_to_fit
from widgets.library.chain_page import ChainPage
from widgets.library.mandates_page import MandatesPage
from widgets.library.missing_page import MissingPage
from widgets.library.search_page import SearchPage
from widgets.library.twins_page import TwinsPage
from widgets.theme.icons import IN_BARS, icon


class LibraryWindow(QMainWindow):
    """A window beside those of the documents; controllers carry out its requests."""

    files_asked = Signal()
    folder_asked = Signal()
    remove_asked = Signal()
    abrogated_asked = Signal(bool)
    """Whether the current text is abrogated."""
    begin_asked = Signal()
    open_asked = Signal()
    compare_asked = Signal()
    chain_asked = Signal()
    cite_asked = Signal()
    rebuild_asked = Signal()
    publish_asked = Signal()
    published_asked = Signal()
    """Another, published library is to be used."""
    own_asked = Signal()
    """The user's own library is to be used again."""

    def __init__(self, manual: Callable[[], object], parent: QWidget | None = None) -> None:
        """`manual` opens the manual at the chapter on the library."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Library"))
        self.setObjectName("library")
        resize_to_fit(self, 1180, 780)
        self.setAcceptDrops(True)
        self.search = SearchPage()
        self._why = ""
        """The reason why the library cannot be changed; '' if it can."""
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.chain_page = ChainPage()
        self.twins = TwinsPage()
        self.mandates = MandatesPage()
        self.missing = MissingPage()
        add_pages(
            self.pages,
            (self.search, self.tr("Texts")),
            (self.chain_page, self.tr("Editions")),
            (self.twins, self.tr("Same clause elsewhere")),
            (self.mandates, self.tr("Mandates")),
            (self.missing, self.tr("Missing texts")),
        )
        self.setCentralWidget(self.pages)
        self._make_actions(manual)
        self._fill_menus()
        self.search.actions_of_text = lambda: self.of_text
        self.search.fill_asked.connect(self.files_asked)
        self.search.folder_asked.connect(self.folder_asked)
        self.search.published_asked.connect(self.published_asked)
        self.chain_page.text_asked.connect(self.show_texts)
        self.twins.fill_asked.connect(self.show_texts)
        self.search.list.opened.connect(lambda _entry: self.begin.trigger())
        self.missing.add_copy_action(self.copy)
        self.missing.selected.connect(lambda _any: self._enable_copy())
        self.pages.currentChanged.connect(lambda _page: self._enable_copy())
        self._enable_copy()
        self.enable(None)

    def _make_actions(self, manual: Callable[[], object]) -> None:
        emit = self._action
        self.add_files = emit(self.tr("&Add files …"), "Ctrl+O", self.files_asked.emit)
        self.add_folder = emit(self.tr("Add a f&older …"), "Ctrl+Shift+O", self.folder_asked.emit)
        self.remove = emit(self.tr("&Remove from the library …"), "", self.remove_asked.emit)
        self.abrogated = emit(self.tr("Abro&gated"), "", lambda: self.abrogated_asked.emit(self.abrogated.isChecked()))
        self.abrogated.setCheckable(True)
        self.rebuild = emit(self.tr("Read all &files again"), "", self.rebuild_asked.emit)
        self.publish = emit(self.tr("&Publish for others …"), "", self.publish_asked.emit)
        self.open_published = emit(self.tr("Open a p&ublished library …"), "Ctrl+L", self.published_asked.emit)
        self.back_to_own = emit(self.tr("&Back to your own library"), "Ctrl+Shift+L", self.own_asked.emit)
        self.back_to_own.setEnabled(False)
        self.leave = emit(self.tr("&Close"), QKeySequence.StandardKey.Close, self.close)
        self.leave.setShortcuts([*self.leave.shortcuts(), QKeySequence(Qt.Key.Key_Escape)])
        self.begin = emit(self.tr("&New proposal on this text"), "Ctrl+Enter", self.begin_asked.emit)
        self.open = emit(self.tr("Read &beside the draft"), "Ctrl+B", self.open_asked.emit)
        self.compare = emit(self.tr("&Compare with the edition before"), "Ctrl+D", self.compare_asked.emit)
        self.chain = emit(self.tr("Editions one after an&other"), "Ctrl+H", self.chain_asked.emit)
        self.cite = emit(self.tr("Cite in the &draft"), "Ctrl+I", self.cite_asked.emit)
        self.copy = emit(self.tr("Cop&y the words to search for"), QKeySequence.StandardKey.Copy, self.missing.copy_words)
        self.look = emit(self.tr("&Search"), QKeySequence.StandardKey.Find, self._search)
        self.help = emit(self.tr("&Manual"), QKeySequence.StandardKey.HelpContents, manual)
        for action, shape in (
            (self.begin, "file-plus"),
            (self.open, "columns-2"),
            (self.compare, "file-diff"),
            (self.chain, "history"),
            (self.cite, "text-quote"),
        ):
            action.setIcon(icon(shape))
            action.setIconText(name_without_keys(action.text()))  # Qt leaves the mnemonic of a Chinese or Arabic name in it
        decided = (self.abrogated, self.remove)
        self._changing = (self.add_files, self.add_folder, self.rebuild, self.publish, *decided)
        self.of_text: Sequence[QAction] = (self.begin, self.open, self.cite, self.compare, self.chain, *decided)

    def _action(self, text: str, key: Keys, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcuts(key_sequences(key))
        action.triggered.connect(lambda _checked: slot())
        return action

    def _fill_menus(self) -> None:
        for title, actions in (
            (
                self.tr("&Library"),
                [
                    *(self.add_files, self.add_folder, None, self.rebuild, self.publish, None),
                    *(self.open_published, self.back_to_own, None, self.remove, None, self.leave),
                ],
            ),
            (
                self.tr("&Text"),
                [
                    *(self.begin, self.open, self.cite, None, self.compare, self.chain, None, self.abrogated, None),
                    *(self.copy, self.look),
                ],
            ),
            (self.tr("&View"), pane_actions(self, self._panes)),
            (self.tr("&Help"), [self.help]),
        ):
            menu = add_menu(self.menuBar(), title)
            menu.setToolTipsVisible(True)
            for action in actions:
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(action)
        bar = QToolBar(self.tr("Library"))
        bar.setObjectName("library bar")
        bar.setMovable(False)
        bar.setIconSize(QSize(IN_BARS, IN_BARS))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for group in ((self.begin,), (self.open, self.compare, self.chain), (self.cite,)):
            if bar.actions():
                bar.addSeparator()
            bar.addActions(group)
        self.addToolBar(bar)

    def show_which(self, name: str, message: str, why: str) -> None:
        """Shows which library is open, and enables the commands that it allows.

        name: the folder in which it was published; '' for the user's own library
        message: a sentence about it if it is not the user's own or is read-only; '' for none
        why: the reason why it cannot be changed; '' if it can
        """
        self._why = why
        self.setWindowTitle(self.tr("Published library {name}").format(name=name) if name else self.tr("Library"))
        self.search.show_which(message, why)
        self.back_to_own.setEnabled(bool(name))
        self.setAcceptDrops(not why)
        for action in self._changing:
            action.setEnabled(not why)
            action.setToolTip(as_tooltip(why))

    def enable(self, entry: object | None, *, before: bool = False, draft: bool = False, abrogated: bool = False) -> None:
        """Enables the actions that are possible.

        entry: the current entry; None for none
        before: whether there is an earlier edition of it
        draft: whether a text is open in which it can be cited
        abrogated: whether it is known to be abrogated
        """
        self.abrogated.setChecked(abrogated)
        for action in self.of_text:
            action.setEnabled(entry is not None and not (self._why and action in self._changing))
        self.compare.setEnabled(entry is not None and before)
        self.chain.setEnabled(entry is not None and before)
        self.cite.setEnabled(entry is not None and draft)
        self.open.setEnabled(entry is not None and draft)

    def _enable_copy(self) -> None:
        self.copy.setEnabled(self.pages.currentWidget() is self.missing and bool(self.missing.chosen()))

    def _panes(self) -> Sequence[QWidget]:
        """The tabs, and the parts of the page that is shown."""
        parts: dict[QWidget, tuple[QWidget, ...]] = {
            self.search: (self.search.form.words, self.search.list, self.search.reader.text, self.search.empty),
            self.chain_page: (
                self.chain_page.origins,
                self.chain_page.editions,
                self.chain_page.reader.text,
                self.chain_page.empty,
            ),
            self.twins: (self.twins.kind, self.twins.tree, self.twins.differences, self.twins.empty),
            self.mandates: (self.mandates.addressee, self.mandates.table),
            self.missing: (self.missing.source, self.missing.table, self.missing.words),
        }
        return self.pages.tabBar(), *parts[self.pages.currentWidget()]

    def show_texts(self) -> None:
        """Shows the page of the texts, and gives it the focus."""
        self.pages.setCurrentWidget(self.search)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search(self) -> None:
        self.show_texts()
        self.search.form.words.selectAll()
