"""The widget with the focus can be seen, from the moment at which its window comes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGroupBox,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from widgets.theme.colours import contrast
from widgets.theme.focus_ring import FocusRing, Ring

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def box(qtbot):
    """A box over a window in which a text has the focus, and what can be used in it."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    rings = FocusRing(application, application)
    text, made = QTextEdit(), QDialog()
    for window in (text, made):
        qtbot.addWidget(window)
    layout = QVBoxLayout(made)
    for part in (QRadioButton("one"), QRadioButton("two"), QTabBar(), QPlainTextEdit(), QListWidget(), QTextBrowser()):
        layout.addWidget(part)
    text.show()
    text.activateWindow()
    qtbot.waitUntil(text.hasFocus, timeout=1000)
    yield made
    rings.deleteLater()


def comes(box: QDialog, qtbot) -> None:
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow, timeout=1000)


def ring_of(widget: QWidget) -> Ring | None:
    """The visible ring around a widget."""
    return next((ring for ring in widget.window().findChildren(Ring) if ring.around is widget and ring.isVisible()), None)


def ringed(widget: QWidget) -> bool:
    return ring_of(widget) is not None


@pytest.mark.parametrize("kind", [QRadioButton, QTabBar, QListWidget])
def test_a_box_shows_at_once_where_its_focus_is(box, qtbot, kind):
    first = box.findChild(kind)
    if isinstance(first, QTabBar):
        first.addTab("One")
    first.setFocus()
    comes(box, qtbot)
    assert first.hasFocus()
    assert ringed(first)
    assert box.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def test_a_click_shows_by_itself_where_it_was(box, qtbot):
    first, two = box.findChildren(QRadioButton)
    first.setFocus()
    comes(box, qtbot)
    QTest.mouseClick(two, Qt.MouseButton.LeftButton)
    assert two.hasFocus()
    assert not ringed(first)
    assert not ringed(two)


def test_a_list_shows_the_row_that_has_the_keyboard(box, qtbot):
    rows = box.findChild(QListWidget)
    rows.addItems([f"Row {number}" for number in range(60)])
    rows.setCurrentRow(1)
    rows.setFocus()
    comes(box, qtbot)
    ring = ring_of(rows)
    assert ring is not None
    for key, row in ((Qt.Key.Key_Down, 2), (Qt.Key.Key_End, 59), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(rows, key)
        place = rows.visualItemRect(rows.item(row))
        qtbot.waitUntil(lambda place=place: (ring.y(), ring.height()) == (place.y(), place.height()), timeout=1000)
        assert ring.width() == rows.viewport().width()


def test_a_slider_that_is_reached_by_key_has_the_ring(box, qtbot):
    slider = QSlider(Qt.Orientation.Horizontal)
    box.layout().addWidget(slider)
    slider.setFocus()
    comes(box, qtbot)
    ring = ring_of(slider)
    assert ring is not None
    assert ring.geometry() == slider.rect()
    before = slider.grab().toImage()
    ring.hide()
    after = slider.grab().toImage()
    corner = QPoint(slider.width() // 2, 1)
    assert contrast(before.pixelColor(corner), after.pixelColor(corner)) >= 3


def test_only_the_chosen_tab_has_the_ring(box, qtbot):
    tabs = box.findChild(QTabBar)
    for name in ("One", "Two", "Three"):
        tabs.addTab(name)
    tabs.setFocus()
    comes(box, qtbot)
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    ring = ring_of(tabs)
    assert ring is not None
    qtbot.waitUntil(lambda: ring.geometry() == tabs.tabRect(1), timeout=1000)


def test_a_field_and_a_text_with_a_caret_have_no_ring(box, qtbot):
    comes(box, qtbot)
    for kind in (QPlainTextEdit, QTextBrowser):
        part = box.findChild(kind)
        part.setTextInteractionFlags(part.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        part.setFocus()
        assert part.hasFocus()
        assert not ringed(part)


def test_a_radio_button_has_the_ring_around_its_words_alone(box, qtbot):
    first = box.findChild(QRadioButton)
    first.setFocus()
    comes(box, qtbot)
    ring = ring_of(first)
    assert ring is not None
    assert ring.width() < first.width()
    assert ring.geometry().contains(first.pos())


def test_a_ring_that_has_gone_watches_no_more(box, qtbot, monkeypatch):
    comes(box, qtbot)
    first, second = box.findChildren(QRadioButton)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = [ring for ring in box.findChildren(Ring) if ring.around is first]
    second.setFocus(Qt.FocusReason.TabFocusReason)
    watched = []
    monkeypatch.setattr(ring, "_fit", lambda: watched.append(ring))
    first.resize(first.width() + 10, first.height())
    assert watched == []


def test_the_ring_of_a_control_in_a_group_is_not_cut(box, qtbot):
    group = QGroupBox("What")
    inside = QVBoxLayout(group)
    inside.setContentsMargins(0, 0, 0, 0)
    radio = QRadioButton("three")
    inside.addWidget(radio)
    box.layout().addWidget(group)
    comes(box, qtbot)
    ring = Ring(radio)
    assert ring.parentWidget() is box, "a group has no margin for it"
    assert ring.geometry().contains(QRect(radio.mapTo(box, QPoint()), radio.sizeHint()))
