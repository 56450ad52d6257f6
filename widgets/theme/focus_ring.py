"""A ring around what has the keyboard: a button, a slider, a tab, a row of a list, a picture. Fields have an edge of their own,
and the text has a caret."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QPushButton,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from widgets.theme.design import RADIUS_BUTTON, RADIUS_FIELD, RING

OUTSIDE = 3
"""Pixels between a small sign and the ring around it and its words, which have no margins."""
SMALL_SIGNS = ("QCheckBox", "QRadioButton")
"""Classes of such controls. They, like fields, are asked for by name: the first window would load them otherwise."""
MOVING = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Paint, QEvent.Type.LayoutRequest)
"""Events after which the ring may be elsewhere: a list paints itself when its current row changes."""


class FocusRing(QObject):
    """Puts the ring around the widget with the focus, if it needs one; buttons and tabs have none after a click."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: Ring | None = None
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.leave()
        if now is not None and (old is None or old.window() is not now.window()) and not _pops_up(now):
            # In a window that has just opened no key was pressed, but styles show the focus as if one had been.
            now.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        self._ring = Ring(now) if now is not None and _wants_ring(now) else None


class Ring(QWidget):
    """The ring, which follows what it is around."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(_host_of(around))
        self.around = around
        self._watched = around.viewport() if isinstance(around, QAbstractItemView) else around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._watched.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Stops watching and goes. A ring that is to be deleted is in a cycle with what it is around: once that was collected, an
        event would find it without its attributes."""
        if isValid(self._watched):
            self._watched.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _fit(self) -> None:
        place = _place_of(self.around)
        if place != self.geometry():
            self.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOVING and isValid(self):
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_accent = isinstance(self.around, QPushButton) and self.around.isDefault()
        role = QPalette.ColorRole.WindowText if on_accent else QPalette.ColorRole.Accent
        painter.setPen(QPen(self.palette().color(role), RING))
        radius = RADIUS_BUTTON if isinstance(self.around, QPushButton) else RADIUS_FIELD
        inside = QRectF(self.rect()).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2)
        painter.drawRoundedRect(inside, radius - RING / 2, radius - RING / 2)
        painter.end()


def _host_of(around: QWidget) -> QWidget:
    """The widget that a ring is a child of."""
    if isinstance(around, QAbstractItemView):
        return around.viewport()
    parent = around.parentWidget()
    if parent is None or not any(map(around.inherits, SMALL_SIGNS)):
        return around
    while parent.inherits("QGroupBox") and (over := parent.parentWidget()) is not None:
        parent = over  # a group has no margin for the ring
    return parent


def _place_of(around: QWidget) -> QRect:
    """The place of a ring in its host: around the current row or tab if there is one."""
    if isinstance(around, QAbstractItemView):
        return _row_of(around)
    if isinstance(around, QTabBar) and around.currentIndex() >= 0:
        return around.tabRect(around.currentIndex())
    host = _host_of(around)
    if host is not around:
        whole = QRect(around.mapTo(host, QPoint()), around.size())
        text = QRect(whole.topLeft(), whole.size().boundedTo(around.sizeHint()))
        if around.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            text.moveRight(whole.right())
        return text.adjusted(-OUTSIDE, 0, OUTSIDE, 0)
    return around.rect()


def _row_of(view: QAbstractItemView) -> QRect:
    """The current row of a list, or the current cell if cells are selected; the whole view if there is none."""
    area, index = view.viewport().rect(), view.currentIndex()
    row = view.visualRect(index) if index.isValid() else QRect()
    if row.isEmpty():
        return area
    whole = view.inherits("QListView") or view.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
    return QRect(QPoint(area.left(), row.top()), QPoint(area.right(), row.bottom())) if whole else row


def _pops_up(widget: QWidget) -> bool:
    return widget.window().windowType() == Qt.WindowType.Popup


def _wants_ring(widget: QWidget) -> bool:
    if _pops_up(widget):
        return False
    if isinstance(widget, QAbstractButton | QTabBar) or widget.inherits("QSlider"):
        return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # a click shows by itself where it was
    if isinstance(widget, QFrame) and widget.inherits("QPlainTextEdit"):
        return widget.frameShape() != QFrame.Shape.StyledPanel
    if isinstance(widget, QTextEdit):
        return not widget.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard  # which has a caret
    return isinstance(widget, QAbstractScrollArea)
