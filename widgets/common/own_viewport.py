"""A viewport that is made here, for areas that the first window shows.

PySide looks for the class of an object that Qt made among all that could be meant, and loads each of them: for a plain widget
these are all widgets with their enums, 8 ms of the start. What was made in Python it knows.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QTextEdit, QWidget


def give_viewport(area: QAbstractScrollArea) -> None:
    """Gives an area of Qt a viewport like its own, before it is first asked for that."""
    viewport = QWidget(area)
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(area.palette().ColorRole.Base)
    viewport.setAutoFillBackground(True)
    viewport.setAcceptDrops(area.acceptDrops())
    viewport.setMouseTracking(area.hasMouseTracking())
    viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    if isinstance(area, QTextEdit):
        viewport.setCursor(Qt.CursorShape.IBeamCursor)
    area.setViewport(viewport)
    if isinstance(area, QTextEdit):
        area.document().documentLayout().setPaintDevice(viewport)  # or it measures by the one that is gone
