"""Three robots on one draft, for a short while; `make soak` for long."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.soak.sharing import run


@pytest.mark.parametrize("seed", range(100, 108))
def test_robots_end_with_one_text(seed: int, tmp_path: Path) -> None:
    assert list(run(seed, 120, tmp_path, real=False)) == []


def test_other_processes_have_the_same_state() -> None:
    """The order of a set differs from process to process; the state must not depend on it."""
    found = set()
    for hashes in ("1", "2", "3"):
        command = [sys.executable, "-m", "tests.soak.sharing", "--digest", "--seed", "1", "--count", "60"]
        environment = {**os.environ, "PYTHONHASHSEED": hashes}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, encoding="utf-8")
        found.add(done.stdout)
    assert len(found) == 1
    assert len(found.pop().strip()) == 16
