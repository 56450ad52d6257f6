"""The Table of Frequency Allocations in the window, by keys and boxes as a delegate uses it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.program import Program
from app.window.action_ids import ActionId as Id
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.redline.edit_text import Place
from tests.builders.allocations import SMALL, content, id_of, submission_of_file, table_in
from tests.builders.boxes import typed
from widgets.dialogs.allocations import AddServiceDialog, MergeBandsDialog, SplitBandDialog, TableNotesDialog, numbers_in

Key = Qt.Key
KEYS = {
    Id.SPLIT_BAND: "Ctrl+F2",
    Id.MERGE_BANDS: "Ctrl+Shift+F2",
    Id.ADD_SERVICE: "Shift+F2",
    Id.DELETE_SERVICE: "Ctrl+Shift+F3",
    Id.CHANGE_CATEGORY: "Ctrl+F3",
    Id.TABLE_NOTES: "Shift+F7",
}
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def given():
    return submission_of_file(SMALL)


@pytest.fixture
def program(active):
    return active


def put(program: Program, band: str, line: str = "", place: int = 0) -> None:
    """Puts the caret into a line of the cell with a band."""
    editor = program.window.editor
    id = id_of(program.session.submission, band, line, place)
    index = next(at for at, clause in enumerate(editor.clauses) if clause.id == id)
    editor.caret.move_to(Place(index, 1))
    editor.setFocus()


def press(program: Program, id: Id, answer: Callable[[QDialog], None] | None = None) -> None:
    """Carries out the action of a key, and answers the box that opens."""
    seen: list[QDialog] = []

    def use_box() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        seen.append(box)
        if answer is not None:
            answer(box)
        if box.isVisible():
            box.done(QDialog.DialogCode.Rejected)

    timer = QTimer(singleShot=True, interval=50)
    timer.timeout.connect(use_box)
    timer.start()
    program.actions[id].trigger()
    timer.stop()
    assert len(seen) == (answer is not None)


def rows(program: Program) -> list[list[str]]:
    """The bands of each row."""
    return [
        [lines[0].replace("\u00a0", "") if lines else "" for _, lines in row]
        for row in content(table_in(program.session.submission))
    ]


def test_each_command_has_its_key(program) -> None:
    assert {id: program.actions[id].shortcut().toString() for id in KEYS} == KEYS
    put(program, "2655")
    QTimer.singleShot(50, lambda: QApplication.activeModalWidget().close())
    QTest.keyClick(program.window.editor, Key.Key_F2, Qt.KeyboardModifier.ControlModifier)


def test_a_band_is_split_and_a_service_is_added_by_keys_exported_and_read_back(program) -> None:
    before = program.session.submission
    put(program, "2655")
    press(program, Id.SPLIT_BAND, typed("2 690", Key.Key_Return))
    assert rows(program)[-2:] == [["2655-2690"], ["2690-2700"]]
    press(program, Id.ADD_SERVICE, typed("space research (passive)", Key.Key_Tab, Key.Key_Tab, "5.341", Key.Key_Return))
    after = program.session.submission
    assert content(table_in(after))[-2] == [
        ((1, 2, 3), ("2\u00a0655-2\u00a0690", "RADIO ASTRONOMY", "SPACE RESEARCH (passive) 5.341", "5.340"))
    ]
    returned = read_word(export_word(after)[0], "table.docx", language="en").submission
    for side in ("base", "draft"):
        assert content(table_in(returned, side)) == content(table_in(after, side))
    for _ in range(2):
        program.actions[Id.UNDO].trigger()
    assert program.session.submission == before


def test_a_refused_split_keeps_its_box_and_says_why(program) -> None:
    put(program, "2655")

    def answer(box: QDialog) -> None:
        assert isinstance(box, SplitBandDialog)
        typed("9", Key.Key_Return)(box)
        assert box.isVisible()
        assert "is not inside the band" in box.problem.text()
        assert box.problem.isVisible()
        assert box.focusWidget() is box._frequency
        box._frequency.selectAll()
        typed("2690", Key.Key_Return)(box)
        assert not box.isVisible()

    press(program, Id.SPLIT_BAND, answer)
    assert rows(program)[-2:] == [["2655-2690"], ["2690-2700"]]


def test_a_band_of_one_region_alone_is_split_if_the_others_are_unticked(program) -> None:
    put(program, "2500", place=1)
    press(program, Id.SPLIT_BAND, typed("2600", Key.Key_Tab, Key.Key_Space, Key.Key_Return))
    assert rows(program)[2:4] == [["", "2500-2655", "2500-2600"], ["", "", "2600-2655"]]
    clause = program.window.editor.caret.clause()
    assert clause is not None
    assert clause.text == "2\u00a0500-2\u00a0600"


def test_bands_are_merged_at_once_or_after_a_question_about_other_regions(program) -> None:
    put(program, "2500")
    press(program, Id.SPLIT_BAND, typed("2600", Key.Key_Return))
    assert rows(program)[2:4] == [["", "2500-2600", "2500-2600"], ["", "2600-2655", "2600-2655"]]
    put(program, "2500")
    press(program, Id.MERGE_BANDS, typed(Key.Key_Return))
    assert rows(program)[2] == ["", "2500-2655", "2500-2655"]
    put(program, "2655")
    press(program, Id.SPLIT_BAND, typed("2690", Key.Key_Return))
    put(program, "2655")
    press(program, Id.MERGE_BANDS)
    assert rows(program)[-1] == ["2655-2700"]


def test_services_change_category_and_go_by_keys(program) -> None:
    put(program, "2450-", "FIXED")
    press(program, Id.CHANGE_CATEGORY)
    assert content(table_in(program.session.submission))[0][0][1][1:3] == ("MOBILE except aeronautical mobile 5.410", "Fixed")
    put(program, "2450-", "MOBILE")
    press(program, Id.DELETE_SERVICE)
    assert content(table_in(program.session.submission))[0][0][1][1:] == ("Fixed", "5.150")


def test_footnote_numbers_of_a_service_and_of_its_cell_are_set_in_a_box(program) -> None:
    put(program, "2450-", "MOBILE")
    press(program, Id.TABLE_NOTES, typed("5.411, 5.410", Key.Key_Return))
    assert "MOBILE except aeronautical mobile 5.410 5.411" in content(table_in(program.session.submission))[0][0][1]

    def of_cell(box: QDialog) -> None:
        assert isinstance(box, TableNotesDialog)
        box._place.setCurrentIndex(1)
        assert box.numbers == ("5.150",)
        typed(Key.Key_End, " 5.149", Key.Key_Return)(box)

    press(program, Id.TABLE_NOTES, of_cell)
    assert content(table_in(program.session.submission))[0][0][1][-1] == "5.149 5.150"


def test_a_box_that_is_closed_changes_nothing_and_other_places_get_a_sentence(program) -> None:
    before = program.session.submission
    put(program, "2655")
    for id in (Id.SPLIT_BAND, Id.ADD_SERVICE, Id.TABLE_NOTES):
        press(program, id, typed(Key.Key_Escape))
    program.window.editor.caret.move_to(Place(0, 0))
    for id in (Id.SPLIT_BAND, Id.MERGE_BANDS, Id.ADD_SERVICE, Id.CHANGE_CATEGORY):
        press(program, id)
        assert "Table of Frequency Allocations" in program.window.statusBar().currentMessage()
    assert program.session.submission == before


def test_each_box_is_finished_only_with_what_it_needs(qtbot) -> None:
    for box in (SplitBandDialog("1-2", "MHz", True), AddServiceDialog(["FIXED"])):
        qtbot.addWidget(box)
        assert not box._buttons.button(box._buttons.StandardButton.Ok).isEnabled()
    merge = MergeBandsDialog("1-2")
    qtbot.addWidget(merge)
    assert merge.everywhere
    assert numbers_in("5.1, 5.2;5.3 ") == ("5.1", "5.2", "5.3")
