"""The picture of the exported page follows what is typed, a moment later, and only while it can be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.session.session import Session
from model.edits.fields import set_field
from model.numbering import Labelling
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.timers import end_timers
from widgets.submission_form import live_page
from widgets.submission_form.form import SubmissionForm
from widgets.submission_form.live_page import BESIDE, LivePage


@pytest.fixture
def session():
    text = redline("# RESOLUTION 7\n" + "that many words are needed to fill one page after another;\n" * 120)
    return Session(Submission(Header("WTSA-24", title="A title"), (Proposal("MOD", "A/1", text),), "en"), "me")


@pytest.fixture
def live(session, qtbot):
    form = SubmissionForm(session, {})
    made = LivePage(session, form)
    qtbot.addWidget(made)
    made.resize(BESIDE + 100, 700)
    yield made
    made.close_story()
    form.close_story()


def description(live):
    return live.picture.main_part.accessibleDescription().casefold()


def test_it_shows_the_first_page_and_how_many_there_are(live, qtbot):
    with qtbot.waitSignal(live.picture.laid_out) as seen:
        live.show()
    assert seen.args[0] > 2
    assert description(live).startswith("world telecommunication")
    assert "a title" in description(live)
    assert live.picture.main_part.accessibleName() == "Picture of page 1"
    assert not live.picture.previous.isEnabled()


def test_it_turns_by_button_and_key(live, qtbot):
    with qtbot.waitSignal(live.picture.laid_out) as seen:
        live.show()
    qtbot.mouseClick(live.picture.next, Qt.MouseButton.LeftButton)
    assert live.picture.number == 2
    area = live.picture.main_part
    qtbot.keyClick(area, Qt.Key.Key_End)
    assert live.picture.number == seen.args[0]
    assert not live.picture.next.isEnabled()
    qtbot.keyClick(area, Qt.Key.Key_Home)
    assert live.picture.number == 1


def test_it_follows_a_change_a_moment_later(live, session, qtbot):
    with qtbot.waitSignal(live.picture.laid_out):
        live.show()
    with qtbot.waitSignal(live.picture.laid_out):
        session.commit(set_field(session.submission, "header/title", "Another", session.stamp()))
        assert "a title" in description(live)
    assert "another" in description(live)


def test_pages_that_are_gone_are_not_shown(live, session, qtbot):
    with qtbot.waitSignal(live.picture.laid_out):
        live.show()
    live.picture.turn(2)
    with qtbot.waitSignal(live.picture.laid_out) as seen:
        session.load(Submission(proposals=(Proposal(redline=redline("short\n")),), language="en"))
    assert seen.args == [1]
    assert (live.picture.number, description(live)) == (1, "short")


def test_unseen_it_does_nothing(live, session, qtbot, monkeypatch):
    monkeypatch.setattr(live_page, "unroll", lambda *given, **how: pytest.fail("laid out unseen"))
    session.commit(set_field(session.submission, "header/title", "Another", session.stamp()))
    end_timers(live)  # after which it would lay out if it were seen


def test_a_narrow_pane_shows_the_form_alone(live, qtbot):
    live.show()
    assert live.picture.isVisible()
    live.resize(BESIDE - 10, 700)
    assert not live.picture.isVisible()
    live.resize(BESIDE + 10, 700)
    assert live.picture.isVisible()


def test_a_long_text_is_laid_out_in_slices(live, session, qtbot):
    text = redline("that many words are needed to fill one page after another;\n" * 1500)
    session.load(Submission(proposals=(Proposal(redline=text),), language="en"))
    live.show()
    qtbot.waitUntil(lambda: bool(description(live)))
    assert any(label.text().endswith(" …") for label in live.picture.findChildren(QLabel)), "all pages are there"
    assert isinstance(session.labelling(1), Labelling)


def test_of_a_text_alone_it_shows_what_is_written_and_says_so(live, session, qtbot):
    with qtbot.waitSignal(live.picture.laid_out):
        live.show()
    assert not live.alone.isVisible()
    with qtbot.waitSignal(live.picture.laid_out):
        session.commit(set_field(session.submission, "proposals/1/symbol", "", session.stamp()))
    assert live.alone.isVisible()
    assert description(live).startswith("resolution 7")
