"""The list of open texts, which the keyboard alone works through."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from widgets.brackets.model import LEVEL, BracketModel, Row
from widgets.brackets.places import PlacedFault
from widgets.common.qt_fixes import LinesDelegate
from widgets.theme.colours import colours
from widgets.theme.design import GAP, PADDING, TIGHT
from widgets.theme.rows import set_row_height

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
DEEPEST = 6
"""The level from which on rows are not indented further."""
KEYS = {
    Qt.Key.Key_Return: "choose", Qt.Key.Key_Enter: "choose", Qt.Key.Key_Delete: "delete", Qt.Key.Key_Backspace: "delete",
    Qt.Key.Key_Insert: "add", Qt.Key.Key_Plus: "keep",
}  # fmt: skip
"""What keys of the list ask for."""


class _Rows(LinesDelegate):
    """Indents a row by its level, with a line for each, and paints brackets at fault in the colour of errors."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, BracketModel) and isinstance(model.rows[index.row()], PlacedFault):
            option.palette.setColor(QPalette.ColorRole.Text, colours(option.palette).deleted)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        depth = min(int(index.data(LEVEL) or 1), DEEPEST) - 1
        if depth and option.widget is not None:
            whole = option.rect
            self.initStyleOption(option, index)
            option.text = ""
            option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
            leftwards = option.direction == Qt.LayoutDirection.RightToLeft
            painter.setPen(colours(option.palette).quiet)
            for step in range(depth):
                x = GAP + step * PADDING
                x = whole.right() - x if leftwards else whole.left() + x
                painter.drawLine(x, whole.top() + 2, x, whole.bottom() - 2)
            by = depth * PADDING
            option.rect = whole.adjusted(0, 0, -by, 0) if leftwards else whole.adjusted(by, 0, 0, 0)
        super().paint(painter, option, index)


class BracketList(QListView):
    """A row of two lines for each open text; choosing a row shows its place."""

    chosen = Signal(object)
    """Another Row became the current one, or None."""
    left_for = Signal()
    """The user wants to go to the text of the current row, by a double click."""
    asked = Signal(str)
    """A key asks for something: one of `KEYS`."""
    option_asked = Signal(int)
    """Another option is to be the current one: the next (1) or the one before (−1)."""

    def __init__(self, model: BracketModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brackets = model
        set_row_height(self, lines=2)
        self.setModel(model)
        self.setItemDelegate(_Rows(self, TIGHT))
        self.setAccessibleName(self.tr("Brackets"))
        self.setUniformItemSizes(True)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current()))
        self.doubleClicked.connect(lambda _index: self.left_for.emit())
        self._kept: Row | None = None
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    @property
    def least_height(self) -> int:
        """The height in pixels of a row, or of a sentence of two lines with the margins of `EmptyNote`."""
        return 2 * QFontMetrics(self.font()).lineSpacing() + 2 * GAP

    def current(self) -> Row | None:
        """The chosen row."""
        row = self.currentIndex().row()
        return self._brackets.rows[row] if 0 <= row < len(self._brackets.rows) else None

    def choose(self, row: int) -> None:
        """Chooses a row and scrolls to it; a number below 0 chooses none."""
        index = self._brackets.index(row, 0) if 0 <= row < len(self._brackets.rows) else QModelIndex()
        self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
        if index.isValid():
            self.scrollTo(index)

    def _keep(self) -> None:
        self._kept = self.current()

    def _restore(self) -> None:
        """Chooses the same row again, without showing it in the text."""
        kept = self._kept
        row = self._brackets.row_of(kept) if kept is not None else -1
        self.blockSignals(True)
        self.choose(row)
        self.blockSignals(False)
        self.chosen.emit(self.current()) if row < 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if (plain or key == Qt.Key.Key_Plus) and key in KEYS and self.current() is not None:
            self.asked.emit(KEYS[key])
        elif plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forward = (key == Qt.Key.Key_Right) is not self.isRightToLeft()
            self.option_asked.emit(1 if forward else -1)
        else:
            super().keyPressEvent(event)
