"""The list of open texts, which can be decided with the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from widgets.brackets.model import LEVEL, BracketModel, Row
from widgets.brackets.places import PlacedFault
from widgets.common.facet_rows import FacetList, Index, is_plain
from widgets.common.qt_fixes import LinesDelegate
from widgets.theme.colours import colours
from widgets.theme.design import GAP, PADDING, TIGHT

DEEPEST = 6
"""The level from which on rows are not indented further."""
KEYS = {
    Qt.Key.Key_Return: "choose", Qt.Key.Key_Enter: "choose", Qt.Key.Key_Delete: "delete", Qt.Key.Key_Backspace: "delete",
    Qt.Key.Key_Insert: "add", Qt.Key.Key_Plus: "keep",
}  # fmt: skip
"""What keys of the list ask for."""


class _Rows(LinesDelegate):
    """Indents a row by its level, with a vertical line for each level, and paints faulty brackets in the colour of errors."""

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


class BracketList(FacetList[Row]):
    """A row of two lines for each open text; Left and Right go through the options of the current one."""

    option_asked = Signal(int)
    """Another option is to be the current one: the next (1) or the one before (−1)."""

    def __init__(self, model: BracketModel, parent: QWidget | None = None) -> None:
        super().__init__(model, KEYS, parent)
        self.setAccessibleName(self.tr("Brackets"))
        self.setItemDelegate(_Rows(self, TIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain(event) and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forward = (event.key() == Qt.Key.Key_Right) is not self.isRightToLeft()
            self.option_asked.emit(1 if forward else -1)
        else:
            super().keyPressEvent(event)
