"""The air in boxes: as much at each edge, whatever is in the box; what belongs together is nearer than what does not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QMargins, QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from app.program import Program
from tests.app.window.test_tab_order import BOXES
from tests.builders.boxes import during
from tests.builders.waiting import settle
from widgets.common.box_layout import show_status_bar
from widgets.common.number_field import BESIDE, NumberField
from widgets.dialogs import messages
from widgets.submission_form.form import SubmissionForm
from widgets.theme.design import GAP, SECTION, TIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WITH_TABS = ("settings", "editions")


def shown_parts(box: QWidget) -> list[tuple[QWidget, QRect]]:
    """What a user sees in a box, each with its place in it: no empty labels, no areas around others, no row of tabs."""
    found = []
    for part in box.findChildren(QWidget):
        holds_others = isinstance(part, QScrollArea) or (type(part) is QWidget) or isinstance(part, QTabBar)
        if holds_others or not part.isVisible() or part.window() is not box or (isinstance(part, QLabel) and not part.text()):
            continue
        if part.findChildren(QWidget) and not isinstance(part, QAbstractScrollArea | QComboBox | QGroupBox | QLineEdit):
            continue
        if part.metaObject().className() == "Ring":
            continue
        found.append((part, QRect(part.mapTo(box, QPoint()), part.size())))
    return found


def air(box: QWidget) -> QMargins:
    """The room between the edges of a box and what is next to each of them."""
    whole = QRect()
    for _, place in shown_parts(box):
        whole = whole.united(place)
    return QMargins(whole.left(), whole.top(), box.width() - 1 - whole.right(), box.height() - 1 - whole.bottom())


@pytest.mark.parametrize("name", [name for name in BOXES if name != "start"])
def test_a_box_has_as_much_air_at_each_edge(name: str, qtbot) -> None:
    box = BOXES[name]()
    qtbot.addWidget(box)
    box.show()
    settle(box)
    assert isinstance(box, QDialog)
    assert air(box) == QMargins(SECTION, SECTION, SECTION, SECTION)


@pytest.mark.parametrize("name", WITH_TABS)
def test_what_is_on_a_page_begins_and_ends_with_the_buttons_below_it(name: str, open_program) -> None:
    program: Program = open_program()
    found: list[tuple[QMargins, int]] = []

    def look(*tops: QWidget) -> list[str]:
        for top in tops:
            top.resize(760, 560)
            settle(top)
            row = top.findChild(QDialogButtonBox)
            assert isinstance(row, QDialogButtonBox)
            end = row.mapTo(top, row.rect().bottomRight()).x()
            found.append((air(top), top.width() - 1 - end))
        return []

    program.window.editor.setFocus()
    during(program.actions[name].trigger, look, program.window)
    ((margins, below),) = found
    assert (margins.left(), margins.right(), margins.bottom(), below) == (SECTION, SECTION, SECTION, SECTION)


def test_a_message_has_as_much_air_at_each_edge(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    found: list[QMargins] = []

    def look(*tops: QWidget) -> list[str]:
        for top in tops:
            assert isinstance(top, QMessageBox)
            layout, row = top.layout(), top.findChild(QDialogButtonBox)
            assert layout is not None
            assert isinstance(row, QDialogButtonBox)
            found.extend((layout.contentsMargins(), row.contentsMargins()))
        return []

    during(lambda: messages.show_error(host, "75.docx: it is no Word file; open it in Word and save it as .docx."), look)
    assert found == [QMargins(SECTION, SECTION, SECTION, SECTION), QMargins(0, GAP, 0, 0)]


def test_a_question_for_a_line_has_as_much_air_at_each_edge(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    found: list[QMargins] = []

    def look(*tops: QWidget) -> list[str]:
        found.extend(map(air, tops))
        return []

    during(lambda: messages.ask_for_text(host, "Name", "The name of the version:"), look)
    assert found == [QMargins(SECTION, SECTION, SECTION, SECTION)]


def test_the_digits_of_a_field_begin_where_other_words_begin(qtbot) -> None:
    field = NumberField()
    qtbot.addWidget(field)
    field.show()
    line = field.lineEdit()
    assert line.textMargins().left() == line.textMargins().right() == BESIDE


def test_a_box_opens_with_the_keyboard_in_its_first_field(open_program) -> None:
    program: Program = open_program()
    found: list[QWidget | None] = []

    def look(*tops: QWidget) -> list[str]:
        found.extend(top.focusWidget() for top in tops)
        return []

    during(program.actions["settings"].trigger, look, program.window)
    (first,) = found
    assert isinstance(first, QLineEdit)


def test_return_closes_the_proof_of_an_export(qtbot) -> None:
    box = BOXES["proof"]()
    qtbot.addWidget(box)
    box.show()
    settle(box)
    focused = box.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text().replace("&", "") == "Close"
    assert [button.text() for button in box.findChildren(QPushButton) if button.isDefault()] == [focused.text()]


def test_a_new_proposal_begins_with_the_text_in_force(qtbot) -> None:
    box = BOXES["new proposal"]()
    qtbot.addWidget(box)
    box.show()
    assert box.focusWidget() is box.file


def test_a_label_is_nearer_to_its_field_than_to_the_field_before(open_program) -> None:
    program: Program = open_program()
    program.window.resize(1366, 768)
    form = program.window.panels.open("submission").findChild(SubmissionForm)
    assert isinstance(form, SubmissionForm)
    settle(program.window)
    header = form.header
    places = []
    for path in ("header/title", "header/agenda", "header/abstract"):
        field = header.by_path[path]
        assert isinstance(field, QWidget)
        head = header.contents.labelForField(field)
        words = head.geometry().marginsRemoved(head.contentsMargins())
        places.append((words, field.geometry()))
    for (_, before), (words, field) in pairwise(places):
        assert field.top() - words.bottom() - 1 == TIGHT
        assert words.top() - before.bottom() - 1 == TIGHT + GAP


def test_the_fields_of_the_bar_for_finding_begin_at_one_place(open_program) -> None:
    program: Program = open_program()
    program.actions["replace"].trigger()
    form = program.find.bar.form
    form.options.setChecked(True)
    settle(program.window)
    assert len({field.mapTo(form, QPoint()).x() for field in (form.words, form.new_words, form.where)}) == 1


def test_a_further_window_has_no_grip(qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    show_status_bar(window)
    assert not window.statusBar().isSizeGripEnabled()
    assert window.statusBar().contentsMargins() == QMargins(GAP, 0, GAP, 0)


def test_cards_have_the_margin_of_the_pane_at_their_outer_edge(open_program) -> None:
    program: Program = open_program()
    program.window.resize(1366, 768)
    program.window.list.amendments.follow()
    program.cards.follow()
    settle(program.window)
    margin = program.cards.margin
    placed = margin.placed_cards()
    assert placed
    for card in placed:
        assert margin.width() - card.rect.right() == GAP
