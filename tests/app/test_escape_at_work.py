"""Esc stops work at any moment: before its box is shown, before that has the keyboard, and after."""

from __future__ import annotations

from threading import Event
from time import sleep

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.background import SHOW_AFTER, at_work_in_steps


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("after", [0, SHOW_AFTER // 2, 2 * SHOW_AFTER])
@pytest.mark.parametrize("in_dialog", [False, True])
def test_escape_stops_steps_before_their_box_is_shown_and_after(window, after, in_dialog):
    """By a key of the system, which goes to the window that has the keyboard, even if that is disabled."""
    active = window
    if in_dialog:
        active = QDialog(window)
        active.show()
    QTest.qWaitForWindowExposed(active)
    active.activateWindow()
    pressed, stopped = Event(), Event()

    def work(report):
        while not stopped.is_set():
            report(1, 2, "step")
            sleep(0.01)

    def press():
        focused = QApplication.activeWindow() or active
        QTest.keyClick(focused.windowHandle(), Qt.Key.Key_Escape)
        pressed.set()

    QTimer.singleShot(after, press)
    QTimer.singleShot(5_000, stopped.set)
    assert at_work_in_steps(work, "working", window) is None
    assert pressed.is_set()
    assert not stopped.is_set()
    assert active.isEnabled()
    if in_dialog:
        assert active.isVisible()
        active.close()
