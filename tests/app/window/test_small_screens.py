"""Every part stays on a screen of 1366 by 768 at 200 %, which has room for 683 by 384."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor

from tests.builders.waiting import settle
from widgets.common.labels import ElidedLabel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ROOM = 675, 344
"""What the frame and the title leave of it."""
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


def test_text_at_four_times_its_size_wraps_and_no_word_is_lost(open_program):
    """WCAG 2.2, 1.4.10 in web layout; 1.4.12 asks nothing of widgets, whose spacing Qt lets no user set."""
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
