"""The sheet on which a text is shown: a page on a desk, a column, or as wide as there is room; its size and its zoom."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from widgets.common.digit_width import digit_width
from widgets.common.own_viewport import give_viewport
from widgets.editor.view_comfort import MARGIN, Comfort
from widgets.theme.colours import between

NOTCH = 120
"""Eighths of a degree that a wheel turns by one click."""


def desk_colour(palette: QPalette) -> QColor:
    """The colour of the ground on which pages lie."""
    group, roles = QPalette.ColorGroup.Active, QPalette.ColorRole
    return between(palette.color(group, roles.Window), palette.color(group, roles.WindowText), 0.1)


class Sheet(QTextEdit):
    """A text whose place on the screen follows the wishes of its reader."""

    zoom_asked = Signal(int)
    """By how many steps, 1 or -1: the wheel was turned with Ctrl."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._comfort = Comfort()
        self._turned = 0
        self._desk = 0
        """The colour that was given to the desk."""
        self.document().setDocumentMargin(MARGIN)

    @property
    def comfort(self) -> Comfort:
        """The user's wishes for the look of the text."""
        return self._comfort

    @property
    def page_rect(self) -> QRect:
        """Where the page, or the column, stands in this widget: as high as what is seen of it."""
        return self.viewport().geometry()

    def show_comfort(self, comfort: Comfort) -> None:
        """Sets the text as a reader wants it."""
        if comfort == self._comfort:
            return
        self._comfort = comfort
        self._lay_desk()
        self.setBackgroundRole(QPalette.ColorRole.Mid if comfort.page else QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        if not comfort.foot:
            policies = Qt.ScrollBarPolicy  # or a page would be wider as long as all of it is seen
            self.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOn if comfort.page else policies.ScrollBarAsNeeded)
        self.setFont(self._base_font())
        self._restyle()
        self._lay_sheet()

    def _lay_desk(self) -> None:
        """Colours what is beside the page or column."""
        desk = desk_colour(self.palette())
        if self._comfort.page and self._desk != desk.rgb():
            self._desk = desk.rgb()
            own = QPalette()
            own.setColor(QPalette.ColorRole.Mid, desk)
            self.setPalette(own)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._comfort.page:
            self._lay_desk()

    def _base_font(self) -> QFont:
        """The font of the text where it says nothing else."""
        return self._comfort.font(QApplication.font(self))

    def _restyle(self) -> None:
        """Shows the text in the formats that are right now."""

    def asleep(self) -> AbstractContextManager[None]:
        """While changes of the document are our own."""
        return nullcontext()

    def _lay_sheet(self) -> None:
        """Puts the sheet or column in the middle of the room that there is."""
        room = self.contentsRect().width()
        if not self._comfort.foot:
            room -= self.verticalScrollBar().sizeHint().width()
        letter = digit_width(self.font())
        width, margin = self._comfort.line(self.logicalDpiX(), letter, max(room, 1))
        if margin != self.document().documentMargin():
            with self.asleep():
                self.document().setDocumentMargin(margin)
        side = max(0, room - width) // 2
        if side != self.viewportMargins().left() or room - width - side != self.viewportMargins().right():
            self.setViewportMargins(side, 0, max(0, room - width - side), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the line of the caret, or the first one where that is not in view, at its height."""
        held = self.held() if event.oldSize().width() != event.size().width() and self.isVisible() else None
        self._lay_sheet()
        super().resizeEvent(event)
        self._resized()
        self.hold(held)

    def _resized(self) -> None:
        """Puts right what a new width put wrong."""

    def top_block(self) -> int:
        """The first block that is seen."""
        return 0

    def held(self) -> tuple[QTextCursor, int] | None:
        """The place that stays where it is seen, and its height; None at the beginning of the text."""
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        if not bar.value():
            return None
        if not self.viewport().rect().intersects(self.cursorRect(cursor)):
            cursor = QTextCursor(self.document().findBlockByNumber(self.top_block()))
        return cursor, self.cursorRect(cursor).top()

    def hold(self, held: tuple[QTextCursor, int] | None) -> None:
        """Scrolls a place back to its height."""
        if held is not None:
            cursor, height = held
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.cursorRect(cursor).top() - height)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= NOTCH:
            self.zoom_asked.emit(1 if self._turned > 0 else -1)
            self._turned = 0
        event.accept()
