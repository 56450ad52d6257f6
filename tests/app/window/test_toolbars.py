"""The bar of tools: what stands in it, what it says, and what it does in little room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QStatusTipEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from app.program import Program
from app.window.action_ids import SEPARATOR, TOOLBAR, VIEW_BAR, ActionId
from app.window.action_specs import menus
from app.window.menu_spec import ActionSpec
from model.redline.edit_text import Place
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


def test_accepting_and_rejecting_stand_apart_from_drafting(program):
    groups, group = [], []
    for entry in (*TOOLBAR, SEPARATOR):
        if entry is SEPARATOR:
            groups.append(group)
            group = []
        else:
            group.append(entry)
    assert groups[-1] == [ActionId.REJECT, ActionId.ACCEPT]
    shown = program.window.bars.tools.actions()
    assert not any(a.isSeparator() and b.isSeparator() for a, b in pairwise(shown))


def test_every_tool_has_an_icon_and_says_what_it_does_and_its_key(program):
    for id in (*TOOLBAR, *VIEW_BAR, ActionId.EXPORT):
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
    kinds = program.window.bars.kinds
    for path, words in (("considering", "Introductory phrase"), ("considering/a", "a) Lettered"), ("resolves/1", "1 Numbered")):
        go(program, path)
        qtbot.waitUntil(lambda words=words: kinds.currentText() == words, timeout=1000)
    go(program, "title")
    qtbot.waitUntil(lambda: kinds.currentIndex() == -1 and kinds.placeholderText() == "Title", timeout=1000)
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


def test_the_box_does_not_call_a_sub_item_lettered(program, qtbot):
    kinds = program.window.bars.kinds
    go(program, "considering/b")
    program.actions["demote"].trigger()
    assert program.window.editor.caret.clause().props.scheme == "roman"
    qtbot.waitUntil(lambda: kinds.currentIndex() == -1 and kinds.placeholderText() == "i) Sub-item", timeout=1000)
    kinds.activated.emit(kinds.findText("a) Lettered"))
    assert program.window.editor.caret.clause().props.scheme == "letter"


def test_a_wheel_over_the_box_changes_nothing(program, qtbot):
    go(program, "considering/a")
    kinds = program.window.bars.kinds
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
    last = bars.tools.widgetForAction(program.actions[ActionId.ACCEPT])
    assert last.isVisible() is (width >= 1366)
    words = bars.views.widgetForAction(program.actions[ActionId.MARKUP])
    assert isinstance(words, QToolButton)
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
    window.resize(1600, 700)
    settle(window)
    QApplication.sendEvent(window, QEvent(QEvent.Type.StyleChange))
    button = window.bars.tools.widgetForAction(program.actions[ActionId.EDITIONS])
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
