"""The panels of the window: made when seen, one at a time in the side pane, ticked in the menu, kept as they were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QLineEdit, QMainWindow, QWidget

from app.window.kept_layout import panel_in_front
from app.window.panels import ORDER
from tests.builders.waiting import settle
from widgets.common.foreign_text import as_tooltip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
SIDE = {
    "cards": "cards pane",
    "submission": "submission form",
    "problems": "problems",
    "brackets": "brackets",
    "positions": "positions",
    "cuts": "cuts",
    "conflicts": "conflicts",
    "sharing": "sharing",
    "comments": "comments",
    "library": "library panel",
    "parallel": "parallel",
    "source page": "source page",
}
"""The action of each panel of the side pane."""


@pytest.fixture
def program(active):
    return active


def layout_of(tmp_path) -> QSettings:
    return QSettings(str(tmp_path / "layout.ini"), QSettings.Format.IniFormat)


def test_every_panel_of_the_side_pane_is_shown_by_its_action_and_closed_by_it(program):
    window = program.window
    assert set(SIDE) == set(ORDER)
    window.panels.close("cards")
    for name, action in SIDE.items():
        program.actions[action].trigger()
        assert [other for other in SIDE if window.panels.in_front(other)] == [name]
        assert [other for other in SIDE.values() if program.actions[other].isChecked()] == [action]
        panel = window.panels.shown_panels()[0]
        focused = QApplication.focusWidget()
        assert focused is panel or panel.isAncestorOf(focused), name
        program.actions[action].trigger()
        assert not window.panels.in_front(name)
        assert window.editor.hasFocus(), name


def test_a_panel_behind_another_comes_to_the_front(program):
    program.actions["problems"].trigger()
    program.actions["comments"].trigger()
    program.actions["problems"].trigger()
    assert program.window.panels.in_front("problems")


def test_escape_in_every_part_of_a_panel_returns_to_the_text(program):
    window = program.window
    for name, action in (*SIDE.items(), ("amendments", "amendments")):
        if not window.panels.in_front(name):
            program.actions[action].trigger()
        panel = window.panels.open(name)
        for part in (panel, *panel.findChildren(QWidget)):
            if part.focusPolicy() == Qt.FocusPolicy.NoFocus or not part.isVisible() or not part.isEnabled():
                continue
            part.setFocus()
            if QApplication.focusWidget() is None or not part.hasFocus():
                continue
            QTest.keyClick(part, Key.Key_Escape)
            assert window.editor.hasFocus(), f"{name}: {part}"
        assert window.panels.in_front(name), "the pane stays open"


def test_escape_in_the_tree_returns_to_the_text(program):
    window = program.window
    window.tree.setFocus()
    QTest.keyClick(window.tree, Key.Key_Escape)
    assert window.editor.hasFocus()
    assert window.tree.isVisible()


def test_f6_goes_round_all_parts(program):
    window = program.window
    program.actions["amendments"].trigger()
    window.tree.setFocus()
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Key.Key_F6)
    assert seen == [window.tree, window.editor, program.cards.margin, window.list]
    assert window.tree.hasFocus()


def test_the_review_table_has_the_whole_width_and_half_the_height(program):
    window = program.window
    assert "review" not in vars(window), "it is made when it is first wanted"
    assert not window.review.isVisible()
    assert window.editor.height() > 500
    program.actions["amendments"].trigger()
    settle(window)
    assert window.list.hasFocus()
    assert window.review.width() >= window.width() - 20
    assert abs(window.review.height() - window.panes.height() / 2) < 40
    program.actions["amendments"].trigger()
    assert not window.review.isVisible()
    assert window.editor.hasFocus()
    program.actions["amendments"].trigger()
    QTest.mouseClick(window.review.close_button, Qt.MouseButton.LeftButton)
    assert not window.review.isVisible()
    assert not program.actions["amendments"].isChecked()


def test_the_tree_folds_to_a_rail_whose_button_unfolds_it(program):
    window, tree = program.window, program.actions["clause tree"]
    assert tree.isChecked()
    tree.trigger()
    settle(window)
    assert not window.tree.isVisible()
    assert not tree.isChecked()
    assert window.panes.side.width() == 40
    button = window.panes.side.button
    assert (button.accessibleName(), button.toolTip()) == ("Clauses", as_tooltip("Clauses"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.tree.hasFocus()
    assert window.clause_panel.width() == 240
    tree.trigger()
    assert window.editor.hasFocus()


def test_in_a_narrow_window_tree_and_pane_lie_over_the_text(program):
    window = program.window
    window.resize(1100, 700)
    settle(window)
    assert not window.tree.isVisible()
    assert not window.panels.in_front("cards")
    room = window.editor.width()
    program.actions["clause tree"].trigger()
    settle(window)
    assert window.tree.hasFocus()
    assert window.editor.width() == room
    QTest.keyClick(window.tree, Key.Key_Escape)
    assert not window.tree.isVisible()
    program.actions["problems"].trigger()
    settle(window)
    assert window.panels.in_front("problems")
    assert window.editor.width() == room
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert not window.panels.in_front("problems")
    assert window.editor.hasFocus()
    window.resize(1366, 700)
    settle(window)
    assert window.tree.isVisible()
    assert window.panels.in_front("problems"), "what a wide window showed is there again"


def test_what_was_chosen_in_the_tree_over_the_text_is_seen(program):
    window = program.window
    window.resize(1100, 700)
    settle(window)
    program.actions["clause tree"].trigger()
    QTest.keyClick(window.tree, Key.Key_Return)
    assert window.editor.hasFocus()
    assert not window.tree.isVisible()


def test_the_side_pane_can_be_at_the_bottom(program):
    window = program.window
    program.actions["pane below"].trigger()
    settle(window)
    pane = window.panes.pane
    assert pane.isVisible()
    assert pane.width() >= window.width() - 20
    assert pane.mapTo(window, pane.rect().topLeft()).y() > window.editor.mapTo(window, window.editor.rect().bottomLeft()).y()
    window.resize(1000, 700)
    settle(window)
    assert pane.isVisible(), "it lies over nothing there"
    program.actions["pane below"].trigger()
    assert not program.actions["pane below"].isChecked()


def test_what_was_shown_is_shown_again_in_the_next_window(open_program, tmp_path):
    first = open_program()
    first.actions["problems"].trigger()
    first.actions["clause tree"].trigger()
    first.actions["amendments"].trigger()
    first.window.panes.sizes.narrow = 400
    layout = layout_of(tmp_path)
    first.window.panels.keep(layout)
    second = open_program()
    second.window.resize(1366, 740)
    settle(second.window)
    assert second.window.panels.in_front("problems")
    assert second.window.panels.in_front("amendments")
    assert not second.window.tree.isVisible()
    assert second.window.panes.pane.width() == 400
    second.actions["arrange anew"].trigger()
    settle(second.window)
    assert second.window.panels.in_front("cards")
    assert not second.window.panels.in_front("amendments")
    assert second.window.tree.isVisible()
    assert second.window.panes.pane.width() == 344


def test_each_kind_of_panel_keeps_a_width_of_its_own(program):
    window = program.window
    columns, pane = window.panes.columns, window.panes.pane
    settle(window)
    assert pane.width() == 344
    columns.moveSplitter(columns.width() - 300, 2)
    settle(window)
    width = pane.width()
    assert width < 344
    program.actions["submission form"].trigger()
    settle(window)
    assert pane.width() == 456
    program.actions["comments"].trigger()
    settle(window)
    assert pane.width() == width


def test_the_sizes_of_a_small_window_are_not_those_of_the_maximised_one(program):
    window = program.window
    window.resize(1250, 700)
    settle(window)
    window.panes.sizes.narrow = 260
    window.showMaximized()
    settle(window)
    assert window.panes.sizes.narrow == 0, "none is chosen there"
    window.showNormal()
    settle(window)
    assert window.panes.sizes.narrow == 260


def test_tree_and_pane_are_wider_in_a_wide_window_until_the_user_chooses_their_widths(program):
    window, panes = program.window, program.window.panes
    window.resize(1366, 740)
    settle(window)
    assert (panes.side.width(), panes.pane.width()) == (240, 344)
    window.resize(1920, 1000)
    settle(window)
    assert (panes.side.width(), panes.pane.width()) == (360, 440)
    program.actions["submission form"].trigger()
    settle(window)
    assert panes.pane.width() == 520
    panes.columns.moveSplitter(300, 1)
    settle(window)
    window.resize(1700, 1000)
    settle(window)
    assert panes.side.width() == 300, "the width to which the user dragged"
    assert 456 < panes.pane.width() < 520


def test_each_size_of_screen_keeps_an_arrangement_of_its_own(program, tmp_path, monkeypatch):
    layout, panels = layout_of(tmp_path), program.window.panels
    panels.keep(layout)
    monkeypatch.setattr(panels, "_screen", lambda: "3840x2100")
    panels.close("cards")
    panels.keep(layout)
    monkeypatch.undo()
    panels.restore(layout)
    assert panels.in_front("cards") or program.window.panes.narrow


@pytest.mark.parametrize("value", ["", "no JSON", "[]", '{"tab": 3}', '{"tab": "gone"}', 7, QByteArray(b"\x00\x01")])
def test_an_arrangement_that_cannot_be_read_is_ignored(open_program, tmp_path, value):
    layout = layout_of(tmp_path)
    for key in ("panes", "sizes normal", "sizes maximised", "state", "geometry"):
        layout.setValue(key, value)
    layout.sync()
    program = open_program()
    program.window.resize(1366, 740)
    settle(program.window)
    assert program.window.panels.in_front("cards")
    assert program.window.panes.pane.width() == 344


class Before(QMainWindow):
    """A window of an earlier version, with panels in docks."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main")
        self.docks: dict[str, QDockWidget] = {}
        area = Qt.DockWidgetArea
        for name, side in (
            ("amendments", area.BottomDockWidgetArea),
            ("find", area.BottomDockWidgetArea),
            ("submission", area.RightDockWidgetArea),
            ("problems", area.BottomDockWidgetArea),
            ("comments", area.RightDockWidgetArea),
        ):
            dock = QDockWidget(name)
            dock.setObjectName(name)
            dock.setWidget(QLineEdit())
            self.addDockWidget(side, dock)
            first = next((other for other in self.docks.values() if self.dockWidgetArea(other) == side), None)
            if first is not None:
                self.tabifyDockWidget(first, dock)
            self.docks[name] = dock
            dock.setVisible(name == "amendments")


