"""A transaction in parts is one step to undo, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from app.session.session import Session
from model.edits.replace_all import replace_hits
from model.edits.transform import by_steps
from model.errors import EditError
from model.submission.search import Query
from tests.builders.submissions import ME, submission
from widgets.common.tasks import SlicedWork, commit_in_parts, debounce, run_steps_inline


def test_parts_are_one_step(qtbot) -> None:
    session, parts = changing()
    before = session.submission
    assert len(parts) > 2
    assert commit_in_parts(session, parts, run_steps_inline, "working")
    assert "that" not in session.submission.proposals[0].redline.draft().clauses[4].text
    assert session.stack.count() == 1
    session.stack.undo()
    assert session.submission.proposals == before.proposals


def test_what_was_done_is_taken_back_where_it_is_stopped_or_fails(qtbot) -> None:
    session, parts = changing()
    before = session.submission

    def stopping(steps: Iterator[object], _message: str) -> bool:
        next(steps)
        return False

    assert not commit_in_parts(session, parts, stopping, "working")
    assert session.submission.proposals == before.proposals
    assert session.stack.count() == 0
    assert session.stack.isClean()

    def failing(steps: Iterator[object], _message: str) -> bool:
        next(steps)
        raise EditError("no")

    with pytest.raises(EditError):
        commit_in_parts(session, parts, failing, "working")
    assert session.submission.proposals == before.proposals
    assert session.stack.count() == 0


def changing() -> tuple[Session, list]:
    session = Session(submission(), "me")
    return session, list(by_steps(replace_hits(session.submission, Query("that"), "which", ME), 1))


def test_slices_take_all_steps_and_let_events_in_between(qtbot) -> None:
    work, events = SlicedWork(0.5), []

    def steps() -> Iterator[None]:
        for number in range(3):
            events.append(number)
            yield

    work.sliced.connect(lambda: events.append("slice"))
    work.finished.connect(lambda: events.append("end"))
    work.start(steps())
    assert work.running
    assert events == []
    work.take_slice()
    assert events == [0, 1, 2, "slice", "end"]
    assert not work.running
    assert work.longest > 0


def test_a_step_that_fails_ends_the_work_and_is_told(qtbot) -> None:
    work, errors = SlicedWork(0.5), []

    def steps() -> Iterator[None]:
        yield
        raise EditError("no")

    work.failed.connect(errors.append)
    work.start(steps())
    work.take_slice()
    assert [str(error) for error in errors] == ["no"]
    assert not work.running


def test_work_that_is_stopped_lets_go_of_what_it_holds_even_by_a_step_of_its_own(qtbot) -> None:
    work, closed, ended = SlicedWork(0.5), [], []

    def steps(*, stopping: bool) -> Iterator[None]:
        try:
            if stopping:
                work.stop()
            while True:
                yield
        finally:
            closed.append(stopping)

    work.finished.connect(lambda: ended.append(True))
    work.start(steps(stopping=True))
    work.take_slice()
    assert not work.running
    work.start(steps(stopping=False))
    work.take_slice()
    work.start(iter([1]))
    assert not ended
    assert closed == [True, False]


def test_many_starts_are_one_call_after_the_last(qtbot) -> None:
    parent, calls = QObject(), []
    timer = debounce(parent, 30, lambda: calls.append(1))
    for _ in range(5):
        timer.start()
    assert calls == []
    qtbot.waitUntil(lambda: calls == [1], timeout=1000)
    assert not timer.isActive()
    assert timer.parent() is parent
