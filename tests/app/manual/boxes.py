"""Boxes that come up while something is done, and wait for an answer; and waiting for what comes by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget
from shiboken6 import isValid

from tests.app.manual.seen import read_out

PATIENCE = 30
"""Seconds after which what does not appear is missed."""
Act = Callable[[QWidget], object]


def wait_for(what: Callable[[], object], message: str) -> None:
    """Lets events pass until something holds."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, f"waited in vain for {message}"
        QTest.qWait(5)


def bring_forward(window: QWidget) -> None:
    """Lets a window have the keyboard where none has it, as a manager of windows does, of which there is none."""

    def some() -> bool:
        active = QApplication.activeWindow()
        return active is not None and active.isVisible()  # a menu that was closed may be active still

    if not some() and QApplication.activePopupWidget() is None and window.isVisible():
        window.activateWindow()
        wait_for(some, "a window that has the keyboard")


def with_boxes(do: Callable[[], object], *acts: Act, patience: float = PATIENCE) -> None:
    """Does something, and deals with each box that comes up for it, in their order. Errors are reported here, since
    the loop of a box swallows it; the box is closed then, and so is one that nobody closes.

    do: brings the boxes up; it may wait until they are closed
    acts: what is done in each
    patience: seconds until a box must be there, and until all are closed
    """
    before = QApplication.activeWindow()
    boxes = _Boxes(acts, patience)
    do()
    boxes.end()
    if before is not None:
        bring_forward(before)


class _Boxes:
    """Looks for boxes until all that are expected have been dealt with."""

    def __init__(self, acts: Sequence[Act], patience: float) -> None:
        self._left = list(acts)
        self._some = bool(acts)
        self._wrong: list[BaseException] = []
        self._end = time.monotonic() + patience
        self._known = QApplication.activeModalWidget()
        self._at_work = False
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self) -> None:
        box, late = QApplication.activeModalWidget(), time.monotonic() > self._end
        if box is None or isinstance(box, QProgressDialog) or not box.isVisible() or self._at_work:
            return
        if late and not self._left:
            self._close(box, f"a box stays open: {list(read_out(box))}")
        elif self._some and box is not self._known:
            if not box.isActiveWindow() and not late:
                box.activateWindow()
            elif self._left and not self._wrong:
                self._known = box
                self._deal_with(box)
            else:
                self._close(box, f"a box came up that was not expected: {list(read_out(box))}")

    def _close(self, box: QWidget, message: str) -> None:
        self._wrong.append(AssertionError(message))
        box.close()

    def _deal_with(self, box: QWidget) -> None:
        self._at_work = True
        try:
            self._left.pop(0)(box)
        except BaseException as error:
            self._wrong.append(error)
            if isValid(box) and box.isVisible():
                box.close()
        finally:
            self._at_work = False

    def end(self) -> None:
        """Waits for the boxes that have not come up yet; raises what went wrong in any."""
        while self._left and not self._wrong and time.monotonic() < self._end:
            QTest.qWait(10)
        self._timer.stop()
        if self._wrong:
            raise self._wrong[0]
        assert not self._left, f"{len(self._left)} boxes did not come up"
