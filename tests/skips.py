"""The reasons for which a test may be skipped: nothing else skips one, so that what is broken is never taken for what is absent.

As a plug-in of pytest (tests/conftest.py names it) it fails a test that is skipped for another reason, an import that failed
among them, and counts the skipped ones by reason at the end of the run."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Generator
from enum import StrEnum
from pathlib import Path

import pytest

OFFICE_PYTHON = Path("/usr/bin/python3")
"""The system's Python, which has LibreOffice's bridge on Debian."""


class Reason(StrEnum):
    """What a machine lacks, or has too much of."""

    NO_SHARED_TEXTS = "../shared is absent"
    NO_OFFICE = "LibreOffice is absent"
    NO_SCREEN = "Xvfb is absent"
    NO_READER = "at-spi2-core, Orca, speech-dispatcher or Xvfb is absent"
    NO_GIT = "git is absent"
    NO_SHELL = "the system has no POSIX shell"
    NO_PIPES = "the system makes no pipes with names"
    NO_FULL_DEVICE = "the system has no /dev/full"
    ROOT = "root may write everywhere"
    POSIX_FILES = "Windows has other modes of files, and makes links for the privileged alone"
    TEXT_NAMES = "on Windows every name of a file is text"
    NO_SIGNALS = "Windows sends no signals to programs"
    NO_TERMINALS = "Windows has no pseudoterminals"
    ALWAYS_DISPLAY = "Windows always has a display"
    ALWAYS_FONTS = "Windows always has fonts"
    OWN_BOX = "Windows shows the box itself"
    NO_MEMORY = "only Linux shows the memory of a process"
    NO_BENCHMARKS = "benchmarks measure on Linux alone"
    NOT_WINDOWS = "only Windows does so; make check-windows runs it"
    WINE = "Wine keeps no limits of job objects"
    MACOS_KEYS = "macOS moves the caret by paragraphs with other keys"


def has_office() -> bool:
    """Whether LibreOffice and the interpreter that drives it are there."""
    return shutil.which("soffice") is not None and OFFICE_PYTHON.exists()


def _is_wine() -> bool:
    """Whether the system plays Windows."""
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


needs_office = pytest.mark.skipif(not has_office(), reason=Reason.NO_OFFICE)
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason=Reason.NO_GIT)
needs_shell = pytest.mark.skipif(os.name == "nt", reason=Reason.NO_SHELL)
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason=Reason.NO_PIPES)
needs_posix_files = pytest.mark.skipif(os.name == "nt", reason=Reason.POSIX_FILES)
# Under Wine that of the system beneath is seen, and is no device there.
needs_full_device = pytest.mark.skipif(os.name == "nt" or not os.path.exists("/dev/full"), reason=Reason.NO_FULL_DEVICE)
needs_byte_names = pytest.mark.skipif(os.name == "nt", reason=Reason.TEXT_NAMES)
needs_signals = pytest.mark.skipif(os.name == "nt", reason=Reason.NO_SIGNALS)
needs_terminals = pytest.mark.skipif(os.name == "nt", reason=Reason.NO_TERMINALS)
needs_benchmarks = pytest.mark.skipif(not sys.platform.startswith("linux"), reason=Reason.NO_BENCHMARKS)
needs_windows = pytest.mark.skipif(os.name != "nt", reason=Reason.NOT_WINDOWS)
needs_limits_of_jobs = pytest.mark.skipif(_is_wine(), reason=Reason.WINE)
needs_no_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason=Reason.ROOT)


Report = pytest.TestReport | pytest.CollectReport


def reason_of(report: Report) -> str:
    """Why something was skipped, as it was given."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")


def _judge(report: Report) -> None:
    if report.outcome == "skipped" and not hasattr(report, "wasxfail") and reason_of(report) not in set(Reason):
        message = f"skipped for a reason that tests/skips.py does not name: {reason_of(report)}"
        report.outcome, report.longrepr = "failed", message


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fails a test that is skipped for no reason of the list."""
    report = yield
    _judge(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fails a module that skips itself for no reason of the list."""
    report = yield
    _judge(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Says at the end, after the summary of pytest, how many tests each reason skipped."""
    yield
    counts = Counter(reason_of(report) for report in terminalreporter.stats.get("skipped", ()))
    for reason, count in sorted(counts.items()):
        message = " (it holds real texts, and is in no checkout)" if reason == Reason.NO_SHARED_TEXTS else ""
        terminalreporter.write_line(f"skipped {count}: {reason}{message}")
