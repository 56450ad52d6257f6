"""Menus have round corners, whatever draws the screen; every menu of the program is such a one."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from tests.sources import modules, named
from widgets.common.menu import Menu, add_menu
from widgets.theme.design import LIGHT
from widgets.theme.icons import icon
from widgets.theme.themes import Themes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def host(qtbot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    return host


def test_a_menu_is_transparent_outside_its_edge(host, qapp):
    themes = Themes(qapp, qapp)
    themes.show("light")
    menu = Menu(host)
    menu.addAction("Cut")
    menu.popup(QPoint(20, 20))
    picture = menu.grab().toImage()
    corners = [(0, 0), (menu.width() - 1, 0), (0, menu.height() - 1), (menu.width() - 1, menu.height() - 1)]
    assert menu.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert [picture.pixelColor(x, y).alpha() for x, y in corners] == [0, 0, 0, 0]
    assert picture.pixelColor(menu.width() // 2, menu.height() // 2).alpha() == 255
    menu.close()
    themes.deleteLater()


def test_the_icon_of_a_checked_entry_shows_that_it_is_checked(host, qapp):
    themes = Themes(qapp, qapp)
    themes.show("light")
    menu = Menu(host)
    entry = menu.addAction(icon("list-tree"), "Clause tree")
    entry.setCheckable(True)
    menu.popup(QPoint(20, 20))
    before = menu.grab().toImage()
    entry.setChecked(True)
    after = menu.grab().toImage()
    menu.close()
    themes.deleteLater()
    row = menu.actionGeometry(entry)
    changed = {after.pixelColor(x, row.center().y()).name() for x in range(row.left(), row.left() + 30)}
    assert before != after
    assert LIGHT.accent in changed


def test_a_menu_has_no_corners_if_the_screen_may_know_no_transparency(host, monkeypatch):
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    menu = Menu(host)
    menu.addAction("Cut")
    menu.popup(QPoint(20, 20))
    assert not menu.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    shape = menu.mask()
    assert not shape.contains(QPoint(0, 0))
    assert not shape.contains(menu.rect().bottomRight())
    assert shape.contains(QPoint(menu.width() // 2, 0))
    assert shape.contains(QPoint(0, menu.height() // 2))
    menu.close()


def test_a_menu_of_a_bar_is_one_too(host):
    bar = QMenuBar(host)
    menu = add_menu(bar, "&File")
    assert [action.menu() for action in bar.actions()] == [menu]
    assert menu.title() == "&File"
    assert bar.findChildren(QMenu) == [menu]


def test_no_menu_is_made_by_qt():
    found = [
        f"{named(path)}: {call}"
        for path in modules("app", "widgets")
        for call in re.findall(r"\b(?:QMenu|addMenu)\(", path.read_text(encoding="utf-8"))
    ]
    assert found == [f"widgets/common/menu.py: {call}" for call in ("addMenu(",)]
