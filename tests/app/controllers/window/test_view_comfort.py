"""Zoom, page, theme, focus and counts, as the window shows them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar

from tests.builders.waiting import settle
from widgets.editor.pages.page_lines import line_ends
from widgets.editor.view_comfort import MARGIN
from widgets.theme.colours import LEAST, contrast, mix, surround_colour
from widgets.theme.design import SCHEMES


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
    program.settings.change(zoom=100)
    normal, text = points(editor), editor.toPlainText()
    actions["larger"].trigger()
    assert points(editor) == pytest.approx(normal * 1.1)
    assert program.view_comfort.zoom.percent.text() == "110 %"
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
    settle(program.window)
    assert not program.actions["web layout"].isChecked(), "it is what a new user sees"
    program.actions["web layout"].trigger()
    QApplication.processEvents()
    whole = editor.viewport().width()
    program.actions["web layout"].trigger()
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


def test_a_page_is_scaled_to_the_room_and_scrolled_in_little_room_and_its_lines_stay(open_program, qtbot):
    program = open_program()
    editor, zoom = program.window.editor, program.view_comfort.zoom
    paper, lines = editor.logicalDpiX() * 210 / 25.4, {}
    for width in (1800, 1300, 600):
        program.window.resize(width, 700)
        settle(program.window)
        room = editor.contentsRect().width() - editor.verticalScrollBar().sizeHint().width()
        wanted = editor.sheet.wanted_zoom()
        assert wanted == pytest.approx(min(100, max(60, 100 * room / paper)), abs=1.1)
        qtbot.waitUntil(lambda wanted=wanted: editor.sheet.zoom == wanted, timeout=5000)
        qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=20_000)
        assert editor.document().textWidth() == pytest.approx(paper * wanted / 100, abs=2)
        assert zoom.percent.text() == f"{wanted} %"
        assert (editor.horizontalScrollBar().maximum() > 0) is (wanted == 60)
        assert editor.horizontalScrollBar().isVisible() is (wanted == 60)
        lines[wanted] = [line_ends(editor.document().findBlockByNumber(number)) for number in range(9)]
    assert len(lines) == 3, "each room has another zoom"
    assert lines.popitem()[1] == lines.popitem()[1] == lines.popitem()[1]
    program.settings.change(zoom=150)
    assert editor.sheet.zoom == 150
    assert editor.horizontalScrollBar().value() > 0, "the lines are shown, not the margin"
    program.settings.change(page=False)
    QApplication.processEvents()
    assert editor.document().documentMargin() == MARGIN
    assert editor.document().textWidth() == editor.viewport().width()


def test_a_page_beside_the_form_is_not_scrolled_sideways_in_a_small_window(open_program, qtbot):
    program = open_program()
    editor = program.window.editor
    program.window.resize(1280, 720)
    program.actions["submission form"].trigger()
    settle(program.window)
    qtbot.waitUntil(lambda: not editor.is_about_to_scale, timeout=5000)
    assert editor.sheet.zoom == editor.sheet.wanted_zoom() < 100
    assert not editor.horizontalScrollBar().maximum(), f"{editor.sheet.zoom} %, {editor.width()} px"


def test_a_page_has_the_face_and_the_sizes_of_the_house(open_program):
    program = open_program()
    program.settings.change(zoom=100)
    editor = program.window.editor
    number, title = (editor.document().findBlockByNumber(at).begin().fragment().charFormat() for at in (0, 1))
    assert number.font().pointSizeF() == 14
    assert number.font().families()[0] in ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman")
    assert title.font().bold()
    program.actions["web layout"].trigger()
    assert editor.document().findBlockByNumber(0).begin().fragment().charFormat().fontFamilies() is None
    program.actions["web layout"].trigger()
    assert editor.document().findBlockByNumber(0).begin().fragment().charFormat().font().pointSizeF() == 14
    assert not program.window.isWindowModified()


def test_focus_mode_puts_everything_away_and_escape_brings_it_back(open_program):
    program = open_program()
    window, action = program.window, program.actions["focus mode"]
    action.trigger()
    assert window.panels.shown_panels() == []
    assert not any(bar.isVisible() for bar in window.findChildren(QToolBar))
    assert not window.clause_panel.isVisible()
    assert action.isChecked()
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window.editor, Qt.Key.Key_Escape)
    assert not action.isChecked()
    assert window.clause_panel.isVisible()
    assert window.panels.front == "cards"
    assert window.findChild(QToolBar, "tools").isVisible()


def test_what_is_washed_can_still_be_read(open_program):
    program = open_program()
    for theme in ("light", "dark", "contrast"):
        program.settings.change(theme=theme)
        QApplication.processEvents()
        wash = program.view_comfort._dimming._wash()
        colours = program.window.editor.formats.colours
        assert 0.2 < wash.alphaF() < 0.8
        assert contrast(mix(colours.text, colours.background, wash.alphaF()), colours.background) >= LEAST - 0.05


def test_a_theme_dresses_text_and_lists(open_program):
    program = open_program()
    program.settings.change(theme="contrast")
    QApplication.processEvents()
    window = program.window
    assert window.editor.formats.colours.background == QColor("black")
    index = window.list.amendments.index(0, 0)
    assert index.isValid()
    program.settings.change(theme="light")
    QApplication.processEvents()
    assert window.editor.formats.colours.background == QColor("white")
    assert window.editor.document().begin().begin().fragment().charFormat().foreground().color().lightnessF() < 0.5


def test_the_desk_around_the_pages_has_the_colour_of_the_theme_at_once(open_program):
    program = open_program()
    editor = program.window.editor
    program.window.resize(1800, 700)
    program.settings.change(cards="none")
    for theme in ("dark", "light", "contrast", "dark"):
        program.settings.change(theme=theme)
        settle(program.window)
        shown = editor.grab().toImage().pixelColor(editor.viewport().x() // 2, editor.height() // 2)
        assert shown == QColor(SCHEMES[theme].surround), theme
        assert surround_colour(editor.palette()) == shown, "between the pages it is the same"


def test_words_and_amendments_are_counted_as_they_change(open_program, qtbot):
    program = open_program()
    qtbot.waitUntil(lambda: "Words: " in program.view_comfort.counts.text(), timeout=5000)
    before = program.view_comfort.counts.text()
    program.window.editor.setFocus()
    QTest.keyClicks(program.window.editor, "two words ")
    qtbot.waitUntil(lambda: program.view_comfort.counts.text() != before, timeout=5000)

    def words(text: str) -> int:
        return int(text.split("·")[0].split(":")[1].replace(",", ""))

    assert words(program.view_comfort.counts.text()) == words(before) + 2
    shown, counted = program.view_comfort.counts.text(), dict(program.view_comfort._counted)
    program.view_comfort.count()
    assert program.view_comfort.counts.text() == shown
    assert all(program.view_comfort._counted[id][0] is clause for id, (clause, _) in counted.items())


def test_the_slider_its_buttons_and_the_list_zoom_and_a_narrow_bar_keeps_the_percentage(open_program):
    program = open_program()
    window, zoom = program.window, program.view_comfort.zoom
    program.settings.change(zoom=100)
    window.resize(1300, 700)
    QApplication.processEvents()
    zoom.slider.setFocus()
    QTest.keyClick(zoom.slider, Qt.Key.Key_Right)
    assert program.settings.value.zoom == 110
    assert zoom.slider.accessibleName() == zoom.percent.accessibleName() == "Zoom: 110 %"
    QTest.mouseClick(zoom.larger, Qt.MouseButton.LeftButton)
    assert program.settings.value.zoom == 125
    QTest.mouseClick(zoom.smaller, Qt.MouseButton.LeftButton)
    assert program.settings.value.zoom == 110
    listed = {action.text(): action for action in zoom.percent.menu().actions() if action.text()}
    assert list(listed) == ["75 %", "100 %", "125 %", "150 %", "200 %", "&Page width"]
    listed["150 %"].trigger()
    assert program.settings.value.zoom == 150
    listed["&Page width"].trigger()
    QApplication.processEvents()
    editor = window.editor
    assert program.settings.value.page
    assert program.settings.value.zoom == 0
    assert editor.sheet.zoom == editor.sheet.wanted_zoom() <= 100, "it is never wider than on paper"
    window.resize(700, 500)
    QApplication.processEvents()
    assert not zoom.slider.isVisible()
    assert zoom.percent.isVisible()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_page_with_a_line_that_is_too_wide_stays_where_it_is(direction, open_program, qtbot):
    program = open_program()
    editor = program.window.editor
    editor.setLayoutDirection(direction)
    settle(program.window)
    qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=20_000)
    left = editor.cursorRect(QTextCursor(editor.document().firstBlock())).left()
    editor.horizontalScrollBar().setRange(0, 22)  # as Qt does for such a line
    assert editor.cursorRect(QTextCursor(editor.document().firstBlock())).left() == left
