"""The box that shows what would go into the library: by keys, with what becomes of each text while some are left out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QStyle, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from model.library.imports.file_import import Survey
from model.library.imports.file_reader import Reading
from model.library.store.library_records import LibraryRecord
from model.library.texts.values import LibraryText
from model.message import Message
from model.references.editions import EditionRow
from tests.builders.library import library_text, surveyed
from widgets.library.additions import FILE, OUTCOME, TEXT
from widgets.library.additions_box import AdditionsBox
from widgets.library.correction_form import CorrectionForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


def text(number: str, year: int = 2018, title: str = "it rains", **more: str) -> LibraryText:
    return library_text(number, f"A title|that {title}|to act", year=year, **more)


def held(given: LibraryText) -> LibraryRecord:
    """A text that is in the library."""
    return LibraryRecord(1, given.identity, given.title, "in_force", "", "hash", "held.docx", "2026-01-01T00:00:00Z", digest="d")


@pytest.fixture
def box_of(qtbot: QtBot):
    def show(found: Survey, in_library: Sequence[LibraryRecord] = ()) -> AdditionsBox:
        box = AdditionsBox(found, in_library, ())
        qtbot.addWidget(box)
        box.open()
        box.activateWindow()
        qtbot.waitUntil(box.list.hasFocus)
        return box

    return show


def column(box: AdditionsBox, number: int) -> list[str]:
    return [box.rows.index(row, number).data() for row in range(box.rows.rowCount())]


def ticks(box: AdditionsBox) -> str:
    """A letter for each row: x goes in, o is left out, - cannot go in."""
    return "".join({None: "-", True: "x", False: "o"}[box.rows.is_chosen(row)] for row in range(box.rows.rowCount()))


def test_return_adds_what_is_shown(box_of) -> None:
    box = box_of(surveyed(Reading((text("5"), text("6"))), Reading((text("7"),)), refused=["a/empty.docx"]))
    assert column(box, TEXT) == [f"Resolution {number} (Rev. Dubai, 2018)" for number in (5, 6, 7)] + ["empty.docx"]
    assert column(box, OUTCOME) == ["new", "new", "new", "cannot be used: it is empty"]
    assert column(box, FILE) == ["0.txt", "0.txt", "1.txt", "empty.docx"]
    assert "a/empty.docx" in box.rows.index(3, FILE).data(Qt.ItemDataRole.ToolTipRole)
    assert box._head.text() == "3 of 3 texts are added. 1 file cannot be used."
    assert box.add.isDefault()
    QTest.keyClick(box.list, Key.Key_Return)
    assert box.result() == QDialog.DialogCode.Accepted
    assert list(box.chosen) == [0, 1, 2]


def test_escape_adds_nothing(box_of) -> None:
    box = box_of(surveyed(Reading((text("5"),))))
    QTest.keyClick(box.list, Key.Key_Escape)
    assert box.result() == QDialog.DialogCode.Rejected
    assert not box.isVisible()


def test_space_leaves_out_and_takes_in_again(box_of) -> None:
    box = box_of(surveyed(Reading((text("5", 2014), text("5", 2018), text("6")))))
    assert column(box, OUTCOME) == ["new, replaced by Rev. Dubai, 2018", "new", "new"]
    QTest.keyClick(box.list, Key.Key_Down)
    QTest.keyClick(box.list, Key.Key_Space)
    assert ticks(box) == "xox"
    assert column(box, OUTCOME) == ["new", "omitted", "new"]
    QTest.keyClick(box.list, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(box.list, Key.Key_Space)
    assert ticks(box) == "xxx", "where one of them is left out, both are taken in"
    QTest.keyClick(box.list, Key.Key_Space)
    assert ticks(box) == "xoo"
    assert box._head.text() == "1 of 3 texts are added."


def test_all_and_none_by_their_keys(box_of, qtbot: QtBot) -> None:
    box = box_of(surveyed(Reading((text("5"), text("6")))))
    QTest.keyClick(box, Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: ticks(box) == "oo")  # Qt shows the button pressed for a moment
    assert not box.add.isEnabled()
    QTest.keyClick(box.list, Key.Key_Return)
    assert box.isVisible(), "there is nothing to add"
    QTest.keyClick(box, Key.Key_L, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: ticks(box) == "xx")
    assert box.add.isEnabled()


def test_a_click_on_the_tick_leaves_out(box_of) -> None:
    box = box_of(surveyed(Reading((text("5"),))))
    shown = QStyleOptionViewItem()
    box.list.initViewItemOption(shown)
    shown.rect = box.list.visualRect(box.rows.index(0, TEXT))
    shown.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    tick = box.list.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown, box.list)
    QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=tick.center())
    assert ticks(box) == "o"


def test_the_same_text_in_two_files_goes_in_once(box_of) -> None:
    box = box_of(surveyed(Reading((text("5"),)), Reading((text("5"),))))
    assert column(box, OUTCOME) == ["new", "the same text as in 0.txt"]
    assert ticks(box) == "x-"
    QTest.keyClick(box.list, Key.Key_Space)
    assert (ticks(box), column(box, OUTCOME)) == ("oo", ["omitted", "omitted"])
    QTest.keyClick(box.list, Key.Key_Down)
    QTest.keyClick(box.list, Key.Key_Space)
    assert (ticks(box), column(box, OUTCOME)) == ("ox", ["omitted", "new"])


def test_where_nothing_can_be_added_return_closes(box_of) -> None:
    given = text("5")
    found = surveyed(Reading((given,)))
    box = box_of(found, [replace(held(given), digest=found.texts[0].digest)])
    assert column(box, OUTCOME) == ["already in the library"]
    assert box._head.text() == "There is nothing to add."
    assert not box.add.isVisible()
    QTest.keyClick(box.list, Key.Key_Return)
    assert not box.isVisible()
    assert box.result() == QDialog.DialogCode.Rejected


def test_what_is_wrong_is_corrected_in_a_form(box_of, qtbot: QtBot) -> None:
    box = box_of(surveyed(Reading((text(""), text("5", 2014)))), [held(text("5", 2018))])
    assert column(box, OUTCOME) == ["new; its number, body or edition is not recognised", "new, replaced by Rev. Dubai, 2018"]
    QTest.keyClick(box.list, Key.Key_F2)
    form = box.findChild(CorrectionForm)
    assert form is not None
    form.activateWindow()
    qtbot.waitUntil(form.number.hasFocus)
    QTest.keyClicks(form.number, "5")
    form.edition.setFocus()
    form.edition.selectAll()
    QTest.keyClicks(form.edition, "the last")
    assert "the edition is not recognised" in form.problem.text()
    QTest.keyClick(form.edition, Key.Key_Return)
    assert form.isVisible()
    form.edition.selectAll()
    QTest.keyClicks(form.edition, "Rev. Bucharest, 2022")
    QTest.keyClick(form.edition, Key.Key_Return)
    assert column(box, TEXT)[0] == "Resolution 5 (Rev. Bucharest, 2022)"
    assert column(box, OUTCOME) == [
        "becomes the edition in force; replaced: Rev. Dubai, 2018",
        "new, replaced by Rev. Bucharest, 2022",
    ]
    assert box.chosen[0].identity.date == "2022-09-26"
    assert box.chosen[0].text.identity == box.chosen[0].identity


def test_a_correction_that_is_wrong_itself_can_be_corrected(box_of, qtbot: QtBot) -> None:
    found = surveyed(Reading((text("6"), text("7"))))
    box = box_of(found, [replace(held(text("5")), digest=found.texts[0].digest)])
    for number, ended, ticked in (("5", "already in the library", "-x"), ("8", "new", "xx")):
        QTest.keyClick(box.list, Key.Key_F2)
        form = next(form for form in box.findChildren(CorrectionForm) if form.isVisible())
        form.activateWindow()
        qtbot.waitUntil(form.number.hasFocus)
        QTest.keyClicks(form.number, number)
        QTest.keyClick(form.number, Key.Key_Return)
        assert (column(box, OUTCOME)[0], ticks(box)) == (ended, ticked)
        box.activateWindow()
        qtbot.waitUntil(box.list.hasFocus)


def test_what_cannot_go_in_is_not_corrected(box_of) -> None:
    row = EditionRow("resolution", "PP", "5", "place", "Dubai", 2018, "", "", True)
    box = box_of(surveyed(Reading((), (row,)), refused=["x.docx"]))
    assert column(box, OUTCOME)[0] == "1 edition, without its words"
    for _ in range(2):
        assert not box.correct.isEnabled()
        QTest.keyClick(box.list, Key.Key_F2)
        assert box.findChild(CorrectionForm) is None
        QTest.keyClick(box.list, Key.Key_Down)


def test_the_current_row_is_told_with_the_warnings_of_its_file(box_of) -> None:
    warned = Reading((text("5"),), (), (Message.of("The number of the text was not recognised."),))
    box = box_of(surveyed(Reading((text("4"),)), warned))
    assert box._more.text() == "\u200e\u2068Resolution 4 (Rev. Dubai, 2018)\u2069: new."
    QTest.keyClick(box.list, Key.Key_Down)
    assert box._more.text().endswith(": new. The number of the text was not recognised.")
    spoken = box.rows.index(1, TEXT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Resolution 5 (Rev. Dubai, 2018), new, PP, English, 1.txt, A title, ticked"


def test_thousands_of_texts_have_no_widget_each(box_of) -> None:
    found = surveyed(*(Reading((text(str(number), 2014 + 4 * (number % 3)),)) for number in range(3000)))
    box = box_of(found, [held(text("1", 2010))])
    assert len(box.findChildren(QWidget)) < 40
    QTest.keyClick(box.list, Key.Key_Space)
    assert ticks(box) == "o" + "x" * 2999
    QTest.keyClick(box.list, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box.list, Key.Key_Space)
    assert ticks(box) == "x" * 3000
