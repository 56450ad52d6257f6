"""Buttons of a panel that show words and no icon; Enter presses them, as in a box."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from widgets.common.actions import name_without_keys

Button = TypeVar("Button", bound=QToolButton)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PanelToolButton(QToolButton):
    """A tool button that Enter presses too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _press_by_enter(self, event):
            super().keyPressEvent(event)


class PanelPushButton(QPushButton):
    """A push button that Enter presses too, although it is in no box."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _press_by_enter(self, event):
            super().keyPressEvent(event)


def _press_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Presses a button if the key is Enter; returns whether it was."""
    if event.key() not in _ENTER:
        return False
    button.click()
    return True


def text_button(text: str, slot: Callable[[], object]) -> QToolButton:
    """A button that calls a function."""
    return as_text_button(PanelToolButton(), text, slot)


def action_button(action: QAction) -> QToolButton:
    """A button for an action. It shows no letter of a key, which a menu has and the button has not."""
    if "(&" in action.text() and action.iconText() == action.text().replace("...", "").replace("&", "").strip():
        action.setIconText(name_without_keys(action.text()))
    button = PanelToolButton()
    button.setDefaultAction(action)
    return _showing_text(button)


def as_text_button(button: Button, text: str, slot: Callable[[], object]) -> Button:
    """Makes a button of a class of its own one that calls a function."""
    button.setText(text)
    button.clicked.connect(lambda _checked: slot())
    return _showing_text(button)


def _showing_text(button: Button) -> Button:
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
