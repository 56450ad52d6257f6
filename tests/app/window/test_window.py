"""The window as a user meets it: opened, typed in, commanded from tree, menus and keys, saved, closed, recovered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.program import Program
from app.session import recovery
from app.session.sample import sample_submission
from model.redline import resolve
from model.redline.edit_text import Place
from widgets.dialogs import messages
from widgets.dialogs.recovery import RecoveryDialog
from widgets.dialogs.small_dialogs import UndoList
from widgets.theme.colours import colours

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def clause_at(program: Program, path: str) -> str:
    paths = program.session.paths(1)
    return next(id for id, known in paths.items() if known == path)


def go(program: Program, path: str, offset: int = 0) -> None:
    clauses = program.window.editor.clauses
    index = next(i for i, clause in enumerate(clauses) if clause.id == clause_at(program, path))
    program.window.editor.caret.move_to(Place(index, offset))


def labels(program: Program) -> dict[str, str | None]:
    labelling = program.session.labelling(1)
    return {clause.id: labelling.draft(clause.id) for clause in program.window.editor.clauses}


def test_it_opens_on_the_sample_and_everything_shows_it(open_program):
    program = open_program()
    window, opened = program.window, sample_submission("en")
    assert program.session.submission == opened
    assert window.windowTitle() == "Sample[*] — Clausewright"
    assert not window.isWindowModified()
    assert window.editor.document().blockCount() == len(opened.proposals[0].redline.clauses)
    assert len(window.list.amendments.rows) > 20
    rows, stack = 0, [window.tree.clauses.index(row, 0) for row in range(window.tree.clauses.rowCount())]
    while stack:
        index = stack.pop()
        rows += 1
        stack += [window.tree.clauses.index(row, 0, index) for row in range(window.tree.clauses.rowCount(index))]
    assert rows == len(opened.proposals[0].redline.clauses)


def test_typing_shows_everywhere_and_undo_makes_it_unmodified(open_program, qtbot):
    program = open_program()
    window = program.window
    go(program, "considering/a")
    QTest.keyClicks(window.editor, "indeed ")
    assert window.isWindowModified()
    id = clause_at(program, "considering/a")
    row = window.tree.clauses.index_of(id)
    assert row.data().startswith("a)  indeed that people")
    assert not row.data(Qt.ItemDataRole.DecorationRole).isNull(), "the sign of its change"
    qtbot.waitUntil(lambda: any(row.new == "indeed " for row in window.list.amendments.rows), timeout=1000)
    program.session.stack.undo()
    assert not window.isWindowModified()
    assert program.session.submission == sample_submission("en")


COMMANDS = {
    "insert clause": "considering/a",
    "delete clause": "considering/a",
    "restore": "recalling/d",
    "promote": "considering/b/i",
    "demote": "considering/c",
    "move up": "considering/c",
    "move down": "considering/a",
    "make call": "considering/a",
    "make numbered": "considering/a",
    "accept": "recalling/+b",
    "reject": "recalling/+b",
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("place", ["tree", "editor"])
def test_every_clause_command_works_and_can_be_undone(name, place, open_program, qtbot):
    program = open_program()
    window = program.window
    window.activateWindow()
    go(program, COMMANDS[name])
    qtbot.waitUntil(lambda: window.tree.current_id() == clause_at(program, COMMANDS[name]), timeout=1000)
    (window.tree if place == "tree" else window.editor).setFocus()
    before = program.session.submission
    base = resolve(before.proposals[0].redline, "base")
    program.actions[name].trigger()
    after = program.session.submission
    assert after != before, window.statusBar().currentMessage()
    if name != "accept":
        assert [c.runs for c in resolve(after.proposals[0].redline, "base").clauses] == [c.runs for c in base.clauses]
    window.tree.clauses.follow()
    program.session.stack.undo()
    assert program.session.submission == before
    program.session.stack.redo()
    assert program.session.submission == after


def test_deleting_relabels_and_the_tree_shows_old_and_new(open_program):
    program = open_program()
    go(program, "considering/a")
    program.clause_commands.delete()
    row = program.window.tree.clauses.index_of(clause_at(program, "considering/b")).data()
    assert "b) → a)" in row


def test_enter_makes_the_next_item_and_tab_goes_deeper(open_program, qtbot):
    program = open_program()
    window = program.window
    go(program, "considering/a")
    clause = window.editor.caret.clause()
    window.editor.caret.move_to(Place(window.editor.caret.selected_range()[0].index, len(clause.text)))
    QTest.keyClick(window.editor, Key.Key_Return)
    QTest.keyClicks(window.editor, "that it is new;")
    new = window.editor.caret.clause()
    assert labels(program)[new.id] == "b)"
    qtbot.waitUntil(lambda: window._status.place.text() == "considering b) (new)", timeout=1000)
    QTest.keyClick(window.editor, Key.Key_Home)
    QTest.keyClick(window.editor, Key.Key_Tab)
    assert labels(program)[new.id] == "i)"
    QTest.keyClick(window.editor, Key.Key_Backtab, Modifier.ShiftModifier)
    assert labels(program)[new.id] == "b)"


def test_tree_and_caret_follow_each_other(open_program, qtbot):
    program = open_program()
    window = program.window
    go(program, "considering/b")
    qtbot.waitUntil(lambda: window.tree.current_id() == clause_at(program, "considering/b"), timeout=1000)
    window.tree.setFocus()
    QTest.keyClick(window.tree, Key.Key_Up)
    assert window.editor.caret.clause().id == clause_at(program, "considering/a")


def test_amendments_are_gone_to_with_f8(open_program):
    program = open_program()
    program.actions["next amendment"].trigger()
    assert program.window.list.current() == program.window.list.amendments.rows[0]
    assert program.window.editor.textCursor().hasSelection()
    program.actions["previous amendment"].trigger()
    assert program.window.list.current() == program.window.list.amendments.rows[-1]


def test_rejecting_everything_from_the_list_ends_at_the_base(open_program):
    program = open_program()
    found = list(program.window.list.amendments.rows)
    program.clause_commands.reject(found)
    program.window.list.amendments.follow()
    assert program.window.list.amendments.rows == ()


def test_formats_and_footnotes(open_program):
    program = open_program()
    window = program.window
    go(program, "considering/a")
    program.actions["bold"].trigger()
    assert "Select the text" in window.statusBar().currentMessage()
    index = window.editor.caret.selected_range()[0].index
    window.editor.caret.move_to(Place(index, 4), Place(index, 0))
    program.actions["bold"].trigger()
    assert window.editor.caret.clause().runs[0].style.bold
    window.editor.caret.move_to(Place(index, 4))
    program.clause_commands.insert_note("A note.")
    program.actions["show footnote"].trigger()
    assert window.note.isVisible()
    assert window.note.toPlainText() == "A note."
    QTest.keyClicks(window.note, "X")
    assert window.note.toPlainText() == "XA note."
    while program.session.stack.canUndo():
        program.session.stack.undo()
    assert program.session.submission == sample_submission("en")
    assert not window.note.isVisible()


def test_a_struck_clause_is_restored_with_its_amendments(open_program):
    program = open_program()
    for path in ("recalling/a", "considering/b", "considering"):
        go(program, path)
        before = program.session.submission
        program.actions["delete clause"].trigger()
        struck = program.session.submission
        go(program, path)
        program.actions["restore"].trigger()
        assert program.session.submission == before
        program.session.stack.undo()
        assert program.session.submission == struck
        program.session.stack.redo()
        assert program.session.submission == before


@pytest.mark.parametrize(("name", "sign"), [("no-break space", "\u00a0"), ("no-break hyphen", "\u2011")])
def test_signs_that_hold_a_line_together_are_typed_as_in_word(name, sign, open_program):
    program = open_program()
    editor = program.window.editor
    editor.caret.move_to(Place(8, 3))
    before = editor.clauses[8].text
    program.actions[name].trigger()
    assert editor.clauses[8].text == before[:3] + sign + before[3:]


def test_views_are_switched_and_the_caret_stays(open_program):
    program = open_program()
    go(program, "considering/b", 5)
    for view in ("draft", "base", "markup"):
        program.actions[view].trigger()
        assert program.window.editor.view == view
        assert program.window.editor.caret.clause().id == clause_at(program, "considering/b")


def test_saved_and_opened_again(open_program, tmp_path, shown_errors):
    program = open_program()
    go(program, "considering/a")
    QTest.keyClicks(program.window.editor, "indeed ")
    path = tmp_path / "mine.amend"
    assert program.open_submission._save(path)
    assert not program.window.isWindowModified()
    assert program.window.windowTitle().endswith("mine.amend[*] — Clausewright")
    assert Path(program.window.windowFilePath()) == path
    program.window.close()
    again = open_program(str(path))
    assert again.session.submission == program.session.submission
    assert shown_errors == []


@pytest.mark.parametrize(("answer", "closes"), [("cancel", False), ("discard", True), ("save", True)])
def test_closing_asks_what_becomes_of_changes(answer, closes, open_program, monkeypatch, tmp_path):
    program = open_program()
    asked = []
    monkeypatch.setattr(messages, "ask_to_save", lambda parent, name: asked.append(name) or answer)
    target = str(tmp_path / "kept.amend")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (target, ""))
    QTest.keyClicks(program.window.editor, "x")
    event = QCloseEvent()
    QApplication.sendEvent(program.window, event)
    assert asked == ["Sample"]
    assert event.isAccepted() is closes
    assert Path(target).exists() is (answer == "save")
    if closes:
        assert recovery.find_unsaved(tmp_path / "journals") == ()


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04rubbish", b"\xff\x00\xfe"])
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(content, open_program, tmp_path, shown_errors):
    path = tmp_path / "bad.docx"
    if content is not None:
        path.write_bytes(content)
    program = open_program(str(path))
    assert len(shown_errors) == 1
    assert "bad.docx" in shown_errors[0]
    assert "Traceback" not in shown_errors[0]
    assert program.session.submission == sample_submission("en")


def test_what_a_crash_left_is_brought_back(open_program, monkeypatch):
    program = open_program()
    QTest.keyClicks(program.window.editor, "not saved")
    lost = program.session.submission
    program.open_submission._persistence.close()
    program.open_submission._persistence = None

    def choose(dialog):
        assert dialog.list.count() == 1
        dialog._choose("recover")

    monkeypatch.setattr(RecoveryDialog, "exec", choose)
    again = open_program()
    assert again.session.submission == lost
    assert again.window.isWindowModified()
    again.session.stack.undo()
    assert again.session.submission != lost


def test_everything_has_a_name_and_no_shortcut_is_taken_twice(open_program):
    program = open_program()
    window = program.window
    for part in (window.editor, window.note, window.tree, window.list):
        assert part.accessibleName()
    keys = [key.toString() for name in program.actions.ids for key in program.actions[name].shortcuts()]
    assert len(keys) == len(set(keys))
    assert all(program.actions[name].text() for name in program.actions.ids)


@pytest.mark.parametrize(("text", "ground"), [("#000000", "#ffffff"), ("#ffffff", "#1e1e1e"), ("#eeeeee", "#000000")])
def test_amendments_are_readable_on_any_ground(text, ground):
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    palette.setColor(QPalette.ColorRole.Base, QColor(ground))
    shown = colours(palette)
    for colour in (shown.inserted, shown.deleted, shown.moved, shown.changed):
        assert contrast(colour, QColor(ground)) >= 4.5, colour.name()


def contrast(a: QColor, b: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_undo_list_goes_to_the_step_that_is_chosen(open_program):
    program = open_program()
    editor, stack = program.window.editor, program.session.stack
    texts = [editor.toPlainText()]
    for key in (Key.Key_X, Key.Key_Return):
        QTest.keyClick(editor, key)
        texts.append(editor.toPlainText())
    program.actions["undo list"].trigger()
    steps = program.window.findChild(UndoList).steps
    model = steps.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["As it was opened", stack.text(0), stack.text(1)]
    assert steps.currentIndex().row() == 2
    for key, row in ((Key.Key_Up, 1), (Key.Key_Home, 0), (Key.Key_End, 2)):
        QTest.keyClick(steps, key)
        assert (stack.index(), editor.toPlainText()) == (row, texts[row])
    program.window.findChild(UndoList).close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert program.window.findChild(UndoList) is None
    assert program.actions["undo"].isEnabled()
    program.actions["commands"].trigger()


def test_another_document_is_shown_from_its_head(open_program, tmp_path):
    program = open_program()
    editor = program.window.editor
    program.open_submission.show_unsaved(program.session.submission, "other")
    editor.caret.move_to(Place(12, 3))
    program.open_submission.show_unsaved(program.session.submission, "the same once more")
    assert editor.caret.selected_range() == (Place(0, 0), Place(0, 0))


def test_the_text_in_force_says_that_it_is_only_read(open_program):
    program = open_program()
    program.actions["base"].trigger()
    QTest.keyClick(program.window.editor, Key.Key_X)
    assert "only read" in program.window.statusBar().currentMessage()


def test_what_was_out_of_sight_is_shown_with_what_is_around_it(open_program, qtbot):
    window = open_program().window
    editor, bar = window.editor, window.editor.verticalScrollBar()
    height = editor.viewport().height()
    far = editor.clauses[len(editor.clauses) // 2].id
    window.tree.chosen.emit(far)
    assert bar.value()
    assert height // 4 < editor.cursorRect().top() < height // 2
    at = bar.value()
    window.tree.chosen.emit(editor.clauses[len(editor.clauses) // 2 + 1].id)
    assert bar.value() == at, "it was seen already"


def test_rows_of_the_tree_can_be_read_while_others_are_removed(open_program):
    program = open_program()
    tree, editor = program.window.tree.clauses, program.window.editor
    tree.rowsAboutToBeRemoved.connect(
        lambda parent, *_: [tree.index(row, 0, parent).data() for row in range(tree.rowCount(parent))]
    )
    editor.caret.move_to(Place(len(editor.clauses) - 1, 0))
    program.actions["insert clause"].trigger()
    tree.follow()
    rows = len(editor.clauses)
    program.session.stack.undo()
    tree.follow()
    assert len(editor.clauses) < rows
