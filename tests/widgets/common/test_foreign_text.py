"""Arabic words beside signs and numbers keep their side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from app.session.session import Session
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline
from widgets.clause_tree.call_picker import CallBox
from widgets.clause_tree.model import ClauseModel
from widgets.clause_tree.view import ClauseTree
from widgets.common.foreign_text import direction_marked, isolated, old_arrow_new, text_direction
from widgets.common.names import spoken_path


def test_text_of_another_script_is_isolated_and_plain_text_is_left():
    assert isolated("considering a)") == "considering a)"
    assert isolated("ب)") == "\u2068ب)\u2069"
    assert spoken_path("إذ تدرك/ب") == "\u2068إذ تدرك ب\u2069"
    assert spoken_path(r"a\/b/c") == "a/b c"


def test_an_arrow_leads_from_what_was_to_what_is():
    assert old_arrow_new(("old", "new")) == "old → new"
    assert old_arrow_new(("", "new")) == "new"


def test_a_line_of_ours_that_begins_with_arabic_words_is_still_ours(qtbot):
    assert direction_marked("considering a)") == "considering a)"
    assert direction_marked("\u2068ب\u2069: changed").startswith("\u200e")


def test_in_a_window_that_runs_leftwards_latin_words_keep_their_brackets_and_stand_on_the_right(qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert isolated("considering b)") == "\u2068considering b)\u2069"  # its bracket would go to the other end
        assert direction_marked(isolated("considering b)")).startswith("\u200f")
        assert direction_marked("Clausewright 1.0") == "\u200f\u2068Clausewright 1.0\u2069"
        assert isolated("") == direction_marked("") == ""
        assert old_arrow_new(("old", "new")).lstrip("\u200f") == "old ← new"
        assert text_direction(old_arrow_new(("old", "new"))) == Qt.LayoutDirection.RightToLeft  # as the arrow says
        assert text_direction(old_arrow_new(("old", ""))) == Qt.LayoutDirection.LeftToRight
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_an_arabic_row_of_the_tree_has_old_and_new_label_and_words_each_on_its_own(qtbot):
    value = redline("*إذ تدرك*\nأ )\tأولا؛\n{--ب)--}{++ج)++}\tثانيا،\n", language="ar")
    session = Session(Submission(proposals=(Proposal("MOD", "1", value),), language="ar"), "me")
    model = ClauseModel(session, StoryId(1), QPalette())
    row = model.index_of(value.clauses[2].id).data()
    assert row == "\u2068ب)\u2069 ← \u2068ج)\u2069  \u2068ثانيا،\u2069"
    model.close_story()


def test_the_tree_runs_as_its_text_does(qtbot):
    session = Session(Submission(proposals=(Proposal("MOD", "1", redline("*إذ تدرك*\nأ )\tأولا؛\n", language="ar")),)), "me")
    tree = ClauseTree(session)
    qtbot.addWidget(tree)
    assert tree.layoutDirection() == Qt.LayoutDirection.RightToLeft
    session.load(Submission(proposals=(Proposal("MOD", "1", redline("*recognizing*\na)\tfirst;\n", language="en")),)))
    assert tree.layoutDirection() == Qt.LayoutDirection.LeftToRight
    tree.clauses.close_story()


@pytest.mark.parametrize(("calls", "rightwards"), [(["إذ تدرك"], False), (["recognizing"], True), (["认识到"], True)])
def test_calls_are_offered_in_the_direction_in_which_they_are_written(calls, rightwards, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    box = CallBox(calls, window)
    assert (box.list.layoutDirection() == Qt.LayoutDirection.LeftToRight) is rightwards
