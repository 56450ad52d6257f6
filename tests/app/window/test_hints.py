"""The tooltip of any mark in the text says in a whole sentence what the mark means."""

from __future__ import annotations

import html
import re

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.controllers.spelling import spelling
from model.redline import NOTE, OBJECT, Clause, Note, Props, Run, Stamp, Status
from model.redline.edit_text import Place
from model.submission.comments import Comment, CommentAnchor
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from tests.app.controllers.spelling.test_spelling import dictionary
from tests.builders.notation import redline
from tests.model.numbering.test_note_editions import TREATY, typed
from widgets.comments.overlay import EDGE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LONG = "and that each of the administrations which are named in the list of the annex be told of it by the Bureau in good time"
PICTURE = '<w:drawing><wp:docPr descr="Map of &lt;b&gt;Region 1&lt;/b&gt;" id="1" name="P"/><pic:pic/></w:drawing>'


def submission(*runs: Run, note: str = "") -> Submission:
    clauses = (Clause("t", Props("title", 0), (Run("On networks"),)), Clause("c", runs=runs), Clause("d", runs=(Run("end"),)))
    notes = {"fn1": Note(clauses=redline(note).clauses)} if note else {}
    text = replace(redline(""), clauses=clauses, notes=notes)
    return Submission(proposals=(Proposal("MOD", "ATU/1", text, original=text),), language="en")


@pytest.fixture
def hover(open_program, qtbot, monkeypatch):
    """Opens a submission and gives the tooltip at a character of its second clause, or at a point."""
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, widget: shown.append(text))
    monkeypatch.setattr(QToolTip, "hideText", lambda: shown.append(""))

    def opened(value: Submission, *, wait=lambda program: True):
        program = open_program()
        program.open_submission.show_unsaved(value, "Text")
        program.session.author = "me"
        program.window.list.amendments.follow()
        qtbot.waitUntil(lambda: bool(wait(program)), timeout=5000)
        editor = program.window.editor

        def hint_at(offset: int, *, x: int | None = None, clause: int = 1) -> str:
            cursor = editor.textCursor()
            cursor.setPosition(editor.content.position_of(Place(clause, offset)))
            left = editor.cursorRect(cursor)
            at = QPoint(left.center().x() + 3 if x is None else x % editor.viewport().width(), left.center().y())
            event = QHelpEvent(QEvent.Type.ToolTip, at, editor.viewport().mapToGlobal(at))
            shown.clear()
            QApplication.sendEvent(editor.viewport(), event)
            (text,) = shown
            return html.unescape(re.sub("<.*?>", "\n", text)).strip()

        return hint_at

    return opened


def test_a_footnote_mark_tells_the_note(hover):
    hint_at = hover(submission(Run("Members "), Run(NOTE, content="fn1"), Run(" only"), note=f"These are <b>all</b> {LONG}."))
    assert hint_at(8) == f"Footnote 1: These are <b>all</b> {LONG}."
    assert hint_at(2) == ""


def test_the_mark_of_a_footnote_tells_its_edition_mark(hover):
    hint_at = hover(typed(TREATY, "fn1"))
    assert hint_at(3).startswith("Footnote 1: new first note (WRC-27)")


def test_a_struck_footnote_mark_tells_what_it_said(hover):
    struck = Run(NOTE, Status.DELETED, content="fn1", stamp=Stamp("CEPT"))
    hint_at = hover(submission(Run("Members "), struck, Run(" only"), note="These."))
    assert hint_at(8).startswith("Footnote 1: These.")
    assert "deletion" in hint_at(8)


def test_a_picture_tells_its_alternative_text(hover):
    hint_at = hover(submission(Run("See "), Run(OBJECT, content=PICTURE), Run(".")))
    assert hint_at(4) == "picture: Map of <b>Region 1</b>"


@pytest.mark.parametrize("status", [Status.INSERTED, Status.DELETED])
def test_an_amendment_tells_all_its_words_and_its_author(hover, status):
    hint_at = hover(submission(Run("that "), Run(LONG, status, stamp=Stamp("CEPT", "2024-09-06T09:00:00Z")), Run(".")))
    assert LONG in hint_at(9)
    assert "CEPT" in hint_at(9)
    assert hint_at(1) == ""


def test_moved_words_tell_of_the_move_where_they_were_and_where_they_are(hover):
    stamp = Stamp("CEPT", "2024-09-06T09:00:00Z")
    value = submission(Run("that "), Run("networks grow", Status.INSERTED, move="m1", stamp=stamp), Run("."))
    text = value.proposals[0].redline
    left = Clause("d", runs=(Run("networks grow", Status.DELETED, move="m1", stamp=stamp), Run(" end")))
    text = replace(text, clauses=(*text.clauses[:2], left))
    hint_at = hover(replace(value, proposals=(replace(value.proposals[0], redline=text),)))
    for place in ((8, 1), (4, 2)):
        hint = hint_at(place[0], clause=place[1])
        assert "move" in hint
        assert "CEPT" in hint
        assert "2024-09-06" in hint


def test_a_tracked_end_tells_of_the_merge(hover):
    value = submission(Run("that is"))
    text = value.proposals[0].redline
    end = replace(text.clauses[1].end, status=Status.DELETED, stamp=Stamp("CEPT"))
    text = replace(text, clauses=(text.clauses[0], replace(text.clauses[1], end=end), text.clauses[2]))
    hint_at = hover(replace(value, proposals=(replace(value.proposals[0], redline=text),)))
    assert "merge" in hint_at(7)


def test_a_comment_is_told_at_its_words_and_at_its_sign(hover):
    value = submission(Run("that the parties agree to it"))
    comment = Comment(f"Do they <i>{LONG}</i>?", (CommentAnchor("c", quote="parties"),), stamp=Stamp("Ana"))
    hint_at = hover(replace(value, proposals=(replace(value.proposals[0], comments={"c1": comment}),)))
    assert hint_at(11) == f"Ana: Do they <i>{LONG}</i>?"
    assert hint_at(11, x=-round(EDGE) - 3) == hint_at(11)
    assert hint_at(25) == ""


def test_a_marked_problem_tells_its_sentence(hover):
    value = submission(Run("that "), Run("“this is", Status.INSERTED))
    hint_at = hover(value, wait=lambda program: program.problems.marks[0].of(StoryId(1), "c"))
    assert "‘“’ opens a quotation that nothing closes" in hint_at(5).split("\n")
    assert "quotation" not in hint_at(11)


def test_a_misspelt_word_is_named(hover, tmp_path, monkeypatch):
    found = dictionary(tmp_path / "words", "en_GB", "that", "this", "is")
    monkeypatch.setattr(spelling, "find_dictionary", lambda language: found)

    def judged(program) -> bool:
        if not program.spelling.speller.on:
            program.spelling.follow()
        return program.spelling.speller.is_wrong("thsi") is True

    hint_at = hover(submission(Run("that thsi is")), wait=judged)
    assert hint_at(7) == "“thsi” is not in the dictionaries in use."
    assert hint_at(1) == ""
