"""The actions that undo and redo, with the name of the step that they would take."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack
from pytestqt.qtbot import QtBot

from widgets.window.undo_actions import undo_actions


def test_an_action_and_its_step_are_parted_by_a_colon(qtbot: QtBot) -> None:
    stack, parent = QUndoStack(), QObject()
    back, forth = undo_actions(stack, "&Undo", "&Redo", parent)
    assert (back.text(), forth.text()) == ("&Undo", "&Redo")
    stack.push(QUndoCommand("Type “a & b”"))
    qtbot.waitUntil(lambda: back.text() == "&Undo: Type “a && b”")
    assert "Undo: Type “a &amp; b”" in back.toolTip()
    stack.undo()
    qtbot.waitUntil(lambda: (back.text(), forth.text()) == ("&Undo", "&Redo: Type “a && b”"))


def test_a_key_in_brackets_is_not_in_the_tooltip(qtbot: QtBot) -> None:
    stack, parent = QUndoStack(), QObject()
    back, _ = undo_actions(stack, "撤消(&U)", "恢复(&R)", parent)
    stack.push(QUndoCommand("键入"))
    qtbot.waitUntil(lambda: back.text() == "撤消(&U): 键入")
    assert "撤消: 键入" in back.toolTip()


def test_a_step_lets_no_tool_be_painted_before_it_is_named(qtbot: QtBot) -> None:
    stack, parent = QUndoStack(), QObject()
    back, forth = undo_actions(stack, "&Undo", "&Redo", parent)
    stack.push(QUndoCommand("one"))
    qtbot.waitUntil(lambda: back.text() == "&Undo: one")
    names = []
    for action in (back, forth):
        action.changed.connect(lambda action=action: names.append(action.text()))
    stack.push(QUndoCommand("two"))
    assert names == []
    qtbot.waitUntil(lambda: back.text() == "&Undo: two")
    stack.undo()
    assert (names[-1:], forth.isEnabled()) == (["&Redo"], True), "that there is something to redo is seen at once"
    stack.clear()
    assert (back.isEnabled(), forth.isEnabled()) == (False, False)
    qtbot.waitUntil(lambda: (back.text(), forth.text()) == ("&Undo", "&Redo"))
