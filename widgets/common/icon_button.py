"""Flat buttons with an icon in panels and bars."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from widgets.common.labels import set_tooltip
from widgets.theme.icons import icon


def icon_button(shape: str, name: str, *, checkable: bool = False) -> QToolButton:
    """A button that the keyboard reaches.

    shape: the name of the icon
    name: what it is called by screen readers and its tooltip
    checkable: whether it stays pressed
    """
    button = QToolButton()
    button.setIcon(icon(shape))
    button.setAutoRaise(True)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(name)
    set_tooltip(button, name)
    return button
