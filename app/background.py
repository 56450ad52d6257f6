"""Long work in threads of its own, beside the window, waited for by an event loop."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from model.errors import ClausewrightError
from widgets.common.plain_label import plain_label

T = TypeVar("T")
SHOW_AFTER = 300
"""Milliseconds after which the user is told that something is at work."""
TURN = 0.001
"""Seconds for which a thread that works keeps the window waiting, 0.005 by default."""
USUAL_TURN = sys.getswitchinterval()
SLICE = 0.02
"""Seconds for which work in slices keeps the window waiting."""


Report = Callable[[int, int, str], None]
"""Says how far work is: the steps done, of how many, and what is done now. Raises Stopped where the user stopped it."""


class Stopped(Exception):
    """The user stopped the work; never leaves this module."""


class _Bell(QObject):
    done = Signal()
    reached = Signal(int, int, str)


def at_work(work: Callable[[], T], told: str, parent: QWidget) -> T:
    """Does work in a thread while the window is painted and takes no input, and gives what it gives.

    After a moment a box says what is done. Raises the ClausewrightError that the work raises; any other error is logged
    and becomes one.
    """
    return _threaded(lambda _bell: work(), told, parent, _box(told, parent))


def at_work_in_steps(work: Callable[[Report], T], told: str, parent: QWidget) -> T | None:
    """The same for work of many steps, of which the box says how many are done, and which the user can stop: the step that
    is at work then comes to its end. None where it was stopped."""
    box = _box(told, parent)
    box.setCancelButtonText(QCoreApplication.translate("Background", "Stop"))
    stopped = threading.Event()
    box.canceled.connect(stopped.set)

    def run(bell: _Bell) -> T:
        def report(done: int, count: int, what: str) -> None:
            if stopped.is_set():
                raise Stopped
            bell.reached.emit(done, count, what)

        return work(report)

    try:
        return _threaded(run, told, parent, box)
    except Stopped:
        return None


def _show_steps(box: QProgressDialog, done: int, count: int, what: str) -> None:
    box.setLabelText(what)
    box.setRange(0, count)
    box.setValue(done)


def _threaded(work: Callable[[_Bell], T], told: str, parent: QWidget, box: QProgressDialog) -> T:
    bell, loop = _Bell(), QEventLoop()
    results: list[T] = []
    errors: list[Exception] = []
    bell.reached.connect(lambda *reached: _show_steps(box, *reached), Qt.ConnectionType.QueuedConnection)

    def run() -> None:
        try:
            results.append(work(bell))
        except Exception as error:
            errors.append(error)
        bell.done.emit()

    bell.done.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    thread = threading.Thread(target=run, name=told)
    with _waiting(parent, box), short_turns():
        thread.start()
        loop.exec()
        thread.join()
    if errors:
        raise errors[0] if isinstance(errors[0], Stopped) else told_error(errors[0])
    return results[0]


@contextmanager
def short_turns() -> Iterator[None]:
    """Lets the window wait less for a thread that works: to paint it, Qt asks the interpreter for hundreds of rows, and each
    time waits until the other one's turn is over. Uses may overlap: the last one to end leaves the usual turn."""
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(USUAL_TURN)


@contextmanager
def _waiting(parent: QWidget, box: QProgressDialog) -> Iterator[None]:
    """The window takes no input, and the box can; then all is as it was."""
    focus = parent.focusWidget()
    parent.setEnabled(False)
    box.setEnabled(True)
    try:
        yield
    finally:
        parent.setEnabled(True)
        if focus is not None:
            focus.setFocus()
        box.blockSignals(True)  # its reset counts as a cancel
        box.reset()
        box.deleteLater()


def _box(told: str, parent: QWidget) -> QProgressDialog:
    box = QProgressDialog(parent)
    label = plain_label(told)  # it names files
    label.setWordWrap(False)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box.setLabel(label)
    box.setCancelButton(None)
    box.setRange(0, 0)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setMinimumDuration(SHOW_AFTER)
    box.setValue(0)
    return box


def told_error(error: Exception) -> ClausewrightError:
    """An error as the user is told of it; one that is none of ours is logged."""
    if isinstance(error, ClausewrightError):
        return error
    logging.getLogger(__name__).error("work in the background failed", exc_info=error)
    return ClausewrightError(f"Something went wrong inside the program ({error!r}); nothing was changed.")


def in_slices(steps: Iterator[object], told: str, parent: QWidget) -> bool:
    """Does work step by step in this thread while the window is painted and takes no input; whether it came to its end.

    For what must not leave the thread, such as laying out pages. After a moment a box says what is done and lets the user
    stop it. Raises what a step raises; any other error than a ClausewrightError is logged and becomes one.
    """
    loop, timer = QEventLoop(), QTimer()
    ended: list[bool] = []
    errors: list[Exception] = []

    def end(*, done: bool) -> None:
        timer.stop()
        ended.append(done)
        loop.quit()

    def go_on() -> None:
        until = monotonic() + SLICE
        try:
            while monotonic() < until:
                if next(steps, timer) is timer:
                    end(done=True)
                    return
        except Exception as error:
            errors.append(error)
            end(done=False)

    go_on()  # what is done in a blink changes nothing in the window
    if not ended:
        box = _box(told, parent)
        box.setCancelButtonText(QCoreApplication.translate("Background", "Stop"))
        timer.timeout.connect(go_on)
        box.canceled.connect(lambda: end(done=False))
        with _waiting(parent, box):
            try:
                timer.start(0)
                loop.exec()
            finally:
                timer.stop()
                if isinstance(steps, Generator):
                    steps.close()  # lets go of what it holds where it was stopped
    if errors:
        raise told_error(errors[0])
    return ended[0]
