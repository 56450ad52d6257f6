"""The list of hits: the place of each, and the words around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from model.submission.search import Hit
from widgets.common.foreign_text import on_one_line
from widgets.common.translation import with_label
from widgets.find.sliced_search import Key
from widgets.theme.rows import set_row_height, set_table_style

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
PLACE, BEFORE, FOUND, AFTER = range(4)
PLACE_WIDTH = 130
MOST_FOUND, MOST_PLACE = 3, 3
"""The largest share of the width for the hit, and of the rest for the place."""
NARROW = 240
"""The width in pixels below which the place is hidden."""
LEAST = 150
"""The least width in pixels beside the fields."""


class HitModel(QAbstractTableModel):
    """The hits in order. `name` returns the place of one in words."""

    def __init__(self, name: Callable[[Hit], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._hits: list[Hit] = []
        self._keys: list[Key] = []
        self._bold = QFont()
        self._bold.setBold(True)

    @property
    def hits(self) -> Sequence[Hit]:
        """The hits in the order of the text."""
        return self._hits

    def clear(self) -> None:
        """Removes all hits."""
        self.beginResetModel()
        self._hits, self._keys = [], []
        self.endResetModel()

    def add(self, hits: Sequence[Hit], keys: Sequence[Key]) -> None:
        """Appends hits, each with its sort key."""
        self.beginInsertRows(TOP, len(self._hits), len(self._hits) + len(hits) - 1)
        self._hits += hits
        self._keys += keys
        self.endInsertRows()

    def row_from(self, key: Key) -> int:
        """The row of the first hit at a place or after it; the number of rows if there is none."""
        return bisect_left(self._keys, key)

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Place"), self.tr("Before"), self.tr("Found"), self.tr("After"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit, column = self._hits[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(index.row(), hit, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                words = on_one_line(hit.before + hit.text + hit.after)
                return with_label(self._name(hit), words) if column == PLACE else self._cell(index.row(), hit, column)
            case Qt.ItemDataRole.FontRole:
                return self._bold if column == FOUND else None
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignTrailing if column == BEFORE else Qt.AlignmentFlag.AlignLeading
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _cell(self, row: int, hit: Hit, column: int) -> str:
        if column != PLACE:
            return on_one_line((hit.before, hit.text, hit.after)[column - 1])
        above = self._hits[row - 1] if row else None
        together = above is not None and (above.story, above.clause) == (hit.story, hit.clause)
        return "" if together else self._name(hit)


class _TowardsTheHit(QStyledItemDelegate):
    """Omits the words farthest from the hit if a cell is too narrow."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        elide = Qt.TextElideMode
        option.textElideMode = elide.ElideLeft if index.column() in (PLACE, BEFORE) else elide.ElideRight


class HitList(QTableView):
    """Shows the hits and reports which one the user chose. A table: a tree asks for every row when some are added."""

    chosen = Signal(object)
    """The Hit that the user chose."""

    def __init__(self, name: Callable[[Hit], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = HitModel(name, self)
        self.setModel(self.hits)
        set_table_style(self)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setItemDelegate(_TowardsTheHit(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(self.tr("Hits"))
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        set_row_height(self)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(10)
        for column in (BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setMinimumWidth(LEAST)
        self.hits.rowsInserted.connect(self._fit)
        self.activated.connect(self._choose)
        self.clicked.connect(self._choose)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Gives the hit and the place the width that they need, and the words around the hit no less than the place."""
        room, header = self.viewport().width(), self.horizontalHeader()
        found = min(max(self.sizeHintForColumn(FOUND), header.sectionSizeHint(FOUND)), room // MOST_FOUND)
        wanted = max(self.sizeHintForColumn(PLACE), header.sectionSizeHint(PLACE))
        place = min(wanted, PLACE_WIDTH, (room - found) // MOST_PLACE) if room >= NARROW else 0
        self.setColumnHidden(PLACE, not place)
        header.resizeSection(PLACE, place)
        header.resizeSection(FOUND, found)

    def show_row(self, row: int) -> None:
        """Makes a row the current one."""
        self.setCurrentIndex(self.hits.index(row, 0))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.hits.hits[index.row()])
