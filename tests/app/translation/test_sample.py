"""The sample in the language of the window: the File menu, the start page and the tour open it, and the notes of the tour stand
beside what they speak of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.program import Program
from app.session.sample import sample_submission
from widgets.common.translation import translate

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


def test_the_tour_shows_it(spoken: str, open_program: Callable[..., Program]) -> None:
    program = open_program(page=True)
    program.actions["tour"].trigger()
    window, submission = program.window, program.session.submission
    assert submission == sample_submission(spoken)
    assert program.open_submission.title == translate("", "Sample") != "Sample"
    assert program.windows.free
    count = 0
    while (callout := program.tour.callout) is not None:
        count += 1
        assert window.rect().contains(callout.geometry())
        program.tour.go(1)
    assert count == 8


def test_the_start_page_opens_it(spoken: str, open_program: Callable[..., Program]) -> None:
    program = open_program(page=True)
    assert program.start_page.shown
    program.actions["sample"].trigger()
    assert not program.start_page.shown
    assert program.session.submission == sample_submission(spoken)
