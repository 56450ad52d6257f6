"""The whole proposal on Resolution 75 by hand: keys and mouse alone, in the window, with a kill -9 on the way."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.program import ROOT, judged, judged_by_office, shown
from tests.skips import Reason, needs_office

pytestmark = pytest.mark.slow

PATIENCE = 60
"""Seconds for one sitting at the window, which takes a few."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen of its own."""
    if not shutil.which("Xvfb"):
        pytest.skip(Reason.NO_SCREEN)
    reading, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL) as server:
        os.close(tell)
        with os.fdopen(reading, encoding="utf-8") as answer:
            assert select.select([answer], [], [], PATIENCE)[0], "Xvfb does not start"
            number = answer.readline().strip()
        yield f":{number}"
        server.terminate()


def sitting(display: str, home: Path, *arguments: object) -> subprocess.Popen[str]:
    """The program in a process of its own with a hand at its keys."""
    homes = {"HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_STATE_HOME": home / "state"}
    environment = os.environ | {name: str(place) for name, place in homes.items()}
    environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "CLAUSEWRIGHT_LANGUAGE": "en"}  # by whose words the hand works
    command = [sys.executable, "-m", "tests.journeys.hand", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def drafted(display: str, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what was drafted, saved, killed, brought back, saved and exported."""
    folder = tmp_path_factory.mktemp("drafting")
    res75 = shared / "res75"
    with sitting(display, folder, "draft", res75 / "base.docx", res75 / "edits.json", folder / "out.amend") as first:
        assert first.stdout is not None
        assert first.stderr is not None
        ready = select.select([first.stdout], [], [], PATIENCE)[0]
        line = first.stdout.readline() if ready else "nothing"
        first.kill()
        assert line == "drafted\n", line + first.stderr.read()
    assert first.returncode == -9
    assert list((folder / "state" / "clausewright" / "journals").iterdir()), "nothing was left to bring back"
    assert len(shown(folder / "out.amend")["proposals"][0]["clauses"]) < 110, "all of it was in the file before the kill"
    with sitting(display, folder, "finish", folder / "out.docx") as second:
        _, errors = second.communicate(timeout=PATIENCE)
        assert second.returncode == 0, errors
    return folder


def test_a_resolver_of_its_own_gives_base_and_draft(drafted: Path, shared: Path) -> None:
    res75 = shared / "res75"
    judged(shared / "judge" / "redline.py", "--instrument", drafted / "out.docx", res75 / "base.docx", res75 / "proposed.docx")


@needs_office
def test_libreoffice_gives_base_and_draft(drafted: Path, shared: Path) -> None:
    res75 = shared / "res75"
    judged_by_office(drafted / "out.docx", res75 / "base.docx", res75 / "proposed.docx", instrument=True)


def test_the_schemas_find_nothing(drafted: Path, shared: Path) -> None:
    judged(shared / "judge" / "validate_docx.py", drafted / "out.docx")


def test_what_was_saved_is_what_was_exported(drafted: Path) -> None:
    saved, exported = (shown(drafted / name)["proposals"] for name in ("out.amend", "out.docx"))
    for key in ("symbol", "number"):
        assert [proposal[key] for proposal in saved] == [proposal[key] for proposal in exported]
    runs = [[clause["runs"] for proposal in proposals for clause in proposal["clauses"]] for proposals in (saved, exported)]
    assert runs[0] == runs[1]


def test_nothing_is_left_to_bring_back(drafted: Path) -> None:
    journals = drafted / "state" / "clausewright" / "journals"
    assert journals.is_dir()
    assert not list(journals.iterdir())
