"""F6 and Shift+F6 go round the parts of the windows beside the main one, and Esc closes them or leads back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from widgets.comparison.window import ComparisonWindow
from widgets.consolidation.copies_window import CopiesWindow
from widgets.consolidation.window import ConsolidationWindow
from widgets.library.window import LibraryWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key
WINDOWS: dict[str, Callable[[], QMainWindow]] = {
    "comparison": ComparisonWindow,
    "copies": CopiesWindow,
    "consolidation": lambda: ConsolidationWindow(QUndoStack()),
    "library": lambda: LibraryWindow(lambda: None),
}
LEAST = {"comparison": 3, "copies": 3, "consolidation": 3, "library": 4}


def opened(qtbot, name: str) -> QMainWindow:
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def go_round(window: QMainWindow, modifier: Qt.KeyboardModifier) -> list[QWidget]:
    """What has the focus after each press of F6, until it comes round."""
    seen: list[QWidget] = []
    while (focused := QApplication.focusWidget()) not in seen:
        assert focused is not None
        seen.append(focused)
        QTest.keyClick(focused, Key.Key_F6, modifier)
        assert len(seen) < 10
    return seen


@pytest.mark.parametrize("name", WINDOWS)
def test_both_keys_go_round_the_same_parts(qtbot, name: str) -> None:
    window = opened(qtbot, name)
    QTest.keyClick(window, Key.Key_F6)
    forward = go_round(window, Qt.KeyboardModifier.NoModifier)
    backward = go_round(window, Qt.KeyboardModifier.ShiftModifier)
    assert forward == [backward[0], *reversed(backward[1:])]
    assert len(forward) >= LEAST[name]


def test_each_page_of_the_library_has_a_round(qtbot) -> None:
    window = opened(qtbot, "library")
    assert isinstance(window, LibraryWindow)
    for page in range(window.pages.count()):
        window.pages.setCurrentIndex(page)
        window.pages.tabBar().setFocus()
        assert len(go_round(window, Qt.KeyboardModifier.NoModifier)) >= 2, window.pages.tabText(page)


def test_escape_leads_back_to_the_clauses_of_a_consolidation(qtbot) -> None:
    window = opened(qtbot, "consolidation")
    assert isinstance(window, ConsolidationWindow)
    window.wordings.setFocus()
    QTest.keyClick(window.wordings, Key.Key_Escape)
    assert window.matrix.hasFocus()


@pytest.mark.parametrize("name", ["comparison", "copies", "library"])
def test_escape_closes_the_others(qtbot, name: str) -> None:
    window = opened(qtbot, name)
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)
    assert not window.isVisible()
