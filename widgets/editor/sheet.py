"""The sheet on which a text is shown: a page on a desk, a column of limited width, or the whole width of the view."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtWidgets import QTextEdit

from widgets.common.sizes import digit_width
from widgets.editor.document.foreign_edit_guard import ForeignEditGuard
from widgets.editor.view_comfort import MARGIN, Comfort
from widgets.theme.colours import desk_colour

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
        self._desk = 0
        """The colour that was given to the desk."""
        self.comfort = Comfort()
        """The reader's settings; set by `show`."""
        text.document().setDocumentMargin(MARGIN)

    def show(self, comfort: Comfort) -> None:
        """Adopts other settings; `lay_out` must follow once the text has its font."""
        self.comfort = comfort
        self.colour_desk()
        self._text.setBackgroundRole(QPalette.ColorRole.Mid if comfort.page else QPalette.ColorRole.Base)
        self._text.setAutoFillBackground(True)
        if not comfort.foot:
            policies = Qt.ScrollBarPolicy  # otherwise a page would be wider while all of it is visible
            self._text.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOn if comfort.page else policies.ScrollBarAsNeeded)

    def colour_desk(self) -> None:
        """Colours the area beside the page."""
        desk = desk_colour(self._text.palette())
        if self.comfort.page and self._desk != desk.rgb():
            self._desk = desk.rgb()
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.Mid, desk)
            self._text.setPalette(palette)

    def lay_out(self) -> None:
        """Centres the page or column in the width of the view."""
        text = self._text
        room = text.contentsRect().width()
        if not self.comfort.foot:
            room -= text.verticalScrollBar().sizeHint().width()
        letter = digit_width(text.font())
        width, margin = self.comfort.line(text.logicalDpiX(), letter, max(room, 1))
        if margin != text.document().documentMargin():
            with self._guard.asleep():
                text.document().setDocumentMargin(margin)
        side = max(0, room - width) // 2
        margins = text.viewportMargins()
        if side != margins.left() or room - width - side != margins.right():
            text.setViewportMargins(side, 0, max(0, room - width - side), 0)

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
