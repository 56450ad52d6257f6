"""The page on review, carried out: the list, decisions, reasons, another text in force, the text in force beside the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from app.program import Program
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.texts import base, by_author, draft, put_caret, submission_of
from widgets.dialogs.new_base import NewBaseDialog
from widgets.dialogs.small_dialogs import AuthorsDialog, RemarkDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CHANGED = """\
    *considering*
    a)\tthat {++somewhat ++}short texts;
    b)\tthat {--dull --}others;
    c)\tthat the last {~~one~>two~~},
"""


def test_review(follow: Follow, open_program: Callable[..., Program], files: list[Path], tmp_path: Path) -> None:
    program = open_program(submission=by_author(submission_of(CHANGED), "Ana"))
    with follow("40-review.md", program) as hand:
        hand.section("Review")
        decisions(hand)
        hand.section("Reasons and notes")
        reasons(hand)
        hand.section("Another text in force")
        another_base(hand, files, tmp_path)
        hand.section("The text in force beside the text")
        beside(hand)


def again(program: Program) -> None:
    """Puts the amendments of Ana into the window."""
    program.open_submission.show_unsaved(by_author(submission_of(CHANGED), "Ana"), "Text")
    program.window.list.amendments.follow()
    program.window.editor.setFocus()


def versions(program: Program) -> int:
    persistence = program.open_submission.persistence
    return len(persistence.project.versions) if persistence is not None else 0


def decisions(hand: Driver) -> None:
    program, editor, shown = hand.program, hand.program.window.editor, hand.program.window.list
    hand.choose("Review > Track changes")
    assert program.actions["track"].isChecked()
    program.window.panels.close("amendments")
    hand.choose("View > Review table")
    assert shown.isVisible()
    hand.press("Ctrl+Alt+A")
    assert not shown.isVisible()
    hand.press_keys("Ctrl+Alt+A")
    assert shown.isVisible()
    shown.amendments.follow()
    shown.setFocus()
    hand.press_keys("Down")
    hand.press("Enter")
    assert editor.hasFocus()
    put_caret(program, "somewhat", 0)
    hand.press("F8")
    first = editor.caret.selection()
    hand.press_keys("F8")
    assert editor.caret.selection() != first
    hand.press("Shift+F8")
    assert editor.caret.selection() == first
    put_caret(program, "somewhat")
    hand.press("Ctrl+Shift+A")
    assert any("somewhat" in text for text in base(program))
    put_caret(program, "dull", 7)
    hand.press("Ctrl+Shift+J")
    assert "that dull others;" in draft(program)
    put_caret(program, "the last")
    hand.press("Ctrl+Alt+W")
    assert "Ana" in program.window.statusBar().currentMessage()

    def give(box: QWidget) -> None:
        assert isinstance(box, RemarkDialog)
        hand.write("It is so.")
        hand.press_keys("Ctrl+Enter")

    put_caret(program, "one", 14)
    hand.press("Ctrl+Alt+R", give)
    assert [comment.text for comment in program.session.submission.proposals[0].comments.values()] == ["It is so."]
    again(program)
    put_caret(program, "somewhat")
    hand.choose_in("&Review", "Accept")
    assert any("somewhat" in text for text in base(program))
    put_caret(program, "that dull others;", 0)
    hand.write("my ")

    def agree(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        hand.click_called("&Accept")

    hand.choose("Review > Accept all", agree)
    assert draft(program) == base(program)
    assert versions(program) == 1
    again(program)
    hand.choose_in("&Review", "Reject all")
    assert "that dull others;" in draft(program)
    assert versions(program) == 1
    again(program)

    def reject(box: QWidget) -> None:
        assert isinstance(box, AuthorsDialog)
        hand.click_called("&Reject all of theirs")

    hand.choose_in("&Review", "Accept or reject all of an author", reject)
    assert "that dull others;" in draft(program)
    assert versions(program) == 1


def reasons(hand: Driver) -> None:
    program = hand.program
    again(program)

    def give(box: QWidget) -> None:
        assert isinstance(box, RemarkDialog)
        hand.write("It is newer.")
        hand.press_keys("Ctrl+Enter")

    put_caret(program, "somewhat")
    hand.choose("Review > Reason of the amendment", give)
    hand.choose("Review > Gather the reasons for the proposal")
    assert program.session.submission.proposals[0].reasons.endswith("It is newer.")
    program.window.panels.open("submission")
    hand.sees("Reasons")
    program.window.panels.close("submission")


def another_base(hand: Driver, files: list[Path], folder: Path) -> None:
    program = hand.program
    again(program)
    text = "*considering*\na)\tthat short texts;\nb)\tthat dull others;\nc)\tthat the last three,\n"
    (folder / "edition.txt").write_text(text, encoding="utf-8", newline="\n")
    files.append(folder / "edition.txt")

    def look(box: QWidget) -> None:
        assert isinstance(box, NewBaseDialog)
        assert box.list.rowCount() == 1
        hand.press_keys("Esc")

    before = program.session.submission
    hand.choose("Tools > Apply the proposal to another text in force", look)
    assert "that somewhat short texts;" in draft(program)
    assert "that the last three," in base(program)
    assert versions(program) == 1
    hand.press_keys("Ctrl+Z")
    assert program.session.submission == before


def beside(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    again(program)
    hand.choose("View > Text in force beside the text")
    pane = program.split_view.pane
    assert pane.isVisible()
    assert pane.text.view == "base"
    pane.text.setFocus()
    pane.text.moveCursor(pane.text.textCursor().MoveOperation.Start)
    pane.text.moveCursor(pane.text.textCursor().MoveOperation.Down)
    hand.press("Enter")
    wait_for(lambda: editor.caret.clause() is pane_clause(program), "the paragraph in the text")
    pane.text.setFocus()
    hand.press("Esc")
    assert editor.hasFocus()
    hand.press("Ctrl+Alt+T")
    assert not pane.isVisible()


def pane_clause(program: Program) -> object:
    """The clause of the text in which the caret of the second text is."""
    id = program.split_view.pane.text.caret.clause().id
    return next(clause for clause in program.window.editor.clauses if clause.id == id)
