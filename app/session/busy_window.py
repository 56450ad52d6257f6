"""Long work for which the document of a window has to stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.background import Report, at_work, at_work_in_steps, in_slices

T = TypeVar("T")


class BusyWindow(QObject):
    """Does work in the background of a window, and knows whether it is under way."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether long work is under way, for which the document has to stay."""
        return self._busy

    def work(self, work: Callable[[], T], message: str) -> T:
        """Does work in the background, see `at_work`; nothing closes meanwhile."""
        self._busy = True
        try:
            return at_work(work, message, self._window)
        finally:
            self._busy = False

    def work_in_steps(self, work: Callable[[Report], T], message: str) -> T | None:
        """As `work`, for work that the user can stop; see `at_work_in_steps`."""
        self._busy = True
        try:
            return at_work_in_steps(work, message, self._window)
        finally:
            self._busy = False

    def work_in_slices(self, steps: Iterator[object], message: str) -> bool:
        """The same for work that must stay in this thread, see `in_slices`."""
        self._busy = True
        try:
            return in_slices(steps, message, self._window)
        finally:
            self._busy = False
