"""Work in slices: the window is painted between them, the user can stop it, an error is a sentence."""

from __future__ import annotations

import gc
import sys
import weakref
from threading import Event, current_thread, main_thread
from time import sleep

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QProgressDialog, QPushButton, QVBoxLayout, QWidget

from app.background import (
    BLINK,
    SHOW_AFTER,
    GarbageCollector,
    ReadingStopped,
    Worker,
    at_reading,
    at_work,
    at_work_in_steps,
    in_slices,
    report_of_reader,
)
from model.errors import ClausewrightError
from model.message import Message


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def slowly(done):
    while True:
        sleep(0.005)
        done.append(1)
        yield


def test_it_goes_to_the_end_and_lets_the_window_live(window):
    ticks, done = [], []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(window.isEnabled()))
    timer.start(0)

    def steps():
        for _ in range(30):
            sleep(0.005)
            done.append(1)
            yield

    assert in_slices(steps(), "working", window)
    timer.stop()
    assert len(done) == 30
    assert len(ticks) > 2
    assert not any(ticks)
    assert window.isEnabled()


def test_what_had_the_keyboard_may_go_meanwhile(window, qtbot):
    button = QPushButton(window)
    button.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus, timeout=5000)

    def steps():
        yield from (sleep(0.005) for _ in range(30))
        shiboken6.delete(button)
        yield

    assert in_slices(steps(), "working", window)
    assert window.isEnabled()


def test_a_box_over_the_window_keeps_the_keyboard_where_it_was(window, qtbot):
    box = QDialog(window)
    layout = QVBoxLayout(box)
    first, second, third = QLineEdit(), QLineEdit(), QLineEdit()
    for field in (first, second, third):
        layout.addWidget(field)
    box.show()
    box.activateWindow()
    second.setFocus()
    qtbot.waitUntil(second.hasFocus, timeout=5000)
    at_work(lambda: sleep(3 * BLINK), "working", window)
    assert QApplication.focusWidget() is second


def test_the_user_stops_it(window):
    done, closed = [], []

    def steps():
        try:
            yield from slowly(done)
        finally:
            closed.append(1)

    def stop():
        box = window.findChild(QProgressDialog)
        assert box.isVisible()
        button = box.findChild(QPushButton)
        assert button.isEnabled()
        button.click()

    QTimer.singleShot(SHOW_AFTER + 300, stop)
    assert not in_slices(steps(), "working", window)
    assert done
    assert closed == [1]
    assert window.isEnabled()


def test_an_error_is_told(window, caplog):
    def refuse():
        yield
        raise ClausewrightError("No.")

    def fail():
        yield
        raise KeyError("x")

    with pytest.raises(ClausewrightError, match=r"No\."):
        in_slices(refuse(), "working", window)
    with pytest.raises(ClausewrightError, match="Something went wrong"):
        in_slices(fail(), "working", window)
    assert caplog.records
    caplog.clear()
    assert window.isEnabled()


def box_of(window):
    return window.findChild(QProgressDialog)


def test_an_error_keeps_nothing_alive_that_the_work_held(window):
    class Held:
        """Something that the work uses."""

    held = []

    def refuse():
        used = Held()
        held.append(weakref.ref(used))
        raise ClausewrightError(Message.of("it is refused"))
        yield

    with pytest.raises(ClausewrightError, match="it is refused"):
        in_slices(refuse(), "working", window)
    gc.collect()
    assert held[0]() is None


def test_steps_beside_the_window_say_how_far_they_are(window):
    seen, looked = [], Event()

    def work(report):
        report(0, 3, "step 0")
        assert looked.wait(20)
        report(2, 3, "step 2")
        return looked.clear() or looked.wait(20)

    def look():
        box = box_of(window)
        if box is not None and box.isVisible():
            seen.append((box.labelText(), box.value(), window.isEnabled()))
            looked.set()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(5)
    assert at_work_in_steps(work, "working", window) is True
    timer.stop()
    assert seen[0] == ("step 0", 0, False)
    assert ("step 2", 2, False) in seen
    assert window.isEnabled()


