"""Rows of two lines that are filtered by facets, in a panel of the side pane: their model and their list."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from widgets.common.foreign_text import as_tooltip, without_sign
from widgets.common.qt_fixes import LinesDelegate
from widgets.common.translation import with_label
from widgets.theme.design import GAP, TIGHT
from widgets.theme.rows import set_row_height

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
TOP = QModelIndex()
_BY_KEYS = (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class FacetModel(QAbstractListModel, Generic[Row]):
    """The rows. A subclass says what their facets and their lines are; lines are asked for only of rows that are seen."""

    def __init__(self, facets: Sequence[str], parent: QObject | None = None) -> None:
        """`facets` are the names of what rows are filtered by."""
        super().__init__(parent)
        self._facets = facets
        self._all: Sequence[Row] = ()
        self._counts: dict[str, dict[str, int]] = {facet: {} for facet in facets}
        self._only: Mapping[str, str] = {}
        self.rows: list[Row] = []
        """The shown rows."""

    @abstractmethod
    def values(self, row: Row, facet: str) -> tuple[str, ...]:
        """The values of a facet of a row, as they are counted."""

    @abstractmethod
    def lines(self, row: Row) -> tuple[str, str]:
        """Both lines of a row."""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows, through the same filter."""
        self._all = rows
        self._counts = {facet: Counter(value for row in rows for value in self.values(row, facet)) for facet in self._facets}
        self._fill()

    def show_only(self, only: Mapping[str, str]) -> None:
        """Shows the rows that have a value of each facet of a filter."""
        if only != self._only:
            self._only = only
            self._fill()

    def _fill(self) -> None:
        self.beginResetModel()
        wanted = self._only.items()
        self.rows = [row for row in self._all if all(value in self.values(row, facet) for facet, value in wanted)]
        self.endResetModel()

    def counts(self, facet: str) -> dict[str, int]:
        """How many rows there are of each value of a facet, shown or not, in their order."""
        return self._counts[facet]

    def row_of(self, wanted: Row) -> int:
        """The number of the shown row that a row is now; −1 if there is none."""
        return self.rows.index(wanted) if wanted in self.rows else -1

    # -- Qt

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join(self.lines(row))
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip("\n".join(self.lines(row)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return without_sign(with_label(*self.lines(row)))
        return None


class FacetList(QListView, Generic[Row]):
    """The list, which the keyboard alone works through; choosing a row shows its place."""

    chosen = Signal(object)
    """Another row became the current one, or None."""
    left_for = Signal()
    """The user wants to go to the text of the current row, by a double click."""
    asked = Signal(str)
    """A key asks for what `keys` says."""

    def __init__(self, model: FacetModel[Row], keys: Mapping[Qt.Key, str], parent: QWidget | None = None) -> None:
        """A list without a frame. `keys` are what keys ask for."""
        super().__init__(parent)
        self._rows = model
        self._keys = keys
        set_row_height(self, lines=2)
        self.setModel(model)
        self.setItemDelegate(LinesDelegate(self, TIGHT))
        self.setUniformItemSizes(True)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(2 * QFontMetrics(self.font()).lineSpacing() + 2 * GAP)  # a row, or a sentence of `EmptyNote`
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current()))
        self.doubleClicked.connect(lambda _index: self.left_for.emit())
        self._kept: Row | None = None
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    def current(self) -> Row | None:
        """The chosen row."""
        row = self.currentIndex().row()
        return self._rows.rows[row] if 0 <= row < len(self._rows.rows) else None

    def choose(self, row: int) -> None:
        """Chooses a row by its number and scrolls to it; a number below 0 chooses none."""
        index = self._rows.index(row, 0) if 0 <= row < len(self._rows.rows) else QModelIndex()
        self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
        if index.isValid():
            self.scrollTo(index)

    def choose_quietly(self, row: int) -> None:
        """Chooses a row without showing its place."""
        self.blockSignals(True)
        self.choose(row)
        self.blockSignals(False)

    def _keep(self) -> None:
        self._kept = self.current()

    def _restore(self) -> None:
        """Chooses the same row again, without showing it in the text."""
        row = self._rows.row_of(self._kept) if self._kept is not None else -1
        self.choose_quietly(row)
        if row < 0:
            self.chosen.emit(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the place of the chosen row if a key brought the focus."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYS and (row := self.current()) is not None:
            self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if (is_plain(event) or key == Qt.Key.Key_Plus) and key in self._keys and self.current() is not None:
            self.asked.emit(self._keys[key])
        else:
            super().keyPressEvent(event)


def is_plain(event: QKeyEvent) -> bool:
    """Whether a key is pressed without Ctrl, Shift and the like."""
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
