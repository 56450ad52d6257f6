"""Buttons of a panel that show words and no icon."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

Button = TypeVar("Button", bound=QToolButton)


def text_button(text: str, slot: Callable[[], object]) -> QToolButton:
    """A button that calls a function."""
    return as_text_button(QToolButton(), text, slot)


def action_button(action: QAction) -> QToolButton:
    """A button for an action."""
    button = QToolButton()
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
