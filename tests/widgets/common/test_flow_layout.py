"""Controls that flow: beside each other where there is room, in lines where there is not, mirrored from right to left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.common.flow_layout import FlowLayout

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def shown(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.layout_ = FlowLayout(widget)
    widget.parts = [QWidget() for _ in range(3)]
    for part, height in zip(widget.parts, (20, 30, 20), strict=True):
        part.setFixedSize(100, height)
        widget.layout_.addWidget(part)
    widget.show()
    return widget


def test_there_is_one_line_where_there_is_room(shown):
    shown.resize(400, 100)
    assert [(part.x(), part.y()) for part in shown.parts] == [(0, 5), (104, 0), (208, 5)]
    assert shown.layout_.heightForWidth(400) == 30


def test_lines_are_broken_where_there_is_none(shown):
    shown.resize(220, 100)
    assert [(part.x(), part.y()) for part in shown.parts] == [(0, 5), (104, 0), (0, 34)]
    assert shown.layout_.heightForWidth(220) == 54
    assert shown.layout_.minimumSize().width() == 100
    assert shown.layout_.sizeHint().width() == 308


def test_what_is_hidden_has_no_place(shown):
    shown.resize(400, 100)
    shown.parts[0].hide()
    shown.layout_.activate()
    assert shown.parts[1].x() == 0


def test_it_runs_from_right_to_left_in_such_a_window(shown):
    shown.resize(220, 100)
    shown.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown.layout_.activate()
    assert [part.x() for part in shown.parts] == [120, 16, 120]


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
def test_the_margins_stay_free(shown, direction):
    shown.setLayoutDirection(direction)
    shown.layout_.setContentsMargins(8, 10, 12, 14)
    shown.resize(240, 100)
    shown.layout_.activate()
    first, last = shown.parts[0].geometry(), shown.parts[1].geometry()
    if direction == Qt.LayoutDirection.RightToLeft:
        assert (first.right() + 1, last.left()) == (240 - 12, 240 - 12 - 204)
    elif direction == Qt.LayoutDirection.LeftToRight:
        assert (first.left(), last.left()) == (8, 112)
    assert shown.parts[1].y() == 10
    assert shown.layout_.heightForWidth(240) == 10 + 54 + 14
    assert shown.layout_.heightForWidth(224) == 10 + 54 + 14
    assert shown.layout_.heightForWidth(327) == 10 + 54 + 14
    assert shown.layout_.heightForWidth(328) == 10 + 30 + 14
    assert shown.layout_.minimumSize().width() == 120
