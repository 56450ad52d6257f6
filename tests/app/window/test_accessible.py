"""Whatever can be reached by keyboard says what it is; nothing is shown by colour alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QScrollArea, QTabBar, QToolButton, QWidget

from tests.builders.boxes import during
from tests.builders.library_window import each_page, opened_with, texts_for_library
from widgets.dialogs import messages
from widgets.theme.focus_ring import Ring

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
PANELS = ("submission form", "comments", "problems", "split base", "parallel", "find", "amendments", "library panel")
DIALOGS = (
    "settings",
    "terms",
    "editions",
    "shortcuts",
    "commands",
    "go to clause",
    "manual",
    "undo list",
    "adopt",
    "excerpt",
    "screen",
)


def nameless(top: QWidget) -> list[str]:
    """What takes the focus under a widget and has no name."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisibleTo(top) or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy():
            continue
        if isinstance(widget, QTabBar | QScrollArea) or widget.objectName().startswith("qt_"):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not (interface and interface.text(QAccessible.Text.Name).strip()):
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def test_every_part_of_the_window_has_a_name(open_program):
    program = open_program()
    for name in PANELS:
        if not program.actions[name].isChecked():
            program.actions[name].trigger()
        QApplication.processEvents()
        assert nameless(program.window) == [], name


@pytest.mark.parametrize("name", DIALOGS)
def test_every_part_of_a_dialog_has_a_name_and_escape_closes_it(open_program, name: str):
    program = open_program()
    found, seen = during(
        program.actions[name].trigger, lambda *tops: [part for top in tops for part in nameless(top)], program.window
    )
    assert found == []
    assert seen


def test_every_part_of_the_library_has_a_name_and_escape_closes_it(open_program, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(messages, "show_warnings", lambda *_: None)
    program = open_program()
    window = opened_with(program, [texts_for_library(tmp_path / "texts")])
    for name in each_page(program):
        assert nameless(program.window if name == "panel" else window) == [], name
        for view in window.findChildren(QAbstractItemView):
            for index in rows(view) if view.isVisible() else []:
                words = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
                assert str(words or "").strip(), name
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def rows(view: QAbstractItemView) -> list[QModelIndex]:
    model, out, waiting = view.model(), [], [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            out.append(index)
            waiting.append(index)
    return out


def test_rows_say_in_words_what_their_colour_says(open_program):
    program = open_program()
    program.window.list.amendments.follow()
    for view in (program.window.tree, program.window.list):
        coloured = [index for index in rows(view) if index.data(Qt.ItemDataRole.ForegroundRole) is not None]
        assert len(rows(view)) > 20
        for index in rows(view):
            words = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
            assert str(words or "").strip()
            assert str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "").strip()
        for index in coloured:
            spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
            assert spoken, index.data()


def test_buttons_that_show_only_a_sign_have_words(open_program):
    program = open_program()
    for button in program.window.findChildren(QAbstractButton):
        if button.isVisible() and len(button.text()) == 1 and not button.text().isalnum():
            assert button.accessibleName() or button.toolTip(), button.text()


def test_a_list_with_the_focus_has_a_ring_and_the_text_has_none(open_program, qtbot):
    program = open_program()
    window = program.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=1000)
    window.panels.open("amendments")
    for pane, ringed in ((window.tree, True), (window.editor, False), (window.list, True)):
        pane.setFocus()
        rings = [ring for ring in window.findChildren(Ring) if ring.isVisible()]
        assert [ring.around for ring in rings] == ([pane] if ringed else [])
    button = next(candidate for candidate in window.review.findChildren(QToolButton) if candidate.isVisible())
    window.review.kinds.setFocus()
    QTest.keyClick(window.review.kinds, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert button.findChild(Ring) is not None
    window.list.setFocus()
    rings = [ring for ring in window.findChildren(Ring) if ring.isVisible()]
    window.list.resize(window.list.width(), window.list.height() - 20)
    assert rings[0].width() == window.list.viewport().width()


def test_rows_say_where_they_stand_and_what_follows_from_them(open_program, qtbot):
    program = open_program()

    def described(view: QAbstractItemView) -> list[str]:
        return [index.data(Qt.ItemDataRole.AccessibleDescriptionRole) for index in rows(view)]

    qtbot.waitUntil(
        lambda: any("recalling, amendments: 7, level 1, " in words for words in described(program.window.tree)), timeout=2000
    )
    assert any(words.startswith("considering b) ii), level 3, 2 of ") for words in described(program.window.tree))
    tree = program.window.tree
    for index in rows(tree):
        assert tree.isExpanded(index) is bool(tree.clauses.rowCount(index))  # a leaf is not called expanded
    descriptions = described(program.window.list)
    can = "can be accepted or rejected, renumberings that follow from it: 2, level 1, "
    assert any(words.startswith(can) for words in descriptions)
    assert "follows what caused it, level 2, 1 of 2" in descriptions
