"""Reviewing in the window: from the caret through the panel to decisions, reasons, both sides, corrections."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip

from app.program import Program
from model.redline import Status
from model.redline.edit_text import Place
from model.submission.corrected_clauses import printed_runs
from widgets.dialogs.label_end import LabelEndDialog
from widgets.dialogs.small_dialogs import AuthorsDialog, RemarkDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


@pytest.fixture
def program(active) -> Program:
    return active


def go(program: Program, path: str, offset: int = 0) -> str:
    id = next(id for id, known in program.session.paths(1).items() if known == path)
    index = next(index for index, clause in enumerate(program.window.editor.clauses) if clause.id == id)
    program.window.editor.caret.move_to(Place(index, offset))
    return id


def status_message(program: Program) -> str:
    return program.window.statusBar().currentMessage()


def decided(program: Program) -> list:
    return [row for row in program.window.list.amendments.rows if row.parts]


def test_f8_goes_on_from_the_caret_and_says_when_it_wraps(program):
    window = program.window
    id = go(program, "recalling/d")
    program.actions["next amendment"].trigger()
    assert window.list.current().clause == id
    count = len(decided(program))
    at = decided(program).index(window.list.current())
    for _ in range(count - at - 1):
        program.actions["next amendment"].trigger()
        assert "Continued" not in status_message(program)
    program.actions["next amendment"].trigger()
    assert status_message(program) == "Continued from the first amendment."
    assert window.list.current() == decided(program)[0]


def test_the_row_follows_what_is_typed_where_nothing_was_amended_before(program, qtbot, monkeypatch):
    window = program.window
    monkeypatch.setattr("widgets.amendments.model.FOLLOW_AFTER", 300)  # later than the caret is followed, as on a slow machine
    window.editor.setFocus()
    id = go(program, "recalling/a", 3)
    assert window.list.amendments.redline is not None
    QTest.keyClicks(window.editor, "new")
    qtbot.waitUntil(lambda: (window.list.current() is not None and window.list.current().clause) == id)
    assert "new" in window.list.current().new


def test_the_row_follows_the_caret_and_keys_in_the_panel_lead_the_text(program, qtbot):
    window = program.window
    id = go(program, "recalling/a", 30)
    window.editor.setFocus()
    target = next(row for row in decided(program) if row.clause == id)
    index = [clause.id for clause in window.editor.clauses].index(id)
    window.editor.caret.move_to(Place(index, target.parts[0].start + 1))
    qtbot.waitUntil(lambda: window.list.current() == target, timeout=1000)
    assert window.editor.hasFocus()
    window.list.setFocus()
    QTest.keyClick(window.list, Key.Key_Down)
    assert window.editor.textCursor().hasSelection()
    assert window.list.current() != target
    QTest.keyClick(window.list, Key.Key_Return)
    assert window.editor.hasFocus()


def test_renumberings_are_unfolded_by_keys_and_not_decided_alone(program):
    window = program.window
    inserted = next(row for row in decided(program) if row.kind == "insertion" and window.list.amendments.rowCount(
        window.list.amendments.index_of(row)))  # fmt: skip
    window.list.setFocus()
    window.list.show_amendment(inserted)
    index = window.list.currentIndex()
    assert not window.list.isExpanded(index)
    QTest.keyClick(window.list, Key.Key_Right)
    assert window.list.isExpanded(index)
    QTest.keyClick(window.list, Key.Key_Down)
    assert window.list.current().kind == "renumbering"
    before = program.session.submission
    program.actions["accept"].trigger()
    assert "depends on its cause" in status_message(program)
    assert program.session.submission is before


def test_a_selection_of_rows_is_rejected_as_one(program):
    window = program.window
    assert window.list.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection
    window.list.setFocus()
    chosen = decided(program)[:3]
    window.list.show_all(chosen)
    before = program.session.submission
    program.actions["reject"].trigger()
    program.window.list.amendments.follow()
    assert not any(row in decided(program) for row in chosen)
    program.session.stack.undo()
    assert program.session.submission == before


def test_the_panel_is_narrowed_and_f8_keeps_to_what_it_shows(program):
    panel = program.window.review
    program.session.author = "me"
    go(program, "considering/a")
    QTest.keyClicks(program.window.editor, "indeed ")
    program.window.list.amendments.follow()
    panel.authors.setCurrentIndex(panel.authors.findData("me"))
    panel.authors.activated.emit(panel.authors.currentIndex())
    assert program.window.list.amendments.rowCount() == 1
    program.actions["next amendment"].trigger()
    assert program.window.list.current().new == "indeed "
    program.session.stack.undo()
    program.window.list.amendments.follow()
    assert panel.authors.currentIndex() == 0, "an author who is gone is not asked for any longer"
    assert len(program.window.list.amendments.decidable) == len(decided(program))


def test_who_changed_a_clause_is_said_and_chosen_in_the_panel(program):
    id = go(program, "recalling/a")
    program.actions["who"].trigger()
    assert status_message(program) == "recalling a): changed by ARC (2 ×)."
    assert {row.clause for row in program.window.list.selected()} == {id}
    go(program, "considering/a")
    program.actions["who"].trigger()
    assert status_message(program) == "considering a): nobody changed it."


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_all_of_an_author_are_decided_after_a_version_was_taken(program, monkeypatch, decision):
    program.session.author = "me"
    go(program, "considering/a")
    QTest.keyClicks(program.window.editor, "indeed ")
    program.window.list.amendments.follow()
    asked = []

    def choose(dialog):
        asked.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        dialog.list.setCurrentRow(0)
        dialog._decide(decision)

    monkeypatch.setattr(AuthorsDialog, "exec", choose)
    before = len(decided(program))
    program.actions["of author"].trigger()
    program.window.list.amendments.follow()
    assert asked == [f"ARC: {before - 1}", "me: 1"]
    assert [row.stamp.author for row in decided(program)] == ["me"]
    assert len(program.open_submission.persistence.project.versions) == 1


def test_all_amendments_are_rejected_at_once(program):
    program.actions["reject all"].trigger()
    program.window.list.amendments.follow()
    assert decided(program) == []
    assert len(program.open_submission.persistence.project.versions) == 1
    program.actions["reject all"].trigger()
    assert "no amendment" in status_message(program)


@pytest.mark.parametrize("author", ["me", ""])
@pytest.mark.parametrize("agreed", [True, False])
def test_one_s_own_amendments_are_accepted_only_after_a_question(program, answers, author, agreed):
    program.session.author = author
    id = go(program, "considering/a")
    program.window.editor.setFocus()
    QTest.keyClicks(program.window.editor, "indeed ")
    go(program, "considering/a", 3)
    before = program.session.submission
    answers["ask_to_accept_own"] = agreed
    for name in ("accept", "accept all"):
        if name == "accept":
            keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            QTest.keyClick(program.window.editor, Key.Key_A, keys)
        else:
            program.actions[name].trigger()
        assert answers.asked == [("ask_to_accept_own", "1")]
        answers.asked.clear()
        assert (program.session.submission is not before) is agreed
        if agreed:
            clause = next(clause for clause in program.window.editor.clauses if clause.id == id)
            assert all(run.status is Status.KEPT for run in clause.runs)
            program.session.stack.undo()
            assert program.session.submission == before
    assert len(program.open_submission.persistence.project.versions) == (1 if agreed else 0)


def test_what_was_read_from_others_is_accepted_unasked(program, answers):
    program.session.author = "me"
    go(program, "recalling/+b")
    program.actions["accept"].trigger()
    program.actions["accept all"].trigger()
    program.window.list.amendments.follow()
    assert answers.asked == []
    assert decided(program) == []


@pytest.mark.parametrize("view", ["draft", "base"])
def test_the_way_to_the_next_amendment_leads_to_where_it_is_seen(program, view):
    program.actions[view].trigger()
    program.actions["next amendment"].trigger()
    assert program.window.editor.view == "markup"
    assert program.actions["markup"].isChecked()
    assert program.window.editor.textCursor().hasSelection()


def test_reason_and_note_are_asked_shown_and_gathered(program, monkeypatch):
    texts = iter(["It is newer.", "Ask first."])
    monkeypatch.setattr(RemarkDialog, "exec", lambda dialog: dialog._text.setPlainText(next(texts)) or 1)
    window = program.window
    program.actions["next amendment"].trigger()
    chosen = window.list.current()
    sentences = []
    window.list.amendments.dataChanged.connect(lambda first, last, *_: sentences.append(last.column()))
    program.actions["reason"].trigger()
    program.actions["private note"].trigger()
    window.list.amendments.follow()
    assert 6 in sentences
    index = window.list.amendments.index_of(chosen)
    assert index.siblingAtColumn(6).data() == "It is newer.  ✎ Ask first."
    before = program.session.submission.proposals[0].reasons
    program.actions["gather reasons"].trigger()
    assert program.session.submission.proposals[0].reasons == f"{before}\nIt is newer.".strip()
    program.actions["gather reasons"].trigger()
    assert "already states every reason" in status_message(program)


def test_a_wrong_reading_is_corrected_without_an_amendment(program, monkeypatch):
    before = len(decided(program))
    id = go(program, "considering/a")
    program.actions["read call"].trigger()
    clause = program.session.submission.proposals[0].redline[id]
    assert clause.props.kind == "call"
    assert clause.text.startswith("a)")
    program.actions["read level 1"].trigger()
    monkeypatch.setattr(LabelEndDialog, "exec", lambda dialog: dialog.line.setCursorPosition(2) or 1)
    program.actions["read label"].trigger()
    clause = program.session.submission.proposals[0].redline[id]
    assert (clause.label.text, clause.props.scheme) == ("a)", "letter")
    assert "".join(run.text for run in printed_runs(clause)).startswith("a)\tthat")
    program.window.list.amendments.follow()
    assert len(decided(program)) == before


def test_the_mouse_over_a_change_is_told_who_made_it(program, qtbot):
    window = program.window
    id = go(program, "recalling/a")
    row = next(row for row in decided(program) if row.clause == id)
    index = [clause.id for clause in window.editor.clauses].index(id)
    at = Place(index, row.parts[0].start + 2)
    window.editor.caret.move_to(at)

    def hover() -> str:
        spot = window.editor.cursorRect().center()
        QApplication.sendEvent(
            window.editor.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, window.editor.viewport().mapToGlobal(spot))
        )
        return QToolTip.text()

    assert "replacement" in hover()
    assert "ARC" in QToolTip.text()
    window.editor.caret.move_to(Place(index, 3))
    qtbot.waitUntil(lambda: hover() == "", timeout=2000)


@pytest.mark.parametrize("key", [Key.Key_E, Key.Key_C])
def test_who_wants_to_switch_tracking_on_is_told_that_it_is_on(program, key):
    QTest.keyClick(program.window.editor, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert status_message(program) == "Every change is always tracked; the view Draft shows the text without marks."
    assert program.actions["track"].isChecked()
