"""What has the focus can be told, from the moment at which its window comes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QRadioButton, QTabBar, QTextEdit, QVBoxLayout, QWidget

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
    for part in (QRadioButton("one"), QRadioButton("two"), QTabBar(), QPlainTextEdit()):
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


def ringed(widget: QWidget) -> bool:
    return any(ring.isVisible() for ring in widget.findChildren(Ring))


@pytest.mark.parametrize("kind", [QRadioButton, QTabBar, QPlainTextEdit])
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
