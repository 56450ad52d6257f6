"""Named versions as a user meets them: taken, looked at, gone back to, taken in from a returned file."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.session.sample import sample_submission
from model.edits.fields import restore
from model.files.opening import open_document
from model.files.text_forms import format_submission
from model.formats.amend import find_version, read_project
from model.message import Message
from model.submission.resolved import in_view
from widgets.dialogs.versions import VersionRow, VersionsDialog


@pytest.fixture
def program(program, answers):
    """The program whose boxes are answered."""
    return program


def names(program) -> list[str]:
    return [version.name for version in program.open_submission.persistence.project.versions]


def test_a_version_is_taken_by_name_and_saved(program, answers, tmp_path):
    QTest.keyClicks(program.window.editor, "first ")
    answers["ask_for_text"] = " Morning "
    program.actions["take version"].trigger()
    first = program.session.submission
    QTest.keyClicks(program.window.editor, "second ")
    path = tmp_path / "a.amend"
    assert program.open_submission._save(path)
    assert not program.open_submission.modified
    project = read_project(path)
    assert project.submission == program.session.submission
    assert find_version(project, "Morning").submission == first


def test_a_version_alone_is_a_change_that_is_not_saved(program, answers, tmp_path):
    assert program.open_submission._save(tmp_path / "a.amend")
    assert program.open_submission.state == "saved"
    assert program.file_menu.versions.take_version("kept")
    assert program.window.isWindowModified()
    assert program.open_submission.state == "changed"
    assert program.open_submission._save(tmp_path / "a.amend")
    assert not program.window.isWindowModified()


def test_a_name_that_is_taken_or_empty_is_told(program, answers):
    answers["show_error"] = None
    assert program.file_menu.versions.take_version("one")
    assert not program.file_menu.versions.take_version("one")
    assert not program.file_menu.versions.take_version("  ")
    assert [name for name, _ in answers.asked] == ["show_error", "show_error"]
    assert names(program) == ["one"]


def test_going_back_is_one_step_that_can_be_undone(program):
    QTest.keyClicks(program.window.editor, "first ")
    program.file_menu.versions.take_version("Morning")
    morning = program.session.submission
    QTest.keyClicks(program.window.editor, "evening ")
    evening, count = program.session.submission, program.session.stack.count()
    assert program.file_menu.versions.go_back("Morning")
    assert program.session.submission == morning
    assert "evening" not in program.window.editor.toPlainText()
    assert program.session.stack.count() == count + 1
    program.session.name_steps()
    assert program.session.stack.undoText() == "Go back to version “Morning”"
    assert names(program) == ["Morning", "Before going back to “Morning”"]
    assert find_version(program.open_submission.persistence.project, names(program)[1]).submission == evening
    program.session.stack.undo()
    assert program.session.submission == evening
    assert "evening" in program.window.editor.toPlainText()
    program.session.stack.redo()
    assert program.session.submission == morning
    assert program.file_menu.versions.go_back("Morning")
    assert program.session.stack.count() == count + 1, "going back to what stands there does nothing"


def test_going_back_brings_header_and_proposals(program):
    program.file_menu.versions.take_version("all")
    before = program.session.submission
    program.session.load(sample_submission("en").__class__(), program.open_submission.persistence)
    assert program.file_menu.versions.go_back("all")
    assert program.session.submission == before
    program.session.stack.undo()
    assert program.session.submission.proposals == ()


def test_a_crash_after_going_back_loses_nothing(program, open_program, monkeypatch):
    QTest.keyClicks(program.window.editor, "first ")
    program.file_menu.versions.take_version("Morning")
    QTest.keyClicks(program.window.editor, "evening ")
    program.file_menu.versions.go_back("Morning")
    known, now = names(program), program.session.submission
    program.open_submission.persistence.close()
    program.open_submission._persistence = None
    monkeypatch.setattr("widgets.dialogs.recovery.RecoveryDialog.exec", lambda dialog: dialog._choose("recover"))
    again = open_program()
    assert again.session.submission == now
    assert names(again) == known
    again.session.stack.undo()
    assert "evening" in again.window.editor.toPlainText()


def test_accepting_all_takes_a_version_first(program):
    before = program.session.submission
    program.actions["accept all"].trigger()
    program.window.list.amendments.follow()
    assert not [row for row in program.window.list.amendments.rows if row.parts]
    assert names(program) == ["Before accepting all"]
    assert find_version(program.open_submission.persistence.project, "Before accepting all").submission == before
    assert program.file_menu.versions.take_before(Message.of("Before accepting all"))
    program.session.stack.undo()
    program.actions["accept all"].trigger()
    assert names(program)[-1] == "Before accepting all (3)"
    first, *_, last = (version.named for version in program.open_submission.persistence.project.versions)
    assert first == Message.of("Before accepting all")
    assert last == Message.of("{name} ({number})", name=first, number=3)


def test_the_dialog_shows_takes_and_removes(program, answers, monkeypatch):
    program.file_menu.versions.take_version("one")
    QTest.keyClicks(program.window.editor, "xyzzy ")
    program.file_menu.versions.take_version("two")
    answers["ask_for_text"], answers["ask_to_drop_version"] = "three", True
    seen = []

    def look(dialog: VersionsDialog) -> None:
        assert [dialog.list.item(row).text().partition("\n")[0] for row in range(2)] == ["two", "one"]
        assert "xyzzy" in dialog.pane.text.toPlainText()
        dialog.list.setCurrentRow(1)
        assert "xyzzy" not in dialog.pane.text.toPlainText()
        QTest.keyClicks(dialog.pane.text, "no")
        assert not dialog.pane.text.toPlainText().startswith("no")
        dialog._drop.click()
        dialog.take_asked.emit()
        seen.extend(dialog.list.item(row).text().partition("\n")[0] for row in range(dialog.list.count()))
        dialog.list.setCurrentRow(1)
        dialog._restore.click()
        dialog.done(0)

    monkeypatch.setattr(VersionsDialog, "exec", look)
    program.actions["versions"].trigger()
    assert seen == ["three", "two"]
    assert names(program) == ["two", "three"]


def test_the_dialog_without_versions(qtbot):
    dialog = VersionsDialog(list)
    qtbot.addWidget(dialog)
    assert dialog.chosen == ""
    assert not dialog._restore.isEnabled()
    dialog.done(0)


@pytest.mark.parametrize("script", ["ar", "zh", "en"])
def test_each_view_of_a_version_can_be_read(script, qtbot):
    dialog = VersionsDialog(lambda: [VersionRow("<b>one</b>", script, sample_submission("en"))])
    qtbot.addWidget(dialog)
    for row in range(3):
        dialog.pane._views.setCurrentIndex(row)
        dialog.pane._show()
        assert dialog.pane.text.toPlainText()
    dialog.done(0)


def test_a_returned_file_becomes_a_version_and_tells_what_came(program, answers, tmp_path):
    QTest.keyClicks(program.window.editor, "ours ")
    text = format_submission(program.session.submission, "markup", "notation")
    assert "{++ours ++}" in text
    (tmp_path / "theirs.txt").write_text(text.replace("{++ours ++}", "{++theirs ++}"), "utf-8", newline="\n")
    answers["show_taken_in"] = False
    assert program.file_menu.versions.take_in(tmp_path / "theirs.txt")
    name, message = answers.asked[-1]
    assert name == "show_taken_in"
    others = "Amendments in “theirs.txt” that are not in the document: 3. Names in it: none."
    assert message.startswith(others), "a text tells no moves"
    assert "“theirs ”" in message
    assert names(program) == ["Before adding theirs.txt", "theirs.txt"]
    assert program.open_submission.modified
    theirs = program.open_submission.persistence.project.versions[-1].submission
    ids = [clause.id for clause in program.session.submission.proposals[0].redline.clauses]
    assert [clause.id for clause in theirs.proposals[0].redline.clauses] == ids
    assert program.file_menu.versions.go_back("theirs.txt")
    assert "theirs " in program.window.editor.toPlainText()


def test_words_of_a_returned_file_that_differ_untracked_are_named(program, answers, tmp_path):
    answers["show_taken_in"] = False
    QTest.keyClicks(program.window.editor, "ours ")
    text = format_submission(program.session.submission, "markup", "notation")
    word = next(word for word in text.rpartition("resolves")[2].split() if len(word) > 6 and word.isalpha())
    (tmp_path / "theirs.txt").write_text(text.replace(word, "Zzqx"), "utf-8", newline="\n")
    assert program.file_menu.versions.take_in(tmp_path / "theirs.txt")
    _, message = answers.asked[-1]
    first, *lines = message.splitlines()
    assert first.startswith("Amendments in “theirs.txt” that are not in the document: 2."), "a text tells no moves"
    assert any("without a tracked change: " in line for line in lines), message
    assert any(line.startswith("≠ ") and "“Zzqx" in line for line in lines), message
    remark = str(program.open_submission.persistence.project.versions[-1].remark)
    assert remark.startswith("returned file; ")


def test_a_count_of_no_amendments_is_not_all_that_is_said_of_a_file_that_reads_otherwise(program, answers, tmp_path):
    answers["show_taken_in"] = False
    submission = program.session.submission
    text = in_view(submission.proposals[0].redline, "base")
    plain = replace(submission, proposals=(replace(submission.proposals[0], redline=text, original=text),))
    program.session.commit(restore(submission, plain, "plain", program.session.stamp()))
    written = format_submission(program.session.submission, "markup", "notation")
    (tmp_path / "same.txt").write_text(written, "utf-8", newline="\n")
    assert program.file_menu.versions.take_in(tmp_path / "same.txt")
    assert answers.asked[-1][1].startswith("Amendments in “same.txt” that are not in the document: 0.")
    (tmp_path / "other.txt").write_text("Zzqx".join(written.rsplit("power", 1)), "utf-8", newline="\n")
    assert program.file_menu.versions.take_in(tmp_path / "other.txt")
    first, second, *_ = answers.asked[-1][1].splitlines()
    assert first.startswith("“other.txt” has no new amendments, but its text differs.")
    assert second.startswith("1 clause reads differently without a tracked change: ")


def test_a_file_that_is_no_version_is_told(program, answers, tmp_path):
    answers["show_error"] = None
    (tmp_path / "other.txt").write_text("MOD\tA/1\n# R 1\nMOD\tA/2\n# R 2\n", "utf-8", newline="\n")
    assert not program.file_menu.versions.take_in(tmp_path / "other.txt")
    assert not program.file_menu.versions.take_in(tmp_path / "gone.txt")
    assert names(program) == []
    assert not program.open_submission.modified


def test_a_clock_set_back_harms_no_version(program, monkeypatch, tmp_path):
    program.open_submission.persistence._now = iter(
        ["2026-01-02T00:00:00Z", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"]
    ).__next__
    program.file_menu.versions.take_version("new")
    program.file_menu.versions.take_version("old")
    assert program.open_submission._save(tmp_path / "a.amend")
    assert [version.name for version in open_document(tmp_path / "a.amend").project.versions] == ["new", "old"]
    assert [row.name for row in program.file_menu.versions._rows()] == ["new", "old"]


@pytest.mark.qt_log_ignore("This plugin does not support (raise|propagateSizeHints)", extend=True)
def test_several_returned_copies_become_versions_and_are_shown_beside_the_draft(program, answers, tmp_path, qtbot, monkeypatch):
    answers["show_warnings"] = None
    QTest.keyClicks(program.window.editor, "ours ")
    before = program.session.submission
    text = format_submission(before, "markup", "notation")
    for name, words in (("ana.txt", "first "), ("ben.txt", "second ")):
        theirs = text.replace("{++ours ++}", f"{{++{words}++}}")
        (tmp_path / name).write_text(theirs, "utf-8", newline="\n")
    (tmp_path / "bad.docx").write_bytes(b"no zip")
    files = [str(tmp_path / name) for name in ("ana.txt", "bad.docx", "ben.txt")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: (files, ""))
    program.actions["combine returned"].trigger()
    assert names(program) == ["Before combining returned copies", "ana.txt", "ben.txt"]
    assert [name for name, _ in answers.asked] == ["show_warnings"]
    assert "bad.docx" in str(answers.asked[0][1])
    assert program.session.submission is before
    qtbot.waitUntil(lambda: program.copies.window is not None and program.copies.window.isVisible())
    window = program.copies.window
    heads = [window.matrix.lines.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert [head.partition("\n")[0] for head in heads] == ["Clause", "Draft", "ana.txt", "ben.txt"]
    assert [window.matrix.lines.index(0, column).data() for column in range(1, 4)] == ["·", "⚠ conflict", "⚠ conflict"]


@pytest.mark.qt_log_ignore("This plugin does not support (raise|propagateSizeHints)", extend=True)
def test_copies_are_taken_from_their_window_by_key_and_undone_there(program, tmp_path, qtbot):
    QTest.keyClicks(program.window.editor, "ours ")
    text = format_submission(program.session.submission, "markup", "notation")
    paths = [tmp_path / "ana.txt", tmp_path / "ben.txt"]
    for path, words in zip(paths, ("first ", "second "), strict=True):
        path.write_text(text.replace("{++ours ++}", f"{{++{words}++}}"), "utf-8", newline="\n")
    assert len(program.returned_copies.combine(paths)) == 2
    qtbot.waitUntil(lambda: program.copies.window is not None and program.copies.window.isVisible())
    window, steps = program.copies.window, program.session.stack.count()
    assert (window.matrix.line(), window.matrix.party()) == (0, 1)
    QTest.keyClick(window.matrix, Qt.Key.Key_Right)
    QTest.keyClick(window.matrix, Qt.Key.Key_Return)

    def row() -> list[str]:
        return [window.matrix.lines.index(0, column).data() for column in range(1, 4)]

    qtbot.waitUntil(lambda: row() == ["~ changed", "⚠ conflict", "✓ as Draft"])
    assert "second " in program.window.editor.toPlainText()
    assert program.window.editor.toPlainText().startswith("second RESO")
    assert program.session.stack.count() == steps + 1
    assert window.matrix.party() == 2
    program.actions["undo"].trigger()
    qtbot.waitUntil(lambda: row() == ["·", "⚠ conflict", "⚠ conflict"])
    assert "ours " in program.window.editor.toPlainText()


def test_copies_that_say_what_the_draft_says_open_no_window(program, tmp_path, qtbot):
    (tmp_path / "ana.txt").write_text(format_submission(program.session.submission, "markup", "notation"), "utf-8", newline="\n")
    assert program.returned_copies.combine([tmp_path / "ana.txt"]) == ["ana.txt"]
    assert program.copies.window is None


def test_where_none_of_the_returned_copies_can_be_used_nothing_changes(program, answers, tmp_path):
    answers["show_warnings"] = None
    assert program.returned_copies.combine([tmp_path / "gone.docx"]) == []
    assert names(program) == []
    assert not program.open_submission.modified