def test_the_user_stops_steps_and_what_is_at_work_ends(window, qtbot):
    done = []

    def work(report):
        for number in range(400):
            report(number, 400, "step")
            sleep(0.005)
            done.append(number)

    def stop():
        button = box_of(window).findChild(QPushButton)
        assert button.isEnabled()
        button.click()

    QTimer.singleShot(SHOW_AFTER + 200, stop)
    assert at_work_in_steps(work, "working", window) is None
    assert 0 < len(done) < 400
    assert window.isEnabled()


def test_the_box_stays_between_the_stages_of_steps(window):
    """The first one comes to its end before the second one begins."""
    hidden, shown, looked = [], Event(), Event()

    def work(report):
        report(0, 10, "first")
        assert shown.wait(20)
        report(10, 10, "first")
        report(0, 10, "second")
        return looked.wait(20)

    def look():
        box = box_of(window)
        if box is not None and (shown.is_set() or box.isVisible()):
            shown.set()
            if not box.isVisible():
                hidden.append(box.labelText())
            if box.labelText() == "second":
                looked.set()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(5)
    assert at_work_in_steps(work, "working", window)
    timer.stop()
    assert not hidden


def test_escape_hides_no_box_of_work_that_cannot_be_stopped(window):
    seen, pressed = [], Event()

    def press():
        box = box_of(window)
        if box is not None and box.isVisible() and not pressed.is_set():
            QTest.keyClick(box, Qt.Key.Key_Escape)
            seen.append(box.isVisible())
            pressed.set()

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(5)
    assert at_work(lambda: pressed.wait(20), "working", window)
    timer.stop()
    assert seen == [True]


def test_an_error_in_steps_is_a_sentence(window):
    def work(report):
        report(0, 1, "step")
        raise ClausewrightError("no such text")

    with pytest.raises(ClausewrightError, match="no such text"):
        at_work_in_steps(work, "working", window)


def test_what_is_done_in_a_blink_leaves_the_window_alone(window):
    seen = []

    def steps():
        seen.append((window.isEnabled(), box_of(window)))
        yield

    assert in_slices(steps(), "working", window)
    assert seen == [(True, None)]


def test_what_a_thread_does_in_a_blink_leaves_the_window_alone(window):
    seen = []
    QTimer.singleShot(0, lambda: seen.append("another turn of the window"))
    assert at_work(lambda: seen.append((window.isEnabled(), box_of(window))), "working", window) is None
    assert seen == [(True, None)]


def test_what_takes_a_thread_longer_keeps_input_from_the_window(window):
    seen = []
    QTimer.singleShot(0, lambda: seen.append((window.isEnabled(), box_of(window))))
    assert at_work(lambda: sleep(3 * BLINK) or "done", "working", window) == "done"
    assert seen == [(False, None)]
    assert window.isEnabled()


