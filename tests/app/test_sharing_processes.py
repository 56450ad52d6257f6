"""Three windows, each a process, share a draft in one folder; one is killed while it types and takes its place again. In the end
all have one text, and no letter is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from model.files.project_file import save_project
from model.formats.amend import Project
from tests.app.sharing_child import LETTERS
from tests.builders.submissions import submission

ROOT = Path(__file__).parents[2]
TEXT = "".join(f"{number}\t ;\n" for number in range(1, 5))
"""No letters: all that are in the text later were typed."""
PATIENCE = 60.0
"""Seconds until all have one text."""


class Window:
    """One process."""

    def __init__(self, file: Path, home: Path, name: str, how: str) -> None:
        self.home = home
        home.mkdir(exist_ok=True)
        (home / "ready").unlink(missing_ok=True)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "tests.app.sharing_child", str(file), str(home), name, how]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        until(lambda: (home / "ready").exists() or self.process.poll() is not None, PATIENCE)
        assert self.process.poll() is None, self.process.communicate()[1].decode()

    @property
    def text(self) -> str:
        path = self.home / "text"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def typed(self) -> Counter[str]:
        path = self.home / "typed"
        return Counter(path.read_text(encoding="utf-8").split()) if path.exists() else Counter()

    def stop(self) -> None:
        (self.home / "stop").touch()

    def kill(self) -> None:
        self.process.kill()
        assert self.process.stderr is not None
        self.process.stderr.close()
        self.process.wait()

    def end(self) -> str:
        (self.home / "end").touch()
        _, errors = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, errors.decode()
        return errors.decode()


def until(is_so, seconds: float) -> bool:
    """Waits until something is so; whether it is."""
    last = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > last:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.slow
def test_three_processes_end_with_one_text_although_one_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "a.amend"
    file.parent.mkdir()
    save_project(Project(submission(TEXT), id="1" * 32), file)
    windows = [Window(file, tmp_path / "Ana", "Ana", "share")]
    try:
        windows += [Window(file, tmp_path / name, name, "join") for name in ("Ben", "Cem")]
        time.sleep(6)
        killed = windows.pop()
        killed.kill()
        time.sleep(3)
        windows.append(Window(file, tmp_path / "Cem", "Cem", "recover"))
        time.sleep(4)
        for window in windows:
            window.stop()

        def one_text() -> bool:
            texts = {window.text for window in windows}
            return len(texts) == 1 and texts.pop().startswith("sent\n")

        assert until(one_text, PATIENCE), "\n\n".join(window.text for window in windows)
        text = windows[0].text
        assert "CONFLICT" not in text  # what two insert at one place stands side by side
        found = Counter(letter for letter in text.partition("\n")[2] if letter.isalpha())
        for window, letters in zip(windows, LETTERS.values(), strict=True):
            for letter in letters:
                # what was typed in the moment of the kill may be in the journal before it is counted
                assert window.typed[letter] <= found[letter] <= window.typed[letter] + (window is windows[-1]), letter
        assert sum(found.values()) > 100
        for window in windows:
            assert "Traceback" not in window.end()
    finally:
        for window in windows:
            if window.process.poll() is None:
                window.kill()
