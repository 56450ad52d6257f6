"""Parts of the arrangement of the window: the tree that folds to a rail, panels across the whole width, a shadow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.common.icon_button import icon_button
from widgets.theme.design import TIGHT
from widgets.theme.icons import IN_BARS

RAIL = 40
"""The width of the rail in pixels."""
LEAST = 160
"""The least width of the tree in pixels."""
SHADOW = 12
"""The width of a shadow in pixels."""
MOST = (1 << 24) - 1
"""Qt's limit for widths: none."""


class TreeSide(QWidget):
    """Holds the tree, or the rail in its place."""

    asked = Signal()
    """The button of the rail was pressed."""

    def __init__(self, make_tree: Callable[[QWidget], QWidget], parent: QWidget | None = None) -> None:
        """`make_tree` makes the tree in the parent that it is given."""
        super().__init__(parent)
        self.tree = make_tree(self)
        self.rail = QWidget(self)
        self.button = icon_button("list-tree", self.tr("Clauses"))
        self.button.setIconSize(QSize(IN_BARS, IN_BARS))
        self.button.clicked.connect(lambda _checked: self.asked.emit())
        column = QVBoxLayout(self.rail)
        column.setContentsMargins(0, TIGHT, 0, TIGHT)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.rail)
        self.hold()

    def hold(self) -> None:
        """Has the tree in its place, wherever it was shown before."""
        self._row.addWidget(self.tree)

    def fold(self, *, on: bool) -> None:
        """Shows the rail or, unless the tree is shown elsewhere, the tree."""
        self.rail.setVisible(on)
        if self.tree.parentWidget() is self:
            self.tree.setVisible(not on)
        self.setMinimumWidth(RAIL if on else LEAST)
        self.setMaximumWidth(RAIL if on else MOST)


class Strip(QWidget):
    """A panel across the whole width, below all others. It is made when it is first shown."""

    def __init__(self, make: Callable[[], QWidget], first_height: int, parent: QWidget | None = None) -> None:
        """`first_height`: its height in pixels at first; 0 for half of the window."""
        super().__init__(parent)
        self.first_height = first_height
        self._make = make
        self._panel: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def panel(self) -> QWidget:
        """The panel, made now if it was not made yet."""
        if self._panel is None:
            self._panel = self._make()
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._panel)
            self._panel.show()  # else the layout does so later
        return self._panel

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.panel()


class Shadow(QWidget):
    """The shadow of what lies over the text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._falls_left = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, place: QRect, *, falls_left: bool) -> None:
        """Shows it in a rectangle; with `falls_left` it is darkest at its right edge."""
        self._falls_left = falls_left
        self.setGeometry(place)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        dark = self.palette().color(QPalette.ColorRole.Shadow)
        clear = self.palette().color(QPalette.ColorRole.Shadow)
        dark.setAlpha(70)
        clear.setAlpha(0)
        fade = QtGui.QLinearGradient(0, 0, self.width(), 0)
        fade.setColorAt(0, clear if self._falls_left else dark)
        fade.setColorAt(1, dark if self._falls_left else clear)
        painter = QPainter(self)
        painter.fillRect(self.rect(), fade)
        painter.end()
