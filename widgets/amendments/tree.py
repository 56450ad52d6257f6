"""The tree of amendments: its rows can be shown in the text, selected and collapsed; the current row follows the caret."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from model.submission.amendments import Amendment
from model.submission.story import FIRST_TEXT, StoryId
from widgets.amendments.model import AUTHOR, KIND, NEW, OLD, PLACE, REMARK, TIME, AmendmentModel
from widgets.common.store import Store
from widgets.common.story_model import StoryTree

Index = QModelIndex | QPersistentModelIndex

WIDTHS = {PLACE: 170, KIND: 130, AUTHOR: 90, TIME: 120, REMARK: 120}
SMALLEST = {PLACE: 90, KIND: 76, AUTHOR: 50}
"""The least widths of the other columns if there is little room for the words."""
WORDS = 110
"""The least widths of the old and of the new words in pixels."""
NARROW = {TIME: 800, AUTHOR: 500, REMARK: 460}
"""The width in pixels below which a column is hidden."""
Flag = QItemSelectionModel.SelectionFlag


class AmendmentTree(StoryTree):
    """Shows the amendments of one text and reports which one the user chose."""

    chosen = Signal(object)
    """The Amendment that the user chose."""
    left_for = Signal(object)
    """The same, if the user wants to continue in the text."""
    menu_asked = Signal(object)

    def __init__(self, store: Store, story: StoryId = FIRST_TEXT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._following = False
        self.amendments = AmendmentModel(store, story, self.palette(), self)
        self.setModel(self.amendments)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(self.tr("Amendments"))
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._widths = dict(WIDTHS)
        for column, width in WIDTHS.items():
            header.resizeSection(column, max(width, header.sectionSizeHint(column) if column not in SMALLEST else 0))
        for column in (OLD, NEW):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._choose)
        self.activated.connect(self._leave_for)
        self.amendments.modelReset.connect(self._unfold)
        self._unfold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divides the width so that the words keep their room beside another panel."""
        room = self.viewport().width()
        for column, least in NARROW.items():
            self.setColumnHidden(column, room < least)
        shown = [column for column in WIDTHS if not self.isColumnHidden(column)]
        missing = max(0, sum(WIDTHS[column] for column in shown) + 2 * WORDS - room)
        given = {column: WIDTHS[column] - least for column, least in SMALLEST.items() if column in shown}
        part = min(1.0, missing / sum(given.values()))
        for column, most in given.items():
            if self.columnWidth(column) == self._widths[column]:  # otherwise the user has set this width
                self._widths[column] = WIDTHS[column] - round(part * most)
                self.setColumnWidth(column, self._widths[column])
        super().resizeEvent(event)

    # -- what is chosen

    def current(self) -> Amendment | None:
        """The amendment of the current row, or the first of several; None without a row."""
        node = self.amendments.node(self.currentIndex())
        return node.first if node is not None else None

    def selected(self) -> list[Amendment]:
        """The amendments of the selected rows without duplicates; for a clause, all of its amendments."""
        nodes = filter(None, (self.amendments.node(index) for index in self.selectionModel().selectedRows()))
        found = {id(amendment): amendment for node in nodes for amendment in node.amendments}
        return list(found.values())

    def show_amendment(self, amendment: Amendment | None) -> None:
        """Makes an amendment the current row and expands its clause, but does not show it in the text; None clears it."""
        index = self.amendments.index_of(amendment) if amendment is not None else QModelIndex()
        self._following = True
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect | Flag.Rows)
            self.scrollTo(index)
        else:
            self.clearSelection()
        self._following = False

    def show_all(self, amendments: list[Amendment]) -> None:
        """Selects the rows of some amendments."""
        self.show_amendment(amendments[0] if amendments else None)
        for amendment in amendments[1:]:
            self.selectionModel().select(self.amendments.index_of(amendment), Flag.Select | Flag.Rows)

    def _choose(self, index: Index) -> None:
        node = self.amendments.node(index)
        if node is not None:
            self.chosen.emit(node.first)

    def _leave_for(self, index: QModelIndex) -> None:
        node = self.amendments.node(index)
        if node is not None:
            self.left_for.emit(node.first)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # Rows are also inserted and removed below the selection while the user types in the text; that is no choice of the user.
        if self.hasFocus() and not self._following:
            self._choose(current)

    # -- folding

    def _unfold(self) -> None:
        self._unfold_rows(QModelIndex(), 0, self.amendments.rowCount() - 1)

    def _unfold_rows(self, parent: Index, start: int, end: int) -> None:
        """Expands the clauses with several amendments; renumberings remain collapsed below their causes."""
        if parent.isValid():
            return
        for row in range(start, end + 1):
            index = self.amendments.index(row, 0)
            node = self.amendments.node(index)
            if node is not None and node.is_group:
                self.expand(index)

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        self._unfold_rows(parent, start, end)

    # -- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._leave_for(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "amendments"):
            self.amendments.recolour(self.palette())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))
        else:
            self.menu_asked.emit(event.globalPos())
