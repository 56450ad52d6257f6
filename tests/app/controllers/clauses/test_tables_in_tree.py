"""The tree has one row for a table and none for empty paragraphs of the text in force."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtTest import QTest

from app.program import Program
from app.window.action_ids import ActionId
from app.window.command_target import move_target
from model.formats.notation import parse
from model.redline.edit_text import Place
from model.submission.values import Proposal, Submission
from tests.builders.editor_checks import look_at, look_at_tree
from tests.builders.tables import read, tbl, tc, tr
from widgets.common.clause_outline import outline

GRID = tbl(tr("r0c0", "r0c1", "r0c2"), tr("r1c0", "", "r1c2"))
NESTED = tbl(tr(tc(tbl(tr("in one", "in two")), "own"), "x"), tr("y", "z"))
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def given():
    return read(f"{GRID}<w:p/><w:p/>{NESTED}")


@pytest.fixture
def program(active):
    return active


def rows(program: Program, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """What the tree shows, each row indented below the one that contains it."""
    model, parent = program.window.tree.clauses, parent if parent is not None else QModelIndex()
    out = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        out += ["  " * depth + model.data(index), *rows(program, index, depth + 1)]
    return out


def put(program: Program, words: str, offset: int = 0) -> None:
    clauses = program.window.editor.clauses
    index = next(place for place, clause in enumerate(clauses) if clause.text == words)
    program.window.editor.caret.move_to(Place(index, offset))
    program.window.editor.setFocus()


def chosen(program: Program) -> str:
    return program.window.tree.clauses.data(program.window.tree.currentIndex())


def look(program: Program) -> None:
    look_at_tree(program.window.tree, program.window.editor.story, program)
    look_at(program.window.editor)


TABLES = ["  Table 1 (2 × 3)", "  Table 3 (2 × 2)"]


def test_a_table_is_one_row_beside_the_items(program):
    shown = rows(program)
    at = shown.index("resolves")
    assert shown[at + 1 :] == ["  1  to look at this table:", *TABLES, "  2  to go on behind it;", "  3  to end."]
    look(program)


@pytest.mark.parametrize(
    ("words", "row"), [("r1c2", TABLES[0]), ("in two", TABLES[1]), ("z", TABLES[1]), ("to end.", "3  to end.")]
)
def test_the_caret_in_a_cell_chooses_the_row_of_the_table(words, row, program, qtbot):
    put(program, words)
    qtbot.waitUntil(lambda: chosen(program) == row.strip())


def test_the_caret_in_an_empty_paragraph_chooses_the_row_before_it(program, qtbot):
    index = next(place for place, clause in enumerate(program.window.editor.clauses) if not clause.text and clause.cell is None)
    program.window.editor.caret.move_to(Place(index, 0))
    qtbot.waitUntil(lambda: chosen(program) == TABLES[0].strip())


def test_what_is_amended_has_a_row(program):
    index = next(place for place, clause in enumerate(program.window.editor.clauses) if not clause.text and clause.cell is None)
    program.window.editor.caret.move_to(Place(index, 0))
    QTest.keyClicks(program.window.editor, "new")
    program.window.tree.clauses.follow()
    assert "  new" in rows(program)
    look(program)
    program.session.stack.undo()
    program.window.tree.clauses.follow()
    assert "  new" not in rows(program)
    look(program)


def sign_of(index: QModelIndex) -> QImage:
    """The sign before a row as it is painted."""
    icon = index.data(Qt.ItemDataRole.DecorationRole)
    assert isinstance(icon, QIcon)
    return icon.pixmap(16).toImage()


def test_a_table_tells_its_changes(program, qtbot):
    model = program.window.tree.clauses
    index = model.index_of(next(clause.id for clause in program.window.editor.clauses if clause.text == "r1c2"))
    before = sign_of(index)
    assert before.size() == QSize(16, 16), "the room of a sign, so that the labels of all rows are aligned"
    put(program, "r1c2")
    QTest.keyClicks(program.window.editor, "xy")
    assert sign_of(index) != before
    assert "changed" in model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    qtbot.waitUntil(lambda: model.data(index) == "Table 1 (2 × 3)  (1)")
    program.actions[ActionId.INSERT_ROW_BELOW].trigger()
    program.window.tree.clauses.follow()
    assert model.data(index).startswith("Table 1 (3 × 3)")
    look(program)


def test_the_filter_finds_words_in_a_table(program):
    tree = program.window.tree
    assert tree.show_only(amended=False, words="r1c2")
    assert not tree.isRowHidden(
        tree.clauses.index_of(_id(program, "r0c0")).row(), tree.clauses.index_of(_id(program, "r0c0")).parent()
    )
    assert tree.isRowHidden(tree.clauses.index_of(_id(program, "x")).row(), tree.clauses.index_of(_id(program, "x")).parent())


def _id(program: Program, words: str) -> str:
    return next(clause.id for clause in program.window.editor.clauses if clause.text == words)


def test_a_table_is_deleted_and_restored_in_the_tree(program):
    before = program.session.submission
    tree = program.window.tree
    tree.setFocus()
    tree.setCurrentIndex(tree.clauses.index_of(_id(program, "in one")))
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    struck = [clause for clause in program.window.editor.clauses if clause.cell and clause.cell[0] > 0]
    assert struck
    assert not any(clause.row.in_draft for clause in struck)
    assert program.session.stack.count() == 1
    tree.clauses.follow()
    look(program)
    tree.setFocus()
    program.actions[ActionId.RESTORE].trigger()
    assert program.session.submission == before


def test_a_clause_is_inserted_after_a_table(program):
    tree = program.window.tree
    tree.setFocus()
    tree.setCurrentIndex(tree.clauses.index_of(_id(program, "r0c0")))
    QTest.keyClick(tree, Qt.Key.Key_Insert)
    clauses = program.window.editor.clauses
    at = next(place for place, clause in enumerate(clauses) if clause.end.status.in_draft and not clause.end.status.in_base)
    assert clauses[at].cell is None
    assert clauses[at - 1].text == "r1c2"


def test_an_item_moves_past_a_table(program):
    clauses = program.window.editor.clauses
    first = next(place for place, clause in enumerate(clauses) if clause.text.startswith("to look"))
    target = move_target(clauses, first, 1)
    assert target is not None
    assert clauses[target - 1].text == "r1c2"
    cell = next(place for place, clause in enumerate(clauses) if clause.text == "r1c2")
    assert move_target(clauses, cell, 1) is None


def test_a_table_in_a_list_is_beside_the_item_that_follows():
    redline = parse("*resolves*\n1\tone;\n  a)\ttwo;\n  b)\tthree.\n2\tfour.\n", language="en")
    clauses = list(redline.clauses)
    grid = [clause for clause in read(GRID).proposals[0].redline.clauses if clause.cell is not None]
    tree = outline([*clauses[:3], *grid, *clauses[3:]])
    assert tree.children[2] == (2, 3, 3 + len(grid))
    tree = outline([*clauses[:4], *grid, *clauses[4:]])
    assert tree.children[1] == (1, 4, 4 + len(grid))


def test_an_empty_numbered_item_keeps_its_row():
    value = Submission(proposals=(Proposal(redline=parse("*resolves*\n1\t\n2\tone.\n", language="en")),))
    assert outline(value.proposals[0].redline.clauses).children[1] == (1, 2)
