"""The lanes of the tests: marks by the folder and the fixtures of each test, and the languages of a run."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import FunctionType

import pytest

from resources.catalogues import languages
from tests.skips import Reason

TESTS = Path(__file__).parent
FOLDERS = {"journeys": "journey", "app/manual": "languages", "app/translation": "languages", "fuzz": "tool", "soak": "tool",
           "bench": "tool", "packaging": "tool", "pictures": "tool", "accessibility": "tool"}  # fmt: skip
"""The mark of all tests in a folder."""
FIXTURES = {"shared": "corpus", "open_program": "program"}
"""The mark of all tests that use a fixture, directly or not."""
JUDGES = ("tests.journeys.judges", "tests.journeys.program")
"""The modules that ask a judge: a test that uses something of them is marked `judge`, and one that needs LibreOffice."""


def marks_of(item: pytest.Function) -> Iterator[str]:
    """The marks that follow from where a test is and what it uses."""
    place = item.path.relative_to(TESTS).as_posix()
    yield from (mark for folder, mark in FOLDERS.items() if place.startswith(folder + "/"))
    yield from (mark for fixture, mark in FIXTURES.items() if fixture in item.fixturenames)
    if item.path.name.startswith("test_corpus"):
        yield "corpus"
    needs_office = any(mark.kwargs.get("reason") == Reason.NO_OFFICE for mark in item.iter_markers("skipif"))
    if needs_office or asks_judge(inspect.unwrap(item.function)):
        yield "judge"


def asks_judge(function: FunctionType) -> bool:
    """Whether a function uses something of the modules that ask a judge, which it may import itself."""
    names = function.__code__.co_names
    modules = {getattr(function.__globals__.get(name), "__module__", "") for name in names}
    return not modules.union(names).isdisjoint(JUDGES)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Omits the folders whose tests `make check` omits: importing their modules would take longer than many tests."""
    omitted = re.fullmatch(r"not \((\w+(?: or \w+)*)\)", config.option.markexpr)
    folder = collection_path.relative_to(TESTS).as_posix() if collection_path.is_relative_to(TESTS) else ""
    return True if omitted and FOLDERS.get(folder) in omitted[1].split(" or ") else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sets the marks before pytest chooses by them."""
    for item in items:
        if isinstance(item, pytest.Function):
            for mark in marks_of(item):
                item.add_marker(mark)


def languages_of_run() -> list[str]:
    """English and one more language, another one with each commit; all if TEST_LANGUAGES is `all`."""
    english, *others = languages()
    if os.environ.get("TEST_LANGUAGES") == "all":
        return [english, *others]
    return [english, others[turn() % len(others)]]


def turn() -> int:
    """A number that differs with each commit, or, if this is no checkout, with each day."""
    command = ["git", "-C", str(TESTS), "rev-parse", "HEAD"]
    try:
        return int(subprocess.run(command, capture_output=True, encoding="ascii", check=True).stdout, base=16)
    except (OSError, subprocess.CalledProcessError):
        return date.today().toordinal()
