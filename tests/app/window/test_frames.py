"""No frame inside a frame: the lists of the side pane and of windows go to the edge, and only what is filled in has an edge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QFrame, QWidget

from app.program import Program
from app.window.panels import ORDER
from tests.builders.library_window import each_page, opened_with, texts_for_library
from tests.builders.waiting import settle
from widgets.dialogs import messages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
FILLED_IN = ("submission",)
"""Panels in which a table is a field."""


def framed(top: QWidget) -> list[str]:
    """The lists and texts under a widget that have a frame of their own."""
    areas = top.findChildren(QAbstractScrollArea)
    return [
        f"{type(area).__name__} {area.accessibleName()}"
        for area in areas
        if area.isVisible() and area.frameShape() == QFrame.Shape.StyledPanel and not is_field(area)
    ]


def is_field(area: QAbstractScrollArea) -> bool:
    """Whether something is typed into an area, or it is the list of a choice."""
    parent = area.parentWidget()
    in_choice = isinstance(area, QAbstractItemView) and parent is not None and parent.inherits("QComboBoxPrivateContainer")
    return in_choice or (hasattr(area, "isReadOnly") and not area.isReadOnly())


@pytest.mark.parametrize("name", [name for name in ORDER if name not in FILLED_IN])
def test_the_panels(open_program: Callable[..., Program], name: str) -> None:
    program = open_program()
    program.window.resize(1366, 768)
    panel = program.window.panels.open(name)
    settle(program.window)
    assert panel.isVisible()
    assert framed(panel) == []


def test_the_comparison_and_the_library(
    open_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    monkeypatch.setattr(messages, "show_warnings", lambda *_args, **_named: None)
    found = []
    if opened_with(program, [texts_for_library(tmp_path / "texts")]):
        for page in each_page(program):
            window = program.library.window
            assert window is not None
            found += [f"{page}: {words}" for words in framed(window)]
    program.actions["compare"].trigger()
    assert program.comparison.window is not None
    settle(program.comparison.window)
    assert found + framed(program.comparison.window) == []
    program.comparison.window.close()
