"""The tour: eight notes beside parts of the window, gone through by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


@pytest.fixture
def touring(open_program, qtbot):
    program = open_program(page=True)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=5000)
    program.actions["tour"].trigger()
    return program


def test_enter_leads_through_it_and_leaves_the_window_as_it_was(touring, qtbot):
    program, window = touring, touring.window
    assert program.open_submission.title == "Sample"
    assert not program.start_page.shown
    before = window.panels.front
    heads = []
    while program.tour.callout is not None:
        callout = program.tour.callout
        qtbot.waitUntil(callout.next.hasFocus)
        assert window.rect().contains(callout.geometry())
        heads.append(callout.head.text())
        assert callout.accessibleDescription() == callout.words.text()
        QTest.keyClick(callout.next, Key.Key_Return)
        assert len(heads) <= 8
    assert len(set(heads)) == 8
    assert window.panels.front == before == "cards"
    assert window.editor.hasFocus()
    assert program.settings.value.toured


def test_back_and_escape(touring):
    callout = touring.tour.callout
    assert not callout.back.isEnabled()
    QTest.keyClick(callout.next, Key.Key_PageDown)
    assert callout.count.text() == "2 of 8"
    QTest.keyClick(callout.next, Key.Key_PageUp)
    assert callout.count.text() == "1 of 8"
    QTest.keyClick(callout.next, Key.Key_Escape)
    assert touring.tour.callout is None
    assert touring.window.editor.hasFocus()


def test_the_window_can_be_used_meanwhile(touring):
    QTest.keyClicks(touring.window.editor, "x")
    assert touring.open_submission.modified
    touring.window.resize(800, 600)
    assert touring.window.rect().contains(touring.tour.callout.geometry())


def test_another_document_ends_it(touring):
    touring.file_menu.open_sample()
    assert touring.tour.callout is None


def test_beside_a_document_it_gets_a_window_of_its_own(open_program, started):
    program = open_program()
    QTest.keyClicks(program.window.editor, "x")
    program.actions["tour"].trigger()
    assert [command[-1] for command in started] == ["--tour"]
    assert "tour" not in vars(program) or program.tour.callout is None


@pytest.mark.parametrize("step", range(1, 8))
def test_the_underlined_letter_of_next_leads_on_at_each_step(step, touring, qtbot):
    callout = touring.tour.callout
    for _ in range(step - 1):
        callout.next.click()
    qtbot.waitUntil(callout.next.hasFocus)
    QTest.keyClick(callout.next, Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert callout.count.text() == f"{step + 1} of 8"
    QTest.keyClick(callout.next, Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert callout.count.text() == f"{step} of 8"


def test_the_last_note_is_beside_the_save_state(touring, qtbot):
    callout = touring.tour.callout
    for _ in range(7):
        callout.next.click()
    mark = touring.file_menu.save_state
    at = mark.mapTo(touring.window, mark.rect().center())
    assert callout.geometry().left() <= at.x() <= callout.geometry().right() + 20
    assert callout.geometry().bottom() < at.y()
