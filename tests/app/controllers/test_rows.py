"""Rows of tables by menu, keys and Tab, as one has them under the hands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.window.action_ids import ROW_MENU, ActionId
from model.redline import Status
from tests.builders.editor_checks import look_at, look_at_tables
from tests.builders.tables import read, tbl, tr

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
Key = Qt.Key
GRID = tbl(*(tr(*(f"r{row}c{column}" for column in range(2))) for row in range(2)))


@pytest.fixture
def program(open_program):
    return open_program(submission=read(GRID))


def go(program, words: str) -> None:
    editor = program.window.editor
    block = editor.document().begin()
    while not block.text().startswith(words):
        block = block.next()
        assert block.isValid(), words
    editor.setTextCursor(QTextCursor(block))
    editor.setFocus()


def table(program) -> list[tuple[str, Status]]:
    QApplication.processEvents()
    look_at(program.window.editor)
    look_at_tables(program.window.editor)
    return [(clause.text, clause.row) for clause in program.window.editor.clauses if clause.cell is not None]


OLD = [(f"r{row}c{column}", Status.KEPT) for row in range(2) for column in range(2)]
NEW = [("", Status.INSERTED)] * 2


@pytest.mark.parametrize(("action", "at"), [(ActionId.INSERT_ROW_ABOVE, 0), (ActionId.INSERT_ROW_BELOW, 2)])
def test_a_row_comes_above_and_below_with_the_caret_in_it_and_goes_by_undo(program, action, at) -> None:
    go(program, "r0c1")
    program.actions[action].trigger()
    assert table(program) == OLD[:at] + NEW + OLD[at:]
    QTest.keyClicks(program.window.editor, "new")
    assert table(program)[at] == ("new", Status.INSERTED)
    program.actions[ActionId.UNDO].trigger()
    program.actions[ActionId.UNDO].trigger()
    assert table(program) == OLD


def test_tab_in_the_last_cell_makes_a_row_and_in_a_new_one_fills_it(program) -> None:
    go(program, "r1c0")
    for key in (Key.Key_Tab, Key.Key_Tab, Key.Key_A, Key.Key_Tab, Key.Key_B):
        QTest.keyClick(program.window.editor, key)
    assert table(program) == [*OLD, ("a", Status.INSERTED), ("b", Status.INSERTED)]
    QTest.keyClick(program.window.editor, Key.Key_Backtab)
    assert program.window.editor.caret.clause().text == "a"


@pytest.mark.parametrize("view", ["markup", "draft"])
def test_a_row_is_struck_restored_and_one_that_is_new_leaves_nothing(program, view) -> None:
    program.actions[ActionId(view)].trigger()
    go(program, "r1c1")
    program.actions[ActionId.INSERT_ROW_BELOW].trigger()
    program.actions[ActionId.DELETE_ROW].trigger()
    assert table(program) == OLD
    go(program, "r0c0")
    program.actions[ActionId.DELETE_ROW].trigger()
    assert table(program) == [(text, Status.DELETED) for text, _ in OLD[:2]] + OLD[2:]
    program.actions[ActionId.MARKUP].trigger()
    go(program, "r0c1")
    program.actions[ActionId.RESTORE].trigger()
    assert table(program) == OLD


def test_all_rows_of_a_selection_are_struck_in_one_step(program) -> None:
    go(program, "r0c1")
    cursor = program.window.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    program.window.editor.setTextCursor(cursor)
    program.actions[ActionId.DELETE_ROW].trigger()
    assert {row for _, row in table(program)} == {Status.DELETED}
    program.actions[ActionId.UNDO].trigger()
    assert table(program) == OLD


def test_outside_of_tables_the_window_says_so_and_nothing_happens(program) -> None:
    sentences = []
    program.clause_commands.refused.connect(sentences.append)
    go(program, "to look")
    columns = (ActionId.INSERT_COLUMN_BEFORE, ActionId.INSERT_COLUMN_AFTER, ActionId.DELETE_COLUMN)
    for action in (*ROW_MENU, *columns):
        program.actions[action].trigger()
    assert len(sentences) == 6
    assert all("not a table" in sentence for sentence in sentences)


@pytest.mark.parametrize(("action", "at"), [(ActionId.INSERT_COLUMN_BEFORE, 1), (ActionId.INSERT_COLUMN_AFTER, 2)])
def test_a_column_comes_before_and_after_with_the_caret_in_it_and_goes_by_undo(program, action, at) -> None:
    go(program, "r1c1")
    program.actions[action].trigger()
    row = [OLD[:2], OLD[2:]]
    assert table(program) == [cell for old in row for cell in (*old[:at], ("", Status.KEPT), *old[at:])]
    QTest.keyClicks(program.window.editor, "new")
    assert table(program)[3 + at] == ("new", Status.KEPT)
    QTest.keyClick(program.window.editor, Key.Key_Backtab)
    assert program.window.editor.caret.clause().text == ("r1c0" if at == 1 else "r1c1")
    program.actions[ActionId.UNDO].trigger()
    program.actions[ActionId.UNDO].trigger()
    assert table(program) == OLD


@pytest.mark.parametrize("view", ["markup", "draft"])
def test_a_column_is_struck_restored_and_one_that_is_new_leaves_nothing(program, view) -> None:
    program.actions[ActionId(view)].trigger()
    go(program, "r1c1")
    program.actions[ActionId.INSERT_COLUMN_AFTER].trigger()
    program.actions[ActionId.DELETE_COLUMN].trigger()
    assert table(program) == OLD
    go(program, "r0c0")
    program.actions[ActionId.DELETE_COLUMN].trigger()
    assert table(program) == OLD
    struck = [clause.text for clause in program.window.editor.clauses if clause.cell and clause.end.status is Status.DELETED]
    assert struck == ["r0c0", "r1c0"]
    program.actions[ActionId.MARKUP].trigger()
    go(program, "r0c0")
    sentences = []
    program.window.editor.refused.connect(sentences.append)
    QTest.keyClicks(program.window.editor, "x")
    assert table(program) == OLD
    assert any("column is deleted" in sentence for sentence in sentences)
    program.actions[ActionId.RESTORE].trigger()
    assert table(program) == OLD
    assert all(clause.end.status is Status.KEPT for clause in program.window.editor.clauses)
