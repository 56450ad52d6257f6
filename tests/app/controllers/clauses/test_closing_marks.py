"""The report of a closing mark that an edit changes out of sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData

from app.program import Program
from model.edits.structure import delete_clauses
from model.redline.edit_text import Place
from model.submission.story import StoryId
from tests.builders.submissions import ME, submission

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ITEMS = "".join(f"{n}\tto act in the matter number {n};\n" for n in range(1, 60))
TEXT = f"*resolves*\n{ITEMS}60\tto end it,\n*instructs the Director*\n1\tto report.\n"


@pytest.fixture
def given():
    return submission(TEXT)


@pytest.fixture
def program(active):
    return active


def index_of(program: Program, words: str) -> int:
    return next(at for at, clause in enumerate(program.window.editor.clauses) if words in clause.text)


def status_message(program: Program) -> str:
    return program.window.statusBar().currentMessage()


def paste(program: Program, at: Place, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    program.window.editor.caret.move_to(at)
    program.window.editor.insertFromMimeData(data)


def test_a_paste_in_the_middle_changes_nothing_out_of_sight(program: Program) -> None:
    paste(program, Place(index_of(program, "number 3;"), 0), "to be new;\nto be newer;\n")
    assert program.window.editor.clauses[index_of(program, "to end it")].text == "to end it,"
    assert "Out of sight" not in status_message(program)


def test_a_mark_that_changes_out_of_sight_is_reported_with_its_place(program: Program) -> None:
    last = program.window.editor.clauses[index_of(program, "to end it")].id
    program.window.editor.caret.move_to(Place(0, 0))
    program.window.editor.ensureCursorVisible()
    program.session.commit(delete_clauses(program.session.submission, StoryId(1), last, ME, punctuate=True))
    assert status_message(program) == "Out of sight: resolves 59 now ends in “,”."
    program.session.stack.undo()
    program.window.tell("")
    program.session.stack.redo()
    assert status_message(program) == ""


def test_a_mark_that_changes_before_the_eyes_is_not_reported(program: Program) -> None:
    place = index_of(program, "to end it")
    program.window.editor.caret.move_to(Place(place, 3))
    program.window.editor.ensureCursorVisible()
    program.clause_commands.delete()
    assert program.window.editor.clauses[place - 1].text_on("draft").endswith("number 59,")
    assert "Out of sight" not in status_message(program)
