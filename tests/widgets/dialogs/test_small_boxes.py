"""What boxes list can be read where they are small."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QWidget

from model.references.editions import EditionRow
from tests.builders.waiting import settle
from widgets.dialogs.new_base import NewBaseDialog
from widgets.editions.citations import CITATION, NEW, PLACE, STATE, CitationsPage
from widgets.editions.table import TablePage
from widgets.submission_form.choice_field import ChoiceField
from widgets.window.help_window import HelpWindow
from widgets.window.shortcut_list import ShortcutList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SMALL = 420, 300


def made_small(qtbot, box: QWidget) -> None:
    qtbot.addWidget(box)
    box.show()
    box.resize(*SMALL)
    settle(box)


def test_what_a_citation_becomes_is_in_sight(qtbot):
    page = CitationsPage(str)
    made_small(qtbot, page)
    widths = [page.view.columnWidth(column) for column in range(4)]
    assert sum(widths) <= page.view.viewport().width()
    header = page.view.horizontalHeader()
    for column in (PLACE, STATE, NEW):
        assert widths[column] >= min(header.sectionSizeHint(column), sum(widths) // 5), column
    assert widths[CITATION] > max(widths[column] for column in (PLACE, STATE, NEW))


def test_the_state_of_an_edition_is_shown_whole(qtbot):
    page = TablePage()
    made_small(qtbot, page)
    status = 5
    before = page.view.columnWidth(status)
    row = EditionRow("document", "UNGA", "A/78/L.49", "year", "", 2024, "", "2024-03-11", False, status="adopted as A/RES/78/265")
    page.show_rows([row], [])
    assert page.view.columnWidth(status) >= page.view.sizeHintForColumn(status) > before


def test_words_of_a_choice_without_room_end_in_dots(qtbot, qapp):
    shown = []

    class Seen(QProxyStyle):
        def drawControl(self, element, option, painter, widget=None):
            if element == QStyle.ControlElement.CE_ComboBoxLabel:
                shown.append(option.currentText)

    sheet = qapp.styleSheet()
    qapp.setStyleSheet("")  # which would draw the words itself
    style = Seen("fusion")
    field = ChoiceField("Kind", [("", "a change of a text in force")])
    qtbot.addWidget(field)
    field.setStyle(style)
    for width in (140, 400):
        field.resize(width, 24)
        field.grab()
    qapp.setStyleSheet(sheet)
    assert shown[0].endswith("…")
    assert shown[-1] == "a change of a text in force"


def test_the_keys_of_an_action_are_shown_whole(qtbot):
    action = QAction("Redo")
    action.setShortcuts(["Ctrl+Y", "Alt+Shift+Backspace", "Ctrl+Shift+Z"])
    box = ShortcutList([("Edit", [action])], [])
    made_small(qtbot, box)
    assert box.rows.columnWidth(1) >= box.rows.sizeHintForColumn(1)
    assert box.rows.columnWidth(0) + box.rows.columnWidth(1) <= box.rows.viewport().width()


def test_the_name_of_an_action_is_shown_whole_where_the_screen_has_room(qtbot):
    times = 520 // QFontMetrics(QApplication.font()).horizontalAdvance("untracked, ")  # the letters of a system may be wide
    box = ShortcutList([("Edit", [QAction(f"Export, {times * 'untracked, '}")])], [("Alt+Shift+Backspace", "Does")])
    qtbot.addWidget(box)
    box.show()
    assert box.rows.columnWidth(0) >= box.rows.sizeHintForColumn(0)
    assert box.width() > 640


def test_a_chapter_of_the_manual_keeps_its_width(qtbot):
    box = HelpWindow({"a": "# First\n\nWords."})
    made_small(qtbot, box)
    assert box.text.width() >= 300


def test_the_heads_of_what_does_not_fit_a_new_base_are_whole(qtbot):
    box = NewBaseDialog("3 of 4 changes stand on the text now.", [])
    made_small(qtbot, box)
    header = box.list.horizontalHeader()
    assert all(header.sectionSize(column) >= header.sectionSizeHint(column) for column in range(4))
