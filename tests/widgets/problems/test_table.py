"""The table keeps what was chosen when other findings come, and goes nowhere by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from model.message import Message
from model.preflight.finding import Finding, Problem
from model.submission.story import StoryId
from model.submission.values import IgnoredProblem
from widgets.problems.model import SORT, ProblemModel
from widgets.problems.table import NARROW, ProblemTable

ROWS = [
    Finding("spaces", "advice", Problem(Message.verbatim("two spaces"), StoryId(1), f"c{number}", quote="  "))
    for number in range(4)
]


@pytest.fixture
def table(qtbot):
    model = ProblemModel(lambda finding: finding.fault.clause, lambda finding: "")
    table = ProblemTable(model)
    qtbot.addWidget(table)
    model.show(ROWS, {})
    table.choose(2)
    return table


def test_the_choice_stays_with_its_finding_or_its_place(table) -> None:
    gone_to: list[object] = []
    table.chosen.connect(gone_to.append)
    model = table._problems
    model.show(ROWS[1:], {})
    assert table.current() is ROWS[2]
    model.show([ROWS[1], ROWS[3]], {})
    assert table.current() is ROWS[3]
    model.show([], {})
    assert table.current() is None
    assert gone_to == [None]


def test_one_row_is_chosen_whatever_key_is_held(table) -> None:
    QTest.keyPress(table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    table.choose(0)
    assert table.selected() == ROWS[:1]
    QTest.keyRelease(table, Qt.Key.Key_Control)


def test_ignored_ones_are_left_out_or_stand_last(table) -> None:
    model = table._problems
    model.show(ROWS, {ROWS[0].key: IgnoredProblem("so")})
    assert model.rows == ROWS[1:]
    assert (model.count("advice"), model.ignored_count) == (3, 1)
    model.show_only(None, with_ignored=True)
    assert model.rows == [*ROWS[1:], ROWS[0]]
    assert model.alike(ROWS[1]) == []


def test_a_sentence_that_begins_with_arabic_words_runs_in_our_direction(table) -> None:
    message = "القرار 71: the edition in force is another"
    table._problems.show([Finding("spaces", "advice", Problem(message, StoryId(1), "c"))], {})
    assert table._problems.index(0, 2).data() == f"\u2066{message}\u2069"


def test_what_looks_like_html_is_shown_as_it_is(table) -> None:
    message = "<img src='file:///x'>"
    table._problems.show([Finding("spaces", "advice", Problem(message, StoryId(1), "c"))], {})
    index = table._problems.index(0, 2)
    assert index.data() == message
    assert "<img" not in index.data(3)


def test_in_a_narrow_pane_the_columns_have_the_room_that_is_there(table) -> None:
    table.set_narrow(on=True)
    assert table.horizontalHeader().sectionSize(SORT) == NARROW[0]
    table.resize(sum(NARROW) + table.verticalScrollBar().sizeHint().width(), 60)
    table.show()
    assert table.verticalScrollBar().maximum() > 0
    assert table.horizontalScrollBar().maximum() == 0
