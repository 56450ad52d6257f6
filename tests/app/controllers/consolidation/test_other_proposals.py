"""What others propose, shown beside one's own draft."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from model.formats.amend import Project, project_bytes
from model.formats.notation import parse
from model.submission.transactions import Selection
from model.submission.values import Proposal, Submission
from tests.builders.consolidation import write_files

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


@pytest.fixture
def program(open_program, tmp_path):
    made = open_program()
    base, paths = write_files(tmp_path)
    made.open_submission.open(base)
    assert made.other_proposals.load(paths)
    return made


def row(program, words: str):
    tree = program.window.tree
    found = tree.model().match(
        tree.model().index(0, 0), Qt.ItemDataRole.EditRole, words, 1, Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
    )
    return found[0]


def put_caret(program, words: str, offset: int) -> None:
    editor = program.window.editor
    clause = next(clause for clause in editor.clauses if words in clause.text)
    editor.caret.select(Selection(editor.story, (clause.id, offset), (clause.id, offset)))
    editor.setFocus()


def shown(program) -> list[str]:
    tree = program.window.tree
    out, waiting = [], [tree.model().index(0, 0).parent()]
    while waiting:
        parent = waiting.pop(0)
        for number in range(tree.model().rowCount(parent)):
            index = tree.model().index(number, 0, parent)
            if not tree.isRowHidden(number, parent):
                out.append(index.data())
                waiting.append(index)
    return out


def test_the_tree_says_who_touches_a_clause(program):
    index = row(program, "to act in good time")
    assert index.data().startswith("⚑")
    wanted = "ATU changes it, CEPT changes it, CITEL changes it, CEPT inserts something after it"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(wanted)
    assert wanted in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "⚑" not in row(program, "networks grow").data()
    assert "Clauses that others change: 4" in program.window.statusBar().currentMessage()


def test_the_tree_is_narrowed_to_what_others_touch(program, qtbot):
    which = program.window.clause_panel.which
    which.setFocus()
    qtbot.keyClick(which, Qt.Key.Key_End)
    assert which.currentText() == "Touched by others"
    assert [text for text in shown(program) if "⚑" not in text] == ["considering", "resolves", "instructs the Director"]
    assert len(shown(program)) == 7
    program.actions["forget others"].trigger()
    assert which.findText("Touched by others") < 0
    assert len(shown(program)) == 8
    assert not any("⚑" in text for text in shown(program))


def test_an_edit_that_collides_is_told_once(program, qtbot):
    window = program.window
    put_caret(program, "to act in good time", 10)
    window.statusBar().clearMessage()
    qtbot.keyClicks(window.editor, "very ")
    program.other_proposals._hint()
    assert not window.statusBar().currentMessage()
    put_caret(program, "to act in very good time", 6)
    for _ in range(2):
        qtbot.keyClick(window.editor, Qt.Key.Key_Backspace)
    program.other_proposals._hint()
    assert window.statusBar().currentMessage() == "⚑ Your change here collides with that of ATU, CEPT, CITEL."
    window.statusBar().clearMessage()
    qtbot.keyClicks(window.editor, "x")
    program.other_proposals._hint()
    assert not window.statusBar().currentMessage()


def test_the_hint_comes_by_itself(program, qtbot):
    put_caret(program, "to act in good time", 6)
    qtbot.keyClick(program.window.editor, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: "collides" in program.window.statusBar().currentMessage(), timeout=3000)


def test_another_document_forgets_them(program):
    program.open_submission.show_unsaved(program.session.submission, "other")
    QApplication.processEvents()
    assert program.window.clause_panel.which.findText("Touched by others") < 0
    assert not any("⚑" in text for text in shown(program))


def test_a_text_in_force_that_changed_forgets_them(program, qtbot, answers):
    answers["ask_to_accept_own"] = True
    put_caret(program, "to act in good time", 6)
    qtbot.keyClick(program.window.editor, Qt.Key.Key_Backspace)
    program.actions["accept"].trigger()
    program.other_proposals._hint()
    assert "load the proposals of others again" in program.window.statusBar().currentMessage()
    assert program.window.clause_panel.which.findText("Touched by others") < 0


def test_a_file_on_another_text_is_told_and_nothing_changes(program, tmp_path, answers):
    answers["show_error"] = None
    other = tmp_path / "other.txt"
    other.write_text("*noting*\na)\tsomething wholly unlike it in each and every word;\n", encoding="utf-8", newline="\n")
    assert not program.other_proposals.load([other])
    assert answers.asked[-1][1].startswith(f"{other}: ")
    assert "⚑" in row(program, "to act in good time").data()


def test_two_files_of_one_source_are_told_apart_by_number_or_by_file(open_program, tmp_path):
    program = open_program()
    base, (first, second, *_) = write_files(tmp_path)
    program.open_submission.open(base)
    paths = [tmp_path / "one.amend", tmp_path / "two.amend"]

    def loaded(*numbers: str) -> str:
        for path, number, of in zip(paths, numbers, (first, second), strict=True):
            text = parse(of.read_text("utf-8"))
            saved = Submission(proposals=(Proposal("MOD", number, text, original=text.base()),), language="en")
            path.write_bytes(project_bytes(Project(saved)))
        assert program.other_proposals.load(paths)
        return row(program, "to act in good time").data(Qt.ItemDataRole.AccessibleTextRole)

    assert "ATU/35A18/1 changes it, ATU/35A18/2 changes it" in loaded("ATU/35A18/1", "ATU/35A18/2")
    assert "ATU (one.amend) changes it, ATU (two.amend) changes it" in loaded("ATU/35A18/1", "ATU/35A18/1")
    assert "ATU changes it, CEPT changes it" in loaded("ATU/35A18/1", "CEPT/35A18/1")
