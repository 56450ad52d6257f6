"""The docks of panels: made when seen, behind each other, ticked in the menu, kept where they stood."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QLineEdit, QMainWindow, QTabBar, QTextEdit

from app.window.action_ids import ActionId
from app.window.actions import Actions
from app.window.docks import Area, Docks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Window(QMainWindow):
    """A window with a line to type in and two panels at the bottom; the second is made by a function."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main")
        self.text = QLineEdit()
        self.setCentralWidget(self.text)
        actions = Actions(QUndoStack(self), self)
        self.docks = Docks(self, actions)
        self.first = QLineEdit()
        self.made: list[QLineEdit] = []
        self.action = actions[ActionId.PROBLEMS]
        self.docks.add("first", "First", self.first, Area.BottomDockWidgetArea, extent=90, shown=True)
        self.docks.add("second", "Second", self.make, Area.BottomDockWidgetArea, extent=90, action=ActionId.PROBLEMS)

    def make(self) -> QLineEdit:
        self.made.append(QLineEdit())
        return self.made[-1]


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=1000)
    return made


def test_a_panel_is_made_once_when_it_is_first_seen(window):
    assert window.made == []
    assert window.docks.panels() == [window.first]
    for _ in range(4):
        window.action.trigger()
    window.docks.open("second")
    assert len(window.made) == 1
    assert window.docks.panels() == window.made


def test_its_action_shows_it_before_the_others_with_the_focus_and_puts_it_away(window, qtbot):
    left = []
    window.docks.left.connect(lambda: left.append(True))
    window.action.trigger()
    assert window.action.isChecked()
    assert window.made[0].hasFocus()
    window.docks.open("first")
    window.action.trigger()
    assert window.docks.panels() == window.made, "behind another it is brought to the front, not put away"
    window.action.trigger()
    assert not window.action.isChecked()
    assert left == [True]


@pytest.mark.parametrize(
    ("direction", "side"),
    [
        (Qt.LayoutDirection.LeftToRight, Area.RightDockWidgetArea),
        (Qt.LayoutDirection.RightToLeft, Area.LeftDockWidgetArea),
    ],
)
def test_a_panel_stands_beyond_the_text_in_either_direction(direction, side, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    docks = Docks(window, Actions(QUndoStack(window), window))
    dock = docks.add("beside", "Beside", QTextEdit(), Area.RightDockWidgetArea, extent=280)
    below = docks.add("below", "Below", QTextEdit(), Area.BottomDockWidgetArea, extent=280)
    assert (window.dockWidgetArea(dock), window.dockWidgetArea(below)) == (side, Area.BottomDockWidgetArea)


def test_a_panel_that_comes_has_the_room_that_it_wants(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 400)
    window.setCentralWidget(QTextEdit())
    docks = Docks(window, Actions(QUndoStack(window), window))
    narrow = docks.add("narrow", "Narrow", QTextEdit(), Area.RightDockWidgetArea, extent=280)
    wide = docks.add("wide", "Wide", QTextEdit(), Area.RightDockWidgetArea, extent=430)
    window.show()
    docks.open("narrow")
    qtbot.waitUntil(lambda: 280 <= narrow.width() < 430, timeout=1000)
    docks.open("wide")
    qtbot.waitUntil(lambda: wide.width() >= 430, timeout=1000)
    window.resizeDocks([wide], [150], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: wide.width() < 200, timeout=1000)
    docks.close("wide")
    docks.open("wide")
    qtbot.waitUntil(lambda: wide.width() >= 430, timeout=1000)


def test_what_was_shown_is_shown_again_in_the_next_window(window, qtbot, tmp_path):
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    window.action.trigger()
    window.docks.keep(settings)
    again = Window()
    qtbot.addWidget(again)
    again.docks.restore(settings)
    again.show()
    qtbot.waitUntil(lambda: again.docks.panels() == again.made != [], timeout=1000)
    assert again.action.isChecked()


def test_a_side_that_was_made_wide_for_one_panel_is_narrow_again_for_the_next(window, qtbot):
    docks = window.docks
    window.resize(1400, 600)
    form, notes = QTextEdit(), QTextEdit()
    docks.add("form", "Form", form, Area.RightDockWidgetArea, extent=200, wide=range(500, 600))
    docks.add("notes", "Notes", notes, Area.RightDockWidgetArea, extent=200)
    docks.open("form")
    qtbot.waitUntil(lambda: form.width() >= 590, timeout=1000)
    docks.close("form")
    docks.open("notes")
    qtbot.waitUntil(lambda: 190 <= notes.width() <= 210, timeout=1000)
    window.resize(900, 600)
    docks.open("form")
    qtbot.waitUntil(lambda: 0 < form.width() < 300, timeout=1000)


def test_the_tabs_of_panels_behind_each_other_have_a_name(window, qtbot):
    window.docks.open("second")
    qtbot.waitUntil(
        lambda: [bar.accessibleName() for bar in window.findChildren(QTabBar) if bar.count() > 1] == ["Panels"], timeout=1000
    )


def test_another_panel_of_the_bottom_is_as_high_as_the_first_was_left(window, qtbot):
    window.resize(900, 700)
    first = window.docks._docks["first"]
    window.resizeDocks([first], [60], Qt.Orientation.Vertical)
    qtbot.wait(1)
    left = first.height()
    window.action.trigger()
    qtbot.waitUntil(window.made[0].isVisible, timeout=1000)
    qtbot.wait(1)
    assert window.docks._docks["second"].height() == left


def test_each_size_of_screen_keeps_an_arrangement_of_its_own(window, tmp_path, monkeypatch):
    layout = QSettings(str(tmp_path / "layout.ini"), QSettings.Format.IniFormat)
    window.docks.keep(layout)
    monkeypatch.setattr(window.docks, "_screen", lambda: "3840x2100")
    window.docks.close("first")
    window.docks.keep(layout)
    monkeypatch.undo()
    window.docks.restore(layout)
    assert window.docks._docks["first"].isVisible()


def test_each_direction_keeps_an_arrangement_of_its_own(qtbot, tmp_path):
    layout = QSettings(str(tmp_path / "layout.ini"), QSettings.Format.IniFormat)
    sides = {Qt.LayoutDirection.LeftToRight: Area.RightDockWidgetArea, Qt.LayoutDirection.RightToLeft: Area.LeftDockWidgetArea}
    for direction in (*sides, *sides):
        window = QMainWindow()
        qtbot.addWidget(window)
        window.setLayoutDirection(direction)
        docks = Docks(window, Actions(QUndoStack(window), window))
        dock = docks.add("beside", "Beside", QTextEdit(), Area.RightDockWidgetArea, extent=280)
        docks.restore(layout)
        assert window.dockWidgetArea(dock) == sides[direction]
        docks.keep(layout)


def test_the_panels_are_put_where_they_stood_at_first(window, qtbot):
    docks = window.docks
    window.action.trigger()
    window.addDockWidget(Area.RightDockWidgetArea, docks._docks["second"])
    docks.close("first")
    docks.arrange_anew()
    assert window.dockWidgetArea(docks._docks["second"]) == Area.BottomDockWidgetArea
    qtbot.waitUntil(lambda: docks.in_front("first"), timeout=1000)
    assert docks._docks["second"].isHidden()
