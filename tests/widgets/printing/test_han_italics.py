"""Chinese texts have no slanted characters: what is in italics in other scripts is in a Kai face, or upright."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPalette

from app.session.session import Session
from model.formats.page.blocks import Span
from model.redline.values import Style
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline
from widgets.clause_tree.model import ClauseModel
from widgets.printing import type as printed


@pytest.fixture
def kai(monkeypatch):
    """A machine that has one Kai face."""
    had = QFontDatabase.hasFamily
    monkeypatch.setattr(printed.QFontDatabase, "hasFamily", lambda family: family == "KaiTi" or had(family))
    for cached in (printed._families, printed._families_had):
        cached.cache_clear()
    yield
    for cached in (printed._families, printed._families_had):
        cached.cache_clear()


@pytest.mark.parametrize(("language", "italic"), [("en", True), ("zh", False)])
def test_a_call_is_in_italics_where_its_script_has_them(qapp, language: str, italic: bool):
    assert printed.Typeface(language=language).format("Call", Span("认识到")).font().italic() is italic


def test_a_call_and_emphasis_are_in_a_kai_face_if_there_is_one(qapp, kai):
    face = printed.Typeface(language="zh")
    for span in (Span("认识到"), Span("认识到", style=Style(italic=True))):
        font = face.format("Normal" if span.style.italic else "Call", span).font()
        assert font.families()[0] == "KaiTi"
        assert not font.italic()
    assert "KaiTi" not in printed.Typeface(language="en").format("Call", Span("recognizing")).font().families()


def test_emphasis_without_a_kai_face_can_be_seen(qapp):
    assert printed.Typeface(language="zh").format("Normal", Span("认识到", style=Style(italic=True))).font().italic()


@pytest.mark.parametrize(("language", "call", "italic"), [("en", "recognizing", True), ("zh", "认识到", False)])
def test_a_call_in_the_tree_has_the_italics_of_its_script(qapp, language: str, call: str, italic: bool):
    text = redline(f"*{call}*\na)\tone;\n", language=language)
    session = Session(Submission(proposals=(Proposal("MOD", "1", text),), language=language), "me")
    model = ClauseModel(session, StoryId(1), QPalette())
    font = model.index_of(text.clauses[0].id).data(Qt.ItemDataRole.FontRole)
    assert font.italic() is italic
    model.close_story()
