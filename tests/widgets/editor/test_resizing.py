"""A text whose room changes stays where one reads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.formats.notation import parse
from model.redline.edit_text import Place
from model.submission.values import Proposal, Submission
from widgets.editor.document.selections import selection_at
from widgets.editor.editor import Editor
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


def paged(editors) -> Editor:
    """An editor with a long text on a page that is as wide as its room."""
    redline = parse(TEXT)
    editor = editors(Session(Submission(proposals=(Proposal(redline=redline, original=redline),)), "me"))
    editor.show_comfort(Comfort(zoom=PAGE_WIDTH_ZOOM, page=True))
    editor.resize(820, 300)
    wait_for_the_zoom(editor)
    return editor


def wait_for_the_zoom(editor: Editor) -> None:
    """Waits until the zoom has followed the room."""
    QApplication.processEvents()
    while editor.is_about_to_scale:
        QTest.qWait(SCALE_AFTER)
    assert editor.sheet.zoom == editor.sheet.wanted_zoom()


@pytest.mark.parametrize("width", [740, 640])
def test_the_line_of_the_caret_keeps_its_height_when_the_zoom_follows_the_room(width, editors):
    editor = paged(editors)
    editor.caret.reveal(selection_at(editor.story, editor.clauses, Place(30, 5), Place(30, 5)))
    height, zoom = editor.cursorRect().top(), editor.sheet.zoom
    for room in (width, 820):
        editor.resize(room, 300)
        wait_for_the_zoom(editor)
        assert editor.textCursor().blockNumber() == 30
        assert abs(editor.cursorRect().top() - height) <= 1
    assert editor.sheet.zoom == zoom


def test_the_text_at_the_top_stays_there_when_the_zoom_follows_the_room(editors):
    editor = paged(editors)
    bar = editor.verticalScrollBar()
    for block in (0, 4, 22, 45):
        editor.caret.move_to(Place(14 if block < 14 else 3, 5))
        bar.setValue(bar.value() + editor.cursorRect(QTextCursor(editor.document().findBlockByNumber(block))).top())
        for room in (740, 640, 820):
            editor.resize(room, 300)
            wait_for_the_zoom(editor)
            assert editor.cursorForPosition(QPoint(300, 3)).blockNumber() == block, room


def test_a_place_that_is_shown_before_the_zoom_has_followed_the_room_is_in_view_afterwards(editors):
    editor = paged(editors)
    editor.resize(640, 300)
    assert editor.is_about_to_scale
    editor.caret.reveal(selection_at(editor.story, editor.clauses, Place(50, 0), Place(50, 0)))
    wait_for_the_zoom(editor)
    assert editor.viewport().rect().contains(editor.cursorRect())


def test_another_zoom_of_the_reader_keeps_the_text_at_the_top(editors):
    editor = paged(editors)
    bar = editor.verticalScrollBar()
    editor.caret.move_to(Place(3, 5))
    bar.setValue(bar.value() + editor.cursorRect(QTextCursor(editor.document().findBlockByNumber(40))).top())
    for zoom in (125, 67, 100):
        editor.show_comfort(Comfort(zoom=zoom, page=True))
        assert editor.cursorForPosition(QPoint(300, 3)).blockNumber() == 40, zoom


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
