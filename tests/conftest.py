"""What every test stands on: no display, a home of its own, no stray window, no log record that nobody looked at."""

from __future__ import annotations

import gc
import logging
import os
import sys
import weakref
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.profiles import load_profile

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.controllers.start.restart import WindowState
    from app.program import Program
    from model.submission.values import Submission

pytest_plugins = ["tests.skips", "tests.lanes", "tests.groups", "tests.memory", "tests.durations"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""The folder of real texts and judges beside the checkout; it may be absent."""
LAPTOP = 1366, 740
"""The size in pixels of the window on a usual laptop, which shows tree, text and side pane beside each other."""

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HOMES = {
    "HOME": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
}

load_profile()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout; the test is skipped, visibly, where it is absent."""
    if not SHARED.is_dir():
        from tests.skips import Reason  # not above: pytest rewrites the asserts of a plug-in only before it is imported

        pytest.skip(Reason.NO_SHARED_TEXTS)
    return SHARED


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(text, 'name.txt')` compares with the file of that name in `golden` beside the test."""

    def check(text: str, name: str) -> None:
        path = request.path.parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is absent; make it with --update-golden and read it"
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture
def started() -> list[list[str]]:
    """The commands by which windows of further processes would have been started: no test starts one unasked."""
    return []


@pytest.fixture
def open_program(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    started: list[list[str]],
) -> Iterator[Callable[..., Program]]:
    """Starts the program on files or on a submission, as often as a test wants; what it leaves open is closed without a question.
    Qt is imported by those who ask for it alone."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    from app.program import Program
    from widgets.dialogs import messages

    programs: list[weakref.ref[Program]] = []
    gc.disable()  # as in the program: a collection in a thread would destroy the widgets of programs that are closed
    monkeypatch.setattr("app.controllers.start.windows._start_detached", lambda command, folder: started.append(command) or True)

    def make(
        *files: object,
        submission: Submission | None = None,
        author: str = "me",
        page: bool = False,
        left: WindowState | None = None,
    ) -> Program:
        layout = QSettings(str(tmp_path / "layout.ini"), QSettings.Format.IniFormat)
        program = Program(tmp_path / "journals", layout, author, tmp_path / "config")
        if not layout.contains("geometry"):
            program.window.resize(*LAPTOP)  # else it has the size of the screen that there is without a display
        programs.append(weakref.ref(program))
        program.start([str(file) for file in files], submission, page=page, left=left)
        return program

    yield make
    monkeypatch.setattr(messages, "ask_to_save", lambda parent, name: "discard")
    for opened in programs:
        program = opened()
        if program is not None and isValid(program.window):
            program.window.close()
            program.window.deleteLater()
    QApplication.clipboard().clear()


@pytest.fixture
def early_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text of a window is checked at once, for tests that wait for it; use it before the program is opened."""
    for name in ("PAUSE", "FIRST_PAUSE"):
        monkeypatch.setattr(f"app.controllers.problems.live_preflight.{name}", 20)


@pytest.fixture
def given() -> Submission | None:
    """The submission on which `program` starts; a module that has one of its own says so, else it is the sample."""
    return None


@pytest.fixture
def program(open_program: Callable[..., Program], given: Submission | None) -> Program:
    """The program with its window on what is `given`."""
    return open_program(submission=given)


@pytest.fixture
def active(program: Program, qtbot: QtBot) -> Program:
    """The program when its window has the keyboard."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=5000)
    return program


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_disks() -> Iterator[None]:
    """Files are not forced to the disk, for which each test of a file would wait milliseconds. That is for a loss of power, which
    no test can cause; processes that tests start still do it."""

    def look(descriptor: int) -> None:
        os.fstat(descriptor)  # as when it is forced, OSError if nothing is open under that number

    with pytest.MonkeyPatch.context() as patch:
        for name in {"fsync", "fdatasync"}.intersection(dir(os)):
            patch.setattr(os, name, look)
        yield


@pytest.fixture(scope="session")
def new_homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The paths of homes of tests, in a folder of their own. pytest numbers a folder by reading the one that contains it, which
    takes longer than a test if that has thousands."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count(1))


@pytest.fixture(autouse=True)
def own_home(new_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home for settings, state and journals, so that no test sees the user's or another test's."""
    home = next(new_homes)
    home.mkdir()
    for name, place in HOMES.items():
        monkeypatch.setenv(name, str(home / place))
    monkeypatch.setenv("CLAUSEWRIGHT_LANGUAGE", os.environ.get("CLAUSEWRIGHT_LANGUAGE", "en"))  # whatever the system speaks
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QLocale, QSettings

        QLocale.setDefault(QLocale.c())  # dates and numbers too
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home / ".config"))
    return home


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails a test; one that expects it looks at it and calls `caplog.clear()`."""
    yield
    loud = [record.getMessage() for record in caplog.get_records("call") if record.levelno > logging.INFO]
    assert not loud, f"logged above INFO: {loud}"


@pytest.fixture(autouse=True)
def no_stray_windows() -> Iterator[None]:
    """A test that leaves a top-level widget behind fails: give widgets to `qtbot.addWidget`, close what opens."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    if QApplication.instance() is None:
        return
    # Qt's tooltip, which on Windows has no parent, goes as soon as another window is in front.
    QCoreApplication.sendEvent(QObject(), QEvent(QEvent.Type.WindowDeactivate))

    def strays() -> list[QWidget]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]

    if strays():
        gc.collect()
    left = [f"{type(widget).__name__} {widget.objectName()}" for widget in strays()]
    assert not left, f"left behind: {left}"