@pytest.fixture
def before(qtbot) -> Before:
    window = Before()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize("name", ["submission", "comments", "problems"])
def test_what_an_earlier_version_showed_is_the_tab_in_front(before, open_program, tmp_path, qtbot, name):
    before.docks[name].show()
    before.docks[name].raise_()
    qtbot.waitUntil(before.docks[name].widget().isVisible, timeout=1000)
    state = before.saveState()
    assert panel_in_front(bytes(state.data()), ORDER) == name
    layout = layout_of(tmp_path)
    layout.setValue("state", state)
    layout.sync()
    program = open_program()
    assert program.window.panes.pane.current == name
    assert not program.window.panels.in_front("amendments")


def test_of_panels_behind_each_other_the_front_one_was_seen(before, qtbot):
    for name in ("submission", "comments"):
        before.docks[name].show()
        before.docks[name].raise_()
        qtbot.waitUntil(before.docks[name].widget().isVisible, timeout=1000)
    assert panel_in_front(bytes(before.saveState().data()), ORDER) == "comments"


def test_of_an_earlier_arrangement_without_panels_nothing_is_taken(before):
    state = bytes(before.saveState().data())
    assert panel_in_front(state, ORDER) == ""
    for end in range(0, len(state), 7):
        assert panel_in_front(state[:end], ORDER) == ""


def test_a_tab_that_passes_is_there_while_it_is_used(program):
    pane = program.window.panes.pane
    assert not pane.is_offered("parallel")
    program.actions["parallel"].trigger()
    assert pane.is_offered("parallel")
    program.actions["parallel"].trigger()
    assert not pane.is_offered("parallel")
    assert pane.current == "cards"


def test_page_keys_and_arrows_change_tabs(program):
    window = program.window
    program.actions["problems"].trigger()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_PageDown, Control)
    assert window.panels.in_front("comments")
    panel = window.panels.shown_panels()[0]
    assert panel.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Key.Key_PageUp, Control)
    assert window.panels.in_front("problems")
    bar = window.panes.pane.bar
    bar.setFocus()
    QTest.keyClick(bar, Key.Key_Right)
    assert window.panels.in_front("comments")
    assert bar.hasFocus()
