"""Long work beside the window, in a thread or in slices, and what the user sees of it meanwhile."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Generic, TypeVar, cast

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from model.errors import ClausewrightError
from model.formats import progress
from model.message import Message
from widgets.common.labels import plain_label
from widgets.common.tasks import SlicedWork, debounce
from widgets.common.translation import say, translate

T = TypeVar("T")
SHOW_AFTER = 300
"""Milliseconds after which a box says that work is running."""
BLINK = 0.05
"""Seconds of work in a thread for which the window waits without a turn: nothing in it changes for so little."""
TURN = 0.001
"""Seconds for which a thread that works keeps the window waiting, 0.005 by default."""
USUAL_TURN = sys.getswitchinterval()
COLLECT_EVERY = 500
"""Milliseconds after which it is asked whether there is garbage."""
WIDTH = 400
"""Pixels of the box of work in steps, whose words change: it keeps its width."""
SLICE = 0.02
"""Seconds for which work in slices keeps the window waiting."""


Report = Callable[[int, int, str], None]
"""Reports progress: the steps done, their number, and what is being done now. Raises WorkCancelled if the user stopped it."""


class WorkCancelled(Exception):
    """The work was cancelled; never leaves this module."""


class ReadingStopped(ClausewrightError):
    """The user stopped the reading of a file."""

    def __init__(self) -> None:
        super().__init__(Message.of("Reading was stopped, and nothing was changed."))


class _Messenger(QObject):
    """Passes messages from a worker's thread to the window's thread. It belongs to the application, not to the window that asked
    for the work: a window may be closed, and its worker deleted, while the thread is reporting something."""

    reached = Signal(int, int, str)
    ended = Signal()


class Worker(QObject, Generic[T]):
    """One piece of work in a thread of its own; what it says arrives in the thread of the window.

    The thread is in no pool: at the end of the program Qt waits for those of its pool, so that work that nobody wants any
    more, such as a comparison of long texts, would hold it up.

    A worker with a parent is deleted when the thread has ended, after its signals; else its parent would keep what it worked on.
    """

    reached = Signal(int, int, str)
    """How far the work is, as it reports it."""
    ended = Signal()
    """The thread has nothing more to do."""
    finished = Signal()
    """The same of work that was not cancelled: its result is there."""

    def __init__(self, work: Callable[[Report], T], name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = threading.Event()
        self._results: list[T] = []
        self._errors: list[Exception] = []
        self._messenger = _Messenger(QCoreApplication.instance())
        queued = Qt.ConnectionType.QueuedConnection
        self._messenger.reached.connect(self.reached, queued)
        self._messenger.ended.connect(self._end, queued)
        self._messenger.ended.connect(self._messenger.deleteLater, queued)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    @property
    def is_cancelled(self) -> bool:
        """Whether the user stopped the work, even if it has come to its end since."""
        return self._cancelled.is_set()

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """Stops the work at its next report; without reports it comes to its end, and is not heard of again."""
        self._cancelled.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until the thread has ended, or for so long; whether it has."""
        self._thread.join(seconds)
        return not self.running

    def result(self) -> T | None:
        """Returns the result of the work, or None if it was stopped. Raises what it raised as a ClausewrightError."""
        if self._errors:
            if isinstance(self._errors[0], WorkCancelled):
                return None
            raise sentence_of(self._errors[0])
        return self._results[0]

    def _report(self, done: int, count: int, what: str) -> None:
        if self._cancelled.is_set():
            raise WorkCancelled
        self._messenger.reached.emit(done, count, what)

    def _run(self) -> None:
        try:
            with short_turns():
                self._results.append(self._work(self._report))
        except Exception as error:
            self._errors.append(error)
        with suppress(RuntimeError):  # the program was closed meanwhile
            self._messenger.ended.emit()

    def _end(self) -> None:
        if not self._cancelled.is_set():
            self.finished.emit()
        self.ended.emit()
        if self.parent() is not None:
            self.deleteLater()


def at_work(work: Callable[[], T], message: str, parent: QWidget) -> T:
    """Does work in a thread while the window is painted and takes no input, and gives what it gives.

    After a moment a box says what is done. Raises the ClausewrightError that the work raises; any other error is logged
    and becomes one.
    """
    worker = Worker(lambda _report: work(), message)
    loop = _loop_until_ended(worker)
    worker.start()
    if not worker.wait(BLINK):
        with _Waiting(message, parent):
            loop.exec()
            worker.wait()
    return cast(T, worker.result())


