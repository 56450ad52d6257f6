"""A ring around the widget with the focus, where styles hardly show it: a selected row looks the same with and without the focus,
and a flat button is only a little darker."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QRegion
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QTabBar, QTextEdit, QWidget
from shiboken6 import isValid

WIDTH = 2


class FocusRing(QObject):
    """Paints the ring around lists, tables, pictures, multi-line fields, and buttons that were not reached by a click; the text
    itself has a caret."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: Ring | None = None
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        if now is not None and (old is None or old.window() is not now.window()) and not _pops_up(now):
            # In a window that has just opened no key was pressed, but styles show the focus as if one had been.
            now.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        self._ring = Ring(now) if now is not None and _wants_ring(now) else None


class Ring(QWidget):
    """The ring, which follows the size of its parent."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        around.installEventFilter(self)
        self._fit(around)
        self.show()

    def _fit(self, around: QWidget) -> None:
        self.setGeometry(around.rect())
        self.setMask(QRegion(self.rect()) - QRegion(self.rect().adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._fit(watched)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Accent))
        painter.end()


def _pops_up(widget: QWidget) -> bool:
    return widget.window().windowType() == Qt.WindowType.Popup


def _wants_ring(widget: QWidget) -> bool:
    if _pops_up(widget):
        return False
    if isinstance(widget, QAbstractButton | QTabBar):
        return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # a click shows by itself where it was
    if isinstance(widget, QTextEdit):
        return widget.isReadOnly()
    return isinstance(widget, QAbstractScrollArea)
