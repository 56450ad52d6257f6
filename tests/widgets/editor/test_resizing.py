"""A text whose room changes stays where one reads."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.formats.notation import parse
from model.redline.edit_text import Place
from model.submission.values import Proposal, Submission
from widgets.editor.story_document import StoryDocument
from widgets.editor.view import SCALE_AFTER
from widgets.editor.view_comfort import PAGE_WIDTH_ZOOM, Comfort

TEXT = "\n".join(f"{number}\tthat the words of item {number} fill a line and more of it, " * 2 for number in range(1, 60))


@pytest.mark.parametrize("in_view", [True, False])
def test_the_line_of_the_caret_or_the_first_one_keeps_its_height(in_view, editors):
    redline = parse(TEXT)
    editor = editors(Session(Submission(proposals=(Proposal(redline=redline, original=redline),)), "me"))
    editor.caret.move_to(Place(30, 5))
    editor.ensureCursorVisible()
    if not in_view:
        editor.verticalScrollBar().setValue(editor.verticalScrollBar().value() - 900)
    QApplication.processEvents()

    def read() -> tuple[int, int]:
        cursor = editor.textCursor() if in_view else editor.cursorForPosition(editor.viewport().rect().topLeft())
        return cursor.blockNumber(), editor.cursorRect(cursor).top()

    block, height = read()
    for width in (330, 640, 500):
        editor.resize(width, 300)
        QApplication.processEvents()
        if in_view:
            assert read() == (block, height)
        else:
            assert abs(read()[0] - block) <= 1


def test_a_text_that_is_opened_before_the_zoom_has_followed_the_room_is_set_once(editors, monkeypatch):
    session = Session(Submission(), "me")
    editor = editors(session)
    editor.show_comfort(Comfort(zoom=PAGE_WIDTH_ZOOM, page=True))
    editor.resize(900, 300)
    QApplication.processEvents()
    editor.resize(640, 300)
    QApplication.processEvents()
    assert editor.is_about_to_scale, "a window that has just been shown waits until its size stands"
    before, filled, show = editor.sheet.zoom, [], StoryDocument.show
    monkeypatch.setattr(StoryDocument, "show", lambda self, *given: filled.append(self) or show(self, *given))
    session.load(Submission(proposals=(Proposal(redline=parse(TEXT), original=parse(TEXT)),)))
    QTest.qWait(2 * SCALE_AFTER)
    assert filled == [editor.content]
    assert editor.sheet.zoom == editor.sheet.wanted_zoom() != before
    assert editor.font() == editor.content.style.font(editor.content.style.house)
    assert editor.lineWrapColumnOrWidth() <= editor.viewport().width()
