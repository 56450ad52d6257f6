"""The start page and the box of a new proposal begin every line on the side on which the language begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.program import Program
from widgets.common.foreign_text import text_direction
from widgets.start.new_proposal import NewProposalDialog

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support propagateSizeHints", extend=True)


def test_the_name_of_the_program_stands_where_lines_begin(spoken: str, open_program: Callable[..., Program]) -> None:
    program = open_program(page=True)
    page = program.start_page.page
    assert page is not None
    [head] = [label for label in page.findChildren(QLabel) if label.text() == "Clausewright"]
    [recent] = [label for label in page.findChildren(QLabel) if label.buddy() is page.files]
    name, below = head.geometry(), recent.geometry()
    if head.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        assert name.left() == below.left()
    else:
        assert name.right() == below.right()
    assert name.width() < page.width() // 2


def test_symbols_stand_before_their_words(spoken: str, qtbot: QtBot) -> None:
    dialog = NewProposalDialog([("WTSA-24", "WTSA-24")], dict)
    qtbot.addWidget(dialog)
    lines = [label.text() for label in dialog.findChildren(QLabel) if "MOD" in label.text()]
    assert [text_direction(line) for line in lines] == [dialog.layoutDirection()]