def at_work_in_steps(work: Callable[[Report], T], message: str, parent: QWidget) -> T | None:
    """Does work of many steps in a box with their count, which can stop it after a step. None if it was stopped."""
    worker = Worker(work, message)
    waiting = _Waiting(message, parent, worker.cancel)
    worker.reached.connect(waiting.show_step)
    loop = _loop_until_ended(worker)
    worker.start()
    if not worker.wait(BLINK):
        with waiting:
            loop.exec()
            worker.wait()
    return None if worker.is_cancelled else worker.result()


def at_reading(read: Callable[[progress.Report], T], message: str, parent: QWidget) -> T:
    """Reads files, see `at_work`; the box shows the progress of a reader that takes long, and stops it. Raises ReadingStopped if
    the user did that, and what `read` raises."""
    found = at_work_in_steps(lambda report: (read(report_of_reader(report)),), message, parent)
    if found is None:
        raise ReadingStopped
    return found[0]


def report_of_reader(report: Report, number: int = 0, count: int = 0) -> progress.Report:
    """The function by which the reader of a file reports progress, and by which the user stops it. If it is one of several files,
    `number`, from 0, of `count`, the progress is that of the files."""

    def reported(done: int, of: int, what: Message) -> None:
        report(*((number, count) if count else (done, of)), say(what))

    return reported


def _loop_until_ended(worker: Worker[T]) -> QEventLoop:
    """A loop that ends with the work, even if that ends before the loop is entered."""
    loop = QEventLoop()
    worker.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    return loop


class GarbageCollector(QTimer):
    """Collects garbage in the thread of the window alone. Left to itself the interpreter collects in whichever thread reaches its
    limit, and widgets that are destroyed in another thread than theirs end the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # collections skip what exists now, most of which stays: to walk over it would delay a key
        self.setInterval(COLLECT_EVERY)
        self.timeout.connect(self.collect)
        self.start()

    @staticmethod
    def collect() -> None:
        """Collects the oldest generation that has reached its limit."""
        reached = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if reached[0]:
            gc.collect(2 if all(reached) else 1 if reached[1] else 0)

    @staticmethod
    def collect_everything() -> None:
        """Collects skipped objects too, such as a document that another one has replaced, and skips those that remain."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()


@contextmanager
def short_turns() -> Iterator[None]:
    """Lets the window wait less for a thread that works: to paint it, Qt asks the interpreter for hundreds of rows, and each
    time waits until the other one's turn is over. Uses may overlap: the last one to end leaves the usual turn."""
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(USUAL_TURN)


