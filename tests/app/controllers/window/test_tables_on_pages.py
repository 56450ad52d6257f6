"""Tables on the pages of the text in the window: a page begins with a row, and cells keep their places beside the gaps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.window.action_ids import ActionId
from model.redline import OBJECT
from tests.builders.editor_checks import look_at, look_at_gaps, look_at_pages, look_at_tables
from tests.builders.tables import MERGED, read, tbl, tc, tr
from tests.builders.word import p
from tests.widgets.editor.test_pictures import drawing
from widgets.editor.document.page_formats import PageFormats

WORDS = "some words of a cell "
ROWS = tbl(*(tr(f"{at}", WORDS * 8, tc("one", "two " * 30)) for at in range(40)), grid=(1000, 4000, 4000))
TALL = tbl(*(tr(f"{at}", WORDS * 300) for at in range(3)), grid=(1000, 8000))
HELD = tbl(
    *(tr(tc("held" if not at else "", merge="continue" if at else "restart"), WORDS * 8) for at in range(40)), grid=(2000, 7000)
)


def settled(program, qtbot):
    program.window.resize(1400, 800)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=60_000)
    editor = program.window.editor
    assert isinstance(editor.formats, PageFormats)
    look_at(editor)
    look_at_tables(editor)
    look_at_pages(program)
    return editor


def gaps(editor):
    return [gap for gap in editor.pages.gaps.between(0, editor.document().blockCount()) if gap.next is not None]


def assert_apart(editor) -> int:
    """No line of the text may stand in a gap, and what is after a gap stands below it; the number of gaps within tables."""
    look_at_gaps(editor)
    tops = [editor.pages.gaps.top(gap) for gap in gaps(editor)]
    assert tops == sorted(tops)
    numbers = [gap.before.blockNumber() for gap in gaps(editor)]
    tables = [(editor.content.tables.at_block(number), number) for number in numbers]
    return sum(table is not None and table.row_of[number - table.first] > 0 for table, number in tables)


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize("body", [ROWS, TALL, HELD, MERGED], ids=["rows", "tall", "held", "merged"])
def test_a_page_begins_with_a_row(open_program, qtbot, body, language):
    program = open_program(submission=read(body, language))
    editor = settled(program, qtbot)
    at_tables = assert_apart(editor)
    assert (at_tables > 0) is (body in (ROWS, TALL)), "rows that a cell holds together are not parted"
    for view in (ActionId.DRAFT, ActionId.BASE, ActionId.MARKUP):
        program.actions[view].trigger()
        assert assert_apart(settled(program, qtbot)) == at_tables


@pytest.mark.parametrize("language", ["en", "ar"])
def test_many_rows_stand_where_they_belong_to_the_last(open_program, qtbot, language):
    """What is rounded in each of them adds up."""
    body = tbl(*(tr(*(WORDS * (at % 3) for _ in range(3))) for at in range(150)))
    assert assert_apart(settled(open_program(submission=read(body, language)), qtbot)) > 3


def test_tables_behind_each_other_in_a_long_text_are_all_laid_out(open_program, qtbot):
    body = "".join(p(WORDS * 20) + ROWS for _ in range(6)) + "".join(p(WORDS * 10) for _ in range(300))
    program = open_program(submission=read(body))
    look_at_tables(program.window.editor)
    assert assert_apart(settled(program, qtbot)) > 3


def test_a_picture_on_a_page_takes_its_room_in_and_beside_tables(open_program, qtbot):
    picture = "<w:p>" + drawing(60, 120) + "</w:p>"
    program = open_program(submission=read(picture + tbl(tr(tc(picture), "words"), tr(WORDS * 5, "more")) + picture))
    editor = settled(program, qtbot)
    block = editor.document().findBlockByNumber(next(at for at, clause in enumerate(editor.clauses) if OBJECT in clause.text))
    assert block.next().layout().position().y() - block.layout().position().y() >= 150, "pixels of 120 points"


def test_each_page_of_a_table_begins_with_the_row_with_which_it_begins_on_paper(open_program, qtbot):
    editor = settled(open_program(submission=read(ROWS)), qtbot)
    ids = {clause.id: at for at, clause in enumerate(editor.clauses)}
    found = {gap.next.number: gap.before.blockNumber() for gap in gaps(editor)}
    for start in editor.pages.starts[1:]:
        cell, shown = editor.clauses[ids[start.clause]].cell, editor.clauses[found[start.number]].cell
        assert (cell is None) is (shown is None)
        if cell is not None:
            assert cell[1] == shown[1]
            assert shown[2] == 0


def test_gaps_stay_while_it_is_typed_and_rows_come(open_program, qtbot):
    program = open_program(submission=read(ROWS))
    editor = settled(program, qtbot)
    number = gaps(editor)[0].before.blockNumber()
    for block in (number, number - 1, number + 1):
        cursor = QTextCursor(editor.document().findBlockByNumber(block))
        editor.setTextCursor(cursor)
        QTest.keyClicks(editor, "more and more words " * 4)
        look_at_tables(editor)
        assert all(editor.pages.gaps.top(gap) is not None for gap in gaps(editor))
        assert_apart(editor)
    for action in (ActionId.INSERT_ROW_ABOVE, ActionId.INSERT_ROW_BELOW, ActionId.DELETE_ROW, ActionId.UNDO):
        program.actions[action].trigger()
        look_at_tables(editor)
        assert_apart(editor)
    program.page_view.find()
    assert assert_apart(settled(program, qtbot)) > 0


def test_up_and_down_go_over_a_gap_in_their_column(open_program, qtbot):
    editor = settled(open_program(submission=read(ROWS)), qtbot)
    number = next(gap.before.blockNumber() for gap in gaps(editor) if editor.content.tables.at_block(gap.before.blockNumber()))
    row = editor.clauses[number].cell[1]
    for key, start, end in ((Qt.Key.Key_Down, row - 1, row), (Qt.Key.Key_Up, row, row - 1)):
        clause = next(at for at, clause in enumerate(editor.clauses) if clause.cell == (0, start, 0))
        editor.setTextCursor(QTextCursor(editor.document().findBlockByNumber(clause)))
        QTest.keyClick(editor, key)
        assert editor.caret.clause().cell == (0, end, 0)


@pytest.mark.parametrize("action", [ActionId.SMALLER, ActionId.LARGER])
def test_another_zoom_keeps_cells_and_pages(open_program, qtbot, action):
    program = open_program(submission=read(ROWS))
    at_tables = assert_apart(settled(program, qtbot))
    for _ in range(5):
        program.actions[action].trigger()
    assert assert_apart(settled(program, qtbot)) == at_tables
