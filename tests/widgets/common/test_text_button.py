"""Buttons of panels are pressed by Enter too, as those of boxes are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.common.text_button import PanelPushButton, action_button, text_button

Key = Qt.Key


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_enter_and_the_space_bar_press_a_button_of_a_panel(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[str] = []
    action, push = QAction("Act"), PanelPushButton("Push")
    action.triggered.connect(lambda: pressed.append("action"))
    push.clicked.connect(lambda: pressed.append("push"))
    for button in (text_button("Text", lambda: pressed.append("text")), action_button(action), push):
        qtbot.addWidget(button)
        button.show()
        QTest.keyClick(button, key)
    assert pressed == ["text", "action", "push"]


def test_a_button_shows_no_letter_of_a_key(qtbot):
    for text, shown in (("إصلاح (&P)", "إصلاح"), ("Re&pair", "Repair"), ("拒绝(&R) ...", "拒绝 ...")):
        action = QAction(text)
        button = action_button(action)
        qtbot.addWidget(button)
        assert button.text().removesuffix(" ...") == shown.removesuffix(" ...")
    named = QAction("إصلاح الكل من هذا النوع (&L)")
    named.setIconText("إصلاح الكل")
    button = action_button(named)
    qtbot.addWidget(button)
    assert button.text() == "إصلاح الكل"
