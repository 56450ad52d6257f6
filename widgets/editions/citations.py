"""The window of the editions, and its page of citations: the state of each in the table, and which of them are to be replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFocusEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QTabWidget,
    QWidget,
)

from model.preflight.citation_list import CitationEntry
from model.submission.story import StoryId
from widgets.common import announcements
from widgets.common.actions import bare_name
from widgets.common.box_layout import add_pages, lay_out_tabbed, page_column
from widgets.common.button_box import ButtonBox
from widgets.common.empty_note import EmptyNote
from widgets.common.foreign_text import as_tooltip, isolated, on_one_line, without_sign
from widgets.common.labels import name_choice, plain_label
from widgets.common.sizes import resize_to_fit
from widgets.common.translation import sentences
from widgets.editions.states import WANTING, WRONG, state_text
from widgets.editions.table import TablePage
from widgets.theme.colours import colours
from widgets.theme.design import GAP
from widgets.theme.rows import set_row_height, set_table_style

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
CITATION, PLACE, STATE, NEW = range(4)
BESIDE = {PLACE: 5, STATE: 4, NEW: 4}
"""The columns beside the citations; each has at most this part of the width, as the divisor."""
Role = Qt.ItemDataRole


class CitationModel(QAbstractTableModel):
    """Citations in the order of the text; those that can be replaced have a box."""

    def __init__(self, name: Callable[[CitationEntry], str], palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._colours = colours(palette)
        self.entries: list[CitationEntry] = []
        self._chosen: set[tuple[StoryId, str, int, int]] = set()

    def show_entries(self, entries: Sequence[CitationEntry], chosen: set[tuple[StoryId, str, int, int]]) -> None:
        """Shows other citations and ticks those with the given keys."""
        self.beginResetModel()
        self.entries, self._chosen = list(entries), set(chosen)
        self.endResetModel()

    def show_palette(self, palette: QPalette) -> None:
        """Uses the colours of a palette; the view repaints."""
        self._colours = colours(palette)

    @property
    def chosen(self) -> list[CitationEntry]:
        """The ticked citations, in order."""
        return [entry for entry in self.entries if entry.key in self._chosen]

    def choose(self, entries: Sequence[CitationEntry]) -> None:
        """Ticks only the given citations."""
        self._chosen = {entry.key for entry in entries if entry.fixes}
        if self.entries:
            self.dataChanged.emit(self.index(0, CITATION), self.index(len(self.entries) - 1, CITATION), [Role.CheckStateRole])

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> str | None:
        if role != Role.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Citation"), self.tr("Place"), self.tr("State"), self.tr("Becomes"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        checkable = index.column() == CITATION and bool(self.entries[index.row()].fixes)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if checkable else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry, column = self.entries[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return self._cell(entry, column)
            case Role.ToolTipRole:
                return as_tooltip(on_one_line(entry.cited.line.text) if column == CITATION else self._cell(entry, column))
            case Role.AccessibleTextRole:
                words = without_sign(self._cell(entry, column))
                return announcements.with_tick(words, self.data(index, Role.CheckStateRole))
            case Role.CheckStateRole if column == CITATION and entry.fixes:
                return Qt.CheckState.Checked if entry.key in self._chosen else Qt.CheckState.Unchecked
            case Role.ForegroundRole if column == STATE:
                state = entry.cited.verdict.state
                found = self._colours
                return QBrush(found.deleted if state in WRONG else found.changed if state in WANTING else found.quiet)
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or index.column() != CITATION:
            return False
        key = self.entries[index.row()].key
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._chosen.add(key)
        else:
            self._chosen.discard(key)
        self.dataChanged.emit(index, index, [role])
        return True

    def _cell(self, entry: CitationEntry, column: int) -> str:
        if column == CITATION:
            citation = entry.cited.citation
            name = on_one_line(entry.cited.name)
            # A number of a list is shown with its list.
            listed = citation.number if citation.number not in name.split()[-2:] and citation.shared else ""
            return f"{isolated(name)} [{listed}]" if listed else isolated(name)
        if column == PLACE:
            return self._name(entry)
        if column == STATE:
            return state_text(entry)
        return isolated("; ".join(new for _, _, new in entry.fixes)) if entry.fixes else ""


class CitationsPage(QWidget):
    """Lists the citations; reports which are to be replaced, and which is to be shown in the text."""

    replace_asked = Signal(list)
    can_replace = Signal(bool)
    """Whether something is chosen."""
    shown = Signal(object)
    conference_chosen = Signal(str)
    """The id of the conference that the user chose because the submission names none."""

    def __init__(self, name: Callable[[CitationEntry], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[CitationEntry] = ()
        self._result = ""
        self.summary = plain_label("")
        self.filter = QComboBox()
        self.filter.addItems([self.tr("What needs a look"), self.tr("All citations")])
        name_choice(self.filter, self.tr("Which citations are listed"))
        self.conference = QComboBox()
        name_choice(self.conference, self.tr("Conference by which the citations are judged"))
        self.conference.setPlaceholderText(self.tr("Choose a conference"))
        self.conference.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.conference.hide()
        self.conference.installEventFilter(self)
        self._is_chosen = False
        """Whether no conference is to be chosen any more, once the keyboard has left the choice."""
        self.citations = CitationModel(name, self.palette(), self)
        self.view = QTableView()
        set_row_height(self.view)
        self.view.setModel(self.citations)
        announcements.announce_ticks(self.view)
        self._dress()
        self.note = EmptyNote(
            self.view,
            self.tr("This text cites nothing."),
            self.tr("No citation needs a look."),
            lambda: self.filter.currentIndex() == 0 and bool(self._all),
        )
        self.note.clear.setText(self.tr("Show all citations"))
        self.note.cleared.connect(lambda: self.filter.setCurrentIndex(1))
        self.all = QPushButton(self.tr("Choose &all"))
        self.none = QPushButton(self.tr("Choose &none"))
        self.show_it = QPushButton(self.tr("&Show in the text"))
        self.replace = QPushButton(self.tr("&Replace chosen"))
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.conference)
        head.addWidget(self.filter)
        for button in (self.all, self.none, self.show_it):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.replace)
        layout = page_column(self)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self.filter.currentIndexChanged.connect(lambda _index: self._fill(self._keys()))
        self.conference.activated.connect(lambda row: self.conference_chosen.emit(self.conference.itemData(row)))
        self.all.clicked.connect(lambda: self._choose(self.citations.entries))
        self.none.clicked.connect(lambda: self._choose([]))
        self.replace.clicked.connect(lambda: self.replace_asked.emit(self.citations.chosen))
        self.show_it.clicked.connect(lambda: self._show(self.view.currentIndex()))
        self.view.doubleClicked.connect(self._show)  # not `activated`: Enter presses the default button
        self.citations.dataChanged.connect(self._follow)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._follow())

    def _dress(self) -> None:
        view = self.view
        view.setAccessibleName(self.tr("Citations"))
        set_table_style(view)
        view.setWordWrap(False)
        view.setAlternatingRowColors(True)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(CITATION, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Gives the other columns the width of their words, or their shares of the list, and the citations the rest."""
        for column, part in BESIDE.items():
            wanted = max(self.view.sizeHintForColumn(column), self.view.horizontalHeader().sectionSizeHint(column)) + GAP
            self.view.setColumnWidth(column, min(wanted, self.view.viewport().width() // part))

    def offer_conferences(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offers conferences, each an id and its name; none if one is chosen already. If it was chosen by key, the next key may
        choose another one."""
        self._is_chosen = not choices
        if self._is_chosen and self.conference.hasFocus():
            return
        self.conference.setVisible(bool(choices))
        if [self.conference.itemData(row) for row in range(self.conference.count())] != [id for id, _ in choices]:
            self.conference.clear()
            for id, name in choices:
                self.conference.addItem(name, id)
        self.conference.setCurrentIndex(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.conference and isinstance(event, QFocusEvent) and event.lostFocus() and self._is_chosen:
            self.conference.setVisible(event.reason() is Qt.FocusReason.PopupFocusReason)
        return super().eventFilter(watched, event)

    def _choose(self, entries: Sequence[CitationEntry]) -> None:
        """Ticks only the given citations, and tells a reader how many would be replaced."""
        self.citations.choose(entries)
        announcements.announce(self, bare_name(self.replace.text()))

    def forget(self) -> None:
        """Forgets the listed citations: the next ones belong to another text."""
        self._all = ()

    def show_entries(self, entries: Sequence[CitationEntry], message: str) -> None:
        """Lists citations. At first the superseded ones are ticked, unless the sentence is about the past."""
        first = not self._all
        self._all = entries
        self._result = message
        sure = {
            entry.key for entry in entries if entry.cited.verdict.state == "superseded" and not entry.cited.verdict.in_past_tense
        }
        wanting = any(entry.cited.verdict.state in WANTING for entry in entries)
        if first and not wanting:
            self.filter.setCurrentIndex(1)
        self._fill(sure if first else self._keys() & {entry.key for entry in entries})

    def _keys(self) -> set[tuple[StoryId, str, int, int]]:
        return {entry.key for entry in self.citations.chosen}

    def _fill(self, chosen: set[tuple[StoryId, str, int, int]]) -> None:
        wanting = [entry for entry in self._all if entry.cited.verdict.state in WANTING]
        self.citations.show_entries(self._all if self.filter.currentIndex() else wanting, chosen)
        counted = self.tr("Citations: {all}, to look at: {some}.").format(all=len(self._all), some=len(wanting))
        self.summary.setText(sentences((counted, self._result)))
        self._fit_columns()
        if self.citations.rowCount():
            self.view.setCurrentIndex(self.citations.index(0, 0))
        self._follow()

    def _follow(self) -> None:
        count = len(self.citations.chosen)
        self.replace.setText(self.tr("&Replace chosen ({n})").format(n=count) if count else self.tr("&Replace chosen"))
        self.replace.setEnabled(count > 0)
        self.can_replace.emit(count > 0)
        self.show_it.setEnabled(self.view.currentIndex().isValid())

    def _show(self, index: QModelIndex) -> None:
        if index.isValid():
            self.shown.emit(self.citations.entries[index.row()])

    def show_palette(self) -> None:
        """Repaints the citations in the colours of the page's palette."""
        self.citations.show_palette(self.palette())
        self.view.viewport().update()


class EditionsDialog(QDialog):
    """A window beside the text, which can still be edited."""

    came_forward = Signal()
    """The window was activated, so the text may have changed since it was last active."""

    def __init__(self, name: Callable[[CitationEntry], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Editions"))
        resize_to_fit(self, 1040, 560)
        self.citations = CitationsPage(name)
        self.table = TablePage()
        self.tabs = QTabWidget()
        add_pages(self.tabs, (self.citations, self.tr("Cited in this text")), (self.table, self.tr("Table of editions")))
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Close)
        self.citations.can_replace.connect(self._set_default)
        lay_out_tabbed(self, self.tabs, buttons)
        self._set_default(on=False)  # when they are in the dialog: before, it would make its first button the default

    def _set_default(self, on: bool) -> None:
        """Lets Enter replace what is chosen, and close the window only if nothing is."""
        (self.citations.replace if on else self.close_button).setDefault(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            page = self.citations if self.tabs.currentWidget() is self.citations else self.table
            page.view.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.came_forward.emit()
        elif event.type() == QEvent.Type.PaletteChange and hasattr(self, "citations"):
            self.citations.show_palette()
