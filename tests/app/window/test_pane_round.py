"""F6 and Shift+F6 go round the parts of the window in both directions, and Esc returns to the text from each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.program import Program
from app.window.action_ids import ActionId

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key
PANELS = (
    ActionId.CARDS_PANE, ActionId.SUBMISSION_FORM, ActionId.PROBLEMS, ActionId.COMMENTS, ActionId.LIBRARY_PANEL,
    ActionId.BRACKETS, ActionId.LANGUAGE_VERSIONS, ActionId.AMENDMENTS, ActionId.POSITIONS, ActionId.CONFLICTS,
    ActionId.SPLIT_BASE,
)  # fmt: skip


def pane_of(program: Program) -> str:
    """The name of the part that has the focus."""
    window, focused = program.window, QApplication.focusWidget()
    named = {
        "tree": window.tree, "text": window.editor, "words": program.words.view,
        **{f"panel {at}": panel for at, panel in enumerate(window.panels.shown_panels())},
    }  # fmt: skip
    return next(
        (name for name, pane in named.items() if focused is not None and (pane is focused or pane.isAncestorOf(focused))), ""
    )


def go_round(program: Program, id: ActionId) -> list[str]:
    names: list[str] = []
    while (name := pane_of(program)) not in names:
        names.append(name)
        program.actions[id].trigger()
        interface = QAccessible.queryAccessibleInterface(QApplication.focusWidget())
        assert interface.text(QAccessible.Text.Name), "it leads to what a screen reader can name"
    return names


def test_both_keys_go_round_the_same_parts(active: Program) -> None:
    window = active.window
    window.panels.open("cards")
    window.panels.open("amendments")
    window.tree.setFocus()
    forwards = go_round(active, ActionId.NEXT_PANE)
    assert forwards[0] == "tree"
    assert {"text", "panel 0", "panel 1"} <= set(forwards)
    window.tree.setFocus()
    backwards = go_round(active, ActionId.PREVIOUS_PANE)
    assert backwards == [forwards[0], *reversed(forwards[1:])]


def test_the_view_in_words_is_a_part_in_the_place_of_the_text(active: Program) -> None:
    active.window.editor.setFocus()
    active.actions[ActionId.MARKUP_IN_WORDS].trigger()
    assert pane_of(active) == "words"
    assert "words" in go_round(active, ActionId.NEXT_PANE)
    active.window.panels.open("comments").setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert pane_of(active) == "words"
    active.actions[ActionId.DRAFT].trigger()
    assert pane_of(active) == "text"


@pytest.mark.parametrize("id", PANELS)
def test_escape_returns_to_the_text_from_every_panel(active: Program, id: ActionId) -> None:
    active.window.editor.setFocus()
    if active.actions[id].isChecked():
        active.actions[id].trigger()
    active.actions[id].trigger()
    focused = QApplication.focusWidget()
    if focused is active.window.editor:
        active.actions[ActionId.NEXT_PANE].trigger()
        focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is not active.window.editor
    QTest.keyClick(focused, Key.Key_Escape)
    assert active.window.editor.hasFocus()
