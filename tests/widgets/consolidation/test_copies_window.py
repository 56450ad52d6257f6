"""The window of returned copies: its states, its keys, what it asks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from model.edits.take_over.copies import CopiesMatrix
from tests.app.window.test_accessible import nameless
from tests.builders.comparison_checks import ME
from tests.model.edits.take_over.test_copies import ANA, BEN, EVE, TEXT, combined, line_at, took
from widgets.consolidation.copies_window import CopiesWindow

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


@pytest.fixture
def window(qtbot) -> CopiesWindow:
    made = CopiesWindow()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.matrix.setFocus()
    return made


def shown(window: CopiesWindow) -> list[list[str]]:
    lines = window.matrix.lines
    return [[lines.index(row, column).data() for column in range(1, lines.columnCount())] for row in range(lines.rowCount())]


def test_each_copy_has_a_column_and_each_clause_that_one_changes_a_line(window):
    draft, copies, board = combined(TEXT, ANA, BEN, EVE)
    window.show_board(board, stay=False)
    assert shown(window) == [
        ["·", "·", "·", "~ changed"],
        ["·", "+ inserted", "·", "·"],
        ["·", "⚠ conflict", "⚠ conflict", "⚠ as copy 1"],
        ["·", "·", "~ changed", "·"],
    ]
    assert (window.matrix.line(), window.matrix.party()) == (0, 3)
    assert "Draft before" in window.wordings.toPlainText()
    assert nameless(window) == []
    draft = took(draft, board, board.missing(line_at(board, "resolves/1"), 1))
    window.show_board(CopiesMatrix.beside(copies, draft, "Draft", ME), stay=True)
    assert shown(window)[2] == ["~ changed", "✓ as Draft", "⚠ conflict", "✓ as Draft"]
    spoken = window.matrix.lines.index(2, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "copy 1: changed, in the draft, as Draft"
    assert window.matrix.line() == 0


def test_by_keys_alone_a_cell_is_taken_and_everything_that_does_not_collide(window, qtbot):
    _, _, board = combined(TEXT, ANA, BEN, EVE)
    window.show_board(board, stay=False)
    asked = []
    window.take_asked.connect(asked.append)
    qtbot.keyClick(window.matrix, Qt.Key.Key_F8)
    qtbot.keyClick(window, Qt.Key.Key_F8)
    QApplication.processEvents()
    assert window.matrix.line() == 2
    qtbot.keyClick(window.matrix, Qt.Key.Key_Return)
    assert asked == [board.missing(board.lines[2], window.matrix.party())]
    qtbot.keyClick(window.matrix, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert asked[1:] == [board.free]


@pytest.mark.parametrize(("party", "reason"), [(0, "Choose the cell of a copy"), (1, "This copy changes nothing here")])
def test_where_nothing_can_be_taken_it_is_said_why(window, qtbot, party, reason):
    _, _, board = combined(TEXT, ANA, BEN, EVE)
    window.show_board(board, stay=False)
    window.matrix.choose_cell(0, party)
    window.take_asked.connect(lambda _chosen: pytest.fail("there is nothing to take"))
    qtbot.keyClick(window.matrix, Qt.Key.Key_Return)
    assert reason in window.statusBar().currentMessage()
    assert not window.take.isEnabled()


def test_without_a_collision_left_that_is_said(window):
    _, _, board = combined(TEXT, ANA)
    window.show_board(board, stay=False)
    window.next.trigger()
    assert "no undecided conflict" in window.statusBar().currentMessage()


def test_texts_are_offered_where_copies_change_several(window):
    window.show_texts([(1, "MOD A/1")], 1)
    assert not window.texts.isVisible()
    window.show_texts([(1, "MOD A/1"), (3, "MOD A/3")], 3)
    assert window.texts.isVisible()
    assert window.texts.currentText() == "MOD A/3"
