"""In each language every word of a control has its room, and every box fits a screen of 1366 × 768."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.program import Program
from tests.app.translation.boxes import BOXES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SCREEN = 1366, 768
WHOLE = (QPushButton, QCheckBox, QRadioButton, QToolButton)
"""Controls that show all their words; others show a part and the rest in a tooltip."""


def cut(top: QWidget) -> list[str]:
    """The controls that are seen and have less room than their words take."""
    found = []
    for widget in top.findChildren(QAbstractButton):
        if not isinstance(widget, WHOLE) or not widget.isVisible() or not widget.text():
            continue
        if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            continue
        beside = 0 if widget.icon().isNull() else widget.iconSize().width()
        if isinstance(widget, QToolButton) and widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            beside = 0
        needed = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, widget.text()).width() + beside
        if widget.width() < needed:
            found.append(f"{type(widget).__name__} {widget.text()!r}: {widget.width()} of {needed}")
    return found


def too_large(top: QWidget) -> list[str]:
    """Why a box does not fit the screen."""
    least = top.minimumSizeHint()
    fits = least.width() <= SCREEN[0] and least.height() <= SCREEN[1]
    return [] if fits else [f"{type(top).__name__}: {least.width()} × {least.height()}"]


def test_the_boxes(spoken: str, qtbot: QtBot) -> None:
    wrong = []
    for make in BOXES.values():
        box = make()
        qtbot.addWidget(box)
        box.show()
        wrong += cut(box) + too_large(box)
        box.close()
    assert not wrong, "\n".join(wrong)


def test_the_window_its_panels_and_the_settings(spoken: str, open_program: Callable[..., Program]) -> None:
    program = open_program()
    window, actions = program.window, program.actions
    window.resize(*SCREEN)
    QApplication.processEvents()
    wrong = cut(window) + too_large(window)
    for name in ("comments", "problems", "find", "replace", "submission form"):
        actions[name].trigger()
        QApplication.processEvents()
        wrong += cut(window)
        if actions[name].isCheckable() and actions[name].isChecked():
            actions[name].trigger()
    actions["settings"].trigger()
    dialog = window.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    wrong += cut(dialog) + too_large(dialog)
    dialog.close()
    program.start_page.show()
    QApplication.processEvents()
    assert program.start_page.page is not None
    wrong += cut(program.start_page.page)
    program.start_page.hide()
    assert not wrong, "\n".join(wrong)
