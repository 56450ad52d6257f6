"""The tools of formats tell what the selected words have."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.program import Program
from model.redline.edit_text import Place
from model.submission.story import StoryId

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def program(active) -> Program:
    active.window.editor.setFocus()
    return active


def pressed(program: Program) -> set[str]:
    program.format_marks.follow()
    return {name for name in ("bold", "italic", "underline", "superscript") if program.actions[name].isChecked()}


def place_of(program: Program, path: str, offset: int) -> Place:
    id = next(id for id, known in program.session.paths(1).items() if known == path)
    return Place([clause.id for clause in program.window.editor.clauses].index(id), offset)


def test_a_tool_is_pressed_where_all_of_the_selection_has_its_format(program, qtbot):
    editor = program.window.editor
    start, stop = place_of(program, "considering/a", 3), place_of(program, "considering/a", 9)
    editor.caret.move_to(start, stop)
    assert pressed(program) == set()
    QTest.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(program.actions["bold"].isChecked, timeout=1000)
    assert pressed(program) == {"bold"}
    program.actions["superscript"].trigger()
    assert pressed(program) == {"bold", "superscript"}
    editor.caret.move_to(start, place_of(program, "considering/a", 12))
    assert pressed(program) == set(), "only a part has it"
    editor.caret.move_to(place_of(program, "considering/a", 6))
    assert pressed(program) == {"bold", "superscript"}
    editor.caret.move_to(start)
    assert pressed(program) == set(), "what stands before the caret counts"
    editor.caret.move_to(start, stop)
    program.actions["bold"].trigger()
    assert pressed(program) == {"superscript"}


def test_a_tool_that_was_refused_is_not_pressed(program, qtbot):
    editor = program.window.editor
    editor.caret.move_to(place_of(program, "considering/a", 3))
    program.actions["italic"].trigger()
    assert program.actions["italic"].isChecked(), "Qt turns the mark round by itself"
    qtbot.waitUntil(lambda: not program.actions["italic"].isChecked(), timeout=1000)
    assert program.window.statusBar().currentMessage() == "Select the text first."


def test_an_empty_text_and_a_selection_of_everything_press_nothing(program):
    program.window.editor.selectAll()
    assert "bold" not in pressed(program)
    program.window.editor.show_story(StoryId(1, "none"), "markup")
    assert pressed(program) == set()
