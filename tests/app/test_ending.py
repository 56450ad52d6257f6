"""A program that ends without its window being closed, as when the session of the desktop ends, says nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENDING = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.session.sample import sample_submission
from app.program import Program

application = QApplication(sys.argv[:1])
folder = Path(sys.argv[1])
program = Program(folder / "journals", QSettings(str(folder / "a.ini"), QSettings.Format.IniFormat), "me", folder)
program.start((), sample_submission("en"))
QTest.keyClicks(program.window.editor, "abc")
QTest.qWait(300)  # the timers that typing starts are under way or done
if "let go" in sys.argv:
    del program
"""


@pytest.mark.parametrize("how", ["let go", "left"])
def test_it_ends_without_a_traceback(how: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", ENDING, str(tmp_path), how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


def test_what_is_let_go_of_with_its_steps_is_collected_in_peace() -> None:
    """The last collection after those tests finds the session, its stack and its commands in one cycle."""
    steps = ["tests/widgets/editor/test_editor.py", "-k", "undo_list or one_step"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *steps]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
