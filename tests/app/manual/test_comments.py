"""The page on comments, carried out: written, gone to, in cards, private or exported, in the panel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.program import Program
from model.files.export import write
from model.files.opening import open_document
from model.formats.word.writing.export_options import ExportOptions
from model.submission.comments import Comment
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.texts import by_author, put_caret, select, submission_of
from tests.builders.waiting import settle
from widgets.comments.list import CommentChoice

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CHANGED = """\
    *considering*
    a)\tthat {++somewhat ++}short texts;
    b)\tthat {--dull --}others;
    c)\tthat the last one,
    d)\tResolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference.
"""


def test_comments(follow: Follow, open_program: Callable[..., Program], tmp_path: Path) -> None:
    program = open_program(submission=by_author(submission_of(CHANGED), "Ana"))
    with follow("45-comments.md", program) as hand:
        program.settings.change(cards="all")
        settle(program.window)
        hand.section("Comments")
        written(hand)
        hand.section("Cards beside the text")
        cards(hand)
        hand.section("Private or exported")
        kept(hand, tmp_path)
        hand.section("In the panel")
        panel(hand)


def comments(program: Program) -> list[Comment]:
    return list(program.session.submission.proposals[0].comments.values())


def settled(program: Program) -> None:
    program.window.list.amendments.follow()
    program.cards.follow()
    settle(program.window)


def in_card(program: Program) -> None:
    """The keyboard is in the field of the card that is open."""
    wait_for(lambda: program.cards.opening.widget is not None, "an open card")
    widget = program.cards.opening.widget
    assert widget is not None
    assert widget.words is not None
    assert widget.words.hasFocus()


def written(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    select(program, "texts")
    hand.choose("Review > Insert comment")
    in_card(program)
    hand.write("Why?")
    hand.press("Ctrl+Enter")
    assert [(comment.text, comment.anchors[0].quote, comment.private) for comment in comments(program)] == [
        ("Why?", "texts", True)
    ]
    put_caret(program, "others")
    hand.press("Ctrl+Alt+M")
    in_card(program)
    hand.write("x")
    hand.press("Esc")
    assert len(comments(program)) == 1
    put_caret(program, "others")
    hand.press("Ctrl+Alt+C")
    in_card(program)
    hand.write("All of it.")
    hand.press_keys("Ctrl+Enter")
    assert [comment.anchors[0].quote for comment in comments(program)] == ["texts", ""]
    put_caret(program, "considering", 0)
    hand.press("F9")
    assert editor.textCursor().selectedText() == "texts"
    hand.press_keys("F9")
    assert "others" in editor.caret.clause().text
    hand.press("Shift+F9")
    assert editor.textCursor().selectedText() == "texts"
    hand.choose("View > Comments")
    assert program.comments.panel.isVisible()
    assert len(program.comments.panel.list.keys()) == 2
    program.window.panels.close("comments")
    editor.setFocus()
    hand.press("Ctrl+Alt+O")
    assert program.comments.panel.isVisible()
    program.window.panels.close("comments")


def cards(hand: Driver) -> None:
    program, editor, margin = hand.program, hand.program.window.editor, hand.program.cards.margin
    hand.choose("View > Cards")
    assert margin.isVisible()
    hand.press("Ctrl+Alt+J")
    assert not margin.isVisible()
    select(program, "texts")
    settled(program)
    hand.press("Alt+F12")
    assert margin.hasFocus()
    first = margin.current
    hand.press("Down")
    second = margin.current
    assert second != first
    hand.press("Up")
    assert margin.current == first
    hand.press("Tab")
    assert margin.current == second
    hand.press_keys("Alt+F12")
    assert editor.hasFocus()
    program.window.list.amendments.follow()
    comment = next(card for card in margin.cards.all if card.kind == "comment")
    hand.press_keys("Alt+F12")
    while margin.current != comment.name:
        hand.press_keys("Up" if margin.current != first else "Down")
    hand.press("Enter")
    in_card(program)
    card = program.cards.opening.widget
    assert card is not None
    assert card.words is not None
    hand.press("Tab")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is not card.words
    assert card.isAncestorOf(focused)
    card.words.setFocus()
    hand.write("Because.")
    hand.press("Ctrl+Enter")
    assert [reply.text for reply in comments(program)[0].replies] == ["Because."]
    editor.setFocus()
    hand.press_keys("Alt+F12")
    hand.press("Esc")
    assert editor.hasFocus()
    repaired(hand)
    menu = hand.submenu("View > Cards beside the text")
    for id in ("cards all", "cards comments", "cards none"):
        assert program.actions[id] in menu.actions()
    hand.choose_called(menu, "Cards of &comments only")
    settled(program)
    assert {card.kind for card in margin.cards.all} == {"comment"}
    hand.choose_in("&Edit", "Find")
    hand.write("that")
    wait_for(lambda: len(program.find.bar.list.hits.hits) == 3, "the hits")
    settled(program)
    hand.press_keys("Esc")


def repaired(hand: Driver) -> None:
    """An edition that is no longer in force."""
    program, editor = hand.program, hand.program.window.editor
    assert program.problems.live_preflight.finish()
    put_caret(program, "Rev. Dubai")
    settled(program)
    hand.press_keys("Alt+F12")
    opened = program.cards.opening.card
    assert opened is not None
    assert opened.kind == "problem"
    hand.press("Enter")
    assert "2022" in editor.clauses[-1].text_on("draft")
    editor.setFocus()
    hand.press_keys("Ctrl+Z")
    assert "2022" not in editor.clauses[-1].text_on("draft")


def kept(hand: Driver, folder: Path) -> None:
    program = hand.program
    assert hand.row("padlock, dotted line")
    assert hand.row("speech bubble, whole line")
    hand.passes("name", "private", "exported", why="they are words of the sentence, no names of the window")
    path = folder / f"kept{hand.code('.amend')}"
    assert program.open_submission._save(path)
    assert [comment.text for comment in open_document(path).submission.proposals[0].comments.values()] == ["Why?", "All of it."]
    hand.press_keys("Ctrl+Alt+O")
    shown = program.comments.panel
    shown.list.choose(CommentChoice(shown.list.keys()[0]))
    shown.who.setFocus()
    shown.who.setCurrentIndex(1)
    shown.who.activated.emit(1)
    assert [comment.private for comment in comments(program)] == [False, True]
    made = write(program.session.submission, folder / "out.docx", user="me")
    read = open_document(made.path).submission.proposals[0].comments
    assert [comment.text for comment in read.values()] == ["Why?"]
    write(program.session.submission, folder / "draft.docx", ExportOptions(view="draft"), user="me")
    assert not open_document(folder / "draft.docx").submission.proposals[0].comments


def panel(hand: Driver) -> None:
    program, shown = hand.program, hand.program.comments.panel
    shown.list.choose(CommentChoice(shown.list.keys()[0]))
    shown.words.setFocus()
    shown.words.selectAll()
    hand.write("Why so?")
    hand.click("Change", within=shown)
    assert comments(program)[0].text == "Why so?"
    hand.click("Reply", within=shown)
    assert shown.words.hasFocus()
    hand.write("Yes.")
    hand.press_keys("Ctrl+Enter")
    assert [reply.text for reply in comments(program)[0].replies] == ["Because.", "Yes."]
    shown.list.choose(CommentChoice(shown.list.keys()[0]))
    hand.click("Resolve", within=shown)
    assert comments(program)[0].done
    hand.click("Remove", within=shown)
    assert len(comments(program)) == 1
    for _ in range(2):
        program.session.stack.undo()
    assert not comments(program)[0].done
    put_caret(program, "that the last one,")
    hand.press_keys("Enter")
    hand.write("wholly new")
    select(program, "wholly new")
    program.window.panels.close("comments")
    hand.press_keys("Ctrl+Alt+M")
    in_card(program)
    hand.write("Lost")
    hand.press_keys("Ctrl+Enter")
    put_caret(program, "wholly new")
    hand.press_keys("Ctrl+Shift+Del")
    hand.press_keys("Ctrl+Alt+O")
    program.comments.places.follow()
    hand.reads("without a place", within=shown)
    assert QApplication.activeModalWidget() is None
