"""The side pane: its tabs have words where there is room, counts, names for screen readers; its panels are made when seen."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton

from widgets.common import announcements
from widgets.theme.icons import icon
from widgets.window.side_pane import SidePane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def pane(qtbot):
    made = SidePane(("first", "second", "third"))
    made.made = []
    qtbot.addWidget(made)

    def make(name):
        made.made.append(name)
        return QLineEdit()

    for name in ("third", "first", "second"):
        made.add_tab(name, name.title(), icon("x"), lambda name=name: make(name))
    made.choose("first")
    return made


def test_tabs_stand_in_their_order(pane):
    assert [pane.bar.tabData(at) for at in range(3)] == ["first", "second", "third"]


def test_a_panel_is_made_once_when_it_is_first_seen(pane):
    assert pane.made == []
    pane.show()
    assert pane.made == ["first"]
    pane.choose("second")
    pane.choose("first")
    pane.choose("second")
    assert pane.made == ["first", "second"]


def test_a_click_on_a_tab_shows_its_panel(pane):
    shown = []
    pane.chosen.connect(shown.append)
    pane.show()
    QTest.mouseClick(pane.bar, Qt.MouseButton.LeftButton, pos=pane.bar.tabRect(2).center())
    assert shown == ["third"]
    assert pane.panel("third").isVisible()


def test_where_the_room_does_not_suffice_only_the_chosen_tab_has_its_word(pane):
    pane.show_count("second", 12)
    pane.show()
    pane.resize(900, 300)
    assert [pane.bar.tabText(at) for at in range(3)] == ["First", "Second 12", "Third"]
    pane.resize(240, 300)
    assert [pane.bar.tabText(at) for at in range(3)] == ["First", "12", ""]
    pane.choose("second")
    assert [pane.bar.tabText(at) for at in range(3)] == ["", "Second 12", ""]
    assert [pane.bar.tabToolTip(at) for at in range(3)] == ["First", "Second 12", "Third"]
    assert [pane.bar.accessibleTabName(at) for at in range(3)] == ["First", "Second 12", "Third"]


def test_a_word_without_room_loses_its_end_instead_of_a_tab(pane):
    pane.show_count("second", 1200)
    pane.show()
    pane.choose("second")
    pane.resize(170, 300)
    pane.bar.resize(140, 30)
    assert pane.bar.tabText(1).endswith("…")
    assert pane.bar.tabRect(2).right() <= pane.bar.width()
    assert pane.bar.accessibleTabName(1) == "Second 1200"


@pytest.mark.parametrize("stretch", [97, 100, 103, 110])
def test_no_width_hides_a_tab_behind_arrows(qtbot, stretch):
    names = "Tarjetas Contribución Problemas Propuestas Comentarios Biblioteca".split()
    pane = SidePane(names)
    qtbot.addWidget(pane)
    font = pane.bar.font()
    font.setStretch(stretch)  # widths of words between whole pixels, as in a scaled window
    pane.bar.setFont(font)
    for count, name in enumerate(names):
        pane.add_tab(name, name, icon("x"), QLineEdit)
        pane.show_count(name, 3 * count)
    pane.show()
    for name in names:
        pane.choose(name)
        for width in range(330, 700, 3):
            pane.resize(width, 300)
            widths = [pane.bar.tabSizeHint(at).width() for at in range(pane.bar.count())]
            assert sum(widths) <= pane.bar.width(), (name, width)
            assert not [button for button in pane.bar.findChildren(QToolButton) if button.isVisible()]


def test_a_tab_stays_while_there_is_something_in_its_panel(pane):
    pane.show()
    pane.choose("second")
    pane.set_passing("third", on=True)
    assert not pane.is_offered("third")
    pane.set_passing("third", on=False)
    assert pane.is_offered("third")
    pane.set_passing("second", on=True)
    assert pane.is_offered("second")
    pane.drop_passing()
    assert not pane.is_offered("second")


def test_the_cross_asks_to_close_it(pane):
    asked = []
    pane.close_asked.connect(lambda: asked.append(True))
    pane.show()
    QTest.mouseClick(pane.close_button, Qt.MouseButton.LeftButton)
    assert asked == [True]


def test_the_pane_is_as_small_as_the_panel_in_front_allows(pane):
    pane.show()
    pane.panel("second").setMinimumSize(400, 300)
    assert pane.minimumSizeHint().width() == 240
    pane.choose("second")
    assert pane.minimumSizeHint().width() == 400


@pytest.mark.parametrize(("focused", "expected"), [(False, [False, True]), (True, [])])
def test_a_tab_without_the_focus_is_kept_from_screen_readers(pane, qtbot, monkeypatch, focused, expected):
    calls = []
    monkeypatch.setattr(announcements, "QAccessible", SimpleNamespace(isActive=lambda: True, setActive=calls.append))
    monkeypatch.setattr(pane.bar, "hasFocus", lambda: focused)
    with qtbot.waitSignal(pane.chosen):
        pane.bar.choose((pane.bar.currentIndex() + 1) % pane.bar.count())
    assert calls == expected
