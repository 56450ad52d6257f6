"""A transaction in parts is one step to undo, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.session.session import Session
from model.edits.replace_all import replace_hits
from model.edits.splitting import by_steps
from model.errors import EditError
from model.submission.search import Query
from tests.builders.submissions import ME, submission
from widgets.common.sliced_work import commit_in_parts, without_pause


def test_parts_are_one_step(qtbot) -> None:
    session, parts = changing()
    before = session.submission
    assert len(parts) > 2
    assert commit_in_parts(session, parts, without_pause, "working")
    assert "that" not in session.submission.proposals[0].redline.draft().clauses[4].text
    assert session.stack.count() == 1
    session.stack.undo()
    assert session.submission.proposals == before.proposals


def test_what_was_done_is_taken_back_where_it_is_stopped_or_fails(qtbot) -> None:
    session, parts = changing()
    before = session.submission

    def stopping(steps: Iterator[object], _told: str) -> bool:
        next(steps)
        return False

    assert not commit_in_parts(session, parts, stopping, "working")
    assert session.submission.proposals == before.proposals
    assert session.stack.count() == 0
    assert session.stack.isClean()

    def failing(steps: Iterator[object], _told: str) -> bool:
        next(steps)
        raise EditError("no")

    with pytest.raises(EditError):
        commit_in_parts(session, parts, failing, "working")
    assert session.submission.proposals == before.proposals
    assert session.stack.count() == 0


def changing() -> tuple[Session, list]:
    session = Session(submission(), "me")
    return session, list(by_steps(replace_hits(session.submission, Query("that"), "which", ME), 1))
