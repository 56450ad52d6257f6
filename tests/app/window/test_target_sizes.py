"""Everything that is clicked is at least 24 pixels wide and high: WCAG 2.2, 2.5.8."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QListWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.program import Program
from app.window.panels import ORDER
from tests.app.translation.boxes import BOXES
from tests.builders.boxes import during
from tests.builders.library_window import each_page, opened_with, texts_for_library
from tests.builders.targets import too_small
from tests.builders.waiting import settle
from widgets.dialogs import messages
from widgets.theme.design import SCHEMES, TARGET
from widgets.theme.themes import Themes, palette_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LAPTOP, SMALL = (1366, 768), (677, 358)
"""A screen of 1366 × 768 at 100 % and at 200 %, the second less the frame of the window and the bar of the desktop."""
DIALOGS = ("settings", "shortcuts", "about", "versions", "print", "label", "symbol", "insert table", "adopt", "editions")


@pytest.fixture(autouse=True)
def theme(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A theme that the application shows, whatever the settings say."""
    themes = Themes(qapp, qapp)
    theme = getattr(request, "param", "light")
    themes.show(theme)
    monkeypatch.setattr(Themes, "show", lambda _themes, _name: None)
    yield theme
    monkeypatch.undo()
    themes.show("light")
    themes.deleteLater()


def test_what_is_too_small_is_found(qtbot: QtBot) -> None:
    host, button, rows, tree = QWidget(), QToolButton(), QListWidget(), QTreeWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    for part in (button, rows, tree, QCheckBox("Words")):
        column.addWidget(part)
    rows.addItem("Row")
    tree.addTopLevelItem(QTreeWidgetItem(["Row"]))
    host.show()
    assert too_small(host, "") == []
    button.setFixedSize(TARGET, TARGET - 1)
    for view in (rows, tree):
        view.setStyleSheet("QAbstractItemView::item { min-height: 10px }")
    settle(host)
    assert {words.split()[1] for words in too_small(host, "")} == {"QToolButton", "QListWidget", "QTreeWidget"}


@pytest.mark.parametrize(("theme", "size"), [*product(SCHEMES, [LAPTOP]), ("contrast", SMALL)], indirect=["theme"])
def test_the_window_and_each_panel(open_program: Callable[..., Program], size: tuple[int, int], theme: str) -> None:
    program = open_program()
    window = program.window
    assert window.palette() == palette_of(theme)
    window.resize(*size)
    settle(window)
    found = too_small(window, "window")
    for name in ORDER:
        window.panels.open(name)
        settle(window)
        found += too_small(window, name)
    for name in ("find", "replace", "split base"):
        program.actions[name].trigger()
        settle(window)
        found += too_small(window, name)
    assert not found, "\n".join(dict.fromkeys(found))


def test_the_boxes(qtbot: QtBot) -> None:
    found = []
    for name, make in BOXES.items():
        box = make()
        qtbot.addWidget(box)
        box.show()
        settle(box)
        found += too_small(box, name)
        box.close()
    assert not found, "\n".join(found)


def test_the_boxes_of_commands(open_program: Callable[..., Program]) -> None:
    program = open_program()
    found = []
    for name in DIALOGS:
        program.window.editor.setFocus()
        boxes, count = during(
            program.actions[name].trigger, lambda *tops: [words for top in tops for words in too_small(top, "")], program.window
        )
        assert count, name
        found += [f"{name}{words}" for words in boxes]
    assert not found, "\n".join(found)


def test_the_library_the_comparison_and_the_start(
    open_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    monkeypatch.setattr(messages, "show_warnings", lambda *_args, **_named: None)
    found = []
    window = opened_with(program, [texts_for_library(tmp_path / "texts")])
    for page in each_page(program):
        found += too_small(window, page)
    program.actions["compare"].trigger()
    assert program.comparison.window is not None
    settle(program.comparison.window)
    found += too_small(program.comparison.window, "comparison")
    program.comparison.window.close()
    program.start_page.show()
    settle(program.window)
    found += too_small(program.window, "start page")
    assert not found, "\n".join(dict.fromkeys(found))
