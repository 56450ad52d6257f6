"""Extracts of treaty texts in the window: consolidated, compared and shown as proposals of others by their margin numbers."""

from __future__ import annotations

import pytest

from app.controllers.comparison.compared_texts import BASE, DRAFT, TextKey
from model.formats.amend import Project, project_bytes
from tests.builders.treaty import small_treaty, submission_of
from tests.model.files.test_extract_import import IN_FORCE
from tests.model.files.test_extract_parties import STEPS, amended, line, provision, word, written
from widgets.consolidation.parties_dialog import PartiesDialog

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)

LEFT_OUT = "9.2 is left out: its text before the changes reads “another edition”, the text in force “second”"


@pytest.fixture
def program(open_program, tmp_path):
    """The program with the text in force."""
    made = open_program()
    path = tmp_path / "base.amend"
    path.write_bytes(project_bytes(Project(submission_of(small_treaty(*IN_FORCE)))))
    made.open_submission.open(path)
    return made


@pytest.fixture
def paths(tmp_path):
    """A project, an extract, one in the form of Final Acts, and one of another edition."""
    given = [
        written(tmp_path, "ATU.amend", amended(STEPS[0], party="ATU")),
        written(tmp_path, "APT.docx", amended(*STEPS[:2], party="APT"), "provisions"),
        written(tmp_path, "RCC.docx", amended(*STEPS), "final-acts"),
        word(
            tmp_path, "CEPT.docx",
            line("MOD", "CEPT/1/1"), provision("9.2", "another edition", " new"),
            line("SUP", "CEPT/1/2"), provision("9.3", ""),
        ),
    ]  # fmt: skip
    return [tmp_path / name for name in given]


def test_extracts_are_parties_and_what_is_left_out_is_reported(program, paths, tmp_path, answers):
    dialog = PartiesDialog(program.consolidation._open_base(), program.window)
    program.consolidation.add_files(dialog, paths)
    assert [party.is_extract for party in dialog.parties] == [False, True, True, True]
    answers["show_warnings"] = None
    assert program.consolidation._consolidate(dialog)
    dialog.deleteLater()
    assert answers.asked[-1][1] == str([f"CEPT.docx: {LEFT_OUT}"])
    board = program.consolidation.window._board
    assert (board.found.counts, len(board.conflicts)) == ((1, 2, 3, 1), 0)
    program.consolidation.close()


def test_an_extract_is_not_taken_as_the_text_in_force(program, paths, answers):
    dialog = PartiesDialog(None, program.window)
    program.consolidation.add_files(dialog, paths[1:])
    assert dialog.base is None
    answers["show_error"] = None
    program.consolidation._take_as_base(dialog, dialog.parties[1], by_user=True)
    assert answers.asked[-1][1].endswith("it is an extract of a treaty text; give a file with the whole text in force")
    program.consolidation.add_base(dialog, paths[1])
    assert answers.asked[-1][1].endswith("it is an extract of a treaty text; give a file with the whole text in force")
    program.consolidation.add_files(dialog, paths[:1])
    assert dialog.base.file == "the text in force of ATU.amend"
    assert [party.name for party in dialog.parties] == ["APT", "RCC", "CEPT", "ATU"]
    dialog.deleteLater()


@pytest.mark.parametrize("keys", [(BASE, 1), (DRAFT, 2), (1, BASE), (1, 2)])
def test_an_extract_is_compared_in_the_text_in_force(program, paths, qtbot, keys):
    first, second = (key if isinstance(key, TextKey) else TextKey("file", str(paths[key])) for key in keys)
    program.comparison.open(first, second)
    qtbot.waitUntil(lambda: program.comparison._compared is not None)
    found = program.comparison._compared.comparison
    assert found.warnings == ()
    wanted = {(BASE, 1): (1, 0, 1), (DRAFT, 2): (1, 1, 1), (1, BASE): (0, 1, 1), (1, 2): (0, 1, 0)}[keys]
    assert (found.summary.inserted, found.summary.deleted, found.summary.changed) == wanted
    program.comparison.window.close()


def test_an_extract_of_another_edition_is_compared_with_a_message(program, paths, qtbot, answers):
    answers["show_warnings"] = None
    program.comparison.open(BASE, TextKey("file", str(paths[3])))
    qtbot.waitUntil(lambda: program.comparison._compared is not None)
    assert "is left out: its text before the changes reads" in answers.asked[-1][1]
    program.comparison.window.close()


def test_an_extract_of_others_marks_the_clauses_that_it_amends(program, paths, answers):
    answers["show_warnings"] = None
    assert program.other_proposals.load(paths[1:])
    assert answers.asked[-1][1] == str([f"CEPT.docx: {LEFT_OUT}"])
    touched = program.other_proposals._others.touched
    assert {words for changes in touched.values() for words in changes} == {
        ("APT", "changed"), ("APT", "inserted"), ("RCC", "changed"), ("RCC", "inserted"), ("RCC", "deleted"), ("CEPT", "deleted"),
    }  # fmt: skip
