"""The button in a field that empties it, as high and as wide as a target must be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QLineEdit, QToolButton

from widgets.common.translation import translate
from widgets.theme.design import TARGET


def add_clear_button(field: QLineEdit) -> None:
    """Gives a field Qt's button that empties it, which Qt makes 22 by 18 pixels."""
    field.setClearButtonEnabled(True)
    for button in field.findChildren(QToolButton):
        button.setAccessibleName(translate("ClearButton", "Clear the field"))
        _Size(button)


class _Size(QObject):
    """Gives a button its size whenever Qt has laid out the field."""

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and isinstance(watched, QToolButton):
            field = watched.parentWidget()
            assert field is not None
            size = QSize(TARGET, min(TARGET, field.height()))
            x = watched.geometry().center().x() - TARGET // 2 + 1
            wanted = QRect(QPoint(max(0, min(x, field.width() - TARGET)), (field.height() - size.height() + 1) // 2), size)
            if watched.size() != wanted.size():
                watched.setGeometry(wanted)
        return False
