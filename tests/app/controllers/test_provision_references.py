"""References to provisions in the window: they follow a number that moves, and one to a deleted provision is told of."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest

from app.program import Program
from model.edits.provisions import insert_provision, strike_provisions
from model.redline.edit_text import Place
from model.submission.story import StoryId
from tests.app.controllers.library.test_library import in_front
from tests.builders.treaty import small_treaty, submission_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LINES = ("= Article 9", "9.1 see No. 9.2", "+ new words", "9.2 two", "+ see No. 9.1A")


def put(program: Program, *lines: str) -> None:
    program.open_submission.show_unsaved(submission_of(small_treaty(*lines)), "Test")


def words(program: Program) -> list[str]:
    return [clause.text_on("draft") for clause in program.session.submission.proposals[0].redline.clauses]


def test_a_number_that_moves_is_followed_and_one_undo_takes_all_back(open_program) -> None:
    program = open_program()
    put(program, *LINES)
    before = program.session.submission
    program.session.commit(insert_provision(before, StoryId(1), 1, program.session.stamp()))
    assert words(program)[-1] == "see No. 9.1B"
    assert words(program)[1] == "see No. 9.2"
    program.actions["undo"].trigger()
    assert program.session.submission.proposals == before.proposals


def test_a_reference_to_a_deleted_provision_is_told_of_in_the_bar(open_program) -> None:
    program = open_program()
    put(program, *LINES)
    clauses = program.session.submission.proposals[0].redline.clauses
    made = strike_provisions(program.session.submission, StoryId(1), [clauses[3].id], program.session.stamp())
    program.session.commit(made)
    program.references.follow()
    assert [(row.old, row.new, "is deleted" in row.why) for row in program.references.bar.rows] == [("9.2", "", True)]
    program.actions["undo"].trigger()
    program.references.follow()
    assert program.references.bar.rows == []


def test_an_article_that_gets_another_number_is_followed_after_a_pause_and_gone_to(open_program, qtbot) -> None:
    program = open_program()
    put(program, "= ARTICLE 9", "9.1 see Article 11", "= ARTICLE 11", "11.1 last")
    editor = program.window.editor
    in_front(program.window, qtbot)
    editor.setFocus()
    editor.caret.move_to(Place(1, len("see Article 1")))
    program.actions["show cited"].trigger()
    assert editor.caret.selected_range()[1].index == 2
    editor.caret.move_to(Place(2, len("ARTICLE 11")))
    QTest.keyClicks(editor, "A")
    program.references.follow_renamed()
    (row,) = program.references.bar.rows
    assert (row.old, row.new) == ("11", "11A")


def test_all_references_that_are_out_of_date_are_listed(open_program) -> None:
    program = open_program()
    put(program, "= Article 9", "9.1 see No. 9.2", "- 9.2 two", "+ see No. 9.77")
    program.references.look()
    assert [(row.old, row.why) for row in program.references.bar.rows] == [
        ("9.2", "“9.2” is deleted."), ("9.77", "there is no “9.77”."),
    ]  # fmt: skip


def test_a_key_goes_to_the_provision_that_is_cited_at_the_caret_in_this_text_and_in_another(open_program, qtbot) -> None:
    program = open_program()
    regulations = submission_of(small_treaty("= Article 9", "9.1 see No. 9.2 and No. 3 of the Constitution", "9.2 two"))
    constitution = submission_of(small_treaty("2 one", "3 three", instrument="CS"))
    both = replace(regulations, proposals=(*regulations.proposals, *constitution.proposals))
    program.open_submission.show_unsaved(both, "Test")
    editor = program.window.editor
    in_front(program.window, qtbot)
    for words, story, clause in (("9.2", 1, "c2"), ("No. 3", 2, "c1")):
        program.window.show_proposal(1)
        editor.setFocus()
        editor.caret.move_to(Place(1, editor.clauses[1].text.index(words) + 1))
        assert program.actions["show cited"].isEnabled()
        program.actions["show cited"].trigger()
        at = editor.caret.selected_range()[1]
        assert (editor.story, editor.clauses[at.index].id) == (StoryId(story), clause)
