"""Nothing that is seen passes the catalogues by: windows, panels, menus and boxes are looked at in a language of brackets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.program import Program
from app.window.action_ids import CLAUSE_MENU, TEXT_MENU
from model.submission.story import StoryId
from model.submission.transactions import Selection
from tests.app.translation.boxes import BOXES
from tests.builders.boxes import during
from tests.builders.pseudo_language import BEGIN, nothing, outside, pseudo, untranslated
from tests.builders.timers import end_timers

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_words_outside_the_brackets_are_found() -> None:
    assert pseudo("Open {name} …").startswith("⟦Ópéñ {name} …")
    assert outside("⟦Ópéñ⟧ file ⟦x⟧") == ["file"]
    assert outside("⟦Ópéñ ⟦íññér⟧ x⟧ MOD слово a) /a/b.docx") == []
    assert outside("⟦íñ thé édítíóñ óf Geneva⟧") == ["Geneva"], "a value that did not come out of the catalogue"


def test_the_window_its_panels_and_its_menus(shown: Program, qtbot: QtBot) -> None:
    window, actions = shown.window, shown.actions
    for name in ("submission form", "comments", "problems", "split base", "parallel", "find", "replace", "amendments"):
        if not actions[name].isChecked():
            actions[name].trigger()
        QApplication.processEvents()
    assert shown.problems.live_preflight.finish()
    window.list.expandAll()
    window.tree.expandAll()
    end_timers(window)  # what follows the text later
    assert BEGIN in window.menuBar().actions()[0].text()
    nothing(untranslated(window))


@pytest.mark.parametrize("names", [CLAUSE_MENU, TEXT_MENU], ids=["clause", "text"])
def test_menus_of_places(shown: Program, names: object) -> None:
    window = shown.window
    for clause in window.editor.clauses[:12]:
        window.go_to(Selection(StoryId(1), (clause.id, 0), (clause.id, 0)))
        window.editor.setFocus()
        at = window.editor.viewport().mapToGlobal(window.editor.cursorRect().center())
        (window.editor if names is TEXT_MENU else window.tree).menu_asked.emit(at)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        nothing(untranslated(menu))
        menu.close()
        QApplication.processEvents()


DIALOGS = (
    "settings", "shortcuts", "about", "commands", "go to clause", "new call", "versions", "take version", "editions", "terms",
    "print", "print preview", "reason", "private note", "consolidate", "label", "footnote", "name", "take in", "add proposal",
    "symbol", "add correction", "who", "recent", "undo list",
)  # fmt: skip


@pytest.mark.parametrize("name", DIALOGS)
def test_boxes_of_actions(shown: Program, name: str) -> None:
    window = shown.window
    window.editor.setFocus()
    if name in ("reason", "private note"):
        shown.actions["next amendment"].trigger()
    found, _ = during(shown.actions[name].trigger, untranslated, window)
    nothing(found)


@pytest.mark.parametrize("name", BOXES)
def test_boxes_on_their_own(bracketed: None, qtbot: QtBot, name: str) -> None:
    box = BOXES[name]()
    qtbot.addWidget(box)
    box.show()
    nothing(untranslated(box))
    box.close()


def test_the_start_page(bracketed: None, open_program: Callable[..., Program]) -> None:
    program = open_program(page=True)
    nothing(untranslated(program.start_page.page))
