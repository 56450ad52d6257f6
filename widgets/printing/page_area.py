"""Pages that are shown one at a time: a bar with the number of the page and the zoom, and the sheet below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from widgets.common.accessible_rows import PaintedPart
from widgets.common.labels import plain_label, set_tooltip
from widgets.common.number_field import NumberField
from widgets.common.qt_fixes import PassesFocus
from widgets.theme.design import TIGHT

STEP = 1.25
CLOSEST, WIDEST = 0.5, 4.0
"""Of the width that there is."""
EDGE = 6
A4 = 297 / 210
"""Height of a page divided by its width, before one is known."""


class PageSheet(PaintedPart, QWidget):
    """The sheet of paper on which one page is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.page_width = 200
        """In pixels of the window."""
        self._marked = False
        self.resize(self.sizeHint())

    @property
    def ratio(self) -> float:
        """The height of the page divided by its width."""
        return A4

    @property
    def page_height(self) -> int:
        """In pixels of the window."""
        return round(self.page_width * self.ratio)

    def paint_page(self, painter: QPainter) -> None:
        """Paints the page, whose corner is at the origin."""

    def resized(self) -> None:
        """Is called when the page has another width."""

    def set_marked(self, marked: bool) -> None:
        """Shows that the keys are for it."""
        self._marked = marked
        self.update()

    def set_width(self, width: int) -> None:
        """Sets the width of the page in pixels."""
        if width != self.page_width:
            self.page_width = width
            self.resized()
            self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(self.page_width + 2 * EDGE, self.page_height + 2 * EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.save()
        painter.translate(EDGE, EDGE)
        self.paint_page(painter)
        painter.restore()
        role = QPalette.ColorRole.Accent if self._marked else QPalette.ColorRole.Midlight
        painter.setPen(QPen(self.palette().color(role), 3 if self._marked else 1))
        painter.drawRect(EDGE - 1, EDGE - 1, self.page_width + 1, self.height() - 2 * EDGE + 1)
        painter.end()


class _SheetArea(PaintedPart, QScrollArea):
    """The scrolled area, which takes the keys for the sheet in it."""


class PageArea(PassesFocus):
    """Shows a sheet that is as wide as there is room, or larger, with controls for the page and the zoom."""

    turned = Signal(int)
    """Another page is wanted, by its number from 1."""

    def __init__(self, sheet: PageSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._number = NumberField()
        self._number.setAccessibleName(self.tr("Page"))
        self._number.setRange(1, 1)
        self._number.setKeyboardTracking(False)
        self._number.valueChanged.connect(self._turn)
        self._words = plain_label("")
        self._words.setWordWrap(False)
        self.area = _SheetArea()
        self.area.setWidget(sheet)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the width to fit would change with it
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.installEventFilter(self)
        self.area.viewport().installEventFilter(self)
        self._zoom = 1.0
        self.previous = self._button("", self.tr("Previous page"), lambda: self.turn(-1))
        self.previous.setArrowType(Qt.ArrowType.LeftArrow)
        self.next = self._button("", self.tr("Next page"), lambda: self.turn(1))
        self.next.setArrowType(Qt.ArrowType.RightArrow)
        bar = QHBoxLayout()
        bar.setContentsMargins(TIGHT, TIGHT, TIGHT, TIGHT)
        for widget in (self.previous, self._number, self._words, self.next):
            bar.addWidget(widget)
        bar.insertSpacing(2, 4)
        bar.addStretch(1)
        bar.addWidget(self._button("−", self.tr("Smaller"), lambda: self.zoom(1 / STEP)))
        bar.addWidget(self._button("+", self.tr("Larger"), lambda: self.zoom(STEP)))
        bar.addWidget(self._button("↔", self.tr("As wide as there is room"), lambda: self.zoom(0)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.area, 1)
        self.main_part = self.area
        self._enable_buttons()

    def _button(self, words: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        set_tooltip(button, name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked: act())
        return button

    # -- pages

    @property
    def number(self) -> int:
        """The number of the page that is shown."""
        return self._number.value()

    @property
    def count(self) -> int:
        """The number of pages that can be shown."""
        return self._number.maximum()

    def set_count(self, count: int, *, is_last: bool = True) -> None:
        """Sets how many pages can be shown. `is_last`: no more of them will follow."""
        self._number.setMaximum(max(count, 1))
        self._words.setText(self.tr("of {count}").format(count=self.count) + ("" if is_last else " …"))
        self._enable_buttons()

    def go_to_page(self, number: int) -> None:
        """Shows a page."""
        self._number.setValue(number)

    def turn(self, by: int) -> None:
        """Moves by a number of pages, backwards if it is negative."""
        self.go_to_page(self.number + by)
        self.area.verticalScrollBar().setValue(0)

    def describe(self, name: str, description: str) -> None:
        """Sets what a screen reader says of the page."""
        self._sheet.setAccessibleName(name)
        self.area.setAccessibleName(name)
        self.area.setAccessibleDescription(description)

    def _turn(self, number: int) -> None:
        self._enable_buttons()
        self.turned.emit(number)

    def _enable_buttons(self) -> None:
        self.previous.setEnabled(self.number > 1)
        self.next.setEnabled(self.number < self.count)

    # -- size

    def zoom(self, factor: float) -> None:
        """Shows the page larger or smaller by a factor, 0: as wide as there is room."""
        self._zoom = min(max(self._zoom * factor, CLOSEST), WIDEST) if factor else 1.0
        self._fit()

    def _fit(self) -> None:
        room = self.area.viewport().width() - 2 * EDGE
        self._sheet.set_width(max(int(room * self._zoom), 60))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.area.viewport() and event.type() == QEvent.Type.Resize:
            self._fit()
        if watched is self.area and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._sheet.set_marked(event.type() == QEvent.Type.FocusIn)
        if watched is self.area and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _key(self, event: QKeyEvent) -> bool:
        """Page keys turn the page if there is nothing left to scroll; Home and End go to the first and the last; plus, minus and
        0 zoom."""
        bar, key = self.area.verticalScrollBar(), event.key()
        if key == Qt.Key.Key_PageDown and bar.value() == bar.maximum() and self.number < self.count:
            self.turn(1)
        elif key == Qt.Key.Key_PageUp and bar.value() == bar.minimum() and self.number > 1:
            self.turn(-1)
        elif key == Qt.Key.Key_Home:
            self.go_to_page(1)
        elif key == Qt.Key.Key_End:
            self.go_to_page(self.count)
        elif key in _ZOOM_KEYS:
            self.zoom(_ZOOM_KEYS[Qt.Key(key)])
        else:
            return False
        return True


_ZOOM_KEYS = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: 1 / STEP, Qt.Key.Key_0: 0.0}
"""The keys that zoom when the page has the focus, with the factor; 0: as wide as there is room."""
