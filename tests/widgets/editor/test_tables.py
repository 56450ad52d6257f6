"""Tables are drawn as tables: cells side by side, found by pointer and caret, wherever something changes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QImage, QInputMethodEvent, QTextBlockFormat, QTextCursor, QTextDocument, QTextImageFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.edits import structure
from model.edits.tables import rows
from model.redline import Run, Status
from model.submission.story import StoryId
from model.submission.transactions import apply
from tests.builders.editor_checks import look_at, look_at_tables
from tests.builders.submissions import ME
from tests.builders.tables import INNER, MERGED, session_with, tbl, tc, tr
from tests.builders.word import p
from widgets.editor.document.pointing import scroll_offset
from widgets.editor.editor import Editor
from widgets.editor.tables.geometry import TableBox, tables_of
from widgets.editor.tables.layout import TableLayout

Key, Modifier = Qt.Key, Qt.KeyboardModifier
GRID = tbl(*(tr(*(f"r{row}c{column}" for column in range(3))) for row in range(4)))
FIRST = tbl(tr(tc(INNER, "own"), tc(INNER, INNER, "next")), tr("x", "y"))
TALL = tbl(*(tr(f"{row} " + "tall " * 400, "low", "word " * 100) for row in range(3)))


def shown(editor):
    QApplication.processEvents()
    look_at(editor)
    look_at_tables(editor)
    return editor


def block_of(editor, text: str):
    block = editor.document().begin()
    while block.isValid() and not block.text().startswith(text):
        block = block.next()
    assert block.isValid(), text
    return block


def go(editor, text: str, offset: int = 0) -> None:
    cursor = QTextCursor(block_of(editor, text))
    cursor.setPosition(cursor.position() + offset)
    editor.setTextCursor(cursor)


def caret_text(editor) -> str:
    return editor.textCursor().block().text()


def middle(editor, text: str, offset: int) -> QPoint:
    cursor = QTextCursor(block_of(editor, text))
    cursor.setPosition(cursor.position() + offset)
    return editor.cursorRect(cursor).center()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("body", [GRID, MERGED, TALL, FIRST], ids=["grid", "merged", "tall", "first"])
@pytest.mark.parametrize("view", ["markup", "draft", "base"])
def test_cells_stand_side_by_side_in_every_view_and_width(editors, view, body, language):
    editor = editors(session_with(body, language))
    editor.show_story(StoryId(1), view)
    for width in (500, 900, 180, 700):
        editor.resize(width, 400)
        shown(editor)


def test_a_table_at_the_beginning_of_a_cell_is_drawn_in_that_cell(editors):
    session = session_with(FIRST)
    cells = [clause.cell for clause in session.submission.proposals[0].redline.clauses if clause.cell is not None]
    (outer,) = tables_of(cells, {})
    drawn = [[item.number if isinstance(item, TableBox) else cells[item] for item in cell.items] for cell in outer.cells()]
    assert (outer.number, drawn) == (0, [[1, (0, 0, 0)], [2, 3, (0, 0, 1)], [(0, 1, 0)], [(0, 1, 1)]])
    editor = shown(editors(session))
    left, right = (middle(editor, words, 0).x() for words in ("own", "next"))
    go(editor, "in two")
    assert left < editor.cursorRect().center().x() < right


def test_a_row_grows_and_shrinks_with_what_is_typed(editors):
    editor = shown(editors(session_with(MERGED)))
    behind = block_of(editor, "to go on")
    before = behind.layout().position().y()
    go(editor, "two", 3)
    for _ in range(160):
        QTest.keyClick(editor, Key.Key_M)
    shown(editor)
    assert behind.layout().position().y() > before
    for _ in range(160):
        QTest.keyClick(editor, Key.Key_Backspace)
    shown(editor)
    assert behind.layout().position().y() == pytest.approx(before)


@pytest.mark.parametrize("at", ["third", "two", "three", "in one", "before", "behind", "to look", "to go on"])
def test_enter_and_join_keep_cells_apart(editors, at):
    editor = shown(editors(session_with(MERGED)))
    go(editor, at, 2)
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClick(editor, Key.Key_X)
    shown(editor)
    QTest.keyClick(editor, Key.Key_Backspace)
    QTest.keyClick(editor, Key.Key_Backspace)
    shown(editor)


def test_a_click_finds_the_cell_that_it_is_in(editors):
    editor = shown(editors(session_with(GRID)))
    editor.resize(600, 500)
    shown(editor)
    for row in range(4):
        for column in range(3):
            text = f"r{row}c{column}"
            QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=middle(editor, text, 2))
            assert caret_text(editor) == text
            assert editor.textCursor().positionInBlock() == 2
    look_at_tables(editor)


def test_a_click_into_the_empty_part_of_a_cell_finds_its_text(editors):
    editor = editors(session_with(MERGED))
    editor.resize(700, 500)
    shown(editor)
    table = editor.content.tables.tables[0]
    origin = editor.content.tables.origin(table) - scroll_offset(editor)
    for cell in table.box.cells():
        if cell.rows:
            at = QPointF(cell.right - 3, cell.bottom - 3) + origin
            QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
            assert table.first + cell.ends == editor.textCursor().blockNumber()


def test_the_mouse_selects_from_cell_to_cell_and_a_double_click_a_word(editors):
    editor = editors(session_with(GRID))
    editor.resize(600, 500)
    shown(editor)
    QTest.mousePress(editor.viewport(), Qt.MouseButton.LeftButton, pos=middle(editor, "r1c1", 1))
    QTest.mouseMove(editor.viewport(), middle(editor, "r2c0", 1))
    QTest.mouseMove(editor.viewport(), middle(editor, "r2c0", 2))
    QTest.mouseRelease(editor.viewport(), Qt.MouseButton.LeftButton, pos=middle(editor, "r2c0", 2))
    assert editor.textCursor().selectedText() == "1c1\u2029r1c2\u2029r2"
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=middle(editor, "r3c2", 2))
    assert editor.textCursor().selectedText() == "r3c2"


@pytest.mark.parametrize("column", range(3))
def test_down_and_up_go_from_row_to_row_and_out_of_the_table(editors, column):
    editor = shown(editors(session_with(GRID)))
    go(editor, f"r0c{column}", 3)
    seen = []
    for _ in range(4):
        QTest.keyClick(editor, Key.Key_Down)
        seen.append(caret_text(editor))
    assert seen == [f"r{row}c{column}" for row in (1, 2, 3)] + ["to go on behind it;"]
    seen = []
    for _ in range(5):
        QTest.keyClick(editor, Key.Key_Up)
        seen.append(caret_text(editor))
    assert seen == [f"r{row}c{column}" for row in (3, 2, 1, 0)] + ["to look at this table:"]
    QTest.keyClick(editor, Key.Key_Down, Modifier.ShiftModifier)
    assert caret_text(editor) == f"r0c{column}"
    assert editor.textCursor().hasSelection()


def test_down_goes_through_paragraphs_and_tables_in_a_cell(editors):
    editor = shown(editors(session_with(MERGED)))
    go(editor, "three", 1)
    seen = []
    for _ in range(9):
        QTest.keyClick(editor, Key.Key_Down)
        if caret_text(editor) not in seen:
            seen.append(caret_text(editor))
    assert [text.split()[0] for text in seen[:4]] == ["second", "before", "in", "behind"]


def test_page_down_and_up_end_at_the_ends(editors):
    editor = shown(editors(session_with(TALL)))
    seen = [editor.textCursor().position()]
    for key in (Key.Key_PageDown, Key.Key_PageUp):
        for _ in range(60):
            QTest.keyClick(editor, key)
        seen.append(editor.textCursor().position())
    assert seen == [0, editor.document().characterCount() - 1, 0]


def test_tab_goes_from_cell_to_cell(editors):
    editor = shown(editors(session_with(GRID)))
    go(editor, "r0c1", 2)
    QTest.keyClick(editor, Key.Key_Tab)
    QTest.keyClick(editor, Key.Key_Tab)
    assert caret_text(editor) == "r1c0"
    assert editor.textCursor().selectedText() == editor.caret.clause().text
    QTest.keyClick(editor, Key.Key_Backtab, Modifier.ShiftModifier)
    assert caret_text(editor) == "r0c2"


def test_what_is_typed_after_tab_stands_for_the_words_of_the_cell(editors):
    editor = shown(editors(session_with(GRID)))
    go(editor, "r0c1", 2)
    QTest.keyClick(editor, Key.Key_Tab)
    before = editor.caret.clause().text
    QTest.keyClicks(editor, "2030")
    clause = editor.caret.clause()
    assert (clause.text_on("base"), clause.text_on("draft")) == (before, "2030")


def test_what_is_composed_in_a_cell_takes_its_room(editors):
    editor = shown(editors(session_with(MERGED)))
    go(editor, "third", 5)
    behind = block_of(editor, "to go on")
    before = behind.layout().position().y()
    QApplication.sendEvent(editor, QInputMethodEvent("composed " * 30, []))
    look_at_tables(editor)
    assert behind.layout().position().y() > before
    QApplication.sendEvent(editor, QInputMethodEvent("", []))
    shown(editor)
    assert behind.layout().position().y() == pytest.approx(before)


def test_what_comes_into_a_cell_by_another_way_is_put_in_its_place(editors):
    editor = shown(editors(session_with(MERGED)))
    cursor = QTextCursor(block_of(editor, "two"))
    cursor.insertText("from outside " * 20)
    cursor.insertBlock()
    editor.flush()
    shown(editor)


def test_partial_painting_shows_what_full_painting_shows(editors):
    """Qt looks for what is to be drawn by heights that only grow; the edges of a part, where it may cut a letter, aside."""
    editor = editors(session_with(TALL))
    editor.resize(400, 300)
    shown(editor)
    bar, area = editor.verticalScrollBar(), editor.viewport().rect()
    for value in range(0, bar.maximum(), 97):
        bar.setValue(value)
        QApplication.processEvents()
        whole = editor.viewport().grab().toImage()
        for y in range(0, area.height() - 40, 60):
            part = editor.viewport().grab(QRect(0, y, area.width(), 40)).toImage()
            assert part.copy(0, 4, area.width(), 32) == whole.copy(0, y + 4, area.width(), 32), (value, y)


def test_what_the_margin_shows_is_what_is_seen(editors):
    editor = editors(session_with(TALL))
    editor.resize(400, 300)
    shown(editor)
    layout = editor.document().documentLayout()
    blocks = map(editor.document().findBlockByNumber, range(editor.document().blockCount()))
    rects = [layout.blockBoundingRect(block) for block in blocks]
    for top in range(0, round(layout.documentSize().height()), 130):
        seen = {number for number, rect in enumerate(rects) if rect.bottom() > top and rect.top() < top + 300}
        assert seen <= set(editor.content.blocks_between(top, top + 300)), top


def test_two_tables_and_one_at_the_end_stand_under_each_other(editors):
    editor = editors(session_with(GRID + p("") + GRID + MERGED))
    shown(editor)
    assert len(editor.content.tables.tables) == 3


def test_nothing_is_laid_out_by_what_stood_there_before(editors):
    """A scroll bar may come or go, and with it the width change, in the midst of a change."""
    session = session_with(GRID)
    last = next(clause.id for clause in session.submission.proposals[0].redline.clauses if clause.text == "r3c0")
    session.commit(rows.insert_row(session.submission, StoryId(1), last, ME))
    editor = shown(editors(session))

    def fit_anew() -> None:
        editor.content.tables._measured = (0.0, *editor.content.tables._measured[1:])
        editor.content.fit_tables()

    editor.document().documentLayout().documentSizeChanged.connect(fit_anew)
    value = session.submission
    gone = rows.delete_row(value, StoryId(1), next(clause.id for clause in editor.clauses if clause.row is Status.INSERTED), ME)
    new = [structure.NewClause(runs=(Run("word " * 200),)) for _ in range(3)]
    at = next(index for index, clause in enumerate(apply(value, gone).proposals[0].redline.clauses) if "to go on" in clause.text)
    put = structure.insert_clauses(apply(value, gone), StoryId(1), at, new, ME)
    session.commit(replace(gone, steps=gone.steps + put.steps, after=None))
    shown(editor)
    session.stack.undo()
    shown(editor)


def test_a_press_on_a_selection_in_a_table_lets_it_go_only_when_released(editors):
    editor = editors(session_with(GRID))
    editor.resize(600, 500)
    shown(editor)
    left = Qt.MouseButton.LeftButton
    QTest.mouseDClick(editor.viewport(), left, pos=middle(editor, "r1c1", 2))
    QTest.mousePress(editor.viewport(), left, pos=middle(editor, "r1c1", 2))
    assert editor.textCursor().selectedText() == "r1c1"
    QTest.mouseRelease(editor.viewport(), left, pos=middle(editor, "r1c1", 2))
    assert not editor.textCursor().hasSelection()
    assert editor.textCursor().positionInBlock() == 2


def test_shift_and_a_click_select_up_to_the_cell(editors):
    editor = editors(session_with(GRID))
    editor.resize(600, 500)
    shown(editor)
    go(editor, "r1c1")
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, Modifier.ShiftModifier, middle(editor, "r1c2", 2))
    assert editor.textCursor().selectedText() == "r1c1\u2029r1"


@pytest.mark.parametrize("size", [(900, 500), (900, 260), (420, 330), (700, 300)])
def test_a_scroll_bar_that_comes_and_goes_leaves_all_in_place(qtbot, size):
    """The window has its size before it is shown, and the tables are as high as all their cells together at first."""
    editor = Editor(session_with(MERGED))
    qtbot.addWidget(editor)
    editor.resize(*size)
    editor.show()
    shown(editor)
    editor.close_story()


@pytest.mark.parametrize("per_cent", [80, 100, 125])
@pytest.mark.parametrize("words", [("", ""), ("", "words behind it"), ("words before it ", ""), ("words before ", " and behind")])
def test_a_picture_alone_in_a_line_takes_the_room_that_the_layout_gives_it(qapp, words, per_cent):
    document = QTextDocument()
    document.setTextWidth(60)
    cursor, form, picture = QTextCursor(document), QTextBlockFormat(), QTextImageFormat()
    form.setLineHeight(per_cent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    picture.setName("picture")
    picture.setWidth(55)
    picture.setHeight(30)
    document.addResource(QTextDocument.ResourceType.ImageResource, QUrl("picture"), QImage(55, 30, QImage.Format.Format_RGB32))
    cursor.setBlockFormat(form)
    cursor.insertText(words[0])
    cursor.insertImage(picture)
    cursor.insertImage(picture)
    cursor.insertText(words[1])
    cursor.insertBlock(form)
    layout, first, behind = document.documentLayout(), document.firstBlock(), document.lastBlock()
    layout.blockBoundingRect(behind)
    assert TableLayout.height_of(first) == behind.layout().position().y() - first.layout().position().y()


def test_a_table_beside_another_is_found_once(editors):
    editor = shown(editors(session_with(GRID + GRID)))
    at = next(number for number, clause in enumerate(editor.clauses) if clause.text == "r3c0")
    editor.setTextCursor(QTextCursor(editor.document().findBlockByNumber(at)))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    shown(editor)
    assert len(editor.content.tables.tables) == 2


def test_a_cell_beside_one_of_many_thousand_pixels_stands_beside_it(editors):
    editor = editors(session_with(tbl(tr("word " * 9000, "beside"), tr("under", "it"))))
    editor.resize(200, 400)
    shown(editor)
    assert max(-above for above in editor.content.tables.tables[0].above) > 30_000
