"""An empty library says what it gives and offers ways to fill it, in its window, on each page and in the panel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.program import Program
from model.formats.notation import parse
from model.submission.values import Proposal, Submission
from tests.builders.library_window import answered
from widgets.common.empty_state import EmptyState
from widgets.dialogs import messages
from widgets.library.search_page import SearchPage
from widgets.library.window import LibraryWindow

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


@pytest.fixture
def window(open_program: Callable[..., Program], answers: dict[str, object]) -> LibraryWindow:
    """The window of an empty library, beside the sample."""
    answers["show_warnings"] = None
    program = open_program()
    program.actions["library"].trigger()
    assert program.library.window is not None
    return program.library.window


def offered(empty: EmptyState) -> list[QPushButton]:
    """The buttons that are seen."""
    return [button for button in empty.buttons if button.isVisibleTo(empty)]


def names(empty: EmptyState) -> list[str]:
    return [button.text().replace("&", "") for button in offered(empty)]


def press_return(box: QWidget) -> None:
    QTest.keyClick(box, Qt.Key.Key_Return)


def holds(program: Program) -> list[str]:
    return sorted(text.title for text in program.open_library.texts().values())


def test_an_empty_library_offers_three_ways_to_fill_it(window: LibraryWindow, qtbot: QtBot) -> None:
    page = window.search
    assert page.empty.isVisible()
    assert not page.contents.isVisible()
    assert names(page.empty) == ["Add a folder …", "Take the text of the open document", "Open a published library …"]
    assert all(button.accessibleDescription() and not button.icon().isNull() for button in offered(page.empty))
    qtbot.waitUntil(page.empty.buttons[0].hasFocus, timeout=5000)


def test_without_a_document_a_file_is_offered(open_program: Callable[..., Program]) -> None:
    program = open_program(page=True)
    program.actions["library"].trigger()
    window = program.library.window
    assert window is not None
    assert names(window.search.empty) == ["Add a folder …", "Choose a file …", "Open a published library …"]
    program.file_menu.open_sample()
    program.library.refresh()
    assert "Take the text of the open document" in names(window.search.empty)
    program.open_submission.show_unsaved(Submission(), "empty")
    program.library.refresh()
    assert "Choose a file …" in names(window.search.empty)


def test_each_way_leads_to_its_question(
    window: LibraryWindow, open_program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda parent, title, *rest: asked.append(title) or "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda parent, title, *rest: (asked.append(title) or [], ""))
    buttons = window.search.empty.buttons
    for button in (buttons[0], buttons[2], buttons[3]):
        button.click()
    assert asked == ["Add a folder to the library", "Add files to the library", "Open a published library"]


def test_the_text_of_the_open_document_is_taken_without_the_draft(
    open_program: Callable[..., Program], answers: dict[str, object], tmp_path: Path
) -> None:
    answers["show_warnings"] = None
    program = open_program()
    program.actions["library"].trigger()
    window = program.library.window
    assert window is not None
    QTest.keyClicks(program.window.editor, "a secret ")
    before = program.session.submission
    with answered(press_return):
        window.search.empty.buttons[1].click()
    assert program.session.submission is before
    assert len(holds(program)) == 1
    assert not window.search.empty.isVisible()
    assert window.search.contents.isVisible()
    assert window.search.list.entries.entries[0].name == "Resolution 112 (Rev. Geneva, 2022)"
    files = [path for path in tmp_path.rglob("*.amend") if "library" in path.parts]
    assert files
    text = program.open_library.library.text(next(iter(program.open_library.texts()))).redline
    assert text == text.base()
    assert all("a secret" not in clause.text for clause in text.clauses)
    assert program.open_library.library.texts()[0].file == "Resolution 112 (Rev. Geneva, 2022).amend"


def test_the_last_text_removed_leaves_the_ways_again(open_program: Callable[..., Program], answers: dict[str, object]) -> None:
    answers["show_warnings"] = None
    program = open_program()
    program.actions["library"].trigger()
    window = program.library.window
    assert window is not None
    with answered(press_return):
        window.search.empty.buttons[1].click()
    answers["ask_to_remove_text"] = True
    window.search.list.setCurrentIndex(window.search.list.entries.index(0, 0))
    window.remove.trigger()
    assert window.search.empty.isVisible()


def test_editions_say_what_they_show_and_lead_to_the_texts(window: LibraryWindow) -> None:
    window.pages.setCurrentWidget(window.chain_page)
    empty = window.chain_page.empty
    assert empty.isVisible()
    assert names(empty) == ["Choose a text"]
    offered(empty)[0].click()
    assert window.pages.currentWidget() is window.search
    assert window.search.empty.buttons[0].hasFocus()


def test_same_clause_elsewhere_leads_to_the_filling_of_an_empty_library(window: LibraryWindow) -> None:
    window.pages.setCurrentWidget(window.twins)
    assert names(window.twins.empty) == ["Fill the library"]
    assert not window.twins.all.isEnabled()
    offered(window.twins.empty)[0].click()
    assert window.pages.currentWidget() is window.search


def test_same_clause_elsewhere_offers_its_searches_in_a_filled_library(program: Program) -> None:
    window = program.library.window
    assert window is not None
    window.pages.setCurrentWidget(window.twins)
    assert names(window.twins.empty) == ["Compare the clause at the caret", "Compare the whole library"]
    offered(window.twins.empty)[1].click()
    assert not window.twins.empty.isVisible()
    assert window.twins.tree.topLevelItemCount()
    program.library.twins.forget()
    assert window.twins.empty.isVisible()


def test_the_panel_offers_the_same(open_program: Callable[..., Program], answers: dict[str, object]) -> None:
    answers["show_warnings"] = None
    program = open_program()
    program.window.panels.open("library")
    assert program.library.beside is not None
    page: SearchPage = program.library.beside.page
    assert page.empty.isVisible()
    assert names(page.empty)[1] == "Take the text of the open document"
    program.actions["library panel"].trigger()
    program.actions["library panel"].trigger()
    with answered(press_return):
        page.empty.buttons[1].click()
    assert not page.empty.isVisible()
    assert page.form.isVisible()
    assert len(holds(program)) == 1


def test_of_a_read_only_library_only_another_is_offered(window: LibraryWindow) -> None:
    window.search.show_which("", "it was published by others")
    assert [button.isEnabled() for button in window.search.empty.buttons] == [False, False, False, True]
    assert window.search.empty.buttons[0].toolTip()


def test_a_narrow_panel_needs_no_horizontal_bar(qtbot: QtBot) -> None:
    page = SearchPage(upright=True)
    qtbot.addWidget(page)
    page.show_empty(True, draft=True)
    page.resize(344, 500)
    page.show()
    assert page.empty.horizontalScrollBar().maximum() == 0


def test_a_warning_about_the_text_of_the_open_document_has_no_internal_path(
    open_program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text of the open document was written to a temporary file, whose path was shown."""
    lines: list[str] = []
    monkeypatch.setattr(messages, "show_warnings", lambda _parent, rows, first="": lines.extend(map(str, [first, *rows])))
    text = parse("# RESOLUTION\n\n*resolves*\n\n1\tto go on.\n")
    program = open_program(submission=Submission(proposals=(Proposal("MOD", "1", text, original=text),)))
    program.actions["library"].trigger()
    assert program.library.window is not None
    with answered(press_return):
        program.library.window.search.empty.buttons[1].click()
    assert lines[0] == "1 text was added."
    assert lines[1].startswith("\u20681.amend\u2069: ")