@pytest.mark.parametrize("ways", ["thread", "steps", "slices"])
def test_the_box_is_made_when_it_is_shown_and_not_before(window, monkeypatch, ways):
    made, waited = [], []
    monkeypatch.setattr("app.background._box", lambda *given: made.append(given) or QProgressDialog(window))
    QTimer.singleShot(2 * SHOW_AFTER // 3, lambda: waited.append((len(made), window.isEnabled())))
    QTimer.singleShot(2 * SHOW_AFTER, lambda: waited.append((len(made), window.isEnabled())))
    if ways == "slices":
        in_slices(iter(lambda: sleep(0.01) or len(waited), 2), "working", window)
    elif ways == "steps":
        at_work_in_steps(lambda _report: [sleep(0.01) for _ in iter(lambda: len(waited), 2)], "working", window)
    else:
        at_work(lambda: [sleep(0.01) for _ in iter(lambda: len(waited), 2)], "working", window)
    assert waited == [(0, False), (1, False)]


def test_the_window_waits_little_for_a_thread_that_works(qtbot):
    """A picture of many rows asks for each of them, and waits for its turn each time."""
    window, turns, interval = QWidget(), [0.0], sys.getswitchinterval()
    qtbot.addWidget(window)
    assert at_work(lambda: turns.append(sys.getswitchinterval()) or "done", "working", window) == "done"
    assert turns[-1] < interval
    assert sys.getswitchinterval() == interval


def test_a_worker_says_in_the_thread_of_the_window_that_it_has_ended(qtbot):
    window_thread, seen = current_thread(), []
    worker = Worker(lambda report: report(1, 2, "half") or current_thread(), "work")
    worker.reached.connect(lambda *reached: seen.append(reached))
    worker.finished.connect(lambda: seen.append(current_thread()))
    with qtbot.waitSignal(worker.finished):
        worker.start()
    assert seen == [(1, 2, "half"), window_thread]
    assert worker.result() is not window_thread
    worker.wait()
    assert not worker.running


def test_a_worker_that_was_cancelled_is_not_heard_of_again(qtbot):
    go_on, heard = Event(), []

    def work(report):
        go_on.wait(5)
        report(1, 2, "half")
        heard.append("the step after")

    worker = Worker(work, "work")
    worker.finished.connect(lambda: heard.append("finished"))
    worker.start()
    worker.cancel()
    with qtbot.waitSignal(worker.ended):
        go_on.set()
    worker.wait()
    QApplication.processEvents()
    assert heard == []
    assert worker.result() is None


def test_an_error_of_a_worker_is_a_sentence(qtbot, caplog):
    worker = Worker(lambda _report: {}["x"], "work")
    with qtbot.waitSignal(worker.finished):
        worker.start()
    with pytest.raises(ClausewrightError, match="Something went wrong"):
        worker.result()
    assert caplog.records
    caplog.clear()


def test_garbage_is_collected_in_the_thread_of_the_window_alone(window):
    ends = []

    class Circle:
        def __init__(self):
            self.itself = self

        def __del__(self):
            ends.append(current_thread())

    collector = GarbageCollector(window)
    try:
        Circle()
        kept = at_work(lambda: [[number] for number in range(200_000)], "Counting …", window)
        collector.collect()
    finally:
        collector.stop()
        gc.enable()
    assert ends == [main_thread()]
    assert len(kept) == 200_000


def test_a_worker_that_goes_with_its_window_takes_nothing_along(qtbot):
    """What a thread says while its worker is being destroyed reaches nobody, and ends nothing."""
    gone = Event()

    def work(report):
        while not gone.is_set():
            report(1, 2, "half")

    for _ in range(100):
        gone.clear()
        window = QWidget()
        worker = Worker(work, "work", window)
        for _ in range(20):  # each has its own part of what is destroyed
            worker.reached.connect(QTimer(worker).stop)
        worker.start()
        sleep(0.001)
        shiboken6.delete(window)
        gone.set()
        worker.wait()
    QApplication.processEvents()


def test_the_reader_of_a_file_reports_to_the_box_and_is_stopped_there(window, qtbot):
    seen, ended = [], Event()

    def read(report):
        try:
            for number in range(400):
                report(number, 400, Message.of("Reading page {page}", page=number))
                sleep(0.005)
        finally:
            ended.set()

    def stop():
        seen.append(box_of(window).labelText())
        box_of(window).findChild(QPushButton).click()

    QTimer.singleShot(SHOW_AFTER + 200, stop)
    with pytest.raises(ReadingStopped, match="Reading was stopped, and nothing was changed"):
        at_reading(read, "working", window)
    assert ended.is_set()
    assert seen[0].startswith("Reading page ")
    assert window.isEnabled()


def test_what_a_reader_gives_and_raises_is_passed_on(window):
    assert at_reading(lambda report: None, "working", window) is None

    def refuse(report):
        report(0, 0, Message.of("step"))
        raise ClausewrightError("no such text")

    with pytest.raises(ClausewrightError, match="no such text"):
        at_reading(refuse, "working", window)


def test_one_of_several_files_keeps_its_place():
    seen = []
    report_of_reader(lambda *given: seen.append(given), 2, 5)(7, 9, Message.of("step"))
    report_of_reader(lambda *given: seen.append(given))(7, 9, Message.of("step"))
    assert seen == [(2, 5, "step"), (7, 9, "step")]
