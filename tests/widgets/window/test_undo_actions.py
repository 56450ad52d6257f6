"""The actions that undo and redo, with the name of the step that they would take."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from widgets.window.undo_actions import undo_actions


def test_an_action_and_its_step_are_parted_by_a_colon(qapp: object) -> None:
    stack, parent = QUndoStack(), QObject()
    back, forth = undo_actions(stack, "&Undo", "&Redo", parent)
    assert (back.text(), forth.text()) == ("&Undo", "&Redo")
    stack.push(QUndoCommand("Type “a & b”"))
    assert back.text() == "&Undo: Type “a && b”"
    assert "Undo: Type “a &amp; b”" in back.toolTip()
    stack.undo()
    assert (back.text(), forth.text()) == ("&Undo", "&Redo: Type “a && b”")


def test_a_key_in_brackets_is_not_in_the_tooltip(qapp: object) -> None:
    stack, parent = QUndoStack(), QObject()
    back, _ = undo_actions(stack, "撤消(&U)", "恢复(&R)", parent)
    stack.push(QUndoCommand("键入"))
    assert back.text() == "撤消(&U): 键入"
    assert "撤消: 键入" in back.toolTip()
