"""What is drawn beside the text: the blocks that it is drawn for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from app.session.session import Session
from model.formats.notation import parse
from model.redline import Label, Props
from model.submission.values import Proposal, Submission
from tests.builders.treaty import small_treaty, submission_of
from widgets.editor.margins import Margins, _pieces, labels_in
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


def test_margin_numbers_stand_outside_of_the_labels(editors):
    redline = small_treaty("= Article 9", "9.1 first", "+ new", "- 9.2 second", "9.3 third")
    props = Props("paragraph", 1, "letter", provision=True)
    labelled = [replace(clause, label=Label("a)"), props=props) if clause.id == "c1" else clause for clause in redline.clauses]
    session = Session(Submission(), "me")
    editor = editors(session)
    session.load(submission_of(replace(redline, clauses=tuple(labelled))))
    shown = labels_in(editor.projection, session.labelling(1), range(5))
    assert [labels.numbers for labels in shown] == [
        (None, None), ("9.1", "9.1"), (None, "9.1A"), ("9.2", None), ("9.3", "9.3"),
    ]  # fmt: skip
    colours = SimpleNamespace(text="text", inserted="inserted", deleted="deleted")
    assert _pieces(shown[1], colours) == [("a)", "text", False, False), ("9.1\u2002", "text", False, False)]
    assert _pieces(shown[2], colours) == [("9.1A", "inserted", False, True)]
    assert _pieces(shown[3], colours) == [("9.2", "deleted", True, False)]
    assert shown[0].is_empty
