"""Boxes that come up while something is done, and wait for an answer; and waiting for what comes by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from tests.app.manual.seen import read_out

PATIENCE = 8
"""Seconds after which what does not appear is missed."""
Act = Callable[[QWidget], object]


def wait_for(what: Callable[[], object], told: str) -> None:
    """Lets events pass until something holds."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, f"waited in vain for {told}"
        QTest.qWait(5)


def bring_forward(window: QWidget) -> None:
    """Lets a window have the keyboard where none has it, as a manager of windows does, of which there is none."""

    def some() -> bool:
        active = QApplication.activeWindow()
        return active is not None and active.isVisible()  # a menu that was closed may be active still

    if not some() and QApplication.activePopupWidget() is None and window.isVisible():
        window.activateWindow()
        wait_for(some, "a window that has the keyboard")


def with_boxes(do: Callable[[], object], *acts: Act) -> None:
    """Does something, and deals with each box that comes up for it, in their order. What goes wrong there is told here, since
    the loop of a box swallows it; the box is closed then."""
    before = QApplication.activeWindow()
    if acts:
        _with_boxes(do, acts)
    else:
        do()
    if before is not None:
        bring_forward(before)


def _with_boxes(do: Callable[[], object], acts: Sequence[Act]) -> None:
    left, wrong = list(acts), []
    end = time.monotonic() + PATIENCE
    known = QApplication.activeModalWidget()
    timer = QTimer()
    at_work = False

    def look() -> None:
        nonlocal known, at_work
        box = QApplication.activeModalWidget()
        if box is None or isinstance(box, QProgressDialog) or box is known or not box.isVisible() or at_work:
            return
        if not box.isActiveWindow():
            box.activateWindow()
            if time.monotonic() < end:
                return
        if not left or wrong:
            wrong.append(AssertionError(f"a box came up that was not expected: {list(read_out(box))}"))
            box.close()
            return
        known, at_work = box, True
        try:
            left.pop(0)(box)
        except BaseException as error:
            wrong.append(error)
        finally:
            at_work = False
            if wrong and box.isVisible():
                box.close()

    timer.timeout.connect(look)
    timer.start(10)
    do()
    while left and not wrong and time.monotonic() < end:
        QTest.qWait(10)
    timer.stop()
    if wrong:
        raise wrong[0]
    assert not left, f"{len(left)} boxes did not come up"
