"""The clause tree: rows can be selected, dragged, renamed and filtered; the current row follows the caret."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QWidget

from model.submission.story import FIRST_TEXT, StoryId
from widgets.clause_tree.model import ClauseModel, Index
from widgets.common.store import Store
from widgets.common.story_model import StoryTree
from widgets.common.translation import counted

Flag = QItemSelectionModel.SelectionFlag
HOT_SPOT = QPoint(-14, -10)
"""The position of the pointer beside the dragged picture: the drop line is below the pointer."""
INDENT = 14
"""The pixels by which the rows of each level are indented: the words need the width."""
CARRIED = 0.75
"""The opacity of the picture over what it covers."""


class _Renaming(QStyledItemDelegate):
    """Names the field for the words of a call."""

    def createEditor(self, parent: QWidget, option: QtWidgets.QStyleOptionViewItem, index: Index) -> QWidget:
        field = super().createEditor(parent, option, index)
        field.setAccessibleName(self.tr("Words of the introductory phrase"))
        return field


class ClauseTree(StoryTree):
    """Shows the clauses, reports the chosen one, and follows the caret."""

    chosen = Signal(str)
    """The id of the clause that the user chose."""
    dropped = Signal(object, int, object)
    renamed = Signal(str, str)
    """As in `ClauseModel`."""
    delete_asked = Signal()
    insert_asked = Signal()
    menu_asked = Signal(object)

    def __init__(self, store: Store, story: StoryId = FIRST_TEXT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._following = False
        self._noted: tuple[str | None, list[str]] = (None, [])
        self.clauses = ClauseModel(store, story, self.palette(), self)
        self.setModel(self.clauses)
        self.setItemDelegate(_Renaming(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # Not `InternalMove`, with which Qt removes the rows itself: they follow the text.
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clauses.dropped.connect(self.dropped)
        self.clauses.renamed.connect(self.renamed)
        self.setAccessibleName(self.tr("Clauses"))
        self.setTabKeyNavigation(False)
        self._on_reset()
        self.clauses.modelReset.connect(self._on_reset)
        self.clauses.rowsInserted.connect(self._expand_new)
        self.clauses.about_to_follow.connect(self._note_rows)
        self.clauses.followed.connect(self._find_rows)
        self.selectionModel().currentChanged.connect(self._on_current)

    def current_id(self) -> str | None:
        """The id of the clause of the current row; None without a row."""
        clause = self.clauses.clause(self.currentIndex())
        return clause.id if clause is not None else None

    def selected_ids(self) -> list[str]:
        """The ids of the selected visible clauses, of a table all that are in it."""
        rows = [index for index in self.selectedIndexes() if not self.isRowHidden(index.row(), index.parent())]
        return [clause.id for row in rows for clause in self.clauses.clauses_of_row(row)]

    def rename_current(self) -> bool:
        """Starts editing the words of the call in the current row. Returns False if it is not a call of the draft."""
        index = self.currentIndex()
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        self.scrollTo(index)
        self.edit(index)
        return True

    def show_only(self, *, amended: bool, words: str, author: str = "", sign: str = "") -> bool:
        """Hides the rows that were not amended, or lack an author, a sign or words; returns whether any is left."""
        everything = not (amended or author or sign or words.strip())
        found = self.clauses.matching_rows
        shown = set() if everything else found(amended=amended, words=words, author=author, sign=sign)
        stack = [QModelIndex()]
        while stack:
            parent = stack.pop()
            for row in range(self.clauses.rowCount(parent)):
                index = self.clauses.index(row, 0, parent)
                hidden = not everything and index.internalId() not in shown
                if self.isRowHidden(row, parent) is not hidden:
                    self.setRowHidden(row, parent, hidden)
                stack.append(index)
        return everything or bool(shown)

    def follow(self, id: str, among: Sequence[str] = ()) -> None:
        """Makes the clause with the caret the current row."""
        if id == self.current_id():
            return
        index = self.clauses.index_of(id)
        if index.isValid() and (index != self.currentIndex() or among):
            self._following = True
            # Not `setCurrentIndex`: it would add the row to the selection while Ctrl or Shift is pressed for a key in the text.
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
            self.scrollTo(index)
            for other in among:
                self.selectionModel().select(self.clauses.index_of(other), Flag.Select)
            self._following = False

    def _on_reset(self) -> None:
        self.expandAll()
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if self.clauses.rtl else Qt.LayoutDirection.LeftToRight)

    def _on_current(self, current: QModelIndex) -> None:
        clause = self.clauses.clause(current)
        if clause is not None and not self._following and not self.clauses.following:
            self.chosen.emit(clause.id)

    def _expand_new(self, parent: QModelIndex, first: int, last: int) -> None:
        if self.clauses.rowCount(parent) == last - first + 1:
            self.expand(parent)
            self.scheduleDelayedItemsLayout()  # Qt does not lay out new rows below one that was expanded while it had none
        for row in range(first, last + 1):
            index = self.clauses.index(row, 0, parent)
            if self.clauses.rowCount(index):
                self.expandRecursively(index)

    def _note_rows(self) -> None:
        self._noted = self.current_id(), self.selected_ids()

    def _find_rows(self) -> None:
        """Restores the selection: a clause that was moved below another one has another row."""
        current, chosen = self._noted
        if (current, chosen) == (self.current_id(), self.selected_ids()):
            return
        self._following = True
        for index in {index.internalId(): index for index in map(self.clauses.index_of, chosen)}.values():
            self.selectionModel().select(index, Flag.Select)
        index = self.clauses.index_of(current) if current is not None else QModelIndex()
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, Flag.NoUpdate if chosen else Flag.ClearAndSelect)
        self._following = False

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drags a small sign for the clauses: Qt's picture of the rows would cover the place of the drop."""
        rows = [index for index in self.selectedIndexes() if index.flags() & Qt.ItemFlag.ItemIsDragEnabled]
        if not rows:
            return
        drag = QDrag(self)
        drag.setMimeData(self.clauses.mimeData(rows))
        drag.setPixmap(self._sign(counted("{n} clause", "{n} clauses", len(rows))))
        drag.setHotSpot(HOT_SPOT)
        drag.exec(actions, self.defaultDropAction())

    def _sign(self, words: str) -> QPixmap:
        metrics, ratio = self.fontMetrics(), self.devicePixelRatioF()
        size = QSize(metrics.horizontalAdvance(words) + metrics.height(), metrics.height() + 6)
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setOpacity(CARRIED)
        painter.fillRect(QRect(QPoint(), size), self.palette().color(QPalette.ColorRole.Highlight))
        painter.setOpacity(1)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.HighlightedText))
        painter.drawText(QRect(QPoint(), size), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return made

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "clauses"):
            self.clauses.recolour(self.palette())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.insert_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())
