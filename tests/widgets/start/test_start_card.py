"""The cards of the start page look alike, however many lines their words have."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from tests.builders.waiting import settle
from widgets.start.start_card import StartAction
from widgets.start.start_page import StartPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WORDS = ("A text", "Several proposals on one text, each in a column, " * 3, "A sample")


@pytest.mark.parametrize("width", [1040, 1180, 1366])
def test_the_words_of_all_cards_begin_at_one_height(qtbot, width: int) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.menuBar()
    page = StartPage([StartAction(QAction("Open", window), "&Open …", words, "open") for words in (*WORDS, *WORDS)], window)
    page.show_entries([])
    window.resize(width, 728)
    window.show()
    page.open(may_leave=False)
    settle(window)
    cards = page.buttons
    assert len({card._words_height(card.width()) for card in cards}) > 1
    for row in {card.y() for card in cards}:
        beside = [card for card in cards if card.y() == row]
        assert len(beside) > 1
        assert len({card.height() for card in beside}) == 1
        assert len({card._places()[1].top() for card in beside}) == 1
