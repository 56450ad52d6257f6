"""A pointer in the white between two lines or paragraphs means the nearer line, at its column."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.redline.edit_text import Place
from tests.widgets.builders import session_on

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
TEXTS = {
    "left to right": "one two three four five six/seven eight nine ten eleven/twelve thirteen fourteen",
    "right to left": "واحد اثنان ثلاثة أربعة خمسة ستة/سبعة ثمانية تسعة عشرة مئة/ألف مليون مليار كثير",
}


def lines_of(editor, number: int) -> list[QRectF]:
    layout = editor.document().findBlockByNumber(number).layout()
    return [layout.lineAt(index).rect().translated(layout.position()) for index in range(layout.lineCount())]


def bands(editor, number: int) -> list[QPoint]:
    """Points over the white between a paragraph and the next, in the middle of the text's width, from top to bottom."""
    above, below = lines_of(editor, number)[-1], lines_of(editor, number + 1)[0]
    assert above.bottom() < below.top()
    x = editor.cursorRect(middle(editor, number)).center().x()
    return [QPoint(x, y) for y in range(int(above.bottom()), int(below.top()) + 2)]


def middle(editor, number: int):
    cursor = editor.textCursor()
    block = editor.document().findBlockByNumber(number)
    cursor.setPosition(block.position() + block.length() // 2)
    return cursor


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_click_between_two_paragraphs_keeps_the_column(text, editors):
    editor = editors(session_on(text))
    QApplication.processEvents()
    hit = set()
    for point in bands(editor, 0):
        QTest.mouseClick(editor.viewport(), LEFT, NONE, point)
        cursor = editor.textCursor()
        hit.add(cursor.blockNumber())
        assert 0 < cursor.positionInBlock() < cursor.block().length() - 1, point
        assert abs(editor.cursorRect().center().x() - point.x()) < 8
        QApplication.processEvents()
    assert hit == {0, 1}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_double_click_between_two_paragraphs_takes_the_word_there(text, editors):
    editor = editors(session_on(text))
    QApplication.processEvents()
    words = set(text.replace("/", " ").split())
    points = bands(editor, 1)
    for point in (points[0], points[len(points) // 2], points[-1]):
        QTest.mouseDClick(editor.viewport(), LEFT, NONE, point)
        taken = editor.textCursor()
        assert taken.selectedText().strip() in words
        assert taken.selectionStart() - taken.document().findBlock(taken.selectionStart()).position() > 0


def test_a_selection_that_is_dragged_into_the_white_ends_at_the_column(editors):
    editor = editors(session_on(TEXTS["left to right"]))
    QApplication.processEvents()
    viewport, points = editor.viewport(), bands(editor, 1)
    QTest.mousePress(viewport, LEFT, NONE, editor.cursorRect(middle(editor, 0)).center())
    for point in points:
        QTest.mouseMove(viewport, point)
        cursor = editor.textCursor()
        assert cursor.hasSelection()
        assert 0 < cursor.positionInBlock() < cursor.block().length() - 1
    QTest.mouseRelease(viewport, LEFT, NONE, points[-1])
    assert not editor.textCursor().atBlockStart()


def test_a_click_above_the_first_line_keeps_the_column(editors):
    editor = editors(session_on(TEXTS["left to right"]))
    QApplication.processEvents()
    QTest.mouseClick(editor.viewport(), LEFT, NONE, QPoint(editor.cursorRect(middle(editor, 0)).center().x(), 1))
    cursor = editor.textCursor()
    assert (cursor.blockNumber(), cursor.atBlockStart()) == (0, False)


def test_a_click_between_two_lines_of_a_paragraph_keeps_the_column(editors):
    editor = editors(session_on("one two three four five six seven eight nine ten eleven " * 4))
    QApplication.processEvents()
    lines = lines_of(editor, 0)
    assert len(lines) > 3
    assert lines[0].bottom() < lines[1].top()
    for y in range(int(lines[0].bottom()), int(lines[1].top()) + 2):
        QTest.mouseClick(editor.viewport(), LEFT, NONE, QPoint(200, y))
        assert abs(editor.cursorRect().center().x() - 200) < 8
        QApplication.processEvents()


def test_the_start_of_the_text_is_shown_with_the_white_above_it(editors):
    editor = editors(session_on("/".join(["one two three four five"] * 60)))
    QApplication.processEvents()
    bar = editor.verticalScrollBar()
    for leave in (lambda: QTest.keyClick(editor, Qt.Key.Key_End, CONTROL), lambda: bar.setValue(10)):
        leave()
        assert bar.value()
        QTest.keyClick(editor, Qt.Key.Key_Home, CONTROL)
        assert bar.value() == 0
    bar.setValue(10)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert bar.value() == 0
    editor.caret.move_to(Place(59, 0))
    editor.caret.move_to(Place(0, 0))
    assert bar.value() == 0
