"""Every part stays on a screen of 1366 by 768 at 200 %, which has room for 683 by 384."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QTextCursor, QUndoStack
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from tests.builders.waiting import settle
from widgets.common.labels import ElidedLabel
from widgets.comparison.window import ComparisonWindow
from widgets.consolidation.copies_window import CopiesWindow
from widgets.consolidation.window import ConsolidationWindow
from widgets.library.window import LibraryWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ROOM = 675, 344
"""What the frame and the title leave of it."""
NARROW = 320, 256
PANELS = (
    "submission form", "problems", "brackets", "positions", "conflicts", "comments", "split base", "parallel", "library panel",
)  # fmt: skip


@pytest.mark.parametrize("name", PANELS)
def test_no_panel_makes_the_window_larger_than_a_small_screen(open_program, name):
    program = open_program()
    window = program.window
    window.resize(*ROOM)
    settle(window)
    program.actions[name].trigger()
    settle(window)
    assert (window.width(), window.height()) == ROOM
    least = window.minimumSizeHint()
    assert least.width() <= ROOM[0]
    assert least.height() <= ROOM[1]


@pytest.mark.parametrize(
    "make",
    [ComparisonWindow, CopiesWindow, lambda: ConsolidationWindow(QUndoStack()), lambda: LibraryWindow(lambda: None)],
    ids=["comparison", "copies", "consolidation", "library"],
)
def test_no_other_window_is_larger_than_a_small_screen(qtbot, make):
    window = make()
    qtbot.addWidget(window)
    pages = window.pages.count() if isinstance(window, LibraryWindow) else 1
    for page in range(pages):
        if isinstance(window, LibraryWindow):
            window.pages.setCurrentIndex(page)
        window.show()
        settle(window)
        least = window.minimumSizeHint()
        assert least.width() <= ROOM[0]
        assert least.height() <= ROOM[1]


def test_text_at_four_times_its_size_wraps_and_no_word_is_lost(open_program):
    """WCAG 2.2, 1.4.4 and 1.4.10, in web layout."""
    program = open_program()
    window, editor = program.window, program.window.editor
    window.resize(*ROOM)
    program.actions["web layout"].trigger()
    program.settings.change(zoom=400)
    settle(window)
    assert (window.width(), window.height()) == ROOM
    assert editor.horizontalScrollBar().maximum() == 0
    document = editor.document()
    assert document.idealWidth() <= editor.viewport().width()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    settle(window)
    assert editor.viewport().rect().intersects(editor.cursorRect())


def test_at_320_pixels_text_wraps_and_the_window_is_not_wider(open_program):
    """WCAG 2.2, 1.4.10: 1280 by 1024 at 400 %."""
    program = open_program()
    window, editor = program.window, program.window.editor
    program.actions["web layout"].trigger()
    for width in (800, 500, 400, NARROW[0]):  # as an edge is dragged: the tool bars fold on the way
        window.resize(width, NARROW[1])
        settle(window)
    assert (window.width(), window.height()) == NARROW
    assert editor.isVisible()
    assert editor.horizontalScrollBar().maximum() == 0
    assert editor.document().idealWidth() <= editor.viewport().width()
    assert program.view_comfort.counts.accessibleName() == program.view_comfort.counts.whole()


@pytest.fixture
def wide_letters(qapp):
    """The spacing of WCAG 2.2, 1.4.12, for the letters and words of the window: 0.12 and 0.16 of their size."""
    was = qapp.font()
    font = QFont(was)
    size = QFontMetricsF(font).height()
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.12 * size)
    font.setWordSpacing(0.16 * size)
    qapp.setFont(font)
    yield
    qapp.setFont(was)


@pytest.mark.parametrize("name", ["submission form", "problems", "comments"])
def test_wider_letters_cut_no_words_of_the_window(open_program, wide_letters, name):
    program = open_program()
    window = program.window
    window.resize(1366, 768)
    program.actions[name].trigger()
    settle(window)
    cut = [
        part.text()
        for part in (*window.findChildren(QPushButton), *window.findChildren(QCheckBox), *window.findChildren(QLabel))
        if part.isVisible() and part.text() and not isinstance(part, ElidedLabel) and not part.toolTip()
        and part.width() < part.minimumSizeHint().width()
    ]  # fmt: skip
    assert cut == []


def test_a_line_that_is_cut_says_the_whole_in_its_tooltip(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("Errors: 1 · Warnings: 3 · Advice: 1")
    label.resize(label.sizeHint())
    label.show()
    assert label.text() == label.whole()
    assert not label.toolTip()
    label.resize(60, 20)
    assert label.text().endswith("…")
    label.setText("Errors: 1 · Warnings: 3 · Advice: 1", "✗ 1")
    assert label.text() == "✗ 1", "in signs rather than cut"
    assert label.whole() in label.toolTip()
    assert label.accessibleName() == label.whole()
