"""The open document is named by its contents: in the title of the window, the list of windows, the recent files and the file
names that are proposed. The name of its file remains beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.controllers.start.first_pages import facts_of, kept_name
from app.program import Program
from app.session.document_title import NAME_AFTER
from app.session.sample import sample_submission
from model.edits.fields import set_field
from model.files.project_file import save_project
from model.formats.amend import Project
from model.submission.values import Submission

NAME = "Resolution 112 – MOD ARC/47A3"
STEM = "Resolution 112 – MOD ARC-47A3"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The sample under a name that the user chose."""
    save_project(Project(sample_submission("en")), tmp_path / "mine.amend")
    return tmp_path / "mine.amend"


@pytest.fixture
def proposed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that dialogs propose; each dialog is cancelled."""
    names: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (names.append(Path(given[2]).name), ("", ""))[1])
    return names


def wait_for_title(program: Program, title: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.window.windowTitle() == f"{title}[*] — Clausewright", timeout=20 * NAME_AFTER)


def test_the_window_names_the_document_and_its_file(open_program: Callable[..., Program], file: Path, qtbot: QtBot) -> None:
    program = open_program(file)
    wait_for_title(program, f"{NAME} · mine.amend", qtbot)
    program.session.commit(set_field(program.session.submission, "proposals/1/symbol", "NOC", program.session.stamp()))
    wait_for_title(program, "Resolution 112 – NOC ARC/47A3 · mine.amend", qtbot)
    program.session.stack.undo()
    wait_for_title(program, f"{NAME} · mine.amend", qtbot)
    assert program.open_submission._save(file.with_name(f"{STEM}.amend"))
    wait_for_title(program, NAME, qtbot)


def test_another_document_does_not_keep_the_name(open_program: Callable[..., Program], file: Path, qtbot: QtBot) -> None:
    program = open_program(file)
    wait_for_title(program, f"{NAME} · mine.amend", qtbot)
    program.open_submission.show_unsaved(Submission(), "Empty")
    assert program.window.windowTitle() == "Empty[*] — Clausewright"


def test_a_new_proposal_needs_no_other_title(open_program: Callable[..., Program], qtbot: QtBot) -> None:
    program = open_program()
    program.open_submission.show_unsaved(sample_submission("es"), "New proposal", is_new=True)
    wait_for_title(program, "Resolución 112 – MOD ARC/47A3", qtbot)


def test_the_list_of_windows_names_the_document(open_program: Callable[..., Program], file: Path, qtbot: QtBot) -> None:
    first, other = open_program(file), open_program()
    for program in (first, other):
        program.windows.enter()
    wait_for_title(first, f"{NAME} · mine.amend", qtbot)
    menu = other.windows._menu
    qtbot.waitUntil(lambda: [entry.title for entry in other.windows._windows.others()] == [f"{NAME} · mine.amend"], timeout=5000)
    menu.aboutToShow.emit()
    assert menu.actions()[-1].text() == f"&2  {NAME} · mine.amend"


def test_save_proposes_the_name_for_a_document_without_a_file(
    open_program: Callable[..., Program], proposed: list[str], file: Path
) -> None:
    program = open_program()
    program.actions["save"].trigger()
    assert proposed.pop() == f"{STEM}.amend"
    assert program.open_submission._save(file)
    program.actions["save as"].trigger()
    assert proposed.pop() == "mine.amend"
    program.open_submission.show_unsaved(Submission(), "notes.txt")
    program.actions["save"].trigger()
    assert proposed.pop() == "notes.amend"


def test_exports_propose_the_name(open_program: Callable[..., Program], file: Path) -> None:
    program = open_program(file)
    export = program.file_menu.export
    assert export.proposed_name("draft") == f"{STEM} (draft, untracked).docx"
    header = program.session.submission.header
    assert header.document
    assert export.proposed_name() == "T22-WTSA.24-C-0047!A3!MSW-E.docx"
    unnumbered = replace(program.session.submission, header=replace(header, document=""))
    program.open_submission.show_unsaved(unnumbered, "x.docx")
    assert export.proposed_name() == f"{STEM} (tracked changes).docx"


def test_the_recent_files_show_both_names(open_program: Callable[..., Program], file: Path) -> None:
    program = open_program(file)
    menu = program.file_menu.recent
    menu.aboutToShow.emit()
    assert menu.actions()[0].text().startswith("&1  mine.amend — ")
    facts_of(str(file), program._folder / "first-pages")
    menu.aboutToShow.emit()
    assert menu.actions()[0].text().startswith(f"&1  {NAME} — mine.amend — ")
    file.unlink()
    menu.aboutToShow.emit()
    assert menu.actions()[0].text().startswith("&1  mine.amend — ")


def test_the_name_of_a_changed_file_is_unknown(file: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert kept_name(str(file), cache) == ""
    facts_of(str(file), cache)
    assert kept_name(str(file), cache) == NAME
    file.write_bytes(b"something else")
    assert kept_name(str(file), cache) == ""
    assert kept_name("\0", cache) == ""
