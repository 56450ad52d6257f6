"""A sentence in the status bar has room beside the place in the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from tests.builders.waiting import settle
from widgets.common.names import spoken_path
from widgets.window.status_bar import LEAST, StatusBar

PATH = "instructs the Director of the Telecommunication Standardization Bureau/2/iii"
SENTENCE = "Spelling is not checked: this system has no Hunspell."

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def shown(qtbot, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> StatusBar:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.setLayoutDirection(direction)
    bar.resize(700, 24)
    bar.show()
    bar.place.show_path(PATH)
    settle(bar)
    return bar


def test_a_long_place_gives_way_to_a_sentence_and_says_itself_whole(qtbot):
    for direction in Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft:
        bar = shown(qtbot, direction)
        whole = spoken_path(PATH)
        assert bar.place.text() == whole
        bar.showMessage(SENTENCE)
        settle(bar)
        rightwards = direction == Qt.LayoutDirection.LeftToRight
        room = bar.place.x() if rightwards else bar.width() - bar.place.geometry().right()
        assert bar.fontMetrics().horizontalAdvance(SENTENCE) <= room
        assert "…" in bar.place.text()
        assert bar.place.text().endswith(" iii")
        assert bar.place.accessibleName() == whole
        assert whole in bar.place.toolTip()
        bar.clearMessage()
        settle(bar)
        assert bar.place.text() == whole
        assert not bar.place.toolTip()


def test_a_place_keeps_some_room_and_what_is_left_out_of_the_sentence_too_is_told(qtbot):
    bar = shown(qtbot)
    bar.showMessage(SENTENCE * 4)
    settle(bar)
    assert bar.place.width() == LEAST
    assert SENTENCE * 4 in bar.toolTip()
    bar.showMessage(SENTENCE)
    assert not bar.toolTip()


def test_an_arabic_place_runs_as_it_does_in_the_lists(qtbot):
    bar = shown(qtbot)
    bar.place.show_path("إذ تدرك/ب")
    assert bar.place.text() == "\u200e\u2068إذ تدرك ب\u2069"
    bar.place.resize(60, 20)
    assert bar.place.text().count("\u2068") == bar.place.text().count("\u2069")


def test_the_same_place_again_lays_nothing_out(qtbot, monkeypatch):
    """Each key in a clause reports its place again; a new layout would paint the whole window."""
    bar, laid_out = shown(qtbot), []
    monkeypatch.setattr(bar.place, "updateGeometry", lambda: laid_out.append(bar.place.text()))
    bar.place.show_path(PATH)
    assert not laid_out
    bar.place.show_path("recalling/a")
    assert laid_out
    assert bar.place.text() == spoken_path("recalling/a")


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_parts_at_the_end_are_separated(qtbot, direction):
    bar = shown(qtbot, direction)
    counts, hidden = QLabel("Words: 260"), QLabel("nobody")
    bar.addPermanentWidget(counts)
    bar.addPermanentWidget(hidden)
    hidden.hide()
    settle(bar)
    first, second = sorted((bar.place.geometry(), counts.geometry()), key=QRect.left)
    assert second.left() - first.right() > 12
    image, y = bar.grab().toImage(), bar.height() // 2
    between = [image.pixelColor(x, y).rgb() for x in range(first.right() + 1, second.left())]
    assert bar.palette().color(QPalette.ColorRole.Midlight).rgb() in between
