"""The benchmarks: each chapter runs to its end, in the sizes of a trial."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.bench.run import CHAPTERS
from tests.bench.sizes import TRIAL
from tests.conftest import ROOT
from tests.skips import needs_benchmarks

INSTALLING = "compare"
"""The chapter that installs the engines of others."""


@pytest.mark.slow
@needs_benchmarks
@pytest.mark.parametrize("chapter", [name for name in CHAPTERS if name != INSTALLING])
def test_a_chapter_runs_to_its_end(chapter: str) -> None:
    command = [sys.executable, "-m", "tests.bench.run", chapter]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, TRIAL: "1"}, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert done.stdout, "it prints what it measured"


def test_a_chapter_that_there_is_not_is_refused_with_the_names_of_the_others() -> None:
    command = [sys.executable, "-m", "tests.bench.run", "editors"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("there is no chapter editors; there are export, checks, ")
