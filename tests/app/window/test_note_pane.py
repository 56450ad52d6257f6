"""The note under the text: opened at its mark, numbered, and closed again by key, button and menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from app.window.action_ids import ActionId
from model.redline.edit_text import Place
from model.submission.story import StoryId

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def with_note(open_program, qtbot):
    """A window with a note in `considering a)`, and the place after its mark, where the caret stands."""
    program = open_program()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=1000)
    id = next(id for id, path in program.session.paths(1).items() if path == "considering/a")
    index = next(index for index, clause in enumerate(program.window.editor.clauses) if clause.id == id)
    program.window.editor.caret.move_to(Place(index, 4))
    program.clause_commands.insert_note("A note.")
    return program, Place(index, 5)


def test_a_note_is_opened_with_its_number_and_closed_by_key_button_and_menu(with_note):
    program, behind = with_note
    window, action = program.window, program.actions["show footnote"]
    pane = window.note_pane
    button = pane.findChild(QToolButton)
    assert button.accessibleName() == "Close the footnote"
    closings = (
        lambda: QTest.keyClick(window.note, Qt.Key.Key_Escape),
        button.click,
        action.trigger,
    )
    for close in closings:
        action.trigger()
        assert pane.isVisible()
        assert action.isChecked()
        assert window.note.hasFocus()
        assert pane.findChild(QLabel).text() == window.note.accessibleName() == "Footnote 1"
        close()
        assert not pane.isVisible()
        assert not action.isChecked()
        assert window.editor.hasFocus()
        assert window.editor.caret.selected_range() == (behind, behind)


def test_opening_a_note_from_elsewhere_shows_its_mark_in_the_text(with_note):
    program, behind = with_note
    window = program.window
    story = program.clause_commands.note_here()
    last = len(window.editor.clauses) - 1
    window.editor.caret.move_to(Place(last, 0))
    window.show_note(story)
    assert window.editor.caret.selected_range() == (behind, behind)
    window.editor.caret.move_to(Place(last, 0))
    window.show_note(story)
    assert window.editor.caret.selected_range() == (Place(last, 0), Place(last, 0))  # it was open: the work goes on where it is


def test_the_menu_closes_a_note_from_anywhere_and_opens_none_where_there_is_none(with_note):
    program, _ = with_note
    window, action = program.window, program.actions["show footnote"]
    action.trigger()
    window.editor.caret.move_to(Place(0, 0))
    window.editor.setFocus()
    action.trigger()
    assert not window.note_pane.isVisible()
    window.editor.caret.move_to(Place(0, 0))
    action.trigger()
    assert not window.note_pane.isVisible()
    assert not action.isChecked()
    assert "beside a footnote mark" in window.statusBar().currentMessage()


def test_a_note_that_goes_with_its_mark_leaves_the_keyboard_in_the_text(with_note):
    program, behind = with_note
    window = program.window
    program.actions["show footnote"].trigger()
    while program.session.stack.canUndo():
        program.session.stack.undo()
    assert not window.note_pane.isVisible()
    assert window.editor.hasFocus()
    while program.session.stack.canRedo():
        program.session.stack.redo()
    window.editor.caret.move_to(behind)
    before = program.session.submission
    QTest.keyClick(window.editor, Qt.Key.Key_Backspace)
    assert len(program.session.submission.proposals[0].redline.notes) == len(before.proposals[0].redline.notes) - 1
    program.session.stack.undo()
    assert program.session.submission == before


def test_the_next_pane_passes_the_note_while_it_is_shown(with_note):
    program, _ = with_note
    window = program.window
    program.actions["show footnote"].trigger()
    window.editor.setFocus()
    program.actions["next pane"].trigger()
    assert window.note.hasFocus()
    QTest.keyClick(window.note, Qt.Key.Key_Escape)
    program.actions["next pane"].trigger()
    assert not window.note.hasFocus()
    assert not window.editor.hasFocus()


@pytest.fixture
def at_b(open_program, qtbot):
    """A window whose caret stands in `considering b)`."""
    program = open_program()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=5000)
    id = next(id for id, path in program.session.paths(1).items() if path == "considering/b")
    index = next(index for index, clause in enumerate(program.window.editor.clauses) if clause.id == id)
    program.window.editor.setFocus()
    program.window.editor.caret.move_to(Place(index, 4))
    return program, Place(index, 4)


def caret_seen(window) -> bool:
    """Nobody types unseen."""
    viewport = window.editor.viewport()
    caret = window.note.cursorRect()
    return viewport.rect().contains(window.note.viewport().mapTo(viewport, caret.center()))


@pytest.mark.parametrize("pages", [True, False])
def test_a_new_footnote_is_written_where_it_stands(at_b, qtbot, pages):
    program, place = at_b
    program.actions[ActionId.WEB_LAYOUT].setChecked(not pages)
    window, known = program.window, set(program.session.submission.proposals[0].redline.notes)
    program.actions[ActionId.FOOTNOTE].trigger()
    (key,) = set(program.session.submission.proposals[0].redline.notes) - known
    assert window.note.hasFocus()
    assert window.note.story == StoryId(1, key)
    if pages:
        qtbot.waitUntil(lambda: window.note_place.at_foot, timeout=10000)
        qtbot.waitUntil(lambda: caret_seen(window), timeout=5000)
    assert window.note.hasFocus()
    assert window.note_place.at_foot is pages
    QTest.keyClicks(window.note, "Not all.")
    QTest.keyClick(window.note, Qt.Key.Key_Escape)
    assert window.editor.hasFocus()
    assert window.editor.caret.selected_range()[1] == Place(place.index, place.offset + 1)
    assert program.session.submission.proposals[0].redline.notes[key].clauses[0].text == "Not all."


def test_a_footnote_without_a_word_is_taken_back(at_b):
    program, _ = at_b
    before = program.session.submission
    program.actions[ActionId.FOOTNOTE].trigger()
    QTest.keyClick(program.window.note, Qt.Key.Key_Escape)
    assert program.session.submission == before
    assert "was empty" in program.window.statusBar().currentMessage()
    assert program.window.editor.hasFocus()
    program.actions[ActionId.FOOTNOTE].trigger()
    QTest.keyClicks(program.window.note, "x")
    QTest.keyClick(program.window.note, Qt.Key.Key_Backspace)
    QTest.keyClick(program.window.note, Qt.Key.Key_Escape)
    assert program.session.submission != before, "what was done since is not undone"


def test_undo_in_a_new_footnote_leads_back_to_the_text(at_b):
    program, _ = at_b
    before = program.session.submission
    program.actions[ActionId.FOOTNOTE].trigger()
    QTest.keyClicks(program.window.note, "x")
    program.session.stack.undo()
    program.session.stack.undo()
    assert program.session.submission == before
    assert program.window.note_pane.isHidden()
    assert program.window.editor.hasFocus()


def test_no_footnote_is_put_into_a_footnote(with_note):
    program, _ = with_note
    program.actions["show footnote"].trigger()
    before = program.session.submission
    program.actions[ActionId.FOOTNOTE].trigger()
    assert program.session.submission == before
    assert "cannot contain another" in program.window.statusBar().currentMessage()
