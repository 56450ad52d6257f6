"""The box of what was recognised: doubts reached by a key and corrected there, beside the picture of the page."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.formats.pdf.places import Doubt
from model.message import Message
from model.redline import OBJECT
from model.submission.text_corrections import printed_words
from tests.builders.pages import ON_PAGE, WIDTH, picture, place, read_pages
from widgets.source_pages.places import clause_at
from widgets.source_pages.recognised_rows import DOUBTFUL, SETTLED, SIGN
from widgets.source_pages.recognition_box import RecognitionBox

Key = Qt.Key
SHIFT, CTRL, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def box(qtbot):
    return shown(qtbot, read_pages())


def shown(qtbot, pages) -> RecognitionBox:
    made = RecognitionBox("R75.pdf", pages, 2, "&Open")
    qtbot.addWidget(made, before_close_func=lambda box: box.done(0))  # asks nothing
    made.view.picture_asked.connect(lambda number, width: made.view.show_picture(number, picture(pages, number, width), WIDTH))
    made.show()
    qtbot.waitExposed(made)
    made.list.setFocus()
    qtbot.waitUntil(made.list.hasFocus)
    return made


def row(box: RecognitionBox) -> int:
    return box.list.currentIndex().row()


def words(box: RecognitionBox) -> list[str]:
    return [printed_words(clause) for clause in box.pages.texts[0].clauses]


def press(box: RecognitionBox, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(box.focusWidget() or box, key, modifiers)


def test_a_key_goes_from_doubt_to_doubt_and_says_which_it_is(box):
    assert (row(box), box.head.text()) == (4, "Doubt 1 of 4: It may continue the clause before it.")
    press(box, Key.Key_F8)
    assert (row(box), box.head.text()) == (5, "Doubt 2 of 4: The label does not follow the one before it.")
    press(box, Key.Key_F8)
    assert row(box) == 7
    assert box.view.number == 2
    press(box, Key.Key_F8)
    press(box, Key.Key_F8)
    assert row(box) == 4, "after the last doubt comes the first"
    press(box, Key.Key_F8, SHIFT)
    assert row(box) == 8
    press(box, Key.Key_Up)
    press(box, Key.Key_Up)
    assert box.head.text() == "4 places are doubtful."


def test_a_key_joins_a_line_with_the_clause_before_it(box):
    press(box, Key.Key_J, CTRL)
    assert words(box)[3] == "a)\tthat the documents of the Summit were endor-sed by the General Assembly,"
    assert row(box) == 3
    assert box.rows.data(box.rows.index(3, SIGN)) == SETTLED
    assert box.head.text().endswith("1 of them is settled.")
    assert {where.page for where in box.pages.places.places[box.rows.rows[3].clause.id]} == {1}
    assert len(box.pages.places.places[box.rows.rows[3].clause.id]) == 2
    press(box, Key.Key_Z, CTRL)
    assert box.pages == read_pages()


def test_a_key_confirms_what_was_recognised_and_goes_to_the_next_doubt(box):
    press(box, Key.Key_F9)
    assert row(box) == 5, "the next doubt"
    assert box.rows.data(box.rows.index(4, SIGN)) == SETTLED
    assert box.head.text().endswith("1 of them is settled.")
    assert words(box) == [printed_words(clause) for clause in read_pages().texts[0].clauses]
    press(box, Key.Key_Z, CTRL)
    assert (row(box), box.pages) == (4, read_pages())
    box.list.setCurrentIndex(box.rows.index(0, SIGN))
    press(box, Key.Key_F9)
    assert box.head.text() == "Nothing is doubtful in this clause."
    press(box, Key.Key_F8)
    for _ in range(4):
        assert box.pages.is_doubtful
        press(box, Key.Key_F9)
    assert not box.pages.is_doubtful


def test_a_doubt_about_no_clause_is_confirmed(qtbot):
    pages = read_pages()
    omitted = Doubt("lost", Message.verbatim("It was omitted."), place(3))
    box = shown(qtbot, replace(pages, places=replace(pages.places, doubts=(omitted,))))
    assert not box.view._places, "its place is outlined, not that of the first clause"
    press(box, Key.Key_F9)
    assert not box.pages.is_doubtful
    assert box.head.text() == "Doubt 1 of 1: It was omitted. 1 of them is settled."


def test_the_box_begins_at_the_first_doubt_that_is_not_settled(qtbot):
    pages = read_pages()
    box = shown(qtbot, pages.confirm(pages.places.doubts[0]))
    assert row(box) == 5


def test_a_clause_is_divided_at_the_caret_with_the_keyboard(box):
    press(box, Key.Key_F8)
    press(box, Key.Key_F2)
    assert box.fields.words.hasFocus()
    press(box, Key.Key_Home)
    for _ in range(len("that the mandate of the Union is clear,")):
        press(box, Key.Key_Right)
    press(box, Key.Key_Return, CTRL)
    assert words(box)[5:7] == ["l)\tthat the mandate of the Union is clear,", "c) that it is not"]
    assert box.pages.texts[0].clauses[6].label.text == "c)"


def test_a_label_is_typed(box):
    press(box, Key.Key_F8)
    box.fields.label.setFocus()
    box.fields.label.selectAll()
    QTest.keyClicks(box.fields.label, "b)")
    press(box, Key.Key_Return)
    assert box.isVisible(), "Enter in a field enters it and does not end the box"
    assert words(box)[5].startswith("b)\tthat the mandate")


def test_keys_change_the_level(box):
    press(box, Key.Key_F8)
    press(box, Key.Key_Right, ALT | SHIFT)
    assert box.pages.texts[0].clauses[5].props.level == 2
    press(box, Key.Key_Left, ALT | SHIFT)
    press(box, Key.Key_Left, ALT | SHIFT)
    assert box.pages.texts[0].clauses[5].props.level == 1


def test_a_kind_is_chosen(box):
    press(box, Key.Key_F8)
    box.fields.kind.setFocus()
    QTest.keyClicks(box.fields.kind, "heading")
    assert box.pages.texts[0].clauses[5].props.kind == "heading"


def test_an_unreadable_word_is_typed_beside_its_page(box):
    press(box, Key.Key_F8)
    press(box, Key.Key_F8)
    press(box, Key.Key_F2)
    at = box.fields.words.toPlainText().index("\ufffd")
    press(box, Key.Key_Home)
    for _ in range(at):
        press(box, Key.Key_Right)
    press(box, Key.Key_Delete)
    QTest.keyClicks(box.fields.words, "e")
    press(box, Key.Key_Return)
    assert words(box)[7] == "1\tto report to the Council every year,"
    assert box.rows.data(box.rows.index(7, SIGN)) == SETTLED


def test_typed_words_are_entered_when_the_box_goes_on_or_ends(box):
    press(box, Key.Key_F2)
    press(box, Key.Key_Home)
    QTest.keyClicks(box.fields.words, "x")
    press(box, Key.Key_F8)
    assert words(box)[4].startswith("xsed")
    press(box, Key.Key_F2)
    QTest.keyClicks(box.fields.words, "y")
    box.accept_button.click()
    assert "y" in words(box)[5]
    assert box.result() == RecognitionBox.DialogCode.Accepted
    assert len(box.pages.corrections[0]) == 2


def test_the_other_reading_of_a_word_is_one_button(box):
    press(box, Key.Key_F8, SHIFT)
    assert box.fields.other.text() == "Read “multistakeholder”"
    box.fields.other.setFocus()
    press(box, Key.Key_Space)
    assert words(box)[8] == "2\tto continue the work on multistakeholder matters."
    assert not box.fields.other.isVisible()


def test_what_is_impossible_is_said_and_changes_nothing(box):
    box.list.setCurrentIndex(box.rows.index(0, SIGN))
    press(box, Key.Key_J, CTRL)
    assert box.head.text() == "Not corrected: there is no clause before this one to join it with."
    assert box.pages == read_pages()


def test_a_note_keeps_its_sign_in_the_words(qtbot):
    box = shown(qtbot, read_pages("*considering*\na)\tthat one[^1] is\n[^1]: A note.\n"))
    box.list.setCurrentIndex(box.rows.index(1, SIGN))
    assert box.fields.words.toPlainText() == "that one▣ is"
    press(box, Key.Key_F2)
    press(box, Key.Key_End)
    QTest.keyClicks(box.fields.words, "!")
    press(box, Key.Key_Return)
    assert words(box)[1] == f"a)\tthat one{OBJECT} is!"
    box.list.setCurrentIndex(box.rows.index(2, SIGN))
    assert not box.fields.join.isEnabled()
    assert box.rows.data(box.rows.index(2, 1)) == "Footnote"


def test_spaces_that_do_not_break_stay(qtbot):
    box = shown(qtbot, read_pages("a)\tin 2 000\u00a0years\tor so\n"))
    box.fields.gather()
    assert not box.pages.corrections
    box.list.setCurrentIndex(box.rows.index(0, SIGN))
    press(box, Key.Key_F2)
    press(box, Key.Key_End)
    QTest.keyClicks(box.fields.words, ".")
    press(box, Key.Key_Return)
    assert words(box) == ["a)\tin 2 000\u00a0years\tor so."]


def test_a_point_of_the_page_chooses_its_clause(box):
    box.view.point_chosen.emit(1, QPointF(80, place(2).top + 5))
    assert row(box) == 2
    places = read_pages().places.places
    assert clause_at(places, 1, 0, 0) == read_pages().texts[0].clauses[0].id
    assert clause_at(places, 7, 0, 0) == ""


def test_the_page_is_shown_with_the_outline_and_described(box, qtbot):
    area = box.view.area
    qtbot.waitUntil(lambda: box.view._paper.scale > 0)
    assert area.accessibleName() == "Source page"
    assert area.accessibleDescription() == "Page 1 of 2. Outlined: sed by the General Assembly,"
    area.setFocus()
    press(box, Key.Key_Down, CTRL)
    assert row(box) == 5
    press(box, Key.Key_End)
    assert (box.view.number, area.accessibleDescription()) == (2, "Page 2 of 2.")
    press(box, Key.Key_Return)
    assert box.list.hasFocus()
    assert ON_PAGE == 6


def test_the_page_zooms_by_keys_and_asks_for_a_sharper_picture(box, qtbot):
    qtbot.waitUntil(lambda: box.view._paper.scale > 0)
    before = box.view._paper.page_width
    box.view.area.setFocus()
    with qtbot.waitSignal(box.view.picture_asked) as asked:
        press(box, Key.Key_Plus)
    assert box.view._paper.page_width > before
    assert asked.args[1] >= box.view._paper.page_width
    press(box, Key.Key_0)
    assert box.view._paper.page_width == before


def test_the_rows_say_their_doubts_to_a_screen_reader(box):
    spoken = box.rows.data(box.rows.index(5, SIGN), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("The label does not follow the one before it., Paragraph")
    assert box.rows.data(box.rows.index(5, SIGN)) == DOUBTFUL
    face = QAccessible.queryAccessibleInterface(box.list)
    assert face.text(QAccessible.Text.Name) == "Clauses"


def test_a_text_without_doubts_says_so(qtbot):
    pages = read_pages()
    box = shown(qtbot, replace(pages, places=replace(pages.places, doubts=())))
    assert box.head.text() == "Nothing is doubtful. Compare the clauses with the pages."
    assert not box.next.isEnabled()


def test_a_settled_doubt_is_not_confirmed_once_more(box):
    for _ in range(9):
        press(box, Key.Key_F9)
    assert box.head.text() == "This doubt is settled."
    assert sum(map(len, box.pages.corrections.values())) == 4


@pytest.mark.parametrize("is_discarded", [True, False])
def test_escape_asks_before_corrections_are_lost(box, is_discarded):
    asked = []

    def answer():
        question = QApplication.activeModalWidget()
        asked.append(question.text())
        buttons = [button for button in question.buttons() if button is not question.defaultButton()]
        QTest.keyClick(buttons[0] if is_discarded else question, Key.Key_Space if is_discarded else Key.Key_Escape)

    press(box, Key.Key_F9)
    press(box, Key.Key_J, CTRL)
    QTimer.singleShot(0, answer)
    press(box, Key.Key_Escape)
    assert asked == ["2 corrections would be lost."]
    assert box.isVisible() is not is_discarded


def test_escape_without_corrections_closes_at_once(box):
    press(box, Key.Key_F8)
    press(box, Key.Key_Escape)
    assert not box.isVisible()
