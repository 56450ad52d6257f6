"""The table keeps what was chosen when other findings come, and goes nowhere by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem

from model.message import Message
from model.preflight.finding import Finding, Problem
from model.submission.story import StoryId
from model.submission.values import IgnoredProblem
from widgets.problems.model import PLACE, SORT, ProblemModel
from widgets.problems.table import NARROW, ProblemTable

PLACES = ["Submission › Contact persons", "Proposal 2 › Reasons", "recalling f)"]
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


def test_in_a_narrow_pane_no_word_of_a_problem_is_cut(table) -> None:
    long = Finding(
        "title", "warning", Problem(Message.verbatim("the document has no title, and this goes on " * 4), StoryId(0), "c")
    )
    table._problems.show([ROWS[0], long], {})
    table.set_narrow(on=True)
    table.resize(sum(NARROW), 400)
    table.show()
    width = table.columnWidth(2) - 12
    words = table.fontMetrics().boundingRect(0, 0, width, 1000, Qt.TextFlag.TextWordWrap, table._problems.index(1, 2).data())
    assert table.rowHeight(1) >= words.height()
    assert table.rowHeight(0) < table.rowHeight(1)


def test_a_narrow_pane_names_a_field_without_the_document(qtbot) -> None:
    model = ProblemModel(lambda finding: finding.fault.clause, lambda finding: "")
    table = ProblemTable(model)
    qtbot.addWidget(table)
    shown = [Finding("title", "error", Problem(Message.verbatim("x"), StoryId(0), place)) for place in PLACES]
    model.show(shown, {})

    def places() -> list[str]:
        options = [QStyleOptionViewItem() for _ in PLACES]
        for row, option in enumerate(options):
            option.widget = table  # type: ignore[attr-defined]  # as the view sets it
            table.itemDelegate().initStyleOption(option, model.index(row, PLACE))
        return [option.text for option in options]  # type: ignore[attr-defined]

    assert places() == PLACES
    table.set_narrow(on=True)
    assert places() == ["Contact persons", "Proposal 2 › Reasons", "recalling f)"]
