"""A long PDF whose reading the user stops: by Escape and by the button, in each stage and each kind of action."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton

from app.program import Program
from model.formats.pdf import page_reading
from tests.builders.pdf import lines, pdf_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PAGES = 60
AT_ONCE = 0.3
"""Seconds from the key until the process is gone and the window is free."""
TRIES = 4
"""The first time, a new window may be busy with what it loads after its start."""
Stop = Callable[[QProgressDialog], None]
READING, ARRANGING = "Reading the pages", "Finding the paragraphs"


@pytest.fixture(scope="module")
def data() -> bytes:
    """A file of many pages, as words of a real one differ from page to page."""
    chance = Random(1)
    words = "networks members sectors reports studies countries regions budgets plans meetings standards spectrum".split()
    return pdf_of(*(lines(*(" ".join(chance.choices(words, k=9)) for _ in range(48))) for _ in range(PAGES)))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that read."""
    processes: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def record(*given: object, **named: object) -> subprocess.Popen[bytes]:
        process: subprocess.Popen[bytes] = start(*given, **named)  # type: ignore[call-overload]
        processes.append(process)
        return process

    monkeypatch.setattr(page_reading.subprocess, "Popen", record)
    return processes


def by_escape(box: QProgressDialog) -> None:
    QTest.keyClick(box, Qt.Key.Key_Escape)


def by_escape_in_an_inactive_box(box: QProgressDialog) -> None:
    """Its shortcut is asked of the active window alone; the key itself closes a dialog."""
    QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))


def by_button(box: QProgressDialog) -> None:
    button = box.findChild(QPushButton)
    assert button is not None
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def seconds_to_stop(act: Callable[[], object], stop: Stop, stage: str) -> float:
    """The time from a key in the box, as soon as that shows a stage, until an action returns."""
    pressed: list[float] = []

    def look() -> None:
        boxes = [box for box in QApplication.topLevelWidgets() if isinstance(box, QProgressDialog) and box.isVisible()]
        if boxes and stage in boxes[0].labelText() and boxes[0].value() > 1:
            timer.stop()
            pressed.append(time.monotonic())
            stop(boxes[0])

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(10)
    act()
    ended = time.monotonic()
    timer.stop()
    assert pressed, "the work ended before the stage was seen"
    assert not any(isinstance(box, QProgressDialog) and box.isVisible() for box in QApplication.topLevelWidgets())
    return ended - pressed[0]


@pytest.mark.parametrize(
    ("stage", "stop"),
    [(READING, by_escape), (READING, by_escape_in_an_inactive_box), (READING, by_button), (ARRANGING, by_escape)],
)
def test_opening_stops_at_once(
    program: Program, tmp_path: Path, data: bytes, started: list[subprocess.Popen[bytes]], stage: str, stop: Stop
) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(data)
    before, taken = program.session.submission, []
    for _ in range(TRIES):
        taken.append(seconds_to_stop(lambda: program.open_submission.open(path), stop, stage))
        assert [process.poll() is None for process in started] == [False] * len(started)
        assert program.window.isEnabled()
        assert not program.open_submission.busy
        assert program.session.submission is before
        assert len(started) == len(taken)
        if taken[-1] < AT_ONCE:
            break
    assert taken[-1] < AT_ONCE
