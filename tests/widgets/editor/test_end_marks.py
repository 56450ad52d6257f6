"""Edition marks at the ends of paragraphs in the editor: shown with their changes, never edited, out of the way of the caret."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter, QTextCursor
from PySide6.QtTest import QTest

from app.session.session import Session
from model.edits.fields import set_field
from model.edits.provisions import set_mark
from model.edits.text import type_text
from model.redline import Redline, Status
from model.redline.edit_text import Place
from model.submission.story import StoryId
from tests.builders.editor_checks import look_whether_grouped
from tests.builders.marked_notes import with_notes
from tests.builders.treaty import marked_treaty, submission_of
from widgets.editor.document.end_marks import end_mark, parts_of_mark
from widgets.editor.document.formats import MARK
from widgets.editor.view_comfort import Comfort

TEXT = marked_treaty(
    "= ARTICLE 9",
    "= The title (WRC-03)",
    "9.1 first words",
    "… more (WRC-12)",
    "+ new words",
    "- 9.2 old words (WRC-07)",
    "9.3 last",
)
SIGNS = {Status.KEPT: "=", Status.DELETED: "-", Status.INSERTED: "+"}


def shown(editors, text: Redline = TEXT, *, page: bool = False):
    session = Session(submission_of(text), "me")
    editor = editors(session)
    editor.show_comfort(Comfort(page=page))
    return editor, session


def in_document(editor) -> list[str]:
    """The mark that the document has at the end of each block, as its parts."""
    out = []
    block = editor.document().begin()
    while block.isValid():
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        mark = str(cursor.charFormat().property(MARK) or "") if block.text().endswith("\ufffc") else ""
        out.append("".join(SIGNS[status] + text for status, text in parts_of_mark(mark)))
        block = block.next()
    return out


def test_each_view_shows_its_marks(editors):
    editor, _ = shown(editors)
    assert in_document(editor) == ["", "= =(WRC-03)", "", "= =(WRC-12)", "+ +(WRC-27)", "- -(WRC-07)", ""]
    editor.show_story(editor.story, "draft")
    assert in_document(editor) == ["", "= =(WRC-03)", "", "= =(WRC-12)", "= =(WRC-27)", ""]
    editor.show_story(editor.story, "base")
    assert in_document(editor) == ["", "= =(WRC-03)", "", "= =(WRC-12)", "= =(WRC-07)", ""]


@pytest.mark.parametrize("page", [False, True])
def test_a_key_in_one_paragraph_changes_the_mark_at_the_end_of_another_and_undo_restores_it(page, editors):
    editor, session = shown(editors, page=page)
    editor.caret.move_to(Place(2, 3))
    QTest.keyClicks(editor, "abc")
    assert in_document(editor)[2:4] == ["", "= =(WRC--12+27=)"]
    look_whether_grouped(editor)
    session.stack.undo()
    assert in_document(editor)[3] == "= =(WRC-12)"
    editor.caret.move_to(Place(6, 4))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert in_document(editor)[6:] == ["", "+ +(WRC-27)"]
    session.stack.undo()
    assert in_document(editor)[6:] == [""]


def test_marks_follow_the_conference_and_a_mark_set_by_hand(editors):
    editor, session = shown(editors)
    session.commit(set_field(session.submission, "header/conference", "WRC-31", session.stamp()))
    assert in_document(editor)[4] == "+ +(WRC-31)"
    session.commit(set_mark(session.submission, StoryId(1), "c1", "", session.stamp()))
    assert in_document(editor)[1] == "- -(WRC-03)"
    session.stack.undo()
    session.stack.undo()
    assert in_document(editor)[1:5:3] == ["= =(WRC-03)", "+ +(WRC-27)"]


def test_typing_at_the_end_goes_before_the_mark(editors):
    editor, session = shown(editors)
    editor.caret.move_to(Place(3, 0))
    QTest.keyClick(editor, Qt.Key.Key_End)
    assert editor.textCursor().positionInBlock() == len("more")
    QTest.keyClicks(editor, "!")
    assert session.submission.proposals[0].redline["c3"].text == "more!"
    assert in_document(editor)[3] == "= =(WRC--12+27=)"
    assert editor.textCursor().positionInBlock() == len("more!")


def test_a_click_after_a_mark_puts_the_caret_before_it(editors):
    editor, _ = shown(editors)
    editor.show()
    block = editor.document().findBlockByNumber(3)
    middle = editor.document().documentLayout().blockBoundingRect(block).center().toPoint()
    point = QPoint(editor.viewport().width() - 20, middle.y() - editor.verticalScrollBar().value())
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert (editor.textCursor().blockNumber(), editor.textCursor().positionInBlock()) == (3, 4)


def test_the_caret_passes_a_mark_in_one_step_in_both_directions(editors):
    editor, _ = shown(editors)
    editor.caret.move_to(Place(3, 4))
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert (editor.textCursor().blockNumber(), editor.textCursor().positionInBlock()) == (4, 0)
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert (editor.textCursor().blockNumber(), editor.textCursor().positionInBlock()) == (3, 4)
    QTest.keyClick(editor, Qt.Key.Key_End)
    assert (editor.textCursor().blockNumber(), editor.textCursor().positionInBlock()) == (3, 4)
    QTest.keyClick(editor, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert editor.textCursor().selectedText() == "e"


def test_backspace_and_delete_before_a_mark_are_those_at_the_end_of_the_words(editors):
    editor, session = shown(editors)
    editor.caret.move_to(Place(3, 4))
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert session.submission.proposals[0].redline["c3"].text_on("draft") == "mor"
    assert in_document(editor)[3] == "= =(WRC--12+27=)"
    session.stack.undo()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert [clause.text for clause in session.submission.proposals[0].redline.clauses[3:4]] == ["morenew words"]
    assert in_document(editor)[3] == "= =(WRC--12+27=)"


def test_a_first_mark_leaves_the_words_before_it_and_the_caret_alone(editors):
    editor, session = shown(editors)
    editor.caret.move_to(Place(6, 4))
    other = QTextCursor(editor.document())
    other.setPosition(editor.document().findBlockByNumber(6).position() + 2)
    session.commit(type_text(session.submission, editor.story, Place(6, 0), Place(6, 0), "the ", session.stamp()))
    assert in_document(editor)[6] == "+ +(WRC-27)"
    assert other.positionInBlock() == 6
    assert editor.textCursor().positionInBlock() == len("the last")


def test_the_mark_is_encoded_with_its_separator(editors):
    editor, _ = shown(editors)
    mark = end_mark(editor.projection.ends, editor.projection.members(1), "markup")
    assert parts_of_mark(mark) == [(Status.KEPT, " "), (Status.KEPT, "(WRC-03)")]
    assert end_mark({}, editor.projection.members(1), "markup") == ""


def test_a_changed_mark_is_drawn_alike_in_windows_of_both_directions(editors):
    editor, session = shown(editors)
    session.commit(type_text(session.submission, StoryId(1), Place(3, 0), Place(3, 0), "much ", session.stamp()))
    assert in_document(editor)[3] == "= =(WRC--12+27=)"
    drawn = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        image = QImage(600, 400, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        editor.document().drawContents(painter)
        painter.end()
        drawn.append(image)
    assert drawn[0] == drawn[1]


NOTED = with_notes(TEXT, {"c2": {"9.1.1": "a note (WRC-03)", "9.1.2": "another"}})


@pytest.mark.parametrize("page", [False, True])
def test_the_mark_of_a_note_follows_what_is_typed_in_it_and_undo_restores_it(page, editors):
    editor, session = shown(editors, NOTED, page=page)
    editor.show_story(StoryId(1, "fn1"), "markup")
    assert in_document(editor) == ["= =(WRC-03)"]
    editor.caret.move_to(Place(0, 2))
    QTest.keyClicks(editor, "new ")
    assert in_document(editor) == ["= =(WRC--03+27=)"]
    assert session.submission.proposals[0].redline.notes["fn1"].clauses[0].text == "a new note"
    look_whether_grouped(editor)
    for view, mark in (("draft", "= =(WRC-27)"), ("base", "= =(WRC-03)")):
        editor.show_story(editor.story, view)
        assert in_document(editor) == [mark]
    editor.show_story(editor.story, "markup")
    session.stack.undo()
    assert in_document(editor) == ["= =(WRC-03)"]
    session.commit(set_mark(session.submission, editor.story, "fn1.1", "", session.stamp()))
    assert in_document(editor) == ["- -(WRC-03)"]


def test_a_note_without_a_mark_gets_its_first_when_it_is_amended_and_its_end_is_before_the_mark(editors):
    editor, session = shown(editors, NOTED)
    editor.show_story(StoryId(1, "fn2"), "markup")
    assert in_document(editor) == [""]
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, " one")
    assert in_document(editor) == ["+ +(WRC-27)"]
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, "!")
    assert session.submission.proposals[0].redline.notes["fn2"].clauses[0].text == "another one!"


def test_marks_are_as_wide_as_their_letters_at_each_zoom(editors):
    editor, _ = shown(editors)
    widths = []
    for zoom in (100, 200, 100):
        editor.show_comfort(Comfort(page=False, zoom=zoom))
        block = editor.document().findBlockByNumber(3)
        ends = [block.layout().lineAt(0).cursorToX(at)[0] for at in (block.length() - 2, block.length() - 1)]
        widths.append(ends[1] - ends[0])
    assert widths[1] > 1.7 * widths[0]
    assert widths[2] == widths[0]
