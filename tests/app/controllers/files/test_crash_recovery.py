"""What comes back after a crash: the text, the caret, the list of steps; how much it is, as its user counts."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from model.edits.notes import insert_note
from model.edits.review import accept
from model.journal.lines import standing
from model.redline import NOTE
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transactions import Selection
from widgets.dialogs.recovery import RecoveryDialog


@pytest.fixture
def crashed(open_program, answers, tmp_path, monkeypatch):
    """A saved program in which something was done; a call of it ends that program as a crash does and starts another, which
    brings everything back."""
    program = open_program()
    assert program.open_submission._save(tmp_path / "a.amend")
    texts_shown: list[str] = []

    def again(*, bring_back: bool = True) -> Any:
        program.open_submission._sync_now()
        program.open_submission.persistence.settle()
        program.open_submission.persistence.close()
        program.open_submission._persistence = None
        program.open_submission.close()

        def choose(dialog: RecoveryDialog) -> None:
            texts_shown.extend([dialog.list.item(0).text(), dialog.details.toPlainText()])
            dialog._choose("recover" if bring_back else "later")

        monkeypatch.setattr(RecoveryDialog, "exec", choose)
        return open_program()

    again.program, again.texts_shown = program, texts_shown
    return again


def steps(program) -> tuple[list[str], int]:
    stack = program.session.stack
    program.session.name_steps()
    return [stack.text(at) for at in range(stack.count())], stack.index()


def go_to(program, words: str, offset: int) -> None:
    clause = next(clause for clause in program.window.editor.clauses if words in clause.text)
    at = (clause.id, clause.text.index(words) + offset)
    program.window.go_to(Selection(StoryId(1), at, at))


def work(program) -> None:
    """Two phrases, one of them undone and done again, a deletion undone, and another word elsewhere."""
    editor, actions = program.window.editor, program.actions
    go_to(program, "neighbours" if "neighbours" in editor.toPlainText() else "that", 0)
    QTest.keyClicks(editor, "one, two ")
    actions["undo"].trigger()
    actions["redo"].trigger()
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    actions["undo"].trigger()
    go_to(program, "that", 4)
    QTest.keyClicks(editor, "x")


def test_the_caret_is_where_the_last_change_was(crashed):
    work(crashed.program)
    before = crashed.program.window.editor.caret.selection()
    again = crashed()
    assert again.window.editor.caret.selection() == before
    assert again.window.focusWidget() is again.window.editor


def test_the_steps_are_those_that_there_were(crashed):
    work(crashed.program)
    crashed.program.actions["undo"].trigger()
    known = steps(crashed.program)
    assert known[1] == 2
    text = crashed.program.window.editor.toPlainText()
    again = crashed()
    assert steps(again) == known
    assert again.window.editor.toPlainText() == text
    again.actions["redo"].trigger()
    again.actions["undo"].trigger()
    again.actions["undo"].trigger()
    again.actions["undo"].trigger()
    assert again.window.editor.toPlainText() == crashed.program.window.editor.toPlainText().replace("one, two ", "")


def test_changes_are_counted_as_the_list_of_steps_has_them(crashed):
    work(crashed.program)
    assert steps(crashed.program)[1] == 3
    crashed(bring_back=False)
    assert "changes: 3" in crashed.texts_shown[0]
    assert crashed.texts_shown[1].splitlines()[-1] == "1–3. Type"


def test_footnotes_and_what_was_accepted_are_named_as_such(crashed):
    program = crashed.program
    session = program.session
    words = next(amendment for amendment in amendments(session.submission.proposals[0].redline) if amendment.kind == "insertion")
    session.commit(accept(session.submission, 1, [words], session.stamp()))
    last = session.submission.proposals[0].redline.clauses[-1].id
    session.commit(insert_note(session.submission, StoryId(1), last, 0, "", session.stamp()))
    crashed(bring_back=False)
    lines = crashed.texts_shown[1].splitlines()
    assert not any(NOTE in line or "\u25a1" in line or "notes/" in line for line in lines), lines
    assert any("footnote" in line for line in lines if line.startswith("+ ")), lines
    at = lines.index("Amendments that were accepted after the last save:")
    assert words.new.split()[0] in lines[at + 1]
    assert not any("go again" in line for line in lines)


def test_in_a_window_that_runs_leftwards_a_path_begins_with_its_slash_and_the_changes_at_the_right(crashed, qapp):
    work(crashed.program)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        crashed(bring_back=False)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    name, path = crashed.texts_shown[0].split("\n")
    assert name.startswith("\u2068a.amend\u2069")
    assert path.startswith("\u200f\u2068/"), "its slash would go to the other end"


def test_what_is_undone_whole_is_still_offered_and_never_thrown_away(crashed, tmp_path):
    QTest.keyClicks(crashed.program.window.editor, "zebra ")
    crashed.program.actions["undo"].trigger()
    again = crashed()
    assert "changes: 0" in crashed.texts_shown[0]
    assert steps(again) == (steps(crashed.program)[0], 0)
    assert again.session.stack.canRedo()


def test_undoing_what_the_file_holds_is_a_change(crashed, tmp_path):
    QTest.keyClicks(crashed.program.window.editor, "zebra ")
    assert crashed.program.open_submission.save()
    crashed.program.actions["undo"].trigger()
    assert "zebra " not in crashed.program.window.editor.toPlainText()
    again = crashed()
    assert "changes: 1" in crashed.texts_shown[0]
    assert crashed.texts_shown[1].splitlines()[-1] == "1. Undo: Type"
    assert "zebra " not in again.window.editor.toPlainText()


@pytest.mark.parametrize(
    ("done", "counted"),
    [
        ("", ""),
        ("a b c", "a b c"),
        ("a + + b +", "a b"),
        ("a b < < >", "a"),
        ("a < b", "b"),
        ("a v < >", "v a"),
        ("<", "<"),
        ("< < >", "<"),
        ("a < < > >", "a"),
        ("a < < b", "< b"),
        (">", ">"),
        ("+ a", "+ a"),
    ],
)
def test_what_stands_of_changes(done: str, counted: str) -> None:
    hows = {"+": {"how": "more"}, "<": {"how": "undo"}, ">": {"how": "redo"}, "v": {"version": {}}}
    changes = [{"label": label, **hows.get(label, {})} for label in done.split()]
    assert " ".join(change["label"] for change in standing(changes)) == counted


def test_a_way_that_nobody_knows_is_a_new_step() -> None:
    assert len(standing([{"label": "a", "how": ["more"]}, {"label": "b", "how": 7}])) == 2
