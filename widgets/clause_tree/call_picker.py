"""A small box in which a call is chosen or typed; it offers only the calls that are allowed at the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QVBoxLayout, QWidget

from widgets.common.announcements import announce, place_of_all
from widgets.common.foreign_text import text_direction
from widgets.common.sizes import digit_width
from widgets.common.translation import line_of
from widgets.theme.design import TIGHT
from widgets.theme.rows import set_row_height

_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CallBox(QFrame):
    """Shows calls below a field for typed words; closes when a call is chosen or the focus is lost."""

    chosen = Signal(str)
    """The words of the chosen call, or the typed words if the list has no similar call."""

    def __init__(self, calls: Sequence[str], parent: QWidget, words: str = "") -> None:
        """`words` are those of the call that is renamed: typed words then count unless a call is chosen."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._calls = tuple(calls)
        self._given = words
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Introductory phrase"))
        self.line.setAccessibleName(self.tr("Words of the introductory phrase"))
        self.list = QListWidget()
        set_row_height(self.list)
        self.list.setAccessibleName(self.tr("Introductory phrases allowed here"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.currentRowChanged.connect(self._announce)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TIGHT, TIGHT, TIGHT, TIGHT)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._offer)
        self.line.returnPressed.connect(self._choose)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.list.setLayoutDirection(text_direction("".join(self._calls)))
        self._offer("")
        if words:
            self.line.setText(words)
            self.line.selectAll()
        self.resize(round(44 * digit_width(self.font())), 14 * self.fontMetrics().lineSpacing())

    def show_at(self, at: QPoint) -> None:
        """Shows the box at a point of the screen, moved so that it is inside the screen."""
        inside = self.screen().availableGeometry()
        x = min(at.x(), inside.right() - self.width())
        y = at.y() if at.y() + self.height() <= inside.bottom() else max(inside.top(), at.y() - self.height())
        self.move(max(x, inside.left()), y)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _offer(self, typed: str) -> None:
        words = "" if typed == self._given else " ".join(typed.split()).casefold()
        found = [call for call in self._calls if words in call.casefold()]
        found.sort(key=lambda call: not call.casefold().startswith(words))
        self.list.clear()
        self.list.addItems(found)
        if found and not self._given:
            self.list.setCurrentRow(0)

    def _announce(self, row: int) -> None:
        """Announces the current phrase, since the focus stays in the field."""
        if row >= 0:
            announce(self.line, line_of((self.list.item(row).text(), place_of_all(row + 1, self.list.count()))))

    def _choose(self) -> None:
        item = self.list.currentItem()
        words = item.text() if item is not None else " ".join(self.line.text().split())
        if words:
            self.close()
            self.chosen.emit(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TO_LIST:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8}.get(Qt.Key(event.key()), 8)
            if self.list.count():
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
            return True
        return super().eventFilter(watched, event)
