"""kill -9 while typing, saving and exporting: nothing acknowledged is lost, no file is half written."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.session.recovery import find_unsaved, recover
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.amend import Project
from model.formats.word.package.opc_package import Package
from model.submission.values import Submission
from tests.app.builders import FILE, OUT, STATE, build_project, letter, typed_text

ROUNDS = 15
PARAGRAPHS = 200
PACKAGE_BYTES = 2_000_000
ROOT = Path(__file__).parents[2]
LEAST = {"type": 40, "save": 4, "export": 2}
"""How many acts are let through before the kill, at least; at most five times as many."""


def large_project() -> Project:
    """One whose file takes long to write in comparison with all else, so that the kill often falls into the writing."""
    project = build_project(*["that the paragraphs are many "] * PARAGRAPHS)
    package = b"PK\x03\x04" + random.Random(1).randbytes(PACKAGE_BYTES)
    return replace(project, submission=replace(project.submission, sources={"base.docx": package}))


def kill_in_the_middle(mode: str, folder: Path, chance: random.Random) -> int:
    """Runs the child for some acts and a part of the next one, kills it, and gives the last act acknowledged."""
    command = [sys.executable, "-m", "tests.app.kill9_child", mode, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        acts, longest = 0, 0.0
        for number in range(chance.randint(LEAST[mode], 5 * LEAST[mode])):
            start = time.monotonic()
            acts += bool(child.stdout.readline())
            longest = max(longest, time.monotonic() - start) if number else 0.0
        time.sleep(chance.random() * longest)
        assert child.poll() is None, "the child ended by itself"
        child.kill()
        acts += child.stdout.read().count(b"\n")
    assert child.returncode == (1 if os.name == "nt" else -9), "the child ended by itself"
    return acts


def bring_back(folder: Path) -> Submission:
    """What the next start gives: the file, and what the journal adds."""
    left = find_unsaved(folder / STATE)
    if not left:
        return open_document(folder / FILE).submission
    (found,) = left
    assert found.problem == ""
    recovered = recover(found)
    assert recovered.problems == ()
    recovered.persistence.journal.close()
    return recovered.submission


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["type", "save", "export"])
def test_killed_at_random_moments(mode: str, tmp_path: Path) -> None:
    chance, exported = random.Random(mode), 0
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        save_project(large_project(), folder / FILE)
        acknowledged = kill_in_the_middle(mode, folder, chance)
        typed = typed_text(bring_back(folder))
        assert typed == "".join(letter(at) for at in range(1, len(typed) + 1))
        assert acknowledged <= len(typed) <= acknowledged + 1
        files = {name for name in os.listdir(folder) if name != STATE}
        # Between getting its name and being moved, a file is whole under a hidden name.
        whole = {name for name in files if name.endswith(".part") and OUT not in name}
        assert {name for name in files if not name.endswith(".part")} <= {FILE, FILE + ".bak", OUT}
        for name in whole | files & {FILE, FILE + ".bak"}:
            assert open_document(folder / name).kind == "project"
        if OUT in files:
            package = Package.open(folder / OUT)
            assert all(package.part(part) for part in package.names)
            exported += 1
    assert mode != "export" or exported == ROUNDS
