"""The bar of tools: what stands in it, what it says, and what it does in little room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QStatusTipEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from app.program import Program
from app.window.action_ids import PANE_BAR, SEPARATOR, TOOLBAR, VIEW_BAR, ActionId
from app.window.action_specs import menus
from app.window.menu_spec import ActionSpec
from model.edits.fields import set_field
from model.redline.edit_text import Place
from model.submission.values import Submission, missing_for_export
from tests.app.builders import build_submission
from tests.builders.waiting import settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def program(active) -> Program:
    active.window.editor.setFocus()
    return active


def specs() -> dict[ActionId, ActionSpec]:
    return {spec.id: spec for menu in menus() for spec in menu.specs}


def go(program: Program, path: str) -> None:
    id = next(id for id, known in program.session.paths(1).items() if known == path)
    index = next(index for index, clause in enumerate(program.window.editor.clauses) if clause.id == id)
    program.window.editor.caret.move_to(Place(index, 0))


def test_accepting_comes_before_rejecting_in_a_group_for_the_review(program):
    groups, group = [], []
    for entry in (*TOOLBAR, SEPARATOR):
        if entry is SEPARATOR:
            groups.append(group)
            group = []
        else:
            group.append(entry)
    assert groups[-1] == [ActionId.PREVIOUS_AMENDMENT, ActionId.NEXT_AMENDMENT, ActionId.ACCEPT, ActionId.REJECT]
    shown = program.window.bars.tools.actions()
    assert not any(a.isSeparator() and b.isSeparator() for a, b in pairwise(shown))


def test_every_tool_has_an_icon_and_says_what_it_does_and_its_key(program):
    for id in (*TOOLBAR, *PANE_BAR, *VIEW_BAR, ActionId.SUBMISSION_FORM, ActionId.EXPORT):
        if id is SEPARATOR:
            continue
        action = program.actions[id]
        assert not action.icon().isNull(), id
        sentence = specs()[id].help
        assert action.statusTip() == sentence
        assert id in (ActionId.UNDO, ActionId.REDO) or sentence in action.toolTip().replace("\n", " ")
        assert not action.shortcut().toString() or f"({action.shortcut().toString()})" in action.toolTip()


def test_what_an_action_does_is_one_sentence(program):
    assert [spec.id for spec in specs().values() if spec.icon and not spec.help] == []
    for id, spec in specs().items():
        if not spec.help:
            continue
        assert spec.help.endswith("."), id
        assert spec.help[0].isupper(), id
        assert "…" not in program.actions[id].toolTip().partition("\n")[0]


def test_the_box_says_the_kind_of_the_clause_and_changes_it(program, qtbot):
    box, kinds = program.window.bars.kinds, program.window.bars.kinds.choice
    for path, words in (("considering", "Introductory phrase"), ("considering/a", "a) Lettered"), ("resolves/1", "1 Numbered")):
        go(program, path)
        qtbot.waitUntil(lambda words=words: kinds.currentText() == words, timeout=1000)
        qtbot.waitUntil(lambda: box.currentWidget() is kinds, timeout=1000)
    go(program, "considering/a")
    qtbot.waitUntil(lambda: kinds.currentText() == "a) Lettered", timeout=1000)
    kinds.activated.emit(kinds.findText("1 Numbered"))
    clause = program.window.editor.caret.clause()
    assert clause.props.scheme == "decimal"
    qtbot.waitUntil(lambda: kinds.currentText() == "1 Numbered", timeout=1000)
    before = program.session.submission
    kinds.activated.emit(kinds.currentIndex())
    assert program.session.submission is before, "the kind that it has is no change"
    assert program.window.editor.hasFocus()


def test_where_there_is_no_choice_the_kind_is_plain_text(program, qtbot):
    box = program.window.bars.kinds
    go(program, "title")
    qtbot.waitUntil(lambda: box.plain.text() == "Title", timeout=1000)
    assert box.currentWidget() is box.plain
    go(program, "considering/a")
    qtbot.waitUntil(lambda: box.currentWidget() is box.choice, timeout=1000)
    program.actions["base"].trigger()
    qtbot.waitUntil(lambda: box.currentWidget() is box.plain, timeout=1000)
    assert box.plain.text() == "a) Lettered"
    program.open_submission.show_unsaved(Submission(), "Nothing")
    qtbot.waitUntil(lambda: box.plain.text() == "", timeout=1000)
    assert box.currentWidget() is box.plain


def test_the_submission_stands_beside_the_export_with_a_sign_if_something_is_missing(program):
    window, session = program.window, program.session
    button = window.bars.submission
    assert button.geometry().right() < window.bars.export.x() < button.geometry().right() + 40
    assert button.text() == "Submission"
    program.open_submission.show_unsaved(build_submission("that networks grow"), "Text")
    assert button.warns
    assert "Missing for the export: conference, document number" in button.toolTip()
    plain = button.grab().toImage()
    for path in missing_for_export(session.submission):
        value = ("ATU",) if path == "header/sources" else "MOD" if path.endswith("symbol") else "35"
        session.commit(set_field(session.submission, path, value, session.stamp()))
    assert not button.warns
    assert "Missing" not in button.toolTip()
    assert button.grab().toImage() != plain
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.panels.in_front("submission")


def test_the_tool_of_the_side_pane_closes_it_and_shows_it_again(program):
    window = program.window
    tool = window.bars.views.widgetForAction(program.actions[ActionId.SIDE_PANE])
    program.actions["problems"].trigger()
    assert tool.isChecked()
    QTest.mouseClick(tool, Qt.MouseButton.LeftButton)
    assert window.panels.front == ""
    assert not tool.isChecked()
    QTest.mouseClick(tool, Qt.MouseButton.LeftButton)
    assert window.panels.front == "problems"


def test_the_box_does_not_call_a_sub_item_lettered(program, qtbot):
    kinds = program.window.bars.kinds.choice
    go(program, "considering/b")
    program.actions["demote"].trigger()
    assert program.window.editor.caret.clause().props.scheme == "roman"
    qtbot.waitUntil(lambda: kinds.currentIndex() == -1 and kinds.placeholderText() == "i) Sub-item", timeout=1000)
    kinds.activated.emit(kinds.findText("a) Lettered"))
    assert program.window.editor.caret.clause().props.scheme == "letter"


def test_a_wheel_over_the_box_changes_nothing(program, qtbot):
    go(program, "considering/a")
    kinds = program.window.bars.kinds.choice
    qtbot.waitUntil(lambda: kinds.currentText() == "a) Lettered", timeout=1000)
    before = program.session.submission
    at = QPointF(kinds.rect().center())
    event = QWheelEvent(
        at, kinds.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(kinds, event)
    assert (program.session.submission is before, kinds.currentText()) == (True, "a) Lettered")


def test_a_click_on_the_prominent_button_exports(program):
    done = []
    program.actions.connect_to(ActionId.EXPORT, lambda: done.append(True))
    button = program.window.bars.export
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [True]
    assert button.text() == "Export"
    at = QPointF(button.rect().center())
    plain = button.grab().toImage()
    QApplication.sendEvent(button, QEnterEvent(at, at, at))
    button.setDown(True)
    assert button.grab().toImage() != plain


@pytest.mark.parametrize("width", [1600, 1366, 900, 683])
def test_the_views_and_the_export_have_their_place_at_every_width(program, width: int):
    window = program.window
    window.resize(width, 700)
    settle(window)
    bars = window.bars
    for part in (bars.export, *(bars.views.widgetForAction(program.actions[id]) for id in VIEW_BAR)):
        corner = part.mapTo(window, part.rect().bottomRight())
        assert part.isVisible()
        assert corner.x() <= window.width(), part.text()
    last = bars.tools.widgetForAction(program.actions[ActionId.REJECT])
    assert last.isVisible() is (width >= 1366)
    words = bars.submission
    assert (words.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon) is (width >= 1366)
    more = bars.tools.findChild(QToolButton, "qt_toolbar_ext_button")
    assert more.isVisible() is (width < 1366)


@pytest.mark.parametrize("narrow", [608, 900])
def test_no_button_for_what_has_no_room_is_left_where_there_is_room(program, narrow: int):
    """A bar may come to lay out its tools, which have their names again, before the window has given it room for them."""
    window, tools = program.window, program.window.bars.tools
    window.resize(narrow, 700)
    settle(window)
    more = tools.findChild(QToolButton, "qt_toolbar_ext_button")
    assert more.isVisible()
    window.resize(1366, 700)
    for bar in (tools, window.bars.views):
        QApplication.sendPostedEvents(bar, QEvent.Type.LayoutRequest.value)
    settle(window)
    assert not more.isVisible()


def test_a_mouse_that_crosses_the_bar_leaves_what_was_told(program):
    window = program.window
    window.tell("It was saved.")
    QApplication.sendEvent(window, QStatusTipEvent("Opens a file."))
    QApplication.sendEvent(window, QStatusTipEvent(""))
    assert window.statusBar().currentMessage() == "It was saved."


def test_the_status_bar_says_what_an_entry_of_a_menu_does(program):
    window = program.window
    menu = next(action.menu() for action in window.menuBar().actions() if action.text() == "&Review")
    assert isinstance(menu, QMenu)
    menu.popup(window.mapToGlobal(QPoint(40, 40)))
    QApplication.processEvents()
    menu.setActiveAction(program.actions[ActionId.WHO])
    QApplication.sendEvent(window, QStatusTipEvent(program.actions[ActionId.WHO].statusTip()))
    assert window.statusBar().currentMessage() == specs()[ActionId.WHO].help
    menu.close()
    QApplication.sendEvent(window, QStatusTipEvent(""))
    assert window.statusBar().currentMessage() == ""


def test_a_style_that_changes_leaves_the_names_where_there_is_room(program):
    window = program.window
    window.resize(1800, 700)
    settle(window)
    QApplication.sendEvent(window, QEvent(QEvent.Type.StyleChange))
    button = window.bars.views.widgetForAction(program.actions[ActionId.MARKUP])
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
