"""Zoom, page, theme, focus and counts, as the window shows them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QToolBar

from widgets.editor.view_comfort import MARGIN
from widgets.theme.colours import LEAST, between, contrast

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


@pytest.fixture(autouse=True)
def undressed():
    """No theme of a test is left to the next one."""
    yield
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyle("fusion")
    application.setPalette(application.style().standardPalette())


def points(editor) -> float:
    return editor.document().defaultFont().pointSizeF()


def test_the_text_is_zoomed_by_keys_and_wheel_and_the_zoom_is_kept(open_program):
    program = open_program()
    editor, actions = program.window.editor, program.actions
    normal, text = points(editor), editor.toPlainText()
    actions["larger"].trigger()
    assert points(editor) == pytest.approx(normal * 1.1)
    assert program.reading.zoom.text() == "110 %"
    turn = QWheelEvent(
        QPointF(9, 9), editor.mapToGlobal(QPointF(9, 9)), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.viewport(), turn)
    assert program.settings.value.zoom == 100
    for _ in range(30):
        actions["smaller"].trigger()
    assert program.settings.value.zoom == 50
    for _ in range(30):
        actions["larger"].trigger()
    assert program.settings.value.zoom == 400
    actions["normal size"].trigger()
    assert points(editor) == pytest.approx(normal)
    assert editor.toPlainText() == text
    assert not program.window.isWindowModified()


def test_the_page_is_a_sheet_in_the_middle_of_a_desk(open_program):
    program = open_program()
    program.settings.change(cards="none")  # they come a moment later and take some of the room
    editor = program.window.editor
    program.window.resize(1800, 700)
    QApplication.processEvents()
    whole = editor.viewport().width()
    program.actions["page"].trigger()
    QApplication.processEvents()
    assert editor.viewport().width() == pytest.approx(editor.logicalDpiX() * 210 / 25.4, abs=2)
    left = editor.viewport().x()
    right = editor.contentsRect().width() - editor.viewport().geometry().right()
    assert left > 50
    assert abs(left - right + editor.verticalScrollBar().sizeHint().width()) < 4
    program.settings.change(page=False, width=60)
    QApplication.processEvents()
    narrow = editor.viewport().width()
    assert narrow < whole
    program.settings.change(width=0)
    QApplication.processEvents()
    assert editor.viewport().width() == whole


def test_the_margins_of_a_page_shrink_with_the_room_for_it(open_program):
    program = open_program()
    editor = program.window.editor
    program.settings.change(page=True, zoom=200)
    for width in 1000, 700:
        program.window.resize(width, 700)
        QApplication.processEvents()
        share = editor.document().documentMargin() / editor.viewport().width()
        assert share == pytest.approx(20 / 210, abs=0.01)
    program.settings.change(page=False)
    QApplication.processEvents()
    assert editor.document().documentMargin() == MARGIN


def test_focus_mode_puts_everything_away_and_escape_brings_it_back(open_program):
    program = open_program()
    window, action = program.window, program.actions["focus mode"]
    action.trigger()
    shown = [dock.objectName() for dock in window.findChildren(QDockWidget) if dock.isVisible()]
    assert shown == []
    assert not any(bar.isVisible() for bar in window.findChildren(QToolBar))
    assert not window.clause_panel.isVisible()
    assert action.isChecked()
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window.editor, Qt.Key.Key_Escape)
    assert not action.isChecked()
    assert window.clause_panel.isVisible()
    assert window.findChild(QDockWidget, "amendments").isVisible()
    assert window.findChild(QToolBar, "tools").isVisible()


def test_what_is_washed_can_still_be_read(open_program):
    program = open_program()
    for theme in ("light", "dark", "contrast"):
        program.settings.change(theme=theme)
        QApplication.processEvents()
        wash = program.reading._dimming._wash()
        own = program.window.editor.formats.colours
        assert 0.2 < wash.alphaF() < 0.8
        assert contrast(between(own.text, own.ground, wash.alphaF()), own.ground) >= LEAST - 0.05


def test_a_theme_dresses_text_and_lists(open_program):
    program = open_program()
    program.settings.change(theme="contrast")
    QApplication.processEvents()
    window = program.window
    assert window.editor.formats.colours.ground == QColor("black")
    index = window.list.amendments.index(0, 0)
    assert index.isValid()
    program.settings.change(theme="light")
    QApplication.processEvents()
    assert window.editor.formats.colours.ground == QColor("white")
    assert window.editor.document().begin().begin().fragment().charFormat().foreground().color().lightnessF() < 0.5


def test_words_and_amendments_are_counted_as_they_change(open_program, qtbot):
    program = open_program()
    qtbot.waitUntil(lambda: "Words: " in program.reading.counts.text(), timeout=5000)
    before = program.reading.counts.text()
    program.window.editor.setFocus()
    QTest.keyClicks(program.window.editor, "two words ")
    qtbot.waitUntil(lambda: program.reading.counts.text() != before, timeout=5000)

    def words(text: str) -> int:
        return int(text.split("·")[0].split(":")[1].replace("\u202f", ""))

    assert words(program.reading.counts.text()) == words(before) + 2
    shown, counted = program.reading.counts.text(), dict(program.reading._counted)
    program.reading.count()
    assert program.reading.counts.text() == shown
    assert all(program.reading._counted[id][0] is clause for id, (clause, _) in counted.items())
