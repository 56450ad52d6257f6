"""Problems repaired by keys in their cards, one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.program import Program
from model.edits.fields import set_field
from model.redline.edit_text import Place
from tests.app.controllers.margin.test_cards import HEAD, follow
from tests.builders.waiting import settle
from widgets.theme.focus_ring import Ring

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


@pytest.fixture
def program(open_program, tmp_path: Path, qtbot) -> Program:
    """A revision whose number line, adoption line and opening line are still those of the text in force."""
    (tmp_path / "head.txt").write_text(HEAD, encoding="utf-8", newline="\n")
    program = open_program(tmp_path / "head.txt")
    program.window.resize(1366, 740)
    session = program.session
    for field, value in (("proposals/1/symbol", "MOD"), ("header/conference", "WTSA-24")):
        session.commit(set_field(session.submission, field, value, session.stamp()))
    checked(program)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=5000)
    program.window.editor.setFocus()
    program.window.editor.caret.move_to(Place(0, 0))
    return program


def checked(program: Program) -> None:
    assert program.problems.live_preflight.finish()
    follow(program)


def errors(program: Program) -> list[object]:
    return [card.name for card in program.cards.margin.cards.all if card.finding and card.finding.severity == "error"]


def press(program: Program, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    settle(program.window)


def focused_text() -> str:
    focused = QApplication.focusWidget()
    return focused.text() if hasattr(focused, "text") else ""


def test_the_lines_of_the_head_are_repaired_by_four_keys(program):
    assert len(errors(program)) == 3
    QTest.mouseClick(program.window.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    program.window.editor.caret.move_to(Place(0, 0))
    press(program, Key.Key_F12, Qt.KeyboardModifier.AltModifier)
    for left in (2, 1, 0):
        assert focused_text() == "Repair"
        assert QApplication.focusWidget().findChild(Ring), "what Enter will do is seen"
        press(program, Key.Key_Return)
        checked(program)
        assert len(errors(program)) == left
    assert "2024" in program.window.editor.clauses[0].text
    assert program.cards.opening.card is None
    assert program.cards.margin.hasFocus() or program.window.editor.hasFocus()


def test_a_key_that_is_held_down_repairs_once(program):
    press(program, Key.Key_F12, Qt.KeyboardModifier.AltModifier)
    for _ in range(3):
        held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
        QApplication.sendEvent(QApplication.focusWidget(), held)
    checked(program)
    assert len(errors(program)) == 3


def test_up_and_down_on_an_open_card_go_to_its_neighbours(program):
    press(program, Key.Key_F12, Qt.KeyboardModifier.AltModifier)
    margin, first = program.cards.margin, program.cards.opening.card
    assert first is not None
    names = [card.name for card in margin.cards.all]
    press(program, Key.Key_Down)
    assert margin.hasFocus()
    assert program.cards.opening.card is None
    assert margin.current == names[names.index(first.name) + 1]
    press(program, Key.Key_Up)
    assert margin.current == first.name
    press(program, Key.Key_F12, Qt.KeyboardModifier.AltModifier)
    assert program.window.editor.hasFocus()


def test_alt_f12_leads_back_from_a_card_that_it_opened(program):
    press(program, Key.Key_F12, Qt.KeyboardModifier.AltModifier)
    assert focused_text() == "Repair"
    press(program, Key.Key_F12, Qt.KeyboardModifier.AltModifier)
    assert program.window.editor.hasFocus()
    assert program.cards.opening.card is None
