"""The menus of what is here hold what can be done here, and no more."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.controllers.window.context_menus import LEFT_OUT, MOST
from app.program import Program
from app.window.action_ids import CLAUSE_MENU, TEXT_MENU
from model.redline import Status
from model.redline.edit_text import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def program(active) -> Program:
    active.window.editor.setFocus()
    return active


def offered(program: Program, names: tuple[str, ...] = TEXT_MENU) -> list[str]:
    menu = program.menus.menu_of(names)
    entries = menu.actions()
    assert not entries[0].isSeparator()
    assert not entries[-1].isSeparator()
    assert not any(a.isSeparator() and b.isSeparator() for a, b in pairwise(entries))
    return [action.objectName() for action in entries if not action.isSeparator()]


def place_of(program: Program, path: str, offset: int = 0) -> Place:
    id = next(id for id, known in program.session.paths(1).items() if known == path)
    return Place([clause.id for clause in program.window.editor.clauses].index(id), offset)


def place_with(program: Program, status: Status) -> Place:
    """The middle of the first words of a status."""
    for index, clause in enumerate(program.window.editor.clauses):
        at = 0
        for run in clause.runs:
            if run.status is status and len(run.text) > 2:
                return Place(index, at + 1)
            at += len(run.text)
    raise AssertionError(status)


def test_where_nothing_is_amended_the_menu_is_short_and_decides_nothing(program):
    program.window.editor.caret.move_to(place_of(program, "considering/a", 3))
    names = offered(program)
    assert not {"accept", "reject", "restore", "reason", "private note", "cut", "bold", "show footnote", "rename"} & set(names)
    assert {"paste", "insert clause", "delete clause", "demote", "footnote", "comment"} <= set(names)
    assert len(names) <= 8


@pytest.mark.parametrize("status", [Status.INSERTED, Status.DELETED])
def test_on_an_amendment_it_can_be_decided(program, status):
    program.window.editor.caret.move_to(place_with(program, status))
    names = offered(program)
    assert {"accept", "reject", "who", "reason"} <= set(names)
    assert status is Status.INSERTED or "restore" in names


def test_selected_words_are_offered_formats_and_the_clipboard(program):
    program.window.editor.caret.move_to(place_of(program, "considering/a", 3), place_of(program, "considering/a", 9))
    assert set(offered(program)) == {
        "cut", "copy", "paste", "bold", "italic", "underline", "superscript", "footnote", "comment",
    }  # fmt: skip
    program.actions["base"].trigger()
    assert offered(program) == ["copy", "comment"]


def test_a_menu_is_read_at_a_glance_whatever_is_here(program, qtbot):
    editor, actions = program.window.editor, program.actions
    inserted = place_with(program, Status.INSERTED)
    editor.caret.move_to(Place(inserted.index, inserted.offset), Place(inserted.index, inserted.offset + 1))
    menu = program.menus.menu_of(TEXT_MENU)
    kept = [action for action in menu.actions() if not action.isSeparator()]
    assert len(kept) == 12
    assert actions["superscript"] not in kept
    head = [QAction(f"Suggestion {number}", menu) for number in range(4)]
    menu.insertActions(menu.actions()[0], head)
    program.menus.shorten(menu)
    kept = [action for action in menu.actions() if not action.isSeparator()]
    assert len(kept) == 12
    assert kept[:4] == head, "what is offered for a word stays"
    assert kept[-2:] == [actions["reject"], actions["accept"]], "apart, at the end"
    assert {actions["cut"], actions["paste"], actions["comment"], actions["reason"]} <= set(kept)
    for index in range(len(editor.clauses)):
        for names in (TEXT_MENU, CLAUSE_MENU):
            editor.caret.move_to(Place(index, 0))
            menu = program.menus.menu_of(names)
            assert sum(1 for action in menu.actions() if not action.isSeparator()) <= 12


def test_a_citation_offers_its_edition(program):
    path = next(path for path in program.session.paths(1).values() if path == "recalling/a")
    program.window.editor.caret.move_to(place_of(program, path, 0))
    clause = program.window.editor.caret.clause()
    at = clause.text.index("Resolution 71")
    program.window.editor.caret.move_to(place_of(program, path, at + 3))
    assert "editions" in offered(program)
    program.window.editor.caret.move_to(place_of(program, "considering/a", 3))
    assert "editions" not in offered(program)
    assert "editions" not in offered(program, CLAUSE_MENU)


def test_a_citation_with_a_new_edition_is_one_to_its_end(program):
    editor = program.window.editor
    clause = next(candidate for candidate in editor.clauses if "Dubai, 2018Bucharest, 2022" in candidate.text)
    editor.caret.move_to(place_of(program, "recalling/a", clause.text.index("2022")))
    assert "editions" in offered(program)


def test_a_call_is_renamed_and_an_item_leaves_its_level(program):
    program.window.editor.caret.move_to(place_of(program, "considering", 2))
    assert "rename" in offered(program)
    assert "promote" not in offered(program)
    program.window.editor.caret.move_to(place_of(program, "considering/b/i", 2))
    assert "promote" in offered(program)


def test_the_menu_of_the_tree_fits_the_row(program, qtbot):
    window = program.window
    window.tree.setFocus()
    id = next(id for id, known in program.session.paths(1).items() if known == "considering/a")
    window.tree.setCurrentIndex(window.tree.clauses.index_of(id))
    names = set(offered(program, CLAUSE_MENU))
    assert not {"accept", "reject", "restore", "rename", "unlabel"} & names
    assert {"insert clause", "new call", "delete clause", "move up", "label", "correct"} <= names


def test_the_menu_is_about_the_place_under_the_mouse(program):
    editor = program.window.editor
    wanted = place_with(program, Status.INSERTED)
    program.window.resize(1300, 1200)
    QApplication.processEvents()
    editor.caret.move_to(place_of(program, "considering/a", 9), place_of(program, "considering/a", 3))
    cursor = editor.textCursor()
    cursor.setPosition(editor.content.position_of(wanted))
    at = editor.cursorRect(cursor).center()
    assert editor.viewport().rect().contains(at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, editor.viewport().mapToGlobal(at))
    editor.contextMenuEvent(event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert editor.caret.selected_range() == (wanted, wanted)
    assert program.actions["accept"] in menu.actions()
    menu.close()


def test_a_selection_under_the_mouse_stays(program):
    editor = program.window.editor
    start, stop = place_of(program, "considering/a", 3), place_of(program, "considering/a", 9)
    editor.caret.move_to(stop, start)
    at = editor.cursorRect().center() - QPoint(8, 0)
    editor.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, editor.viewport().mapToGlobal(at)))
    assert editor.caret.selected_range() == (start, stop)
    menu = QApplication.activePopupWidget()
    assert program.actions["cut"] in menu.actions()
    menu.close()


@pytest.mark.parametrize("entries", [TEXT_MENU, CLAUSE_MENU], ids=["text", "clause"])
def test_whatever_fits_is_brought_down_to_what_is_read_at_a_glance(entries) -> None:
    """Also where everything does at once: a selection of calls, deleted clauses and rows."""
    assert len({entry for entry in entries if entry} - set(LEFT_OUT)) <= MOST
