"""The rows of lists, trees and tables: their height, and the look of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QTableView, QTreeView

from widgets.theme.design import GAP, ROW


def row_height(font: QFont, lines: int = 1) -> int:
    """The height in pixels of a row with a number of lines."""
    return max(ROW, lines * QFontMetrics(font).lineSpacing() + GAP)


def set_row_height(view: QAbstractItemView, lines: int = 1) -> None:
    """Gives the rows of a view the height of the design; call it before the view has rows. In lists and trees the style sheet
    sets the height, and rows that Qt lays out before it applies the sheet would keep a lower one."""
    view.ensurePolished()
    if view.inherits("QTableView"):  # asked by name: the first window would load the class otherwise
        cast("QTableView", view).verticalHeader().setDefaultSectionSize(row_height(view.font(), lines))


def set_list_style(view: QTreeView, model: QAbstractItemModel) -> None:
    """Makes a tree without branches a list of rows with columns, of which the last one takes the rest of the width."""
    set_row_height(view)
    view.setModel(model)
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAlternatingRowColors(True)
    view.setTabKeyNavigation(False)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.header().setStretchLastSection(True)
    view.header().setSectionsMovable(False)


def set_table_style(view: QTableView, *, grid: bool = False) -> None:
    """Gives a table headings at the beginning of their columns, and no lines between its cells unless `grid`."""
    view.setShowGrid(grid)
    view.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
