"""Problems in the window: found after a pause, gone to, explained, repaired, ignored, taken back; asked about at an export."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu

from app.user_data.user_tables import load_terms
from model.edits import text
from model.preflight.terms import Terms
from model.redline.edit_text import Place
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.waiting import settle
from tests.model.preflight.test_rules import NEW, items, written
from widgets.dialogs.small_dialogs import RemarkDialog
from widgets.dialogs.terms import TermsDialog

pytestmark = [
    pytest.mark.usefixtures("early_check"),
    pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True),
]
FAULTY = written(items("that  one “is (there"), Document="", number="ATU/XXA18/1", Title="")


@pytest.fixture
def given():
    return FAULTY


@pytest.fixture
def program(program, qtbot):
    """The program when it has found the problems."""
    program.actions["problems"].trigger()
    qtbot.waitUntil(lambda: bool(program.problems.live_preflight.findings), timeout=5000)
    return program


def rows(program) -> list[tuple[str, str]]:
    return [(finding.severity, finding.rule) for finding in program.problems.panel.problems.rows]


def choose(program, rule: str):
    panel = program.problems.panel
    row = [finding.rule for finding in panel.problems.rows].index(rule)
    panel.table.choose(row)
    return panel.problems.rows[row]


def test_the_tab_has_the_number_of_the_list(program) -> None:
    pane = program.window.panels._pane
    assert pane._tabs["problems"].count == 5
    assert program.problems.panel.kinds.itemText(0) == "All problems (5)"


def test_problems_are_listed_errors_first_with_sign_word_place_and_sentence(program) -> None:
    assert rows(program) == [
        ("error", "addendum"),
        ("warning", "header-missing"),
        ("warning", "quotes"),
        ("warning", "brackets"),
        ("advice", "spaces"),
    ]
    model = program.problems.panel.problems
    cells = [[model.index(row, column).data() for column in range(4)] for row in (0, 2, 4)]
    assert cells[0][:2] == ["✗  Error", "Submission › Addendum number"]
    assert cells[1][:3] == ["!  Warning", "considering b) (new)", "‘“’ opens a quotation that nothing closes"]
    assert "→" in cells[2][3]
    assert program.problems.panel.count.whole() == "Errors: 1 · Warnings: 3 · Advice: 1"


def test_the_list_has_the_whole_panel_until_a_problem_is_chosen_and_explained(program, qtbot) -> None:
    program.window.resize(1000, 420)
    program.window.panels.open("problems")
    settle(program.window)
    panel = program.problems.panel
    panel.table.setCurrentIndex(QModelIndex())
    assert panel.details.isHidden()
    last = panel.problems.rowCount() - 1
    panel.table.choose(last)
    assert panel.details.isVisible()
    room, index = panel.table.viewport(), panel.problems.index(last, 0)
    qtbot.waitUntil(lambda: room.rect().contains(panel.table.visualRect(index)), timeout=5000)


def test_one_that_is_chosen_is_selected_in_the_text_and_explained(program) -> None:
    choose(program, "quotes")
    assert program.window.editor.textCursor().selectedText() == "“"
    details = program.problems.panel.details.toPlainText()
    assert "Each quotation that is opened is closed" in details
    assert "Source: ITU English Language Style Guide" in details
    assert not program.window.editor.hasFocus()
    QTest.keyClick(program.problems.panel.table, Qt.Key.Key_Return)
    assert program.window.focusWidget() is program.window.editor


def test_a_field_opens_the_form_there(program) -> None:
    choose(program, "header-missing")
    assert program.submission_form.form is None
    program.problems.panel.go.trigger()
    form = program.submission_form.form
    assert program.window.focusWidget() is form.header.by_path["header/title"]


def test_repair_is_tracked_undone_and_finds_its_words_where_they_are_now(program) -> None:
    finding = choose(program, "spaces")
    before = program.session.submission
    clauses = story_clauses(before, StoryId(1))
    index = next(at for at, clause in enumerate(clauses) if clause.id == finding.fault.clause)
    program.session.commit(
        text.type_text(before, StoryId(1), Place(index, 0), Place(index, 0), "recalling ", program.session.stamp())
    )  # fmt: skip
    assert program.problems.live_preflight.stale
    program.problems.panel.repair.trigger()
    assert story_clauses(program.session.submission, StoryId(1))[index].text_on("draft") == "recalling that one “is (there;"
    program.session.stack.undo()
    program.session.stack.undo()
    assert program.session.submission == before


def test_all_of_a_kind_are_repaired_at_once(program) -> None:
    program.open_submission.show_unsaved(written(items("that  one  is  there")), "Spaces")
    program.problems.live_preflight.finish()
    panel = program.problems.panel
    assert rows(program) == [("advice", "spaces")] * 3
    panel.table.choose(1)
    panel.repair_all.trigger()
    program.problems.live_preflight.finish()
    assert rows(program) == []
    assert panel.note.sentence.text() == "Nothing was found."
    assert program.session.stack.count() == 1


def ignore(program, monkeypatch, reason: str) -> None:
    def answer(dialog: RemarkDialog) -> int:
        dialog._text.setPlainText(reason)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(RemarkDialog, "exec", answer)
    program.problems.panel.ignore.trigger()


def test_ignored_with_a_reason_shown_on_wish_and_heeded_again(program, monkeypatch) -> None:
    finding = choose(program, "quotes")
    ignore(program, monkeypatch, "it is quoted so")
    assert ("warning", "quotes") not in rows(program)
    (entry,) = program.session.submission.ignored.values()
    assert (entry.reason, entry.stamp.author) == ("it is quoted so", "me")
    panel = program.problems.panel
    assert panel.count.whole().endswith(" · Ignored: 1")
    panel.with_ignored.setChecked(True)
    assert rows(program)[-1] == ("warning", "quotes")
    assert panel.problems.index(len(panel.problems.rows) - 1, 0).data() == "–  Warning, ignored"
    choose(program, "quotes")
    assert "it is quoted so" in panel.details.toPlainText()
    panel.stop_ignoring.trigger()
    assert not program.session.submission.ignored
    assert panel.problems.ignoring_of(finding) is None
    program.session.stack.undo()
    assert program.session.submission.ignored


def test_the_list_is_narrowed_to_a_severity_and_stepped_through(program) -> None:
    panel = program.problems.panel
    panel.show_only("warning")
    assert {severity for severity, _ in rows(program)} == {"warning"}
    panel.table.choose(1)
    program.actions["next problem"].trigger()
    assert panel.table.current().rule == "brackets"
    assert program.window.editor.textCursor().selectedText() == "("
    program.actions["next problem"].trigger()
    assert panel.table.current().rule == "header-missing"
    program.actions["previous problem"].trigger()
    assert panel.table.current().rule == "brackets"


FAULTS = "*considering*\na)\tthat  one is;\nb)\tthat two  are  here,\n*resolves*\n1\tto  act;\n2\tto report.\n"


def test_the_next_problem_is_the_next_from_the_caret_round_the_end(program, qtbot) -> None:
    program.open_submission.show_unsaved(written(FAULTS, head=NEW, symbol="ADD"), "Faults")
    program.problems.live_preflight.finish()
    panel, editor = program.problems.panel, program.window.editor

    def at(words: str, offset: int = 0) -> None:
        index = next(place for place, clause in enumerate(editor.clauses) if words in clause.text)
        editor.caret.move_to(Place(index, offset))

    def gone_to(name: str) -> tuple[str, int]:
        program.actions[name].trigger()
        anchor = editor.caret.selection().anchor
        return next(clause.text for clause in editor.clauses if clause.id == anchor[0])[:9], anchor[1]

    spaces = [("that  one", 4), ("that two ", 8), ("that two ", 13), ("to  act;", 2)]
    assert [(row.rule, row.severity) for row in panel.problems.rows] == [("spaces", "advice")] * 4
    at("that two", 10)
    assert [gone_to("next problem") for _ in range(4)] == [spaces[2], spaces[3], spaces[0], spaces[1]]
    at("that two", 10)
    assert [gone_to("previous problem") for _ in range(4)] == [spaces[1], spaces[0], spaces[3], spaces[2]]
    at("to report")
    assert gone_to("next problem") == spaces[0]
    assert "other end" in program.window.statusBar().currentMessage()


def test_the_first_problem_is_chosen_when_the_list_gets_the_focus(program) -> None:
    program.window.editor.setFocus()
    panel = program.problems.panel
    panel.table.selectionModel().clear()
    panel.table.setFocus()
    assert panel.table.selected() == panel.problems.rows[:1]
    assert panel.ignore.isEnabled()


def test_of_two_equal_faults_in_a_clause_one_is_ignored_and_the_other_stays_chosen(program, monkeypatch) -> None:
    program.open_submission.show_unsaved(written(items("that  one and  two are")), "Twice")
    program.problems.live_preflight.finish()
    panel = program.problems.panel
    _, second = panel.problems.rows
    panel.table.choose(1)
    assert panel.table.current() is second
    program.problems.live_preflight.check_all()
    assert panel.table.currentIndex().row() == 1
    panel.table.choose(0)
    ignore(program, monkeypatch, "meant")
    assert [row.key for row in panel.problems.rows] == [second.key]


def marked(program) -> list[tuple[str, str]]:
    """The words that are marked in the text as it is."""
    editor, (marks, _) = program.window.editor, program.problems.marks
    found = []
    for clause in editor.clauses:
        for mark in marks.of(StoryId(1), clause.id):
            span = mark.now(clause)
            if span is not None:
                found.append((mark.finding.severity, clause.text[slice(*span)]))
    return found


def test_errors_and_warnings_are_marked_in_the_text_and_stay_at_their_words(program, monkeypatch) -> None:
    assert marked(program) == [("warning", "“"), ("warning", "(")]
    choose(program, "quotes")
    program.window.editor.edits.type_text("so ")
    assert marked(program) == [("warning", "(")]
    program.session.stack.undo()
    choose(program, "brackets")
    ignore(program, monkeypatch, "")
    assert marked(program) == [("warning", "“")]


def menu_at_caret(program) -> dict[str, QAction]:
    editor = program.window.editor
    menu = QMenu(program.window)
    menu.addAction("Undo")
    program.window.menu_opens.emit(menu, editor.viewport().mapToGlobal(editor.cursorRect().center()))
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def test_the_menu_of_marked_words_offers_what_can_be_done(program, monkeypatch, qtbot) -> None:
    program.open_submission.show_unsaved(
        written(items("Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference")), "Stale"
    )
    program.problems.live_preflight.finish()
    panel = program.problems.panel
    panel.table.choose(0)
    editor = program.window.editor
    editor.activateWindow()
    editor.setFocus()
    monkeypatch.setattr(editor, "hasFocus", lambda: True)
    editor.setTextCursor(editor.textCursor())
    cursor = editor.textCursor()
    cursor.setPosition(cursor.selectionStart() + 3)
    editor.setTextCursor(cursor)
    entries = menu_at_caret(program)
    first, second, *_ = entries
    assert list(entries)[1:] == ["Repair: “Rev. Dubai, 2018” → “Rev. Bucharest, 2022”", "Ignore here …", "Undo"]
    sentence = panel.table.current().fault.sentence
    assert first.startswith("Problem: Resolution 71 (Rev. Dubai, 2018)")
    assert first.removeprefix("Problem: ").removesuffix("…") == sentence[: len(first) - len("Problem: ") - first.endswith("…")]
    assert len(first) > 70
    assert sentence in entries[first].toolTip()
    panel.table.choose(-1)
    panel.show_only("error")
    entries[first].trigger()
    assert panel.table.current().rule == "edition-superseded"
    entries[second].trigger()
    assert "Bucharest" in "".join(clause.text_on("draft") for clause in editor.clauses)
    cursor.setPosition(0)
    editor.setTextCursor(cursor)
    assert list(menu_at_caret(program)) == ["Undo"]


def test_marks_are_painted(program, qtbot) -> None:
    editor = program.window.editor
    editor.setTextCursor(editor.cursorForPosition(editor.viewport().rect().topLeft()))
    settle(program.window)
    with_marks = editor.grab().toImage()
    found = program.problems.live_preflight.findings
    for marks in program.problems.marks:
        marks.show((), {})
    qtbot.waitUntil(lambda: editor.grab().toImage() != with_marks, timeout=1000)
    program.problems.live_preflight._publish(program.problems.live_preflight.context, found)
    qtbot.waitUntil(lambda: editor.grab().toImage() == with_marks, timeout=1000)


def test_a_key_drops_the_check_and_the_next_pause_begins_another(program, qtbot, monkeypatch) -> None:
    live_preflight = program.problems.live_preflight
    live_preflight.start()
    live_preflight._begin()
    assert live_preflight._work.running
    looked: list[object] = []
    monkeypatch.setattr(live_preflight, "_check_context", lambda: looked.append(1))
    program.window.editor.setFocus()
    QTest.keyClicks(program.window.editor, "x")
    assert not live_preflight._work.running
    assert live_preflight._wait.isActive()
    assert not looked


def test_only_what_is_ignored_is_no_reason_to_check_again(program, monkeypatch) -> None:
    choose(program, "spaces")
    ignore(program, monkeypatch, "")
    assert not program.problems.live_preflight.stale


def test_an_export_asks_where_there_are_errors_and_goes_on_or_looks(program, answers, monkeypatch) -> None:
    export = program.file_menu.export
    asked: list[object] = []
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (asked.append(1), ("", ""))[1])
    answers["ask_about_errors"] = "cancel"
    export.ask_and_export("markup")
    assert not asked
    answers["ask_about_errors"] = "look"
    export.ask_and_export("markup")
    assert not asked
    assert rows(program) == [("error", "addendum")]
    answers["ask_about_errors"] = "export"
    export.ask_and_export("markup")
    assert len(asked) == 1
    export.ask_and_export("base")
    assert len(asked) == 2
    assert [name for name, _ in answers.asked] == ["ask_about_errors"] * 3


def test_the_form_tells_of_errors_and_leads_to_them(program) -> None:
    program.window.panels.open("submission")
    state = program.submission_form.form.state
    state.show_missing(())
    assert state.accessibleName().endswith("errors: 1")
    state.errors_asked.emit()
    assert rows(program) == [("error", "addendum")]
    program.open_submission.show_unsaved(written(), "Sound")
    program.problems.live_preflight.finish()
    assert "errors" not in state.accessibleName()


def test_an_export_without_errors_or_with_ignored_ones_asks_nothing(program, answers, monkeypatch) -> None:
    choose(program, "addendum")
    ignore(program, monkeypatch, "the number comes later")
    assert program.problems.may_export()
    program.open_submission.show_unsaved(written(), "Sound")
    assert program.problems.may_export()
    assert answers.asked == []


def test_check_now_runs_the_proof_of_export(program, monkeypatch) -> None:
    monkeypatch.setattr("model.preflight.header._proof", lambda context: [])
    ran: list[str] = []
    from model.preflight import rules

    real = rules.check

    def check(context, *, heavy=False):
        ran.append("heavy" if heavy else "")
        return real(context, heavy=heavy)

    monkeypatch.setattr(rules, "check", check)
    program.actions["check now"].trigger()
    assert ran == ["heavy"]
    assert len(program.problems.live_preflight.findings) == 5


def test_a_rule_that_fails_leaves_the_window_alone(program, monkeypatch, caplog) -> None:
    live_preflight = program.problems.live_preflight

    def fail():
        raise RuntimeError("broken rule")
        yield

    monkeypatch.setattr(live_preflight, "_checking", fail)
    live_preflight.start()
    assert program.problems.may_export()
    live_preflight._begin()
    live_preflight._work.take_slice()
    assert "broken rule" in caplog.text
    caplog.clear()
    assert not live_preflight.stale


def test_a_submission_without_a_text_is_checked_too(program) -> None:
    program.open_submission.show_unsaved(Submission(), "Nothing")
    assert program.problems.may_export()
    program.actions["next problem"].trigger()
    assert "no problem" in program.window.statusBar().currentMessage()


def test_terms_are_typed_kept_and_looked_for(program, tmp_path) -> None:
    program.actions["terms"].trigger()
    dialog = program.window.findChild(TermsDialog)
    row = dialog.table.rowCount() - 1
    dialog.table.item(row, 0).setText("there")
    dialog.accept()
    assert "one of the two terms is missing" in dialog.problem.text()
    dialog.table.item(row, 1).setText("here")
    dialog.accept()
    assert load_terms(tmp_path / "config")[0] == Terms({"there": "here"})
    program.problems.live_preflight.finish()
    assert ("advice", "newer-term") in rows(program)


def test_a_list_of_terms_that_cannot_be_read_is_told(open_program, tmp_path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "terms.tsv").write_text("no tab\n", encoding="utf-8", newline="\n")
    program = open_program()
    program.problems.live_preflight.finish()
    assert "line 1 is not used" in program.window.statusBar().currentMessage()


def test_a_change_of_the_header_is_checked_too(program, qtbot) -> None:
    from model.edits.fields import set_field

    change = set_field(program.session.submission, "header/title", "A title", program.session.stamp())
    assert apply(program.session.submission, change).header.title
    program.session.commit(change)
    qtbot.waitUntil(lambda: ("warning", "header-missing") not in rows(program), timeout=5000)
