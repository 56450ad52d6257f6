"""The journeys with Orca at work: whatever the program gives a screen reader is said. `make accessibility` runs this file; the
name keeps it from `make test`, since it needs a display and minutes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.accessibility.journeys import JOURNEYS
from tests.accessibility.reader import has_reader, orca
from tests.skips import Reason
from tests.sources import ROOT

pytestmark = pytest.mark.skipif(not has_reader(), reason=Reason.NO_READER)
Heard = dict[str, dict[str, list[str]]]


@pytest.fixture(scope="module")
def heard(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """What Orca said in each journey that was chosen, and what it did not say."""
    items = [item for item in request.session.items if item.path == request.path]
    chosen = [str(item.callspec.params["name"]) for item in items if isinstance(item, pytest.Function)]
    folder = tmp_path_factory.mktemp("orca")
    out = folder / "heard.json"
    with orca(folder) as (around, log):
        command = [sys.executable, "-m", "tests.accessibility.heard", str(log), str(out), *chosen]
        subprocess.run(command, cwd=ROOT, env=around | {"QT_QPA_PLATFORM": "xcb"}, check=True, timeout=3000)
    found: Heard = json.loads(out.read_text(encoding="utf-8"))
    return found


@pytest.mark.timeout(3000)
@pytest.mark.parametrize("name", JOURNEYS)
def test_orca_says_what_the_program_gives_it(name: str, heard: Heard) -> None:
    assert heard[name]["missed"] == [], "\n".join(heard[name]["spoken"])
