"""Long work in slices, between which the window handles its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic, monotonic_ns
from types import GeneratorType
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from model.submission.transactions import Transaction
from widgets.common.store import MergeKey, MergeRule, Store


class SlicedWork(QObject):
    """A runner of long work in the window's own thread: as many steps as a slice of time holds, then the window's events."""

    sliced = Signal()
    """A slice is over; the last one too."""
    finished = Signal()
    """All steps were taken."""
    failed = Signal(object)
    """The exception that a step raised; no other step is taken."""

    def __init__(self, slice_seconds: float, parent: QObject | None = None) -> None:
        """`slice_seconds` is how long a slice keeps the window waiting, when no step takes longer."""
        super().__init__(parent)
        self._slice = slice_seconds
        self._steps: Iterator[object] | None = None
        self.longest = 0.0
        """Seconds that the longest step took since the work was started."""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.take_slice)

    @property
    def running(self) -> bool:
        return self._steps is not None

    def start(self, steps: Iterator[object]) -> None:
        """Takes steps from now on; what is at work is dropped."""
        self.stop()
        self._steps, self.longest = steps, 0.0
        self._timer.start()

    def stop(self) -> None:
        """Drops what is at work, and lets it let go of what it holds."""
        self._timer.stop()
        steps, self._steps = self._steps, None
        if isinstance(steps, GeneratorType) and not steps.gi_running:
            steps.close()

    def take_slice(self) -> None:
        """Takes the steps of one slice."""
        steps, ended = self._steps, False
        start = last = monotonic()
        try:
            while steps is not None and self._steps is steps and not ended and last - start < self._slice:
                ended = next(steps, self) is self
                now = monotonic()
                self.longest, last = max(self.longest, now - last), now
        except Exception as error:
            self.stop()
            self.failed.emit(error)
            return
        ended = ended and self._steps is steps
        if ended:
            self.stop()
        self.sliced.emit()
        if ended:
            self.finished.emit()


class StepRunner(Protocol):
    """Takes some steps, a sentence saying what is done should it take long; whether it came to their end."""

    def __call__(self, steps: Iterator[object], message: str, /) -> bool: ...


def run_steps_inline(steps: Iterator[object], _message: str) -> bool:
    """Takes the steps where nothing can be done meanwhile."""
    for _ in steps:
        pass
    return True


def commit_in_parts(store: Store, parts: Sequence[Transaction], in_slices: StepRunner, message: str) -> bool:
    """Commits the parts of a transaction as one undo step; where it is stopped or fails, it was never done."""
    key, whole = MergeKey(MergeRule.PARTS, monotonic_ns()), False

    def steps() -> Iterator[None]:
        for part in parts:
            store.commit(part, key)
            yield

    try:
        whole = in_slices(steps(), message)
    finally:
        if not whole:
            store.withdraw(key)
    return whole
