"""The sheet on which a text is shown: a page on a darker background, scaled or scrolled, a column of limited width, or the whole
width of the view."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette, QWheelEvent
from PySide6.QtWidgets import QTextEdit

from widgets.common.sizes import digit_width
from widgets.editor.document.foreign_edit_guard import ForeignEditGuard
from widgets.editor.view_comfort import MARGIN, NORMAL, TWIPS, Comfort
from widgets.printing.type import DEFAULT_TAB
from widgets.theme.colours import surround_colour

NO_PAGE_TAB = 80.0
"""Pixels between tab stops without a page."""
NEAR_LINES = 28
"""Pixels of its margin that a page shows at least if it is wider than the room: the bars of changed lines are in it."""
NOTCH = 120
"""Eighths of a degree that a wheel turns by one click."""


class Sheet(QObject):
    """Lays the text of a view out as wide as its reader wants it."""

    zoom_asked = Signal(int)
    """By how many steps, 1 or -1: the wheel was turned with Ctrl."""

    def __init__(self, text: QTextEdit, guard: ForeignEditGuard) -> None:
        super().__init__(text)
        self._text = text
        self._guard = guard
        self._turned = 0
        self._surround = 0
        """The colour that the background around the pages was given."""
        self.comfort = Comfort()
        """The reader's settings; set by `show`."""
        self.zoom = NORMAL
        """The zoom that is shown, in per cent; set by `fit`."""
        text.document().setDocumentMargin(MARGIN)
        self._across = 0
        """By how many pixels the page is wider than the room."""
        text.horizontalScrollBar().rangeChanged.connect(self._show_lines)

    def show(self, comfort: Comfort) -> None:
        """Adopts other settings; `lay_out` must follow once the text has its font."""
        self.comfort = comfort
        self.colour_surround()
        self._text.setBackgroundRole(QPalette.ColorRole.Mid if comfort.page else QPalette.ColorRole.Base)
        self._text.setAutoFillBackground(True)
        if not comfort.foot:
            policies = Qt.ScrollBarPolicy  # otherwise a page would be wider while all of it is visible
            self._text.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOn if comfort.page else policies.ScrollBarAsNeeded)

    def colour_surround(self) -> None:
        """Colours the area beside the page, as the program's palette says: that of the view still has the colour of before."""
        surround = surround_colour(QGuiApplication.palette())
        if self.comfort.page and self._surround != surround.rgb():
            self._surround = surround.rgb()
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.Mid, surround)
            self._text.setPalette(palette)

    def wanted_zoom(self) -> int:
        """The zoom for the present room, in per cent; a view that has no place yet counts as wide."""
        if not self._text.testAttribute(Qt.WidgetAttribute.WA_Resized):
            return self.comfort.zoom or NORMAL
        return self.comfort.zoom_in(self._room(), self._text.logicalDpiX())

    def fit(self) -> bool:
        """Adopts the zoom for the present room, and returns whether it is another; `lay_out` must follow as after `show`."""
        before, self.zoom = self.zoom, self.wanted_zoom()
        return self.zoom != before

    def _room(self) -> int:
        room = self._text.contentsRect().width()
        if not self.comfort.foot:
            room -= self._text.verticalScrollBar().sizeHint().width()
        return max(room, 1)

    def lay_out(self) -> None:
        """Centres the page or column in the width of the view."""
        text, room = self._text, self._room()
        inch = text.logicalDpiX() * self.zoom / 100
        width, margin = self.comfort.line(inch, digit_width(text.font()), room)
        self._set_width(width if self.comfort.page else 0, inch)
        if self.comfort.page:  # else words that stand out by a pixel would bring the scroll bar
            policies = Qt.ScrollBarPolicy
            text.setHorizontalScrollBarPolicy(policies.ScrollBarAsNeeded if width > room else policies.ScrollBarAlwaysOff)
        if margin != text.document().documentMargin():
            with self._guard.let_through():
                text.document().setDocumentMargin(margin)
        side = max(0, room - width) // 2
        margins = text.viewportMargins()
        if side != margins.left() or room - width - side != margins.right():
            text.setViewportMargins(side, 0, max(0, room - width - side), 0)

    def _show_lines(self, _least: int, most: int) -> None:
        """Scrolls to the lines of a page that has become wider than the room."""
        before, self._across = self._across, most
        bar, block = self._text.horizontalScrollBar(), self._text.document().begin()
        if self._text.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            # A line is wider than the page; in a view from right to left Qt would move the page away.
            self._across = 0
            bar.setValue(most if self._text.isRightToLeft() else 0)
            return
        if before or not most:
            return
        rightwards = (block.textDirection() == Qt.LayoutDirection.RightToLeft) is self._text.isRightToLeft()
        value = min(most // 2, round(self._text.document().documentMargin()) - NEAR_LINES)
        bar.setValue(value if rightwards else most - value)

    def _set_width(self, width: int, inch: float) -> None:
        """Breaks lines at the width of a page in pixels, whatever the room; 0: at that of the view."""
        text, modes = self._text, QTextEdit.LineWrapMode
        mode = modes.FixedPixelWidth if width else modes.WidgetWidth
        distance = DEFAULT_TAB * inch / TWIPS if width else NO_PAGE_TAB
        if (text.lineWrapMode(), text.lineWrapColumnOrWidth(), text.tabStopDistance()) == (mode, width, distance):
            return
        with self._guard.let_through():
            text.setTabStopDistance(distance)
            text.setLineWrapColumnOrWidth(width)
            text.setLineWrapMode(mode)

    def zoom_by_wheel(self, event: QWheelEvent) -> bool:
        """Asks for another zoom if Ctrl is held; returns whether it is."""
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= NOTCH:
            self.zoom_asked.emit(1 if self._turned > 0 else -1)
            self._turned = 0
        event.accept()
        return True