class _Waiting(QObject):
    """A context in which a window accepts no input but Esc, if that stops the work. If that lasts, a box says what is done."""

    def __init__(self, message: str, parent: QWidget, stop: Callable[[], object] | None = None) -> None:
        """`stop` is called when the user stops the work; without it the box has no button for that."""
        super().__init__(parent)
        self._message = message
        self._parent = parent
        self._stop = stop
        self._focus: list[QWidget] = []
        """What had the keyboard, in the window and in a box over it, which is disabled with it."""
        self._step: tuple[int, int, str] | None = None
        self._box: QtWidgets.QProgressDialog | None = None
        self._timer = debounce(self, SHOW_AFTER, self._show)

    def __enter__(self) -> None:
        focused = self._parent.focusWidget(), QtWidgets.QApplication.focusWidget()
        self._focus = [widget for widget in dict.fromkeys(focused) if widget is not None]
        self._parent.setEnabled(False)
        for window in filter(None, {self._parent.window(), QtWidgets.QApplication.activeWindow()}):
            window.installEventFilter(self)  # that of the application would have each event wait for the thread that works
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stops the work by Esc before the box has the keyboard."""
        is_escape = isinstance(event, QKeyEvent) and event.type() == event.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        if not is_escape or self._stop is None or cast(QWidget, watched).isEnabled():
            return False
        self._stop()
        return True

    def __exit__(self, *_error: object) -> None:
        self._timer.stop()
        self._stop = None
        self.deleteLater()
        self._parent.setEnabled(True)
        for focused in filter(isValid, self._focus):  # the work may have replaced the card that had it
            focused.setFocus()
        if self._box is not None:
            self._box.blockSignals(True)  # its reset counts as a cancel
            self._box.reset()
            self._box.deleteLater()

    def show_step(self, done: int, count: int, what: str) -> None:
        """Shows the progress if there is a box."""
        self._step, box = (done, count, what), self._box
        if box is not None:
            box.setLabelText(box.fontMetrics().elidedText(what, Qt.TextElideMode.ElideMiddle, WIDTH))
            box.setRange(0, count)
            box.setValue(done)

    def _show(self) -> None:
        self._box = box = _box(self._message, self._parent)
        if self._stop is not None:
            box.setCancelButtonText(translate("Background", "Stop"))
            box.setMinimumWidth(WIDTH + 50)
            box.canceled.connect(self._stop)
        box.rejected.connect(self._stop or box.show)  # Esc hides it, and without a button cancels nothing
        box.setEnabled(True)  # its parent window is disabled
        if self._step is not None:
            self.show_step(*self._step)
        box.show()
        box.activateWindow()
        for escape in box.findChildren(QShortcut) if not box.isActiveWindow() else []:  # until it is, Qt drops its keys
            escape.setContext(Qt.ShortcutContext.ApplicationShortcut)
            box.windowHandle().activeChanged.connect(partial(escape.setContext, Qt.ShortcutContext.WindowShortcut))


def _box(message: str, parent: QWidget) -> QtWidgets.QProgressDialog:
    box = QtWidgets.QProgressDialog(parent)
    label = plain_label(message)  # it names files
    label.setWordWrap(False)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box.setLabel(label)
    box.setCancelButton(None)
    box.setAutoReset(False)  # it would hide the box after the first of several stages
    box.setRange(0, 0)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setValue(0)
    return box


def sentence_of(error: Exception) -> ClausewrightError:
    """The error to show to the user. An error that is not a ClausewrightError is logged."""
    if isinstance(error, ClausewrightError):
        return error
    logging.getLogger(__name__).error("work in the background failed", exc_info=error)
    return ClausewrightError(
        Message.of(
            "Something went wrong inside the program ({error}), and nothing was changed; try again, or report it.",
            error=repr(error),
        )
    )


def in_slices(steps: Iterator[object], message: str, parent: QWidget) -> bool:
    """Does work step by step in this thread while the window is painted and takes no input; whether it came to its end.

    For what must not leave the thread, such as laying out pages. After a moment a box says what is done and lets the user
    stop it. Raises what a step raises; any other error than a ClausewrightError is logged and becomes one.
    """
    work, loop = SlicedWork(SLICE), QEventLoop()
    ended: list[bool] = []
    errors: list[Exception] = []
    work.finished.connect(partial(ended.append, True))
    work.failed.connect(errors.append)
    for end in (work.finished, work.failed):
        end.connect(loop.quit)
    work.start(steps)
    work.take_slice()  # what is done in a blink changes nothing in the window
    if work.running:
        with _Waiting(message, parent, loop.quit):
            try:
                loop.exec()
            finally:
                work.stop()
    if errors:
        raise sentence_of(errors.pop())  # the connection holds the list: an error in it would keep all frames of its traceback
    return bool(ended)


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

    @contextmanager
    def _under_way(self) -> Iterator[None]:
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    def work(self, work: Callable[[], T], message: str) -> T:
        """Does work in the background, see `at_work`; nothing closes meanwhile."""
        with self._under_way():
            return at_work(work, message, self._window)

    def read(self, read: Callable[[progress.Report], T], message: str) -> T:
        """As `work`, for reading files, which the user can stop; see `at_reading`."""
        with self._under_way():
            return at_reading(read, message, self._window)

    def work_in_steps(self, work: Callable[[Report], T], message: str) -> T | None:
        """As `work`, for work that the user can stop; see `at_work_in_steps`."""
        with self._under_way():
            return at_work_in_steps(work, message, self._window)

    def work_in_slices(self, steps: Iterator[object], message: str) -> bool:
        """The same for work that must stay in this thread, see `in_slices`."""
        with self._under_way():
            return in_slices(steps, message, self._window)
