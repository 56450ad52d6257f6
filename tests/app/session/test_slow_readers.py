"""Files whose reader starts LibreOffice: the window and the verbs stop it, and the start page does not start it."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton

from app.controllers.start.first_pages import _look_into
from tests.skips import needs_shell

pytestmark = needs_shell
OLD = b"{\\rtf1 Resolution 7}"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an RTF file, whose converter writes its process number and hangs."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/own\nsleep 300\n", encoding="utf-8", newline="\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "a.rtf").write_bytes(OLD)
    return tmp_path


def is_running(place: Path) -> bool:
    number = (place / "own").read_text(encoding="utf-8").strip()
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def stop_when_shown() -> None:
    """Presses the button of the box that says what is read, as soon as there is one."""
    boxes = [box for box in QApplication.topLevelWidgets() if isinstance(box, QProgressDialog) and box.isVisible()]
    button = boxes[0].findChild(QPushButton) if boxes else None
    if button is not None and "a.rtf" in boxes[0].labelText():
        button.click()
    else:
        QTimer.singleShot(20, stop_when_shown)


def test_the_window_stops_it_and_keeps_the_document(open_program, place: Path) -> None:
    program = open_program()
    before = program.session.submission
    QTimer.singleShot(20, stop_when_shown)
    assert not program.open_submission.open(place / "a.rtf")
    assert program.session.submission is before
    assert not is_running(place)
    assert not program.open_submission.busy


def test_ctrl_c_stops_it_in_a_verb(place: Path) -> None:
    begin = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may let it be ignored
    begin += "from app.__main__ import main; sys.exit(main(sys.argv[1:]))"
    verb = [sys.executable, "-c", begin, "import", str(place / "a.rtf"), "-o", str(place / "a.amend")]
    with subprocess.Popen(verb, stderr=subprocess.PIPE, cwd=Path(__file__).parents[3]) as process:
        deadline = time.monotonic() + 60
        while not (place / "own").exists() or not (place / "own").read_text(encoding="utf-8"):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    assert not is_running(place)
    assert not (place / "a.amend").exists()


def test_the_start_page_does_not_start_it_for_a_picture(place: Path) -> None:
    facts = _look_into(str(place / "a.rtf"), 0.0, place)
    assert (facts.path, facts.name, facts.picture, facts.problem) == (str(place / "a.rtf"), "", "", {})
    assert not (place / "own").exists()
