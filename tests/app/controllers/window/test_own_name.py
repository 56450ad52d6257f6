"""The user's name: asked for once, when it first matters, put to what was done before, declined for good, changed later."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.user_data.settings import SettingsFile
from model.edits.comments import add_comment
from model.edits.fields import set_field
from model.edits.notes import insert_note
from model.formats.notation import parse
from model.submission.authorship import authors
from model.submission.comments import CommentAnchor
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


@pytest.fixture
def given(monkeypatch):
    monkeypatch.setattr("app.controllers.window.own_name.ASK_AFTER", 0)
    text = parse("*resolves*\n1\tto act {++soon++}.\n", language="en")
    return Submission(proposals=(Proposal(redline=text),), language="en")


@pytest.fixture
def program(open_program, given):
    """The program of somebody who has not given a name."""
    program = open_program(submission=given, author="")
    program.window.activateWindow()
    program.window.editor.setFocus()
    return program


def asked(program, qtbot):
    """The bar, once it asks."""
    qtbot.waitUntil(lambda: program.own_name.bar is not None and program.own_name.bar.isVisible(), timeout=2000)
    return program.own_name.bar


def test_the_first_amendment_asks_without_taking_the_keyboard_and_a_name_is_put_to_all_that_was_done(program, qtbot):
    session, editor = program.session, program.window.editor
    before = session.submission
    QTest.keyClicks(editor, "x")
    bar = asked(program, qtbot)
    assert editor.hasFocus()
    QTest.keyClicks(editor, "y")
    clause = session.submission.proposals[0].redline.clauses[1]
    session.commit(insert_note(session.submission, StoryId(1), clause.id, 2, "A note.", session.stamp()))
    session.commit(add_comment(session.submission, 1, (CommentAnchor(clause.id, 0, 2),), "Why?", session.stamp()))
    assert authors(session.submission) == ()
    program.actions["name"].trigger()
    assert bar.name.hasFocus()
    QTest.keyClicks(bar.name, " Ana  Banana ")
    QTest.keyClick(bar.name, Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert editor.hasFocus()
    assert (session.author, program.settings.value.author) == ("Ana Banana", "Ana Banana")
    proposal = session.submission.proposals[0]
    names = {run.text: run.stamp.author for kept in proposal.redline.clauses for run in kept.runs}
    typed = [text for text in ("x", "y", "xy") if text in names]  # two runs where a second passed between the keys
    assert "".join(typed) == "xy"
    assert {names[text] for text in typed} == {"Ana Banana"}
    assert names["soon"] == "", "that of the file stays as it was"
    assert [comment.stamp.author for comment in proposal.comments.values()] == ["Ana Banana"]
    (note,) = proposal.redline.notes.values()
    assert {run.stamp.author for run in note.clauses[0].runs} == {"Ana Banana"}
    while session.stack.canUndo():
        session.stack.undo()
    assert session.submission == before


def test_who_wants_no_name_is_not_asked_again(program, qtbot, tmp_path):
    QTest.keyClicks(program.window.editor, "x")
    asked(program, qtbot).decline.click()
    assert not program.own_name.bar.isVisible()
    assert SettingsFile(tmp_path / "config").value.nameless
    program.own_name._since = ""
    QTest.keyClicks(program.window.editor, "z")
    assert not program.own_name._timer.isActive()
    assert not program.own_name.bar.isVisible()


def test_nothing_is_asked_where_there_is_a_name_or_none_is_borne(program, qtbot):
    session = program.session
    session.commit(set_field(session.submission, "header/title", "A title", session.stamp()))
    assert not program.own_name._timer.isActive()
    session.author = "Ana"
    QTest.keyClicks(program.window.editor, "x")
    assert not program.own_name._timer.isActive()


def test_a_name_that_is_set_elsewhere_ends_the_question(program, qtbot):
    QTest.keyClicks(program.window.editor, "x")
    bar = asked(program, qtbot)
    program.preferences._change({"author": "Ben"})
    assert not bar.isVisible()
    assert authors(program.session.submission) == ("Ben",)
