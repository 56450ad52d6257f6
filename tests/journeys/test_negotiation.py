"""A text with brackets of every kind is negotiated down to a clean one by the keyboard alone, with a position on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.program import Program
from model.submission.values import Proposal, Submission
from tests.builders.boxes import during
from tests.builders.notation import redline, texts_of
from tests.builders.waiting import settle
from widgets.brackets.dialogs import BlankDialog
from widgets.positions.dialog import PositionDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, Modifier = Qt.Key, Qt.KeyboardModifier
CHORD = Modifier.ControlModifier | Modifier.AltModifier | Modifier.ShiftModifier
TEXT = """\
    *recalling*
    a)\tResolution 30{++ [ATU: and Resolution 37]++} of this conference;
    b)\tthe {--targets--}{++[EUR: goals] [ATU: both] [NOC]++} of the Agenda;
    c)\tthe outcomes of the Summit{++ [CITEL: and of its review in [2025] [2026]]++},
    *noting*
    a)\tthat costs {--remain high--}{++[remain high]/[rise]++};
    b)\tthat {++[++}some{++/all/most]++} operators share;
    c)\tthat [[open] [transparent]] markets grow{++ [, if [they are] free]++},
    *resolves*
    1\tOption 1: to act;
    2\tOption 2 (EUR): to act soon;
    3\t[EUR: to limit the time to [three] [five] years;]
    4\tto meet {--twice--}{++[__]++} a year;
    5\tto end.
"""
DECISIONS: list[tuple[Key, ...]] = [
    (Key.Key_Return,),  # ATU
    (Key.Key_Right, Key.Key_Right, Key.Key_Return),  # no change
    (Key.Key_Return,),  # CITEL
    (Key.Key_Right, Key.Key_Return),  # 2026
    (Key.Key_Right, Key.Key_Return),  # rise
    (Key.Key_Left, Key.Key_Return),  # most
    (Key.Key_Delete,),  # the brackets around, with both inside
    (Key.Key_Plus,),  # the words in brackets, of which some are in others
    (Key.Key_Delete,),
    (Key.Key_Right, Key.Key_Return),  # option 2
    (Key.Key_Delete,),  # the clause
]
CLEAN = [
    "recalling",
    "Resolution 30 and Resolution 37 of this conference;",
    "the targets of the Agenda;",
    "the outcomes of the Summit and of its review in 2026,",
    "noting",
    "that costs rise;",
    "that most operators share;",
    "that markets grow, if free,",
    "resolves",
    "to act soon;",
    "to meet three times a year;",
    "to end.",
]


@pytest.fixture
def given() -> Submission:
    text = redline(TEXT)
    return Submission(proposals=(Proposal("MOD", "1", text, original=text),))


def press(key: Key, modifiers: Modifier = Modifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def fill_in(words: str) -> Callable[..., list[str]]:
    def fill(*shown: QWidget) -> list[str]:
        for dialog in shown:
            assert isinstance(dialog, BlankDialog)
            QTest.keyClicks(dialog.focusWidget(), words)
            QTest.keyClick(dialog.focusWidget(), Key.Key_Return)
        return []

    return fill


def test_brackets_of_every_kind_become_a_clean_text(active: Program, qtbot: QtBot) -> None:
    base = texts_of(active.session.submission.proposals[0].redline, "base")
    active.window.editor.setFocus()
    press(Key.Key_Home, Modifier.ControlModifier)
    press(Key.Key_B, CHORD)
    settle(active.window)
    panel = active.brackets.shown.panel
    assert panel is not None
    assert panel.list.hasFocus()
    count = panel.brackets.total[0]
    press(Key.Key_Down)
    press(Key.Key_I, CHORD)
    (dialog,) = active.window.findChildren(PositionDialog)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    QTest.keyClick(dialog.focusWidget(), Key.Key_Return, Modifier.ControlModifier)
    active.window.activateWindow()
    qtbot.waitUntil(active.window.isActiveWindow, timeout=5000)
    assert panel.options.topLevelItem(0).text(0) == "✓ EUR: goals"
    panel.list.setFocus()
    press(Key.Key_Home)
    for keys in DECISIONS:
        for key in keys:
            press(key)
        assert panel.list.hasFocus()
        assert panel.brackets.total[0] < count
        count = panel.brackets.total[0]
    during(lambda: press(Key.Key_Return), fill_in("three times"), active.window)
    assert panel.brackets.total == (0, 0)
    redline_now = active.session.submission.proposals[0].redline
    assert texts_of(redline_now, "draft") == CLEAN
    assert texts_of(redline_now, "base") == base
