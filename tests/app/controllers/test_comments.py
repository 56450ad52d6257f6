"""Comments in the window: written, answered, changed, hidden, resolved, removed, gone to; each undone by one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.edits import comments as edits
from model.edits import text
from model.edits.comments import anchors_between
from model.files import export
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.story import StoryId
from tests.builders.waiting import settle
from widgets.comments.list import CommentChoice


@pytest.fixture
def program(program):
    """The program when its window is at rest, without cards: comments are written in the panel then."""
    program.settings.change(cards="none")
    settle(program.window)
    return program


def comments(program):
    return program.session.submission.proposals[0].comments


def clause_with(program, words: str):
    return next(clause for clause in program.window.editor.clauses if words in clause.text)


def select(program, words: str) -> None:
    editor = program.window.editor
    editor.setFocus()
    clause = clause_with(program, words)
    index, at = editor.clauses.index(clause), clause.text.index(words)
    editor.caret.move_to(Place(index, at + len(words)), Place(index, at))


def write(program, words: str, comment: str) -> None:
    select(program, words)
    program.actions["comment"].trigger()
    QTest.keyClicks(program.comments.panel.words, comment)
    QTest.keyClick(program.comments.panel.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_comment_is_written_by_keyboard_and_private_at_first(program):
    write(program, "Plenipotentiary", "Why here?")
    (comment,) = comments(program).values()
    assert (comment.text, comment.private, comment.anchors[0].quote) == ("Why here?", True, "Plenipotentiary")
    assert comment.stamp.author == "me"
    assert program.comments.panel.list.choice() == CommentChoice("c1")
    program.session.stack.undo()
    assert not comments(program)
    assert program.comments.panel.list.choice() is None


def test_without_a_selection_the_clause_is_meant(program):
    editor = program.window.editor
    editor.setFocus()
    editor.caret.move_to(Place(3, 2))
    program.actions["comment"].trigger()
    program.comments.panel.words.setPlainText("All of it")
    program.comments.panel.save.click()
    (comment,) = comments(program).values()
    assert [(anchor.clause, anchor.quote) for anchor in comment.anchors] == [(editor.clauses[3].id, "")]


def test_it_is_answered_changed_shown_to_others_resolved_and_removed(program):
    write(program, "Plenipotentiary", "Why here?")
    panel = program.comments.panel
    panel.reply.click()
    panel.words.setPlainText("Because.")
    panel.save.click()
    assert [reply.text for reply in comments(program)["c1"].replies] == ["Because."]
    assert panel.list.choice() == CommentChoice("c1", 0)
    panel.words.setPlainText("Since it was so.")
    panel.save.click()
    assert [reply.text for reply in comments(program)["c1"].replies] == ["Since it was so."]
    panel.list.choose(CommentChoice("c1"))
    panel.words.setPlainText("Why there?")
    panel.save.click()
    assert comments(program)["c1"].text == "Why there?"
    panel.who.setCurrentIndex(1)
    panel.who.activated.emit(1)
    assert not comments(program)["c1"].private
    panel.done.click()
    assert comments(program)["c1"].done
    panel.resolved.setChecked(False)
    assert panel.list.keys() == []
    panel.resolved.setChecked(True)
    panel.list.choose(CommentChoice("c1", 0))
    panel.remove.click()
    assert comments(program)["c1"].replies == ()
    panel.list.choose(CommentChoice("c1"))
    panel.remove.click()
    assert not comments(program)
    for _ in range(7):
        program.session.stack.undo()
    assert comments(program)["c1"].text == "Why here?"


def test_words_that_were_typed_are_kept_when_another_is_chosen(program, qtbot):
    write(program, "Plenipotentiary", "First")
    write(program, "Assembly", "Second")
    panel = program.comments.panel
    panel.list.choose(CommentChoice("c1"))
    panel.words.setPlainText("First, changed")
    panel.list.choose(CommentChoice("c2"))
    qtbot.waitUntil(lambda: comments(program)["c1"].text == "First, changed", timeout=1000)
    assert panel.words.text() == "Second"


def test_escape_leaves_everything_as_it_was(program):
    select(program, "Plenipotentiary")
    program.actions["comment"].trigger()
    QTest.keyClicks(program.comments.panel.words, "x")
    QTest.keyClick(program.comments.panel.words, Qt.Key.Key_Escape)
    assert not comments(program)
    assert program.window.editor.hasFocus() or not QApplication.focusWidget()


def test_next_and_previous_go_round_and_the_caret_chooses(program):
    for words, comment in (("Plenipotentiary", "one"), ("Assembly", "two"), ("exchange", "three")):
        write(program, words, comment)
    order = program.comments.panel.list.keys()
    program.window.editor.moveCursor(QTextCursor.MoveOperation.Start)
    seen = []
    for _ in range(4):
        program.actions["next comment"].trigger()
        seen.append(program.comments.panel.list.choice().key)
    assert seen == [*order, order[0]]
    program.actions["previous comment"].trigger()
    assert program.comments.panel.list.choice().key == order[-1]
    select(program, "Assembly")
    program.window.editor.caret.move_to(program.window.editor.caret.selected_range()[0])
    program.comments._follow_caret()
    if program.window.editor.hasFocus():
        assert comments(program)[program.comments.panel.list.choice().key].text == "two"


def test_marks_follow_the_text_and_paint_without_touching_it(program):
    write(program, "Plenipotentiary", "Why here?")
    editor, session = program.window.editor, program.session
    before = editor.toPlainText()
    clause = clause_with(program, "Plenipotentiary")
    index = editor.clauses.index(clause)
    session.commit(text.type_text(session.submission, StoryId(1), Place(index, 0), Place(index, 0), "Surely ", session.stamp()))
    editor.grab()
    (mark,) = program.comments.places.marks("c1")
    span = mark.now(editor.clauses[index])
    assert editor.clauses[index].text[span.start : span.end] == "Plenipotentiary"
    program.comments.places.follow()
    assert program.comments.places.marks("c1")[0].clause is editor.clauses[index]
    session.stack.undo()
    assert editor.toPlainText() == before


def test_a_comment_whose_clause_is_gone_is_listed_without_a_place(program):
    session = program.session
    editor = program.window.editor
    index = len(editor.clauses) - 1
    place = Place(index, len(editor.clauses[index].text))
    session.commit(text.break_paragraph(session.submission, StoryId(1), place, place, session.stamp()))
    new = len(editor.clauses) - 1
    session.commit(text.type_text(session.submission, StoryId(1), Place(new, 0), Place(new, 0), "wholly new", session.stamp()))
    anchors = anchors_between(session.submission, StoryId(1), Place(new, 0), Place(new, 10))
    session.stack.undo()
    session.stack.undo()
    session.commit(edits.add_comment(session.submission, 1, anchors, "Lost", session.stamp()))
    assert program.comments.panel.list.topLevelItem(0).text(0).startswith("Without a place")
    program.comments.panel.left_for.emit("c1")


def test_without_comments_there_is_a_word_on_how_to_make_one(program):
    program.window.panels.open("comments")
    panel = program.comments.panel
    assert panel.note.sentence.text().startswith("No comments yet.")
    assert panel.words.isHidden()
    program.actions["next comment"].trigger()


def test_the_proof_names_who_commented(program, tmp_path):
    session = program.session
    anchors = anchors_between(session.submission, StoryId(1), Place(3, 0), Place(3, 9))
    for author, private in (("Zoe", False), ("Hidden", True)):
        session.commit(edits.add_comment(session.submission, 1, anchors, author, Stamp(author), private=private))
    names = export.write(session.submission, tmp_path / "out.docx", user="me").authors
    assert "Zoe" in names
    assert "Hidden" not in names


def test_the_words_of_the_comment_that_is_shown_stand_out(program):
    write(program, "Plenipotentiary", "one")
    write(program, "Assembly", "two")
    overlay = program.comments.overlays[0]
    assert overlay.current == "c2"
    program.comments.panel.list.choose(CommentChoice("c1"))
    assert overlay.current == "c1"
    program.actions["comment"].trigger()
    assert overlay.current == ""
