"""The tables of the library's pages: rows of values as text in cells, whole rows to select."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from widgets.common.foreign_text import as_tooltip, isolated, on_one_line
from widgets.theme.rows import set_row_height, set_table_style

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
Cells = tuple[str, ...]
Row = TypeVar("Row")


class PageRows(QAbstractTableModel, Generic[Row]):
    """Rows in their order; a subclass gives the texts of their cells."""

    columns = 0
    """The number of columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def heads(self) -> Cells:
        """The heads of the columns."""
        raise NotImplementedError

    def cells(self, row: Row) -> Cells:
        """The texts of a row."""
        raise NotImplementedError

    def hints(self, row: Row) -> Cells:
        """The texts of the tooltips of a row."""
        return self.cells(row)

    def show(self, rows: Sequence[Row]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else self.columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self.heads()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return isolated(on_one_line(self.cells(row)[index.column()]))
        return as_tooltip(self.hints(row)[index.column()]) if role == Qt.ItemDataRole.ToolTipRole else None


def page_table(rows: PageRows[Any], name: str, widths: Sequence[int], stretched: int) -> QTableView:
    """A table that shows rows.

    name: its name for screen readers
    widths: those of the first columns, in pixels
    stretched: the column that takes the room that is left
    """
    table = QTableView()
    set_row_height(table)
    set_table_style(table)
    table.setModel(rows)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)
    return table
