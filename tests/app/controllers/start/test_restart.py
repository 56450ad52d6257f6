"""The window opened again in another language: document, place and what was not saved are there again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from app.controllers.start.restart import WindowState, left_off
from app.program import Program
from app.session.sample import sample_submission
from model.storage.own_command import RESUME
from widgets.dialogs import messages
from widgets.window.settings_dialog import SettingsDialog


def choose(program: Program, code: str) -> None:
    """Chooses a language in the settings."""
    program.actions["settings"].trigger()
    dialog = program.window.findChild(SettingsDialog)
    field = dialog.field("interface")
    field.setCurrentIndex(field.findData(code))
    dialog.accept()


def handed_on(command: list[str]) -> WindowState:
    return left_off(command[command.index(RESUME) + 1])


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No question is asked."""
    monkeypatch.setattr(messages, "ask_to_save", lambda parent, name: pytest.fail("a question is asked"))


def test_what_is_not_saved_comes_back_with_its_steps_at_its_place(
    open_program: Callable[..., Program], started: list[list[str]], tmp_path: Path, unasked: None
) -> None:
    first = open_program()
    assert first.open_submission._save(tmp_path / "a.amend")
    QTest.keyClicks(first.window.editor, "first ")
    QTest.keyClicks(first.window.editor, "second ")
    place = first.window.editor.caret.selection()
    kept = first.session.submission
    choose(first, "fr")
    (command,) = started
    assert command[command.index("--interface") + 1] == "fr"
    assert not first.window.isVisible()
    left = handed_on(command)
    assert (left.path, left.modified, left.place) == (str(tmp_path / "a.amend"), True, place)
    again = open_program(left=left)
    assert again.session.submission.proposals == kept.proposals
    assert again.open_submission.modified
    assert again.open_submission.persistence is not None
    assert again.open_submission.persistence.path == tmp_path / "a.amend"
    assert again.window.editor.caret.selection() == place
    while again.session.stack.canUndo():
        again.session.stack.undo()
    assert again.session.submission.proposals[0].redline == first_saved(tmp_path / "a.amend")


def first_saved(path: Path) -> object:
    from model.files.opening import open_document

    return open_document(path).submission.proposals[0].redline


def test_what_has_no_file_and_no_change_comes_back(
    open_program: Callable[..., Program], started: list[list[str]], unasked: None
) -> None:
    first = open_program()
    first.open_submission.show_unsaved(sample_submission("ru"), "Read from a copy")
    kept = first.session.submission
    choose(first, "ar")
    again = open_program(left=handed_on(started[0]))
    assert again.session.submission.proposals == kept.proposals
    assert (again.open_submission.title, again.open_submission.modified) == ("Read from a copy", False)


def test_the_sample_as_it_came_comes_in_the_new_language(
    open_program: Callable[..., Program], started: list[list[str]], unasked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_program()
    QTest.keyClicks(first.window.editor, "tried ")
    while first.session.stack.canUndo():
        first.session.stack.undo()
    choose(first, "ru")
    left = handed_on(started[0])
    assert left == WindowState(sample=True)
    monkeypatch.setattr("app.controllers.files.file_menu.window_language", lambda: "ru")
    again = open_program(left=left)
    assert again.session.submission == sample_submission("ru")
    assert again.windows.free
    assert not again.file_menu.crash_recovery.left


def test_the_sample_with_a_change_comes_back_with_it(
    open_program: Callable[..., Program], started: list[list[str]], unasked: None
) -> None:
    first = open_program()
    QTest.keyClicks(first.window.editor, "changed ")
    kept = first.session.submission
    choose(first, "ru")
    again = open_program(left=handed_on(started[0]))
    assert again.session.submission.proposals == kept.proposals
    assert again.open_submission.modified


def test_the_start_page_comes_back(open_program: Callable[..., Program], started: list[list[str]], unasked: None) -> None:
    first = open_program(page=True)
    choose(first, "es")
    assert handed_on(started[0]) == WindowState()
    assert open_program(page=True, left=WindowState()).start_page.shown


def test_where_no_process_can_be_started_nothing_changes(
    open_program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_program()
    QTest.keyClicks(first.window.editor, "kept ")
    first.windows.start_process = lambda command, folder: False
    choose(first, "ru")
    assert first.window.isVisible()
    assert first.open_submission.modified
    assert first.settings.value.interface == "ru"
    assert "Another window could not" in first.window.statusBar().currentMessage()


def test_what_is_at_work_is_not_left(open_program: Callable[..., Program], started: list[list[str]]) -> None:
    first = open_program()
    first.open_submission._busy = True
    choose(first, "ru")
    first.open_submission._busy = False
    assert started == []
    assert first.window.isVisible()
    assert first.window.statusBar().currentMessage() == "The language changes when you restart the program."


@pytest.mark.parametrize("text", ["", "[]", "{", '{"journal": 3}', '{"place": ["1"]}'])
def test_what_is_handed_on_damaged_is_nothing(text: str) -> None:
    assert left_off(text) == WindowState()


def test_a_journal_that_is_gone_gives_the_file_as_it_is(open_program: Callable[..., Program], tmp_path: Path) -> None:
    first = open_program()
    assert first.open_submission._save(tmp_path / "a.amend")
    first.window.close()
    again = open_program(left=WindowState(str(tmp_path / "gone.jsonl"), str(tmp_path / "a.amend")))
    assert again.open_submission.title == "a.amend"
