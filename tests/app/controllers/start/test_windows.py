"""Windows of one user: each knows the others, brings them forward, and leaves nothing behind, however it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from app.controllers.start.windows import QUICK_PDF, not_open_elsewhere
from app.session.open_windows import OpenWindows
from model.errors import FileError
from model.files.project_file import save_project
from model.message import Message
from tests.app.builders import build_project

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


@pytest.fixture
def file(tmp_path) -> Path:
    save_project(build_project("in a file"), tmp_path / "a.amend")
    return tmp_path / "a.amend"


def test_windows_see_each_other_until_they_leave(tmp_path):
    first, other = OpenWindows(tmp_path / "w"), OpenWindows(tmp_path / "w")
    first.announce("Один", tmp_path / "a.amend")
    other.announce("a much longer title", None)
    other.announce("short", None)
    assert [(window.title, window.path) for window in first.others()] == [("short", "")]
    assert other.with_file(tmp_path / "a.amend").title == "Один"
    assert other.request_front(other.with_file(tmp_path / "a.amend"))
    assert (first.take_request(), first.take_request(), other.take_request()) == (True, False, False)
    first.leave()
    assert other.others() == ()
    other.leave()
    assert list((tmp_path / "w").iterdir()) == []


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff"])
def test_what_a_crash_left_is_removed_and_what_is_no_entry_is_passed_over(junk, tmp_path):
    windows = OpenWindows(tmp_path / "w")
    windows.announce("here", None)
    (tmp_path / "w" / "0123.window").write_bytes(junk)
    (tmp_path / "w" / "0123.raise").touch()
    assert windows.others() == ()
    assert [path.stem for path in (tmp_path / "w").iterdir()] == [windows.id]
    windows.leave()


def test_where_no_entry_can_be_written_a_window_works_alone(tmp_path):
    (tmp_path / "w").write_text("a file", encoding="utf-8")
    windows = OpenWindows(tmp_path / "w")
    windows.announce("here", None)
    assert windows.others() == ()
    windows.leave()


def test_windows_of_other_machines_on_the_same_disk_are_not_shown(tmp_path, monkeypatch):
    first, other = OpenWindows(tmp_path), OpenWindows(tmp_path)
    monkeypatch.setattr("app.session.open_windows.platform.node", lambda: "far-away")
    first.announce("there", None)
    monkeypatch.undo()
    assert other.others() == ()
    first.leave()


def test_a_file_that_another_window_has_comes_forward_there(file, open_program, started, qtbot, monkeypatch):
    first, other = open_program(file), open_program()
    for program in (first, other):
        program.windows.enter()
    came = []
    monkeypatch.setattr(first.windows, "come_forward", lambda: came.append(True))
    other.open_submission.open_or_raise(file)
    qtbot.waitUntil(lambda: bool(came), timeout=5000)
    assert started == []
    assert other.open_submission.title == "Sample"
    assert "another window" in other.window.statusBar().currentMessage()


def test_the_menu_lists_the_windows_and_brings_one_forward(file, open_program, qtbot, monkeypatch):
    first, other = open_program(file), open_program()
    for program in (first, other):
        program.windows.enter()
    came = []
    monkeypatch.setattr(first.windows, "come_forward", lambda: came.append(True))
    menu = other.windows._menu
    for _ in range(2):
        menu.aboutToShow.emit()
    entries = menu.actions()[-2:]
    assert [entry.text() for entry in entries] == ["&1  Sample", "&2  a.amend"]
    assert [entry.isChecked() for entry in entries] == [True, False]
    entries[1].trigger()
    qtbot.waitUntil(lambda: bool(came), timeout=5000)
    first.window.close()
    menu.aboutToShow.emit()
    assert [entry.text() for entry in menu.actions()[-1:]] == ["&1  Sample"]


def test_beside_a_document_another_one_gets_a_window_of_its_own(file, open_program, started, tmp_path):
    program = open_program(file)
    save_project(build_project("another"), tmp_path / "b.amend")
    program.open_submission.open_or_raise(tmp_path / "b.amend")
    assert program.open_submission.title == "a.amend"
    assert [command[-1] for command in started] == [str(tmp_path / "b.amend")]
    program.open_submission.open_or_raise(file)
    assert len(started) == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%", b"PK\x03\x04 cut off", None], ids=["pdf", "cut off", "missing"])
def test_a_file_that_cannot_be_read_gets_no_window(data, file, open_program, started, shown_errors, tmp_path):
    program = open_program(file)
    bad = tmp_path / "bad.docx"
    if data is not None:
        bad.write_bytes(data)
    program.open_submission.open_or_raise(bad)
    assert len(shown_errors) == 1
    assert "bad.docx" in shown_errors[0]
    assert started == []
    assert program.open_submission.title == "a.amend"


def test_an_untouched_sample_gives_way_and_a_changed_one_stays(file, open_program, started):
    program = open_program()
    QTest.keyClicks(program.window.editor, "x")
    program.open_submission.open_or_raise(file)
    assert [command[-1] for command in started] == [str(file)]
    program.session.stack.undo()
    program.open_submission.open_or_raise(file)
    assert program.open_submission.title == "a.amend"


@pytest.mark.parametrize("office", [Path("soffice"), None], ids=["with LibreOffice", "without"])
def test_a_text_that_libreoffice_converts_is_converted_in_the_new_window_alone(
    office, file, tmp_path, open_program, started, answers, monkeypatch
):
    converted: list[str] = []

    def convert(data, name, report):
        converted.append(name)
        raise FileError(name, Message.of("it is not converted here"))

    monkeypatch.setattr("model.formats.office.libreoffice.find_office", lambda: office)
    monkeypatch.setattr("model.formats.office.conversion.convert_to_docx", convert)
    answers["show_error"] = None
    program = open_program(file)
    QTest.keyClicks(program.window.editor, "x")
    old = tmp_path / "old.doc"
    old.write_bytes(b"{\\rtf1 considering}")
    program.open_submission.open_or_raise(old)
    assert [command[-1] for command in started] == ([str(old)] if office else [])
    assert len(converted) == (0 if office else 1), "without LibreOffice this window says so"
    assert program.open_submission.modified


@pytest.mark.parametrize("head", [b"%PDF-1.7", b"PDF"], ids=["a PDF", "no PDF"])
@pytest.mark.parametrize("length", [QUICK_PDF, 2 * QUICK_PDF], ids=["short", "long"])
def test_a_long_pdf_is_read_in_the_new_window_alone(
    length, head, file, tmp_path, open_program, started, shown_errors, monkeypatch
):
    read: list[str] = []
    monkeypatch.setattr("app.controllers.start.windows.open_document", lambda path, report: read.append(path.name))
    program = open_program(file)
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(head.ljust(length))
    program.open_submission.open_or_raise(pdf)
    assert [command[-1] for command in started] == [str(pdf)]
    assert read == ([] if head.startswith(b"%") and length > QUICK_PDF else ["a.pdf"])
    assert (shown_errors, program.open_submission.title) == ([], "a.amend")


def test_the_sample_beside_a_document_and_where_no_process_can_be_started(file, open_program, monkeypatch):
    program = open_program(file)
    monkeypatch.setattr(program.windows, "start_process", lambda command, folder: False)
    program.actions["new window"].trigger()
    assert "Another window could not" in program.window.statusBar().currentMessage()


def test_a_window_passes_on_the_language_it_was_started_in_and_keeps_the_settings(file, open_program, started):
    program = open_program(file)
    program.actions["new window"].trigger()
    assert "--interface" not in started[-1], "of itself, a new window asks the settings"
    program.windows.interface = "ar"
    program.actions["new window"].trigger()
    program.windows.start("--new")
    assert [command[command.index("--interface") :] for command in started[1:]] == [
        ["--interface", "ar"], ["--interface", "ar", "--new"],
    ]  # fmt: skip
    assert program.settings.value.interface == ""


BEGUN = """
from PySide6.QtCore import QTimer
import app.run
from app.cli.main import main

