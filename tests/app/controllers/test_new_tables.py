"""Tables put in by menu and key, as one has them under the hands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.window.action_ids import ActionId
from model.redline import Status
from tests.builders.editor_checks import look_at, look_at_tables
from tests.builders.tables import read, tbl, tr
from widgets.dialogs.small_dialogs import NewTableDialog

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
Key = Qt.Key
GRID = tbl(tr("r0c0", "r0c1"))


@pytest.fixture
def program(open_program):
    return open_program(submission=read(GRID))


def go(program, words: str, *, stop: bool) -> None:
    editor = program.window.editor
    block = editor.document().begin()
    while not block.text().startswith(words):
        block = block.next()
        assert block.isValid(), words
    cursor = QTextCursor(block)
    if stop:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    editor.setFocus()


def asked(program, *keys: Key) -> list[NewTableDialog]:
    """The boxes that the key brings up, answered with keys."""
    boxes: list[NewTableDialog] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, NewTableDialog)
        boxes.append(box)
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
        if box.isVisible():
            box.done(QDialog.DialogCode.Rejected)

    timer = QTimer(singleShot=True, interval=50)
    timer.timeout.connect(answer)
    timer.start()
    program.actions[ActionId.INSERT_TABLE].trigger()
    timer.stop()
    QApplication.processEvents()
    look_at(program.window.editor)
    look_at_tables(program.window.editor)
    return boxes


def cells(program) -> list[tuple[str, Status, bool]]:
    return [(clause.text, clause.row, clause.cell is not None) for clause in program.window.editor.clauses[3:]]


@pytest.mark.parametrize("view", ["markup", "draft"])
def test_a_table_comes_behind_the_caret_which_stands_in_its_first_cell(program, view) -> None:
    assert program.actions[ActionId.INSERT_TABLE].shortcut() == QKeySequence("Ctrl+F12")
    program.actions[ActionId(view)].trigger()
    go(program, "to go on", stop=True)
    before = program.session.submission
    assert asked(program, Key.Key_2, Key.Key_Tab, Key.Key_1, Key.Key_Return)
    editor = program.window.editor
    QTest.keyClicks(editor, "Year")
    QTest.keyClick(editor, Key.Key_Tab)
    QTest.keyClicks(editor, "Papers")
    look_at(editor)
    look_at_tables(editor)
    new = [clause for clause in editor.clauses if clause.row is Status.INSERTED]
    assert [(clause.text, clause.shape.heads, clause.end.status) for clause in new] == [
        ("Year", True, Status.INSERTED), ("Papers", True, Status.INSERTED),
    ]  # fmt: skip
    for _ in range(3):
        program.actions[ActionId.UNDO].trigger()
    assert program.session.submission == before


def test_at_the_start_of_a_paragraph_it_comes_before_it_parted_from_another_table(program) -> None:
    go(program, "to go on", stop=False)
    asked(program, Key.Key_1, Key.Key_Tab, Key.Key_1, Key.Key_Tab, Key.Key_Space, Key.Key_Return)
    assert cells(program)[1:] == [
        ("r0c0", Status.KEPT, True), ("r0c1", Status.KEPT, True), ("", Status.KEPT, False), ("", Status.INSERTED, True),
        ("to go on behind it;", Status.KEPT, False), ("to end.", Status.KEPT, False),
    ]  # fmt: skip
    new = next(clause for clause in program.window.editor.clauses if clause.row is Status.INSERTED)
    assert not new.shape.heads


def test_escape_changes_nothing_and_in_a_table_nothing_is_asked(program) -> None:
    before = program.session.submission
    go(program, "to go on", stop=True)
    assert asked(program, Key.Key_Escape)
    assert program.session.submission is before
    sentences: list[str] = []
    program.clause_commands.refused.connect(sentences.append)
    go(program, "r0c0", stop=True)
    assert asked(program) == []
    assert sentences == ["a table is not put into a table; put the caret outside of it"]
