"""Two language versions beside each other in the window: what is not carried over, and carrying it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.controllers.language_versions import NOT_CARRIED
from app.program import Program
from model.edits.clause_properties import set_label
from model.formats.amend import Project, project_bytes
from model.formats.notation import parse_submission
from model.submission.story import StoryId
from model.submission.transactions import apply
from tests.app.window.test_accessible import nameless
from tests.model.preflight.test_not_carried import moved
from tests.model.submission.test_language_versions import ARABIC, CALLED, ENGLISH, INSERTED, STAMP, STRUCK, of, text_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def opened(program: Program, tmp_path: Path, text: str, translation: str, language: str = "ar"):
    """The panel with two versions, and the open submission."""
    program.open_submission.show_unsaved(parse_submission(text, language=language), "Test")
    file = tmp_path / "other.txt"
    file.write_text(translation, encoding="utf-8", newline="\n")
    program.language_versions.open(file)
    return program.language_versions.panel


def states(panel) -> list[str]:
    return [text for row in range(panel.pairs.rowCount()) if (text := panel.pairs.index(row, 1).data())]


def drafted(program: Program) -> list[str]:
    return [
        clause.text_on("draft") for clause in program.session.submission.proposals[0].redline.clauses if clause.is_on("draft")
    ]


@pytest.mark.parametrize(
    ("translation", "messages", "words"),
    [
        (INSERTED, ["◀ + inserted there only"], "to wait;"),
        (STRUCK, ["◀ − deleted there only"], None),
        (CALLED, ["◀ + inserted there only", "◀ + inserted there only"], "that it is so,"),
    ],
)
def test_structure_is_carried_over_as_one_step_that_undo_takes_back(
    open_program, tmp_path: Path, translation: str, messages: list[str], words: str | None
) -> None:
    program = open_program()
    panel = opened(program, tmp_path, ARABIC, translation)
    before = program.session.submission
    assert states(panel) == messages
    assert nameless(panel) == []
    QTest.mouseClick(panel.carry_all, Qt.MouseButton.LeftButton)
    assert all(state.startswith("✓") for state in states(panel))
    assert not panel.carry_all.isEnabled()
    assert words is None or words in drafted(program)
    assert program.session.stack.count() == 1
    program.actions["undo"].trigger()
    assert program.session.submission.proposals == before.proposals
    program.language_versions.follow()
    assert states(panel) == messages


def test_what_is_not_carried_over_has_a_sign_in_the_tree_a_filter_and_a_problem(open_program, tmp_path: Path) -> None:
    program = open_program()
    opened(program, tmp_path, ARABIC, STRUCK)
    tree, clauses = program.window.tree, program.window.editor.clauses
    signed = [candidate.id for candidate in clauses if NOT_CARRIED in tree.clauses.index_of(candidate.id).data()]
    assert signed == [next(candidate.id for candidate in clauses if candidate.text == "ثلاثة؛")]
    index = tree.clauses.index_of(signed[0])
    assert "different in the other version (en)" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    which = program.window.clause_panel.which
    which.setCurrentText("Not carried over")
    assert not tree.isRowHidden(index.row(), index.parent())
    assert tree.isRowHidden(1 - index.row(), index.parent())
    program.problems.live_preflight.finish()
    problems = [
        candidate.fault.clause for candidate in program.problems.live_preflight.findings if candidate.rule == "not-carried"
    ]
    assert problems == signed
    program.language_versions.carry([pair for pair in program.language_versions.panel.pairs.pairs if not pair.is_carried], True)
    assert which.findText("Not carried over") < 0
    program.problems.live_preflight.finish()
    assert "not-carried" not in {candidate.rule for candidate in program.problems.live_preflight.findings}


def test_a_move_and_a_label_set_by_hand_are_carried_as_one_step_and_taken_back(open_program, tmp_path: Path) -> None:
    program = open_program()
    program.open_submission.show_unsaved(parse_submission(ARABIC, language="ar"), "Test")
    other = moved(of(ENGLISH, "en"))
    first = next(clause.id for clause in text_of(other).clauses if clause.text == "to act;")
    other = apply(other, set_label(other, StoryId(1), first, "1bis", STAMP, lock=True))
    file = tmp_path / "other.amend"
    file.write_bytes(project_bytes(Project(other)))
    program.language_versions.open(file)
    panel, before = program.language_versions.panel, program.session.submission
    assert states(panel) == ["◀ ⇄ moved there only", "◀ № another label there only", "◀ ⇄ moved there only"]
    QTest.mouseClick(panel.carry_all, Qt.MouseButton.LeftButton)
    assert states(panel) == ["✓ moved in both", "✓ another label in both", "✓ moved in both"]
    assert drafted(program)[-2:] == ["الإبلاغ.", "العمل؛"]
    assert program.session.stack.count() == 1
    program.actions["undo"].trigger()
    assert program.session.submission.proposals == before.proposals


def test_changed_words_come_as_a_private_comment(open_program, tmp_path: Path) -> None:
    program = open_program()
    panel = opened(program, tmp_path, ARABIC, ENGLISH.replace("two:", "{~~two~>2~~}:"))
    QTest.mouseClick(panel.carry_all, Qt.MouseButton.LeftButton)
    (comment,) = program.session.submission.proposals[0].comments.values()
    assert comment.private
    assert comment.text == "en: {--two--}{++2++}:"
    assert states(panel) == ["◀ ~ changed there only"]
    panel.words.setChecked(False)
    assert not panel.carry_all.isEnabled()


def test_without_the_words_of_the_other_version_an_empty_clause_comes(open_program, tmp_path: Path) -> None:
    program = open_program()
    panel = opened(program, tmp_path, ARABIC, INSERTED)
    panel.words.setChecked(False)
    row = next(row for row in range(panel.pairs.rowCount()) if panel.pairs.index(row, 1).data())
    panel.view.setCurrentIndex(panel.pairs.index(row, 0))
    QTest.mouseClick(panel.carry, Qt.MouseButton.LeftButton)
    assert "" in drafted(program)
    assert "to wait;" not in drafted(program)


def test_the_filter_leaves_what_is_not_carried_over_and_a_row_leads_to_its_clause(open_program, tmp_path: Path) -> None:
    program = open_program()
    panel = opened(program, tmp_path, ENGLISH.replace("two:", "{~~two~>2~~}:"), ARABIC, "en")
    assert panel.pairs.rowCount() == 8
    panel.only.setChecked(True)
    assert states(panel) == ["▶ ~ changed here only"]
    assert panel.pairs.rowCount() == 1
    assert not panel.carry.isEnabled()
    panel.view.activated.emit(panel.pairs.index(0, 0))
    assert "2:" in program.window.editor.caret.clause().text_on("draft")


def test_texts_that_are_not_built_alike_are_warned_of(open_program, tmp_path: Path) -> None:
    program = open_program()
    panel = opened(program, tmp_path, ARABIC, "*resolves*\n1\tto act.\n")
    assert not panel.warning.isHidden()
    panel = opened(program, tmp_path, ARABIC, ENGLISH)
    assert panel.warning.isHidden()


def test_a_file_that_cannot_be_used_is_told_of_and_nothing_changes(open_program, tmp_path: Path, answers) -> None:
    program = open_program()
    panel = opened(program, tmp_path, ARABIC, ENGLISH)
    answers["show_error"] = None
    program.language_versions.open(tmp_path / "missing.docx")
    assert "missing.docx" in answers.asked[0][1]
    assert panel.pairs.rowCount() == 8


def test_another_document_ends_the_comparison(open_program, tmp_path: Path) -> None:
    program = open_program()
    panel = opened(program, tmp_path, ARABIC, ENGLISH)
    program.open_submission.show_unsaved(parse_submission(ENGLISH), "Test")
    program.language_versions.follow()
    assert panel.view.isHidden()
    assert not panel.open.isHidden()
