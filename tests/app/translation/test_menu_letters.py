"""The letters of menus: each entry has one, and no two of a menu the same, in each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAction, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from app.program import Program
from app.window.action_ids import ActionId
from tests.app.window.test_shortcuts import mnemonic
from widgets.comparison.window import ComparisonWindow
from widgets.consolidation.copies_window import CopiesWindow
from widgets.consolidation.window import ConsolidationWindow
from widgets.library.window import LibraryWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def menus_of(window: QMainWindow) -> Iterator[tuple[str, list[QAction]]]:
    """The menus of a window with their entries, the bar first, those below an entry after it."""
    below = [("", window.menuBar().actions())]
    while below:
        title, actions = below.pop(0)
        yield title, [action for action in actions if not action.isSeparator() and action.text()]
        for action in actions:
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.aboutToShow.emit()
                below.append((action.text(), menu.actions()))


def wrong_letters(window: QMainWindow, but: str) -> list[str]:
    """The entries without a letter, or with one that another has too; the menu that is called `but` lists files."""
    wrong = []
    for title, actions in menus_of(window):
        if title == but:
            continue
        letters = Counter(mnemonic(action.text()) for action in actions)
        for action in actions:
            letter = mnemonic(action.text())
            if not letter or letters[letter] > 1:
                wrong.append(f"{title or 'bar'}: {action.text()}")
    return wrong


def check(program: Program) -> None:
    window = program.window
    others = (
        ComparisonWindow(parent=window),
        ConsolidationWindow(QUndoStack(window), window),
        CopiesWindow(parent=window),
        LibraryWindow(lambda: None, window),
    )
    recent = program.actions[ActionId.RECENT].text()
    assert [wrong for menu in (window, *others) for wrong in wrong_letters(menu, recent)] == []


def test_each_entry_has_a_letter_of_its_own(spoken: str, open_program: Callable[..., Program]) -> None:
    check(open_program())


def test_each_entry_has_a_letter_of_its_own_in_english(open_program: Callable[..., Program]) -> None:
    check(open_program())
