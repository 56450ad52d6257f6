"""The second text beside the first: which one, level with the caret, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.window.action_ids import ActionId
from model.formats.notation import parse_submission
from tests.builders.waiting import settle
from tests.model.submission.test_language_versions import ARABIC, ENGLISH

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def program(open_program):
    program = open_program()
    program.window.resize(1340, 800)
    return program


def split(program, action: ActionId = ActionId.SPLIT_BASE):
    program.actions[action].trigger()
    settle(program.window)
    return program.split_view.pane


def go(program, text: str) -> str:
    """Puts the caret into the clause that has these words, and gives its id."""
    editor = program.window.editor
    clause = next(candidate for candidate in editor.clauses if text in candidate.text)
    index = editor.clauses.index(clause)
    editor.caret.move_to(type(editor.caret.selected_range()[0])(index, 0))
    settle(program.window)
    program.split_view.follow()
    return clause.id


def test_the_text_in_force_stands_beside_the_text_and_is_read_only(program):
    pane = split(program)
    assert pane.isVisible()
    assert pane.text.view == "base"
    before, shown = pane.text.toPlainText(), program.session.submission
    pane.text.setFocus()
    QTest.keyClicks(pane.text, "abc")
    assert pane.text.toPlainText() == before
    assert program.session.submission is shown
    assert program.actions[ActionId.SPLIT_BASE].isChecked()


def test_it_is_level_with_the_clause_of_the_caret(program):
    pane = split(program)
    editor = program.window.editor
    for words in ("Resolution 71", "invites", "resolves"):
        clause = next((candidate for candidate in editor.clauses if words in candidate.text and candidate.is_on("base")), None)
        if clause is None:
            continue
        go(program, words)
        block = pane.text.document().findBlockByNumber(pane.text.projection.block_of(editor.clauses.index(clause)))
        beside_top = pane.text.document().documentLayout().blockBoundingRect(block).top() - pane.text.verticalScrollBar().value()
        bar = pane.text.verticalScrollBar()
        lower = pane.text.viewport().mapToGlobal(QPoint()).y() - editor.viewport().mapToGlobal(QPoint()).y()
        caret_top = editor.cursorRect().top() - lower
        assert abs(beside_top - caret_top) < 12 or bar.value() in (bar.minimum(), bar.maximum())


def test_what_is_not_in_the_text_in_force_is_said(program):
    pane = split(program)
    inserted = next(clause for clause in program.window.editor.clauses if clause.text and not clause.is_on("base"))
    go(program, inserted.text[:20])
    assert "not in the text in force" in pane.state.whole()
    kept = next(
        clause for clause in program.window.editor.clauses if clause.text and clause.is_on("base") and clause.is_on("draft")
    )
    go(program, kept.text[:20])
    assert pane.state.whole() == ""


def test_a_click_and_enter_go_to_the_clause_and_escape_back_to_the_text(program):
    pane = split(program)
    window = program.window
    place = QPoint(pane.text.viewport().width() // 2, pane.text.viewport().height() // 2)
    QTest.mouseClick(pane.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    clause = pane.text.caret.clause()
    assert window.editor.caret.clause().id == clause.id
    pane.text.setFocus()
    QTest.keyClick(pane.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(pane.text, Qt.Key.Key_Return)
    assert window.editor.caret.clause().id == pane.text.caret.clause().id != clause.id
    QTest.keyClick(pane.text, Qt.Key.Key_Escape)
    assert window.editor.hasFocus()
    assert pane.isVisible()


def test_its_action_and_its_button_put_it_away_and_the_arrangement_is_remembered(program):
    pane = split(program)
    pane.turn.click()
    assert program.window.texts.orientation() == Qt.Orientation.Vertical
    pane.close_button.click()
    assert pane.isHidden()
    assert not program.actions[ActionId.SPLIT_BASE].isChecked()
    assert split(program).isVisible()
    assert program.window.texts.orientation() == Qt.Orientation.Vertical
    program.actions[ActionId.SPLIT_BASE].trigger()
    assert pane.isHidden()


def test_f6_reaches_it(program):
    pane = split(program)
    program.window.editor.setFocus()
    for _ in range(8):
        program.actions[ActionId.NEXT_PANE].trigger()
        if pane.isAncestorOf(program.window.focusWidget()):
            return
    pytest.fail("F6 went by")


def test_a_change_of_the_text_in_force_is_followed_and_another_document_shows_its_own(program):
    pane = split(program)
    program.open_submission.show_unsaved(parse_submission("considering\n\na)\tthat there is another text", language="en"), "Test")
    settle(program.window)
    assert "another text" in program.split_view.pane.text.toPlainText()
    assert pane is program.split_view.pane


def test_the_other_language_stands_beside_the_text(program, tmp_path: Path, monkeypatch):
    program.open_submission.show_unsaved(parse_submission(ENGLISH, language="en"), "Test")
    file = tmp_path / "other.txt"
    file.write_text(ARABIC, encoding="utf-8", newline="\n")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: (str(file), ""))
    pane = split(program, ActionId.SPLIT_LANGUAGE)
    assert pane.isVisible()
    assert "other.txt" in pane.name.whole()
    pairs = program.language_versions._find_pairs()
    pair = next(candidate for candidate in pairs if candidate.left is not None and candidate.right is not None)
    assert program.language_versions.clause_there(pair.left.clause) == (pair.right.clause, True)
    assert program.language_versions.clause_here(pair.right.clause) == pair.left.clause
    pane.text.chosen.emit(pair.right.clause)
    assert program.window.editor.caret.clause().id == pair.left.clause
    program.actions[ActionId.SPLIT_BASE].trigger()
    assert not program.actions[ActionId.SPLIT_LANGUAGE].isChecked()
    assert program.split_view.pane.text.view == "base"


def test_without_a_file_nothing_is_shown(program, monkeypatch):
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: ("", ""))
    program.actions[ActionId.SPLIT_LANGUAGE].trigger()
    assert not program.actions[ActionId.SPLIT_LANGUAGE].isChecked()
    assert program.split_view.pane is None
