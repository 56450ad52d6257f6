"""Corrections of what Qt does by default: viewports, focus, and the height of rows."""

from __future__ import annotations

from math import ceil
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QWidget,
)

Index = QModelIndex | QPersistentModelIndex
UNBROKEN = 1e6
"""A line width in pixels that no text reaches."""


def give_viewport(area: QAbstractScrollArea) -> None:
    """Gives an area a viewport that is made in Python, equal to the one of Qt. Call it before the area's viewport is first used.

    PySide searches for the class of an object that Qt made among all candidates and loads each of them: for a plain widget these
    are all widgets with their enums, 8 ms of the start. For an object made in Python it knows the class."""
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
        area.document().documentLayout().setPaintDevice(viewport)  # which otherwise measures with the deleted viewport


class PassesFocus(QWidget):
    """A panel that passes the focus to its main part; a focus proxy would make Tab skip the controls before that."""

    main_part: QWidget | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.main_part is not None:
            self.main_part.setFocus(event.reason())


def hide_completions(popup: QAbstractItemView) -> None:
    """Hides the popup of a QCompleter when its field loses the focus. A window manager may give the focus to the hidden popup,
    and Qt would pass it on to the field; so the popup has no focus proxy until it opens again."""
    popup.hide()
    cast(Any, popup).setFocusProxy(None)  # the type hints of PySide6 allow only a widget


class LinesDelegate(QStyledItemDelegate):
    """Rows of several lines in scripts whose lines differ in height. Qt reserves too little height and omits the last line."""

    def __init__(self, parent: QObject, air: int = 0) -> None:
        """`air`: the height that a row has besides its lines, in pixels."""
        super().__init__(parent)
        self._air = air

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint, text = super().sizeHint(option, index), str(index.data() or "")
        hint += QSize(0, self._air)
        if text.isascii():
            return hint
        heights = [line_height(line, option.font) for line in text.split("\n")]
        return hint + QSize(0, ceil(max(heights) - min(heights)))


def line_height(text: str, font: QFont) -> float:
    """The height of a line in pixels, including the fallback fonts that its letters need."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(UNBROKEN)
    layout.endLayout()
    return line.height()
