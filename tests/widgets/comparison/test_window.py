"""The comparison window, through its keys and clicks."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from model.diff.aligned_rows import align_redline
from model.submission.clause_paths import places
from tests.builders.comparison_checks import compared
from tests.builders.notation import redline
from widgets.comparison.overview_strip import OverviewStrip
from widgets.comparison.window import ANOTHER_FILE, ComparisonWindow

SAME = "".join(f"{number}\tto go on with the work of part {number};\n" for number in range(2, 40))
FIRST = f"""\
RESOLUTION 7
*considering*
a)\tthat small islands need help from their neighbours;
b)\tthat telecommunications evolve quickly in every region;
c)\tthat the Council adopted a plan for continuity of services,
*resolves*
1\tto begin with what costs least;
{SAME}*instructs the Director*
to report to the Council on old matters.
"""
SECOND = FIRST.replace("evolve quickly", "grow quickly").replace("old matters", "new matters").replace(
    "c)\tthat the", "c)\tthat nothing of this kind was ever said before;\nd)\tthat the")  # fmt: skip


@pytest.fixture
def window(qtbot):
    made = ComparisonWindow()
    qtbot.addWidget(made)
    made.show_texts([("base:", "Text in force"), ("draft:", "Draft")], "base:", "draft:")
    made.resize(1000, 600)
    show(made, FIRST, SECOND)
    made.show()
    qtbot.waitExposed(made)
    made.view.setFocus()
    return made


def show(window: ComparisonWindow, first: str, second: str, language: str = "en") -> None:
    found = align_redline(compared(redline(first, language=language), redline(second, language=language)))
    window.show_comparison(found, places(found.redline, found.labelling), may_take=True)


def row(window: ComparisonWindow):
    return window.view.aligned.rows[window.view.current]


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_it_opens_at_the_first_difference(window):
    assert "evolve" in row(window).left[0].paragraph.text
    assert window.list.currentIndex().row() == 0
    assert "changed" in window.view.accessibleDescription()
    assert "Text in force: b) that telecommunications evolve" in window.view.accessibleDescription()


def test_f8_goes_round_the_differences_and_back(qtbot, window):
    seen = []
    for _ in range(window.changes.rowCount() + 1):
        seen.append(window.list.currentIndex().row())
        press(qtbot, window, Qt.Key.Key_F8)
    assert seen == [*range(window.changes.rowCount()), 0]
    press(qtbot, window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert window.list.currentIndex().row() == window.changes.rowCount() - 1
    assert "matters" in row(window).left[0].paragraph.text


def test_what_does_not_differ_is_folded_until_it_is_wanted(qtbot, window):
    press(qtbot, window, Qt.Key.Key_End)
    press(qtbot, window, Qt.Key.Key_Up)
    press(qtbot, window, Qt.Key.Key_Up)
    assert "paragraphs without a difference" in window.view.accessibleDescription()
    press(qtbot, window, Qt.Key.Key_Return)
    assert "no difference" in window.view.accessibleDescription()
    window.fold.trigger()
    height = window.view.verticalScrollBar().maximum()
    window.fold.trigger()
    assert window.view.verticalScrollBar().maximum() < height / 2


def test_a_filter_hides_what_is_not_looked_for(qtbot, window):
    whole = window.changes.rowCount()
    window._sorts["label"].trigger()
    assert window.changes.rowCount() == whole - 1
    for sort in ("text", "move"):
        window._sorts[sort].trigger()
    assert window.changes.rowCount() == 0
    assert not window.next.isEnabled()
    assert not window.view.marks()


def test_formats_are_hidden_behind_one_line_until_they_are_wanted(qtbot, window):
    chosen = []
    window.formats_chosen.connect(chosen.append)
    first = "*noting*\n" + "".join(f"{number}\tto go on with part {number} of it;\n" for number in range(1, 9))
    show(window, first, first.replace("go on", "*go on*").replace("part 3 of", "piece 3 of"))
    assert [change.amendment.new for change in window.changes.differences] == ["piece"]
    assert [state for _, _, state in window.view.marks()] == ["changed"]
    assert window._state.text() == "Clauses: 1 changed, 7 in format or style alone"
    assert window.hidden_formats.text() == "7 in format only: show"
    assert window.hidden_formats.isVisible()
    press(qtbot, window, Qt.Key.Key_Home)
    assert "no difference" in window.view.accessibleDescription()
    qtbot.mouseClick(window.hidden_formats, Qt.MouseButton.LeftButton)
    assert chosen == [True]
    assert window.shows_formats
    assert not window.hidden_formats.isVisible()
    assert len(window.view.marks()) == 8
    assert len(window.changes.differences) == 9
    assert window._state.text() == "Clauses: 1 changed, 7 in format or style alone"


def test_a_renumbered_clause_in_another_format_is_renumbered_while_formats_are_hidden(window):
    show(window, "*noting*\na)\tone thing;\n", "*noting*\n1\tone *thing*;\n")
    window.view.go_to(1)
    seen = window.view.shown.rows[1]
    assert "format" not in seen.sorts
    assert "format" in row(window).sorts


def test_the_list_and_the_rows_follow_each_other(qtbot, window):
    last = window.changes.rowCount() - 1
    window.list.setCurrentIndex(window.changes.index(last))
    assert window.view.current == window.changes.differences[last].row
    press(qtbot, window, Qt.Key.Key_Home)
    assert not window.list.currentIndex().isValid()


def test_a_click_on_the_strip_goes_there(qtbot, window):
    window.fold.trigger()
    strip = window.findChild(OverviewStrip)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(4, strip.height() - 2))
    assert window.view.current == len(window.view.aligned.rows) - 1


def test_both_texts_stay_level_however_far_it_is_scrolled(qtbot, window):
    window.fold.trigger()
    bar = window.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.view.viewport().repaint()
    assert window.view._heights.visible_items()[-1][0] == len(window.view._items) - 1
    bar.setValue(0)
    assert window.view._heights.visible_items()[0][:2] == (0, 0.0)


def test_the_redline_in_one_column_says_both_labels(qtbot, window):
    press(qtbot, window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.one_column.isChecked()
    window.grab()


def test_wishes_are_told(qtbot, window):
    taken, chosen = [], []
    window.take_asked.connect(taken.append)
    window.texts_chosen.connect(lambda *keys: chosen.append(keys))
    press(qtbot, window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [change.new for change in taken[0]] == ["grow"]
    press(qtbot, window, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert chosen == [("draft:", "base:")]
    window.second.setCurrentIndex(window.second.findData(ANOTHER_FILE))
    window.second.activated.emit(window.second.currentIndex())
    assert chosen[-1] == ("base:", ANOTHER_FILE)


def test_a_clause_is_copied_as_both_texts_say_it(qtbot, window):
    press(qtbot, window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines() == [
        "b) that telecommunications evolve quickly in every region;",
        "b) that telecommunications grow quickly in every region;",
    ]
    QApplication.clipboard().clear()


def test_an_arabic_text_has_its_first_column_on_the_right(qtbot, window):
    show(window, "*إذ تذكر*\nأ )\tبالقرار 75 بشأن دور الاتحاد؛\n", "*إذ تذكر*\nأ )\tبالقرار 99 بشأن دور الاتحاد؛\n", "ar")
    assert window.view.rtl
    first, second = window.view._columns.lefts
    assert first > second
    window.grab()


def test_texts_without_a_difference_are_shown_too(qtbot, window):
    show(window, FIRST, FIRST)
    assert not window.next.isEnabled()
    assert window.changes.rowCount() == 0
    press(qtbot, window, Qt.Key.Key_F8)
    window.grab()


def test_enter_goes_to_the_other_half_of_a_move(qtbot, window):
    lines = FIRST.splitlines(keepends=True)
    moved = "".join([*lines[:2], lines[3].replace("b)", "a)"), lines[2].replace("a)", "b)"), *lines[4:]])
    show(window, FIRST, moved)
    place, partner = next(iter(window.view.aligned.partners.items()))
    window.view.go_to(place)
    assert "further" in window.view.accessibleDescription()
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.view.current == partner
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.view.current == place


def test_what_differs_in_looks_alone_is_listed_with_what_it_is(window):
    base = redline("*noting*\na)\tthat one is here;\nb)\tthat two are there,\n")
    draft = redline("*noting*\na)\tthat *one* is here;\nb)\tthat two are there,\n")
    clauses = list(draft.clauses)
    clauses[2] = replace(clauses[2], props=replace(clauses[2].props, style="Quote", other="<w:jc/>"))
    found = align_redline(compared(base, replace(draft, clauses=tuple(clauses))))
    window.show_comparison(found, places(found.redline, found.labelling), may_take=True)
    window._sorts["format"].trigger()
    descriptions = [window.changes.index(place).data() for place in range(window.changes.rowCount())]
    assert len(descriptions) == 2
    assert descriptions[0].endswith("one: italic")
    assert descriptions[1].endswith("style (none) → Quote, indents, alignment or spacing")
    assert descriptions[1].startswith("A format, noting b)")
    assert {change.sort for change in window.changes.differences} == {"format"}


def test_larger_letters_make_the_rows_higher(window):
    before = window.view.verticalScrollBar().maximum()
    font = window.view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    window.view.setFont(font)
    assert window.view.verticalScrollBar().maximum() > before
