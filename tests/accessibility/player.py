"""Plays a journey by real key events, each when the program has finished with the one before."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from msgspec import Struct
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog, QWidget

from app.program import Program
from tests.accessibility.recorder import Recorder
from tests.journeys.hand import write

STEP = re.compile(r'"(?P<words>.*)"|(?P<keys>\S+)(?: ×(?P<times>\d+))?')
PATIENCE = 10
"""Seconds for which the end of a step is waited for."""
LONG = 3000
"""Milliseconds of a timer that nobody waits for, such as that of the clock."""


class Journey(Struct, frozen=True):
    """What somebody does with the keyboard.

    text: the text in the notation on which it begins; '' for the sample
    steps: a key in each line, with the number of times after ×; or words that are typed, in quotation marks
    prepare: what is done before, with the program and a folder for files
    file: the name of the file in the folder that boxes for files give
    """

    steps: str
    text: str = ""
    prepare: Callable[[Program, Path], object] | None = None
    file: str = "a.docx"


class Player:
    """Plays the steps of a journey; `heard` is called after each step with its words and the lines that were recorded."""

    def __init__(self, program: Program, recorder: Recorder, heard: Callable[[str, list[str]], bool]) -> None:
        self._program = program
        self._recorder = recorder
        self._heard = heard
        self._steps: list[str] = []
        self._step = "start"
        self._until = 0.0
        self._idle = 0
        self._done = False
        self._error: BaseException | None = None

    def play(self, journey: Journey, folder: Path) -> None:
        """Takes all steps; an error in one of them is raised at the end."""
        self._steps = [line.strip() for line in journey.steps.strip().splitlines()]
        with _files(folder / journey.file):
            self._later()
            if journey.prepare is not None:
                journey.prepare(self._program, folder)
            loop = QEventLoop()
            ending = QTimer()
            ending.timeout.connect(lambda: loop.quit() if self._done else None)
            ending.start(5)
            loop.exec()
        if self._error is not None:
            raise self._error

    def _later(self) -> None:
        self._until, self._idle = time.monotonic() + PATIENCE, 0
        QTimer.singleShot(5, self._look)

    def _look(self) -> None:
        """Takes the next step if the one before has ended; a box that it brings up runs events within it."""
        try:
            if self._is_waiting():
                QTimer.singleShot(5, self._look)
                return
            if not self._heard(self._step, self._recorder.take_lines()):
                QTimer.singleShot(5, self._look)
                return
            if not self._steps:
                self._leave()
                return
            self._step = self._steps.pop(0)
            self._later()
            take(self._step)
        except BaseException as error:
            self._error = self._error or error
            self._leave()

    def _is_waiting(self) -> bool:
        in_time = time.monotonic() < self._until
        self._idle = self._idle + 1 if is_idle(self._program) else 0
        return in_time and self._idle < 3

    def _leave(self) -> None:
        """Closes what is still open, the innermost box first."""
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if popup is None:
            self._done = True
            return
        popup.close()
        QTimer.singleShot(5, self._leave)


def take(step: str) -> None:
    """Presses the keys of a step, or types its words."""
    found = STEP.fullmatch(step)
    assert found is not None, step
    if found["words"] is not None:
        write(found["words"])
    else:
        combination = QKeySequence(found["keys"])[0]
        key, modifiers = combination.key(), combination.keyboardModifiers()
        if key == Qt.Key.Key_Tab and modifiers & Qt.KeyboardModifier.ShiftModifier:
            key = Qt.Key.Key_Backtab  # as keyboards send it
        for _ in range(int(found["times"] or 1)):
            QTest.keyClick(_target(), key, modifiers)


def _target() -> QWidget:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None, "nothing has the keyboard"
    return widget


def is_idle(program: Program) -> bool:
    """Whether the program waits for the user: nothing is read, laid out or about to follow a change."""
    window = program.window
    if program.open_submission.busy or window.editor.is_about_to_scale or not program.page_view.is_settled:
        return False
    if any(top.isVisible() and isinstance(top, QProgressDialog) for top in QApplication.topLevelWidgets()):
        return False
    front = QApplication.activeWindow()
    if front is None:
        (QApplication.activeModalWidget() or window).activateWindow()  # as a window manager does, of which there may be none
        return False
    timers = {*window.findChildren(QTimer), *front.findChildren(QTimer)}
    return not any(timer.isActive() and timer.isSingleShot() and timer.interval() < LONG for timer in timers)


@contextmanager
def _files(path: Path) -> Iterator[None]:
    """Boxes that ask for a file give this one."""
    given = {"getOpenFileName": (str(path), ""), "getOpenFileNames": ([str(path)], ""), "getSaveFileName": (str(path), "")}
    with mock.patch.multiple(QFileDialog, **{name: staticmethod(lambda *_args, it=it: it) for name, it in given.items()}):
        yield
