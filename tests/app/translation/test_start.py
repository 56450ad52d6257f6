"""The start page and the box of a new proposal begin every line on the side on which the language begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.program import Program
from model.submission.conferences import conferences
from tests.builders.boxes import during
from widgets.common.foreign_text import text_direction
from widgets.editions.row_form import RowForm
from widgets.start.new_proposal import NewProposalDialog


def test_the_name_of_the_program_stands_where_lines_begin(spoken: str, open_program: Callable[..., Program]) -> None:
    program = open_program(page=True)
    page = program.start_page.page
    assert page is not None
    [head] = [label for label in page.findChildren(QLabel) if label.text() == "Clausewright"]
    [about] = [label for label in page.findChildren(QLabel) if label.y() > head.y() and label.parent() is head.parent()][:1]
    name, below = head.geometry(), about.geometry()
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


SHORT = {"fr": "AMNT", "es": "AMNT", "ru": "ВАСЭ", "zh": "WTSA", "ar": "WTSA"}


def test_conferences_and_bodies_are_called_in_the_language_of_the_window(
    spoken: str, open_program: Callable[..., Program], qtbot: QtBot
) -> None:
    program = open_program()
    name = conferences()["WTSA-24"].text("name", spoken)
    seen: list[str] = []
    offered: list[str] = []

    def look(*boxes: QWidget) -> list[str]:
        offered.extend(box.language.currentData() for box in boxes if isinstance(box, NewProposalDialog))
        seen.extend(box.itemText(row) for widget in boxes for box in widget.findChildren(QComboBox) for row in range(box.count()))
        return []

    during(program.new_proposal.ask, look, program.window)
    assert offered == [spoken], "a new text is begun in it"
    assert f"{SHORT[spoken]}-24 – {name}" in seen
    form = RowForm({})
    qtbot.addWidget(form)
    look(form)
    assert SHORT[spoken] in seen
    assert "UNGA" not in seen
