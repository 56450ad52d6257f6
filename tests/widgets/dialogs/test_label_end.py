"""The box in which the caret says where a label ends."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.redline import NOTE, OBJECT
from widgets.dialogs.label_end import LabelEndDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


def test_the_caret_stands_behind_the_label_is_moved_by_keys_and_types_nothing(qtbot):
    dialog = LabelEndDialog("a)bis\tthat it is 𝒳", 2)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=1000)
    QTest.keyClick(dialog.line, Key.Key_Tab)
    dialog.line.setFocus(Qt.FocusReason.TabFocusReason)
    assert (dialog.length, dialog.line.hasSelectedText()) == (2, False)
    for _ in range(3):
        QTest.keyClick(dialog.line, Key.Key_Right)
    assert dialog.length == 5
    QTest.keyClick(dialog.line, Key.Key_Right)
    assert dialog.length == 5, "white space behind the label is none of it"
    QApplication.clipboard().setText("no")
    QTest.keyClicks(dialog.line, "x")
    QTest.keyClick(dialog.line, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.line, Key.Key_Backspace)
    assert dialog.line.text() == "a)bis\u2003that it is 𝒳"
    QTest.keyClick(dialog.line, Key.Key_End)
    assert dialog.length == len("a)bis\tthat it is 𝒳")
    QTest.keyClick(dialog.line, Key.Key_Home)
    assert dialog.length == 0
    QTest.keyClick(dialog.line, Key.Key_Return)
    assert dialog.result() == dialog.DialogCode.Accepted
    QApplication.clipboard().clear()


def test_a_note_and_a_picture_have_signs_that_a_font_has(qtbot):
    dialog = LabelEndDialog(f"a)\twater{NOTE} and {OBJECT}", 2)
    qtbot.addWidget(dialog)
    assert dialog.line.text() == "a)\u2003water* and ▢"
    assert dialog.length == 2
