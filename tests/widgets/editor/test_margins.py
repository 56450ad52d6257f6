"""What is drawn beside the text: the blocks that it is drawn for."""

from __future__ import annotations

import pytest

from app.session.session import Session
from model.formats.notation import parse
from model.submission.values import Proposal, Submission
from widgets.editor.margins import Margins
from widgets.editor.view_comfort import Comfort

TEXT = "\n".join(f"{number}\tthat the words of item {number} fill a line and more of it, " * 2 for number in range(1, 90))


@pytest.fixture
def painted(monkeypatch):
    """The blocks for which labels were painted, one range a picture."""
    ranges = []
    paint = Margins.paint

    def watched(margins, painter, projection, labelling, shown, offset):
        ranges.append(shown)
        paint(margins, painter, projection, labelling, shown, offset)

    monkeypatch.setattr(Margins, "paint", watched)
    return ranges


def test_the_first_picture_has_labels_however_far_the_text_is_laid_out(editors, painted, qtbot):
    redline = parse(TEXT)
    session = Session(Submission(), "me")
    editor = editors(session)
    session.load(Submission(proposals=(Proposal(redline=redline, original=redline),)))
    for zoom in (100, 200, 100):
        painted.clear()
        editor.show_comfort(Comfort("", 0, zoom))
        qtbot.waitUntil(lambda: bool(painted), timeout=2000)
        for shown in painted:
            assert shown.start == 0
            assert shown
