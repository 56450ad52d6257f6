"""The announcements to a screen reader, by real keys: lines, borders of changes, amendments; and the view in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from app.program import Program
from app.window.action_ids import ActionId

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


def press(program: Program, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(program.window.editor, key)


def at_start(program: Program, heard: list[str]) -> None:
    program.window.editor.setFocus()
    QTest.keyClick(program.window.editor, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(program, Key.Key_Right)
    heard.clear()


def test_a_line_is_announced_with_its_label_and_its_changes(active: Program, heard: list[str]) -> None:
    at_start(active, heard)
    press(active, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert heard == ["a), deleted old, inserted new", "new paragraph, b)", "c), was b)"]


def test_a_caret_that_enters_or_leaves_changed_words_is_announced(active: Program, heard: list[str]) -> None:
    at_start(active, heard)
    press(active, Key.Key_Down, Key.Key_Home)
    heard.clear()
    press(active, *[Key.Key_Right] * 16)
    assert heard == ["deleted", "inserted", "unchanged"]


def test_the_end_of_a_change_is_announced_if_the_setting_says_so(active: Program, heard: list[str]) -> None:
    active.settings.change(spoken_changes="both")
    at_start(active, heard)
    press(active, Key.Key_Down, Key.Key_Home)
    heard.clear()
    press(active, *[Key.Key_Right] * 16)
    assert heard == ["deleted", "end of deletion, inserted", "end of insertion"]


def test_nothing_is_announced_of_the_caret_if_it_is_switched_off_or_nobody_listens(active: Program, heard: list[str]) -> None:
    active.settings.change(spoken_changes="off")
    at_start(active, heard)
    press(active, Key.Key_Down)
    active.settings.change(spoken_changes="start")
    QAccessible.setActive(False)
    press(active, Key.Key_Down)
    assert heard == []


def test_typing_does_not_announce_the_line(active: Program, heard: list[str]) -> None:
    at_start(active, heard)
    QTest.keyClicks(active.window.editor, "xy")
    assert heard == []


def test_the_amendment_that_was_gone_to_is_announced(active: Program, heard: list[str]) -> None:
    at_start(active, heard)
    active.window.list.amendments.follow()
    active.actions[ActionId.NEXT_AMENDMENT].trigger()
    assert len(heard) == 1, "the words of its line are not said too"
    assert heard[0].startswith("replacement, considering a), ")
    assert "1 of 2" in heard[0]


def test_the_clause_is_read_with_its_changes_and_what_is_here_is_said(active: Program, heard: list[str]) -> None:
    at_start(active, heard)
    press(active, Key.Key_Down)
    heard.clear()
    active.actions[ActionId.READ_CLAUSE].trigger()
    assert heard == ["a) that one |deleted: old|inserted: new| word is here;"]
    assert active.window.statusBar().currentMessage() == heard[0]
    active.actions[ActionId.WHAT_IS_HERE].trigger()
    assert heard[1].startswith("considering a). ")
    assert "old" in heard[1]


def test_a_sentence_of_the_status_bar_is_announced(active: Program, heard: list[str]) -> None:
    active.window.tell("Saved a.amend.")
    assert heard == ["Saved a.amend."]


def test_the_view_in_words_is_in_step_with_the_text_in_both_directions(active: Program, heard: list[str], qtbot) -> None:
    at_start(active, heard)
    press(active, Key.Key_Down)
    active.actions[ActionId.MARKUP_IN_WORDS].trigger()
    view, editor = active.words.view, active.window.editor
    qtbot.waitUntil(view.hasFocus)
    assert not editor.isVisible()
    assert view.textCursor().block().text() == "a) that one |deleted: old|inserted: new| word is here;"
    QTest.keyClick(view, Key.Key_Down)
    assert view.textCursor().block().text() == "new paragraph, b): that two;"
    clause = editor.caret.clause()
    assert clause is not None
    assert clause.text == "that two;"
    QTest.keyClicks(view, "x")
    assert "x" not in active.session.submission.proposals[0].redline.clauses[2].text
    QTest.keyClick(view, Key.Key_Escape)
    qtbot.waitUntil(editor.hasFocus)
    assert view.isHidden()
    assert active.actions[ActionId.MARKUP].isChecked()


def test_the_view_in_words_follows_what_changes_and_goes_with_another_view(active: Program, qtbot) -> None:
    active.actions[ActionId.MARKUP_IN_WORDS].trigger()
    view = active.words.view
    active.actions[ActionId.NEXT_AMENDMENT].trigger()
    assert active.window.editor.view == "markup"
    active.window.list.amendments.follow()
    active.clause_commands.accept(active.window.list.amendments.rows[:1])
    qtbot.waitUntil(lambda: "a) that one new word is here;" in view.toPlainText())
    active.actions[ActionId.DRAFT].trigger()
    assert view.isHidden()
    assert active.window.editor.isVisible()
    assert active.window.editor.view == "draft"
