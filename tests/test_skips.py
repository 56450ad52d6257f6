"""A test that is skipped for a reason of its own fails, one with a reason of the list is counted."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.skips import Reason
from tests.sources import Source, in_each_file

ROOT = Path(__file__).resolve().parent.parent
OWN_REASONS = """
import pytest

def test_within():
    pytest.skip("not today")

@pytest.mark.skip(reason="not today")
def test_by_a_mark():
    assert False

def test_import():
    pytest.importorskip("model.gone")
"""
IMPORT = """
import pytest

pytest.importorskip("model.gone")
"""
LISTED = f"""
import pytest

@pytest.mark.parametrize("number", [1, 2])
def test_within(number):
    pytest.skip("{Reason.ROOT}")

@pytest.mark.xfail
def test_known():
    assert False
"""


def run(folder: Path, *texts: str) -> subprocess.CompletedProcess[str]:
    """Runs files of tests with the plug-in alone."""
    for number, text in enumerate(texts):
        (folder / f"test_{number}.py").write_text(text, encoding="utf-8", newline="\n")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8", newline="\n")
    options = ["-p", "tests.skips", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    command = [sys.executable, "-m", "pytest", *options, folder]
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    return subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_a_reason_that_is_not_in_the_list_fails(tmp_path: Path) -> None:
    done = run(tmp_path, OWN_REASONS, IMPORT)
    assert "2 failed, 2 errors" in done.stdout, done.stdout
    assert done.stdout.count("skipped for a reason that tests/skips.py does not name: ") >= 4


def test_reasons_of_the_list_are_counted(tmp_path: Path) -> None:
    done = run(tmp_path, LISTED)
    assert (done.returncode, f"skipped 2: {Reason.ROOT}\n" in done.stdout) == (0, True), done.stdout


def test_the_last_line_but_the_counts_says_how_many_need_the_folder_shared(tmp_path: Path) -> None:
    done = run(tmp_path, LISTED.replace(Reason.ROOT, Reason.NO_SHARED_TEXTS))
    *_, summary, counts = done.stdout.splitlines()
    assert summary == "skipped 2: ../shared is absent (it holds real texts, and is in no checkout)"
    assert "2 skipped" in counts


def reasons(source: Source) -> Iterator[ast.expr]:
    """What the calls of `skip` and `skipif` give for a reason."""
    for node in source.nodes(ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("skip", "skipif"):
            yield from (keyword.value for keyword in node.keywords if keyword.arg == "reason")
            yield from node.args[: node.func.attr == "skip"]


@in_each_file("tests")
def other_reasons(source: Source) -> Iterator[str]:
    """The places of reasons that are not of the list."""
    yield from (source.place(reason) for reason in reasons(source) if not ast.unparse(reason).startswith("Reason."))


def test_no_reason_is_written_beside_the_list() -> None:
    """Also of what is skipped on another system than this one."""
    assert other_reasons.found() == []
