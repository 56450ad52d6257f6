"""Two people work on one draft, each at the keys of a window: what one types the other sees, undo takes back own words only, and
the file has the text of both."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from model.files.project_file import save_project
from model.formats.amend import Project, read_project
from tests.builders.arrivals import draft_words
from tests.builders.submissions import submission
from tests.journeys.program import ROOT
from tests.journeys.test_drafting import display

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sharing")]
__all__ = ["display"]
PATIENCE = 120
TEXT = "*considering*\na)\tthat States act soon enough;\nb)\tthat all is well,\n"


def hand_at(screen: str, home: Path, *arguments: object) -> subprocess.Popen[str]:
    """The program in a process of its own with a hand at its keys."""
    home.mkdir()
    homes = {"HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_STATE_HOME": home / "state"}
    environment = os.environ | {name: str(place) for name, place in homes.items()}
    environment |= {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "CLAUSEWRIGHT_LANGUAGE": "en"}
    command = [sys.executable, "-m", "tests.journeys.sharing_hand", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_two_windows_share_a_draft(display: str, tmp_path: Path) -> None:
    file = tmp_path / "folder" / "draft.amend"
    file.parent.mkdir()
    save_project(Project(submission(TEXT), id="1" * 32), file)
    shared = file.parent / "draft.amend.shared"
    with hand_at(display, tmp_path / "ana", "share", file) as ana:
        end = time.monotonic() + PATIENCE
        while not list(shared.glob("*.commits.jsonl")) and ana.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
        with hand_at(display, tmp_path / "ben", "join", file) as ben:
            for who in (ben, ana):
                _, errors = who.communicate(timeout=PATIENCE)
                if who.returncode:
                    ana.kill()
                    ben.kill()
                assert who.returncode == 0, errors
    assert draft_words(read_project(file).submission) == "considering\nthat States act soon enough;\nthat all is well,slowly"
    assert len(list(shared.glob("*.commits.jsonl"))) == 2
