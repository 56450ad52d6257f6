"""Lines to be read begin where a reader looks for them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from tests.builders.waiting import settle
from widgets.dialogs.recovery import RecoveryDialog
from widgets.dialogs.small_dialogs import LongReport

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LINES = ("1. الإصدار", "2. Type")


def boxes() -> tuple[tuple[QDialog, QPlainTextEdit], ...]:
    report, recovery = LongReport("Report", "Told", LINES), RecoveryDialog(["a"], lambda _: "\n".join(LINES))
    return (report, report.lines), (recovery, recovery.details)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_line_begins_at_the_side_of_the_window(qtbot, qapp, direction):
    qapp.setLayoutDirection(direction)
    try:
        for dialog, box in boxes():
            qtbot.addWidget(dialog)
            dialog.show()
            settle(dialog)
            sides = []
            for number in range(len(LINES)):
                block = box.document().findBlockByNumber(number)
                at = QTextCursor(block)
                ends = [box.cursorRect(at).x()]
                at.movePosition(QTextCursor.MoveOperation.EndOfBlock)
                sides.append((*ends, box.cursorRect(at).x()))
            middle = box.viewport().width() / 2
            leftwards = direction == Qt.LayoutDirection.RightToLeft
            assert all((min(side) > middle) is leftwards for side in sides), sides
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
