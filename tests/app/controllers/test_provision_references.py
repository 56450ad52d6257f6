"""References to provisions in the window: they follow a number that moves, and one to a deleted provision is told of."""

from __future__ import annotations

import pytest

from app.program import Program
from model.edits.provisions import insert_provision, strike_provisions
from model.submission.story import StoryId
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


def test_all_references_that_are_out_of_date_are_listed(open_program) -> None:
    program = open_program()
    put(program, "= Article 9", "9.1 see No. 9.2", "- 9.2 two", "+ see No. 9.77")
    program.references.look()
    assert [(row.old, row.why) for row in program.references.bar.rows] == [
        ("9.2", "“9.2” is deleted."), ("9.77", "there is no “9.77”."),
    ]  # fmt: skip
