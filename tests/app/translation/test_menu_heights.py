"""Every menu of the window fits a screen of 1280 × 720 in each language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMenu

from app.program import Program
from tests.builders.waiting import settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SCREEN = 1280, 720
HIGHEST = 680
"""Pixels: the screen without the desktop's bar."""


def heights(program: Program) -> dict[str, int]:
    """The heights of the menus of the window by their titles."""
    menus = program.window.menuBar().findChildren(QMenu)
    for menu in menus:
        menu.ensurePolished()
    return {menu.title(): menu.sizeHint().height() for menu in menus}


def test_no_menu_is_higher_than_a_small_screen(worded: str, open_program: Callable[..., Program]) -> None:
    program = open_program()
    program.window.resize(*SCREEN)
    settle(program.window)
    found = heights(program)
    assert len(found) > 11, "menus in menus among them"
    assert {title: height for title, height in found.items() if height > HIGHEST} == {}
