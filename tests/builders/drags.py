"""Events of a drag, which a test cannot make by moving a mouse."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent

Event = TypeVar("Event", QDragEnterEvent, QDragMoveEvent)


def drag(kind: type[Event], where: QPointF, action: Qt.DropAction, data: QMimeData) -> Event:
    """A drag with the left button: Qt 6.12 takes its place as that of a drop, earlier versions in whole pixels alone."""
    held = (action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    try:
        return kind(where, *held)
    except TypeError:
        return kind(where.toPoint(), *held)
