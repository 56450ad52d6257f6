"""The slowest tests, written to `tests/durations.txt` by `make test ARGS=--write-durations`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

FILE = Path(__file__).with_suffix(".txt")
MOST = 60
"""The tests that are listed."""
HEAD = f"# The {MOST} slowest tests of a whole run and their seconds, written by `make test ARGS=--write-durations`.\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-durations", action="store_true", help=f"write the slowest tests to tests/{FILE.name}")


def pytest_configure(config: pytest.Config) -> None:
    """Registers the recorder in the process that hears of all tests; a worker reports to it."""
    if config.getoption("--write-durations") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(DurationRecorder())


class DurationRecorder:
    """Adds up the seconds of each test: its fixtures, itself, and what is undone after it."""

    def __init__(self) -> None:
        self._seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Adds a phase of a test."""
        self._seconds[report.nodeid] += report.duration  # type: ignore[assignment]

    def pytest_sessionfinish(self) -> None:
        """Writes the slowest tests, the slowest first."""
        FILE.write_text(table(self._seconds), encoding="utf-8", newline="\n")


def table(seconds: Counter[str]) -> str:
    """The lines of the file: seconds and test."""
    return HEAD + "".join(f"{length:7.1f}  {test}\n" for test, length in seconds.most_common(MOST))
