"""Finding in the window: the shortcuts, the way to a hit in every view and text, the palette."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.program import Program
from app.session.sample import sample_submission
from model.submission.values import Submission
from tests.builders.notation import redline
from widgets.find.replace_preview import ReplaceDialog

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier

TEXT = """
    # RESOLUTION 1
    *considering*
    a)\tthat {--struck --}networks[^1] of {++new ++}networks grow;
    b)\tthat time passes,
    *resolves*
    1\tto build networks.
    [^1]: Not networks of friends.
"""


@pytest.fixture
def given():
    text = redline(TEXT)
    proposal = replace(sample_submission("en").proposals[0], redline=text, original=text)
    return Submission(proposals=(proposal, replace(proposal, number="2")))


@pytest.fixture
def program(active):
    return active


def press(key: Key, modifiers: Modifier = Modifier.NoModifier) -> None:
    """A key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def look_for(program: Program, qtbot, words: str) -> None:
    press(Key.Key_F, CTRL)
    write(words)
    qtbot.waitUntil(lambda: not program.find.bar.running, timeout=2000)


def test_found_by_the_keyboard_alone(program, qtbot):
    window, bar = program.window, program.find.bar
    look_for(program, qtbot, "networks")
    assert program.find.bar.isVisible()
    seen = []
    for _ in range(8):
        press(Key.Key_Return)
        editor = window.note if window.note.isVisible() and window.note.textCursor().hasSelection() else window.editor
        seen.append((editor.story, editor.textCursor().selectedText()))
    assert [text for _, text in seen] == ["networks"] * 8
    assert seen[3][0].note
    assert [story.proposal for story, _ in seen if not story.note] == [1, 1, 1, 2, 2, 2]
    assert bar.form.words.hasFocus()
    press(Key.Key_Escape)
    assert not program.find.bar.isVisible()
    assert window.note.hasFocus()


def test_f3_goes_on_while_the_bar_is_closed(program, qtbot):
    window = program.window
    look_for(program, qtbot, "that")
    press(Key.Key_Escape)
    assert window.editor.hasFocus()
    press(Key.Key_F3)
    first = window.editor.caret.selection()
    press(Key.Key_F3)
    assert window.editor.caret.selection() != first
    press(Key.Key_G, CTRL | SHIFT)
    assert window.editor.caret.selection() == first
    write("x")
    press(Key.Key_F3)
    qtbot.waitUntil(lambda: window.editor.textCursor().selectedText() == "that", timeout=2000)
    assert window.editor.caret.selection().anchor != first.anchor


def test_what_is_selected_is_looked_for(program):
    window = program.window
    press(Key.Key_Right, CTRL | SHIFT)
    press(Key.Key_H, CTRL)
    assert program.find.bar.form.words.text() == window.editor.textCursor().selectedText()
    assert program.find.bar.form.new_words.hasFocus()


@pytest.mark.parametrize("view", ["markup", "draft"])
def test_replacing_goes_on_in_every_view(program, qtbot, view):
    program.actions[view].trigger()
    look_for(program, qtbot, "networks")
    press(Key.Key_H, CTRL)
    write("systems")
    for _ in range(3):
        press(Key.Key_Return)
        qtbot.waitUntil(lambda: not program.find.bar.running, timeout=2000)
    draft = program.session.submission.proposals[0].redline.draft()
    assert [clause.text for clause in draft.clauses][2] == "that systems\x01 of new systems grow;"
    assert program.session.stack.count() == 2
    program.session.stack.undo()
    program.session.stack.undo()
    assert program.session.submission.proposals[0].redline == redline(TEXT)


def test_replace_all_is_one_step_over_all_texts(program, qtbot, monkeypatch):
    before = program.session.submission
    monkeypatch.setattr(ReplaceDialog, "exec", lambda dialog: 1)
    look_for(program, qtbot, "networks")
    press(Key.Key_H, CTRL)
    write("systems")
    QTest.mouseClick(program.find.bar.form.replace_all, Qt.MouseButton.LeftButton)
    assert program.window.statusBar().currentMessage() == "8 of 8 hits replaced."
    assert program.session.stack.count() == 1
    assert [version.submission for version in program.open_submission.persistence.project.versions] == [before]
    for proposal in program.session.submission.proposals:
        assert "networks" not in "".join(clause.text_on("draft") for clause in proposal.redline.clauses)
    program.session.stack.undo()
    assert program.session.submission == before


def test_struck_text_is_shown_where_it_was_asked_for(program, qtbot):
    program.actions["draft"].trigger()
    look_for(program, qtbot, "struck")
    assert program.window.statusBar().currentMessage() == "“struck” was not found."
    program.find.bar.form.where.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not program.find.bar.running, timeout=2000)
    press(Key.Key_Return)
    assert program.window.editor.view == "markup"
    assert program.actions["markup"].isChecked()
    assert program.window.editor.textCursor().selectedText() == "struck"


def test_a_clause_is_gone_to_by_its_path(program):
    press(Key.Key_G, CTRL)
    write("considering/b")
    press(Key.Key_Return)
    assert program.window.editor.hasFocus()
    assert program.window.editor.caret.clause().text == "that time passes,"


def test_every_action_is_in_the_palette(program):
    press(Key.Key_P, CTRL | SHIFT)
    palette = program.find.palette
    assert palette.isVisible()
    every = [program.actions[name] for name in program.actions.ids if name != "commands"]
    offered = [entry.value for entry in palette.offered]
    for action in every:
        assert (action in offered) is (action.menu() is None and action.isVisible())
    write("text in for")
    press(Key.Key_Return)
    assert program.window.editor.view == "base"
    assert program.window.editor.hasFocus()


def test_a_command_of_the_palette_means_what_had_the_focus(program, qtbot):
    tree = program.window.tree
    tree.setFocus()
    tree.setCurrentIndex(tree.clauses.index_of(program.window.editor.clauses[3].id))
    press(Key.Key_P, CTRL | SHIFT)
    write("delete clause")
    press(Key.Key_Return)
    assert program.window.editor.clauses[3].text_on("draft") == ""
    assert tree.hasFocus()


def test_another_document_empties_the_list(program, qtbot):
    look_for(program, qtbot, "friends")
    assert program.find.bar.list.hits.rowCount() == 2
    program.open_submission.show_unsaved(sample_submission("en"), "Sample")
    qtbot.waitUntil(lambda: program.find.bar.list.hits.rowCount() == 0, timeout=2000)


def test_every_hit_on_the_page_is_marked(program, qtbot):
    editor = program.window.editor
    look_for(program, qtbot, "networks")

    def picture():
        qtbot.waitUntil(lambda: not program.find.bar.running, timeout=2000)
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        return editor.viewport().grab().toImage()

    marked = picture()
    write("x")  # nothing has these words
    assert picture() != marked


def test_marks_are_not_painted_where_the_text_has_changed(program, qtbot):
    editor = program.window.editor
    look_for(program, qtbot, "networks")
    press(Key.Key_Escape)
    press(Key.Key_F, CTRL)
    qtbot.waitUntil(lambda: not program.find.bar.running, timeout=2000)
    assert len(program.find.hits) == 8
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    editor.edits.type_text("x")
    editor.viewport().grab()
    qtbot.waitUntil(lambda: not program.find.bar.running and len(program.find.hits) == 8, timeout=2000)
