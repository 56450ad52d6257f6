"""Work that waits for the last of several requests, or that runs in slices between the events of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import monotonic, monotonic_ns
from types import GeneratorType
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from model.submission.transactions import Transaction
from widgets.common.store import MergeKey, MergeRule, Store


def debounce(parent: QObject, interval: int, call: Callable[[], object]) -> QTimer:
    """A single-shot timer that makes a call `interval` milliseconds after its last `start`."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(call)
    return timer


class SlicedWork(QObject):
    """Runs long work in the thread of the window: as many steps as fit into a slice of time, then the events of the window."""

    sliced = Signal()
    """A slice has ended, including the last one."""
    finished = Signal()
    """All steps have been taken."""
    failed = Signal(object)
    """A step raised this exception; no further step is taken."""

    def __init__(self, slice_seconds: float, parent: QObject | None = None) -> None:
        """`slice_seconds` is the length of a slice, unless a single step takes longer."""
        super().__init__(parent)
        self._slice = slice_seconds
        self._steps: Iterator[object] | None = None
        self.longest = 0.0
        """Seconds that the longest step has taken since the start."""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.take_slice)

    @property
    def running(self) -> bool:
        return self._steps is not None

    def start(self, steps: Iterator[object]) -> None:
        """Starts to take these steps; work in progress is dropped."""
        self.stop()
        self._steps, self.longest = steps, 0.0
        self._timer.start()

    def stop(self) -> None:
        """Drops the work in progress and closes its generator."""
        self._timer.stop()
        steps, self._steps = self._steps, None
        if isinstance(steps, GeneratorType) and not steps.gi_running:
            steps.close()

    def finish(self) -> None:
        """Takes all steps that are left at once."""
        while self._steps is not None:
            self.take_slice()

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
    """Takes some steps, showing `message` if they take long. Returns whether all of them were taken."""

    def __call__(self, steps: Iterator[object], message: str, /) -> bool: ...


def run_steps_inline(steps: Iterator[object], _message: str) -> bool:
    """Takes all steps at once, without handling events."""
    for _ in steps:
        pass
    return True


def commit_in_parts(store: Store, parts: Sequence[Transaction], in_slices: StepRunner, message: str) -> bool:
    """Commits the parts of a transaction as one undo step, or withdraws all of them if the work is stopped or fails."""
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