def shut(program):
    print(program.windows.interface, flush=True)
    program.window.close()

class Begun(app.run.Program):
    def __init__(self, *given):
        super().__init__(*given)
        QTimer.singleShot(0, lambda: shut(self))

app.run.Program = Begun
main({arguments})
"""


@pytest.mark.parametrize(("arguments", "language"), [(["--interface", "ar_EG"], "ar"), ([], "")])
def test_only_a_language_of_the_command_line_is_passed_on(arguments, language, tmp_path):
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA")
    environment = {**os.environ, **{name: str(tmp_path) for name in names}, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}
    command = [sys.executable, "-c", BEGUN.format(arguments=arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=True)
    assert done.stdout.strip() == language


def test_closing_takes_the_entry_away(file, open_program, tmp_path):
    program = open_program(file)
    program.windows.enter()
    assert len(list((tmp_path / "windows").glob("*.window"))) == 1
    program.actions["close window"].trigger()
    assert list((tmp_path / "windows").glob("*.window")) == []
    assert not program.window.isVisible()


def test_two_processes_one_of_which_dies_and_the_other_comes_forward(file, tmp_path):
    """A second start on an open file ends at once; a window that is killed takes no other along and is soon forgotten."""
    home = tmp_path / "home"
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA")
    environment = {**os.environ, **{name: str(home) for name in names}, "QT_QPA_PLATFORM": "offscreen"}
    folder = home / "clausewright" / "windows"
    save_project(build_project("another"), tmp_path / "b.amend")

    def begin(*arguments: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "app", *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)

    def entries() -> list[str]:
        found = []
        for path in folder.glob("*.window"):
            try:
                found.append(Path(json.loads(path.read_bytes())["path"]).name)
            except (OSError, ValueError):
                continue  # it is being written
        return sorted(found)

    def wait_for(wanted: list[str]) -> None:
        end = time.monotonic() + 30
        while entries() != wanted:
            assert time.monotonic() < end, entries()
            time.sleep(0.05)

    first, second = begin(file), begin(tmp_path / "b.amend")
    try:
        wait_for(["a.amend", "b.amend"])
        third = begin(file)
        assert third.wait(timeout=30) == 0
        wished = list(folder.glob("*.raise"))
        end = time.monotonic() + 10
        while wished and time.monotonic() < end:
            time.sleep(0.05)
            wished = list(folder.glob("*.raise"))
        assert wished == []  # the window took the wish away and came forward
        assert entries() == ["a.amend", "b.amend"]
        first.kill()
        first.wait(timeout=10)
        assert second.poll() is None
        assert not_open_elsewhere([str(file)], folder) == [str(file)]
        assert entries() == ["b.amend"]
    finally:
        for process in (first, second):
            process.kill()
            process.wait(timeout=10)
