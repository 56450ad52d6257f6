"""A document in a window against the world: locks, files that change, vanish or cannot be written, states, recent files,
recovery, the first page."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QStandardPaths
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.session import recovery
from app.session.file_lock import FileLock
from app.session.sample import sample_submission
from app.session.session import Session
from model.errors import EditError, FileError
from model.files.export import with_submitter, write
from model.files.project_file import save_project
from model.formats.amend import read_project
from model.redline import Run, Status
from model.submission.authorship import authors
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, Transaction
from tests.app.builders import build_submission, type_text
from widgets.dialogs.recovery import RecoveryDialog


@pytest.fixture
def saved(open_program, answers, tmp_path):
    """A program with the sample saved as `a.amend`."""
    program = open_program()
    assert program.open_submission._save(tmp_path / "a.amend")
    return program


def words(program) -> str:
    return program.window.editor.toPlainText()


# State


def test_the_state_is_told_in_words(open_program, answers, tmp_path):
    program = open_program()
    label, open_submission = program.file_menu.save_state, program.open_submission
    assert (open_submission.state, label.whole()) == ("no file", "○ No file yet")
    QTest.keyClicks(program.window.editor, "x")
    assert (open_submission.state, label.whole()) == ("changed", "● Not saved – recoverable after a crash")
    assert open_submission._save(tmp_path / "a.amend")
    assert (open_submission.state, label.whole()) == ("saved", "✓ Saved")
    assert program.window.statusBar().currentMessage() == "Saved a.amend."
    program.session.stack.undo()
    assert open_submission.state == "changed"
    assert program.window.statusBar().currentMessage() == ""
    program.session.stack.redo()
    assert open_submission.state == "saved"
    assert label.accessibleName() == "Saved"


def test_a_journal_that_cannot_be_written_is_seen(open_program, answers, tmp_path, qtbot):
    (tmp_path / "journals").write_text("a file where the folder should be", encoding="utf-8")
    program = open_program()
    QTest.keyClicks(program.window.editor, "x")
    qtbot.waitUntil(lambda: program.open_submission.state == "at risk")
    assert "NOT recoverable" in program.file_menu.save_state.whole()
    assert "until you save" in program.window.statusBar().currentMessage()


# Locks


def test_a_second_window_offers_a_copy(saved, open_program, answers, tmp_path):
    answers["ask_about_lock"] = "copy"
    other = open_program(tmp_path / "a.amend")
    assert "a.amend is open in another window: me on" in answers.asked[-1][1]
    assert other.open_submission.title == "a.amend (copy)"
    assert other.open_submission.persistence.path is None
    assert other.open_submission.persistence.project.id != saved.open_submission.persistence.project.id
    QTest.keyClicks(other.window.editor, "x")
    QTest.keyClicks(saved.window.editor, "y")
    assert other.open_submission.state == saved.open_submission.state == "changed"


def test_a_second_window_reads_only(saved, open_program, answers, tmp_path):
    answers["ask_about_lock"] = "read"
    other = open_program(tmp_path / "a.amend")
    before = other.session.submission
    assert other.open_submission.state == "read only"
    QTest.keyClicks(other.window.editor, "x")
    other.actions["accept all"].trigger()
    other.actions["take version"].trigger()
    assert other.session.submission == before
    assert "for reading only" in other.window.statusBar().currentMessage()
    assert not other.open_submission.modified
    with pytest.raises(EditError):
        other.session.commit(type_text(build_submission(), "x"))


def test_saving_what_was_read_only_under_another_name_lets_it_be_changed(saved, open_program, answers, tmp_path, monkeypatch):
    answers["ask_about_lock"] = "read"
    other = open_program(tmp_path / "a.amend")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "b.amend"), ""))
    assert other.open_submission.save()
    assert other.open_submission.state == "saved"
    QTest.keyClicks(other.window.editor, "x")
    assert other.open_submission.state == "changed"
    assert FileLock(tmp_path / "b.amend").holder().certain


def test_called_off_it_leaves_what_lies_there(saved, open_program, answers, tmp_path):
    answers["ask_about_lock"] = "cancel"
    other = open_program(tmp_path / "a.amend")
    assert other.open_submission.title == "Sample"


def test_a_lock_that_another_machine_left_can_be_passed(open_program, answers, saved, tmp_path):
    saved.window.close()
    lock = FileLock(tmp_path / "a.amend")
    assert not lock.path.exists()
    lock.path.write_text("Bo,bo,far-away,24.11.2026 17:00,clausewright:1;", encoding="utf-8")
    answers["ask_about_lock"] = "take"
    other = open_program(tmp_path / "a.amend")
    assert other.open_submission.state == "saved"
    assert "Bo on far-away left a lock" in answers.asked[-1][1]
    other.window.close()
    assert not lock.path.exists()


def test_saving_onto_what_another_window_has_open_is_refused(saved, open_program, answers, tmp_path):
    other = open_program()
    answers["ask_to_save_elsewhere"] = False
    before = (tmp_path / "a.amend").read_bytes()
    assert not other.open_submission._save(tmp_path / "a.amend")
    assert "open in another window" in answers.asked[-1][1]
    assert (tmp_path / "a.amend").read_bytes() == before


def test_opening_the_same_file_again_asks_nothing(saved, answers, tmp_path):
    assert saved.open_submission.open(tmp_path / "a.amend")
    assert answers.asked == []
    assert FileLock(tmp_path / "a.amend").holder().certain
    assert saved.open_submission.open(tmp_path / "a.amend")
    saved.file_menu._open_submission.show_unsaved(sample_submission("en"), "x")
    assert FileLock(tmp_path / "a.amend").holder() is None


# The file under the window


def change_file(path: Path, text: str) -> None:
    project = read_project(path)
    header = replace(project.submission.header, title=text)
    save_project(replace(project, submission=replace(project.submission, header=header)), path)


@pytest.mark.parametrize("unsaved", [False, True])
def test_a_file_that_was_changed_is_read_anew(unsaved, saved, answers, tmp_path, qtbot):
    if unsaved:
        QTest.keyClicks(saved.window.editor, "mine ")
    mine = saved.session.submission
    answers["ask_about_changed_file"] = "reload"
    change_file(tmp_path / "a.amend", "theirs")
    qtbot.waitUntil(lambda: saved.session.submission.header.title == "theirs", timeout=3000)
    versions = saved.open_submission.persistence.project.versions
    assert [version.name for version in versions] == (["Before reloading from disk"] if unsaved else [])
    assert all(version.submission == mine for version in versions)
    assert saved.open_submission.modified is unsaved
    QTest.qWait(600)  # our own reading and saving must not count as another change of the file
    assert len(answers.asked) == 1


def test_a_file_that_is_no_document_any_more_is_not_read_anew(saved, answers, tmp_path):
    QTest.keyClicks(saved.window.editor, "mine ")
    mine = saved.session.submission
    answers["ask_about_changed_file"], answers["show_error"] = "reload", None
    (tmp_path / "a.amend").write_bytes(b"garbage")
    saved.file_menu.file_watch.look()
    assert [name for name, _ in answers.asked] == ["ask_about_changed_file", "show_error"]
    assert saved.session.submission == mine


def test_a_file_that_was_changed_can_be_left_alone(saved, answers, tmp_path):
    QTest.keyClicks(saved.window.editor, "mine ")
    answers["ask_about_changed_file"], answers["ask_to_merge_or_overwrite"] = "keep", "overwrite"
    change_file(tmp_path / "a.amend", "theirs")
    saved.file_menu.file_watch.look()
    saved.file_menu.file_watch.look()
    assert [name for name, _ in answers.asked] == ["ask_about_changed_file"]
    assert saved.open_submission.save()
    assert [name for name, _ in answers.asked] == ["ask_about_changed_file", "ask_to_merge_or_overwrite"]
    assert read_project(tmp_path / "a.amend").submission == saved.session.submission


@pytest.mark.parametrize(("reload", "content"), [(False, "theirs"), (True, "garbage")])
def test_what_is_kept_against_another_file_is_not_saved_and_outlives_a_crash(reload, content, saved, answers, tmp_path):
    QTest.keyClicks(saved.window.editor, "mine ")
    assert saved.open_submission.save()
    answers["ask_about_changed_file"], answers["show_error"] = "reload" if reload else "keep", None
    if content == "garbage":
        (tmp_path / "a.amend").write_bytes(b"garbage")
    else:
        change_file(tmp_path / "a.amend", content)
    saved.file_menu.file_watch.look()
    assert saved.open_submission.state == "changed"
    QTest.keyClicks(saved.window.editor, "still ")
    saved.open_submission.persistence.sync()
    shutil.copytree(tmp_path / "journals", tmp_path / "left")
    (found,) = recovery.find_unsaved(tmp_path / "left")
    assert recovery.preview_recovery(found)[1] == saved.session.submission


def test_our_own_saving_and_a_touched_file_are_no_news(saved, answers, tmp_path):
    QTest.keyClicks(saved.window.editor, "mine ")
    assert saved.open_submission.save()
    os.utime(tmp_path / "a.amend", (1, 1))
    saved.file_menu.file_watch.look()
    assert answers.asked == []


def test_a_file_that_was_removed_is_told_and_saved_again(saved, answers, tmp_path, qtbot):
    (tmp_path / "a.amend").unlink()
    qtbot.waitUntil(lambda: saved.open_submission.modified, timeout=3000)
    assert "only this window has the document" in saved.window.statusBar().currentMessage()
    assert saved.open_submission.save()
    assert not saved.open_submission.modified
    assert read_project(tmp_path / "a.amend").submission == saved.session.submission
    saved.file_menu.file_watch.look()
    assert answers.asked == []


def test_what_was_typed_on_a_removed_file_outlives_a_crash(saved, answers, tmp_path):
    QTest.keyClicks(saved.window.editor, "mine ")
    (tmp_path / "a.amend").unlink()
    saved.file_menu.file_watch.look()
    QTest.keyClicks(saved.window.editor, "still ")
    saved.open_submission.persistence.sync()
    shutil.copytree(tmp_path / "journals", tmp_path / "left")
    (found,) = recovery.find_unsaved(tmp_path / "left")
    assert found.problem == ""
    _, after = recovery.preview_recovery(found)
    assert after == saved.session.submission


@pytest.mark.parametrize("where", ["gone/a.amend", "file/a.amend"])
def test_what_cannot_be_saved_there_is_offered_elsewhere(where, saved, answers, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    QTest.keyClicks(saved.window.editor, "mine ")
    answers["ask_to_save_elsewhere"] = True
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "b.amend"), ""))
    assert saved.open_submission._save(tmp_path / where)
    assert answers.asked[0][0] == "ask_to_save_elsewhere"
    assert read_project(tmp_path / "b.amend").submission == saved.session.submission
    assert saved.open_submission.title == "b.amend"


def test_a_read_only_medium_keeps_the_document_in_the_window(saved, answers, tmp_path, monkeypatch):
    def refuse(*args, **more):
        raise FileError(tmp_path / "a.amend", "the folder is read-only; choose another folder")

    monkeypatch.setattr("app.session.persistence.write_durably", refuse)
    answers["ask_to_save_elsewhere"] = False
    QTest.keyClicks(saved.window.editor, "mine ")
    before = saved.session.submission
    assert not saved.open_submission.save()
    assert saved.session.submission == before
    assert saved.open_submission.state == "changed"
    assert recovery.find_unsaved(tmp_path / "journals") == ()


def test_a_name_without_its_ending_gets_it_and_replaces_nothing_unasked(open_program, answers, tmp_path, monkeypatch):
    program = open_program()
    names = iter([str(tmp_path / "Proposal v1.2"), str(tmp_path / "kept"), ""])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (next(names), ""))
    answers["ask_to_replace"] = False
    assert program.open_submission.save_as()
    assert program.open_submission.title == "Proposal v1.2.amend"
    (tmp_path / "kept.amend").write_text("precious", encoding="utf-8")
    assert not program.open_submission.save_as()
    assert answers.asked == [("ask_to_replace", "kept.amend")]
    assert (tmp_path / "kept.amend").read_text(encoding="utf-8") == "precious"


# Names, recent files, the first page


def test_amendments_carry_the_name_of_the_settings(open_program, answers, tmp_path):
    program = open_program()
    answers["ask_for_text"] = " Ana Ñ "
    program.actions["name"].trigger()
    assert program.session.stamp().author == "Ana Ñ"
    assert program.settings.value.author == "Ana Ñ"
    QTest.keyClicks(program.window.editor, "x")
    assert "Ana Ñ" in authors(program.session.submission)


def test_an_export_carries_the_source_and_one_date(tmp_path):
    session = Session(sample_submission("en"), "Ana")
    session.commit(type_text_by(session, "Ana"))
    with_source = with_submitter(session.submission, "Ana")
    assert "Ana" not in authors(with_source)
    made = write(session.submission, tmp_path / "a.docx", user="Ana")
    assert "Ana" not in made.authors
    assert b"Ana" not in b"".join(parts(made.path))


def type_text_by(session: Session, author: str):
    clause = next(
        candidate
        for candidate in session.submission.proposals[0].redline.clauses
        if candidate.end.status is Status.KEPT and candidate.runs
    )
    new = replace(clause, runs=(Run("by me ", Status.INSERTED, stamp=session.stamp()), *clause.runs))
    return Transaction(TransactionKind.TYPE, (SetClause(StoryId(1), clause.id, clause, new),), author=author)


def parts(path: Path):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield archive.read(name)


def test_recent_files_and_the_missing_ones(saved, answers, tmp_path):
    (tmp_path / "t & u.txt").write_text("# RESOLUTION 7\n*considering*\na)\tthat\n", "utf-8", newline="\n")
    assert saved.open_submission.open(tmp_path / "t & u.txt")
    menu = saved.file_menu.recent
    menu.follow()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts[0].startswith("&1  t && u.txt — ")
    assert "a.amend" in texts[1]
    (tmp_path / "a.amend").unlink()
    menu.follow()
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert actions[1].text().endswith("(missing)")
    assert not actions[1].isEnabled()
    actions[2].trigger()
    assert [Path(path).name for path in saved.settings.value.recent] == ["t & u.txt"]
    actions[0].trigger()
    assert saved.open_submission.title == "t & u.txt"
    menu.follow()
    menu.actions()[-1].trigger()
    assert saved.settings.value.recent == ()


# Recovery


def test_recovery_shows_what_would_come_back(saved, open_program, monkeypatch):
    QTest.keyClicks(saved.window.editor, "not saved ")
    saved.open_submission.persistence.close()
    saved.open_submission._persistence = None
    saved.open_submission.close()
    seen: list[str] = []

    def look(dialog: RecoveryDialog) -> None:
        seen.extend([dialog.list.item(0).text(), dialog.details.toPlainText()])
        dialog._choose("recover")

    monkeypatch.setattr(RecoveryDialog, "exec", look)
    again = open_program()
    assert "a.amend" in seen[0]
    assert "+ number line: “not saved ”" in seen[1]
    assert seen[1].splitlines()[-1] == "1. Type"
    assert again.open_submission.state == "changed"
    assert words(again).startswith("not saved ")
    assert FileLock(again.open_submission.persistence.path).holder().certain


def test_each_further_named_file_gets_a_window_of_its_own(saved, open_program, tmp_path, started):
    files = [tmp_path / name for name in ("c.amend", "b.amend", "a.amend")]
    for file in files:
        saved.open_submission._save(file)
    saved.open_submission.close()
    other = open_program(*reversed(files))
    assert other.open_submission.title == "a.amend"
    assert [command[-1] for command in started] == [str(tmp_path / "b.amend"), str(tmp_path / "c.amend")]


@pytest.mark.parametrize("named", ["a.amend", "b.amend"])
def test_beside_what_is_brought_back_a_named_file_gets_a_window(named, saved, open_program, tmp_path, monkeypatch, started):
    saved.open_submission._save(tmp_path / "b.amend")
    saved.open_submission._save(tmp_path / "a.amend")
    QTest.keyClicks(saved.window.editor, "not saved ")
    saved.open_submission.persistence.journal.close()
    saved.open_submission.close()
    monkeypatch.setattr(RecoveryDialog, "exec", lambda dialog: dialog._choose("recover"))
    again = open_program(tmp_path / named)
    assert again.open_submission.title == "a.amend"
    assert [command[-1] for command in started] == ([str(tmp_path / named)] if named == "b.amend" else [])


@pytest.mark.parametrize("has_documents", [True, False])
def test_where_nothing_was_opened_yet_boxes_begin_at_the_documents_of_the_user(
    has_documents, open_program, tmp_path, monkeypatch
):
    documents = tmp_path / "Documents"
    if has_documents:
        documents.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: str(documents))
    assert open_program().open_submission.start_folder("open") == str(documents if has_documents else Path.home())
