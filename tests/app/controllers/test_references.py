"""References to clauses of the same text, through the window: they follow, are offered, are reported, and one undo takes
all back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.program import Program
from model.edits.structure import NewClause, insert_clauses
from model.edits.transform import in_parts
from model.redline import Run
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from tests.app.window.test_accessible import nameless
from tests.builders.notation import redline
from tests.model.references.test_self_reference_parser import CALLS, REFERRING, text_with_references
from widgets.common.tasks import commit_in_parts, run_steps_inline

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def put(program: Program, language: str) -> None:
    text = text_with_references(language)
    program.open_submission.show_unsaved(
        Submission(proposals=(Proposal("MOD", "1", text, original=text),), language=language), "Test"
    )


def caret_at(program: Program, words: str) -> None:
    clauses = program.window.editor.clauses
    index = next(place for place, clause in enumerate(clauses) if words in clause.text)
    program.window.editor.caret.move_to(Place(index, len(clauses[index].text)))
    program.window.editor.setFocus()


def last(program: Program) -> str:
    return program.session.submission.proposals[0].redline.clauses[-1].text_on("draft")


@pytest.mark.parametrize("language", CALLS)
@pytest.mark.parametrize("how", ["enter", "command"])
def test_a_new_paragraph_before_resolves_8_changes_every_reference_and_one_undo_takes_all_back(
    open_program, language: str, how: str
) -> None:
    program = open_program()
    put(program, language)
    before = program.session.submission
    caret_at(program, "text 7;")
    if how == "enter":
        QTest.keyClick(program.window.editor, Qt.Key.Key_Return)
    else:
        program.actions["insert clause"].trigger()
    assert last(program) == REFERRING[language][1]
    assert program.session.stack.count() == 1
    program.actions["undo"].trigger()
    assert program.session.submission.proposals == before.proposals


def test_asked_the_bar_offers_the_new_forms_and_what_is_done_there_is_in_the_same_step(open_program) -> None:
    program = open_program()
    put(program, "en")
    before = program.session.submission
    bar = program.references.bar
    program.actions["references ask"].trigger()
    assert program.settings.value.references == "ask"
    caret_at(program, "text 7;")
    QTest.keyClick(program.window.editor, Qt.Key.Key_Return)
    program.references.follow()
    assert [(row.old, row.new) for row in bar.rows] == [
        ("resolves 8 above", "resolves 9 above"),
        ("resolves 2 and 8", "resolves 2 and 9"),
    ]
    assert last(program) == REFERRING["en"][0]
    assert nameless(bar) == []
    QTest.mouseClick(bar.change, Qt.MouseButton.LeftButton)
    assert [row.old for row in bar.rows] == ["resolves 2 and 8"]
    QTest.mouseClick(bar.change_all, Qt.MouseButton.LeftButton)
    assert last(program) == REFERRING["en"][1]
    assert not bar.isVisible()
    program.actions["undo"].trigger()
    assert program.session.submission.proposals == before.proposals


@pytest.mark.parametrize("button", ["change_all", "leave_all"])
def test_all_or_none_is_remembered_until_the_program_closes(open_program, button: str) -> None:
    program = open_program()
    put(program, "en")
    program.settings.change(references="ask")
    bar = program.references.bar
    caret_at(program, "text 7;")
    program.actions["insert clause"].trigger()
    program.references.follow()
    bar.remember.setChecked(True)
    QTest.mouseClick(getattr(bar, button), Qt.MouseButton.LeftButton)
    assert program.settings.value.references == "ask"
    first = last(program)
    program.actions["insert clause"].trigger()
    program.references.follow()
    assert not bar.isVisible()
    assert (last(program) != first) is (button == "change_all")


@pytest.mark.parametrize("mode", ["follow", "ask", "leave"])
def test_a_reference_whose_target_is_struck_is_told_of_at_once_and_undo_ends_it(open_program, mode: str) -> None:
    program = open_program()
    put(program, "en")
    program.settings.change(references=mode)
    bar = program.references.bar
    caret_at(program, "text 8;")
    program.actions["delete clause"].trigger()
    program.references.follow()
    assert bar.isVisible()
    assert {(row.new, row.why) for row in bar.rows} == {("", "“8” is deleted.")}
    QTest.mouseClick(bar.show_it, Qt.MouseButton.LeftButton)
    assert program.window.editor.textCursor().selectedText() == "resolves 8 above"
    program.actions["undo"].trigger()
    program.references.follow()
    assert not bar.isVisible()


def test_left_alone_references_stay_and_are_found_when_asked_for(open_program) -> None:
    program = open_program()
    put(program, "en")
    program.settings.change(references="leave")
    caret_at(program, "text 7;")
    program.actions["insert clause"].trigger()
    program.references.follow()
    assert last(program) == REFERRING["en"][0]
    assert not program.references.bar.isVisible()
    program.actions["stale references"].trigger()
    assert len(program.references.bar.rows) == 2


def test_taking_back_an_insertion_takes_the_references_back(open_program) -> None:
    program = open_program()
    put(program, "en")
    program.settings.change(punctuation=False)
    before = program.session.submission
    caret_at(program, "text 7;")
    program.actions["insert clause"].trigger()
    program.actions["delete clause"].trigger()
    assert program.session.submission.proposals[0].redline.clauses == before.proposals[0].redline.clauses


def test_typing_asks_nothing_of_the_references(open_program, monkeypatch) -> None:
    program = open_program()
    put(program, "en")
    monkeypatch.setattr("model.edits.references.stale_references", lambda *_: pytest.fail("typing looked for references"))
    caret_at(program, "text 7;")
    QTest.keyClicks(program.window.editor, "and more")
    QTest.keyClick(program.window.editor, Qt.Key.Key_Backspace)


RECALLED = "*considering*\na)\tx,\n*resolves*\n1\tas in considering a) above.\n"


def put_text(program: Program, text: str) -> None:
    value = redline(text, language="en")
    program.open_submission.show_unsaved(
        Submission(proposals=(Proposal("MOD", "1", value, original=value),), language="en"), "Test"
    )


def test_a_call_renamed_in_the_tree_is_renamed_where_it_is_referred_to_in_the_same_step(open_program) -> None:
    program = open_program()
    put_text(program, RECALLED)
    before = program.session.submission
    program.clause_commands.rename(before.proposals[0].redline.clauses[0].id, "recalling")
    assert last(program) == "as in recalling a) above."
    assert program.session.stack.count() == 1
    program.actions["undo"].trigger()
    assert program.session.submission.proposals == before.proposals


def test_a_call_typed_anew_is_offered_in_the_bar_after_a_pause(open_program) -> None:
    program = open_program()
    put_text(program, RECALLED)
    bar = program.references.bar
    caret_at(program, "considering")
    QTest.keyClicks(program.window.editor, " also")
    assert last(program) == "as in considering a) above."
    program.references.follow_renamed()
    assert [(row.old, row.new) for row in bar.rows] == [("considering a) above", "considering also a) above")]
    QTest.mouseClick(bar.change, Qt.MouseButton.LeftButton)
    assert last(program) == "as in considering also a) above."
    assert not bar.isVisible()


def test_a_call_typed_anew_and_back_offers_nothing(open_program) -> None:
    program = open_program()
    put_text(program, RECALLED)
    caret_at(program, "considering")
    QTest.keyClicks(program.window.editor, "x")
    program.references.follow_renamed()
    assert program.references.bar.isVisible()
    QTest.keyClick(program.window.editor, Qt.Key.Key_Backspace)
    program.references.follow()
    assert not program.references.bar.isVisible()


def test_what_is_done_in_parts_is_one_step_though_its_references_are_offered(open_program) -> None:
    program = open_program()
    put(program, "en")
    program.references.set_mode("ask")
    session = program.session
    clauses = session.submission.proposals[0].redline.clauses
    index = next(at for at, clause in enumerate(clauses) if clause.label is not None)
    new = [NewClause(clauses[index].props, (Run(f"new {number};"),)) for number in range(3)]
    made = insert_clauses(session.submission, StoryId(1), index, new, session.stamp())
    assert commit_in_parts(session, in_parts(made, 1), run_steps_inline, "working")
    assert session.stack.count() == 1
