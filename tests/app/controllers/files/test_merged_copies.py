"""A colleague's changes: of the file on disk, when it is saved, of a copy that came by mail; and what is decided of conflicts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.session import recovery
from app.window.action_ids import ActionId
from model.edits.script.apply import apply_edits
from model.files.project_file import save_project
from model.formats.amend import Project, read_project
from model.submission.values import Submission, conflict_count
from tests.builders.submissions import submission


def edited(value: Submission, find: str, words: str, author: str = "EUR") -> Submission:
    """The submission with words of the first clause that has them replaced by somebody."""
    clause = next(clause for clause in value.proposals[0].redline.clauses if find in clause.text)
    at = _path(value, clause.id)
    return apply_edits(value, {"author": author, "edits": [{"do": "replace", "at": at, "find": find, "with": words}]})


def _path(value: Submission, clause: str) -> str:
    from model.numbering import Labelling
    from model.submission.clause_paths import paths

    redline = value.proposals[0].redline
    return paths(redline, Labelling.of(redline))[clause]


def change_file(path: Path, find: str, words: str) -> None:
    project = read_project(path)
    save_project(replace(project, submission=edited(project.submission, find, words)), path)


def words(value: Submission) -> str:
    return "\n".join(clause.text for clause in value.proposals[0].redline.draft().clauses)


@pytest.fixture
def shared(open_program, tmp_path: Path):
    """A window with a file that a colleague can change too."""
    path = tmp_path / "a.amend"
    save_project(Project(submission("*recalling*\na)\tthat States act soon enough;\nb)\tthat all is well,\n"), id="1" * 32), path)
    program = open_program(path)
    program.session.author = "ATU"
    return program


def do_edit(program, find: str, text: str) -> None:
    """What the user of the window changes."""
    from model.edits.merging.copies import bring_merge

    session = program.session
    session.commit(bring_merge(session.submission, edited(session.submission, find, text, "ATU"), session.stamp()))


def test_a_file_that_a_colleague_changed_is_merged(shared, answers, tmp_path: Path) -> None:
    do_edit(shared, "soon", "now")
    before = shared.session.submission
    answers["ask_about_changed_file"] = "merge"
    change_file(tmp_path / "a.amend", "well", "good")
    shared.file_menu.file_watch.look()
    assert words(shared.session.submission) == "recalling\nthat States act now enough;\nthat all is good,"
    assert shared.open_submission.modified
    assert shared.open_submission.save()  # nobody is asked: what the colleague wrote is in it
    assert words(read_project(tmp_path / "a.amend").submission) == words(shared.session.submission)
    shared.session.stack.undo()
    assert shared.session.submission == before


def test_a_conflict_is_shown_with_both_wordings_and_decided(shared, answers, tmp_path: Path, qtbot) -> None:
    do_edit(shared, "soon", "now")
    answers["ask_about_changed_file"] = "merge"
    change_file(tmp_path / "a.amend", "soon", "later")
    shared.file_menu.file_watch.look()
    assert conflict_count(shared.session.submission) == 1
    panel = shared.conflicts.panel
    assert shared.window.panels.in_front("conflicts")
    [key] = shared.session.submission.proposals[0].conflicts
    shown = "\n".join(label.text() for label in panel.findChildren(QLabel))
    assert "that States act now enough;" in shown
    assert "that States act later enough;" in shown
    panel.buttons[(1, key), "other"].click()
    assert "that States act later enough;" in words(shared.session.submission)
    assert conflict_count(shared.session.submission) == 0
    shared.session.stack.undo()
    assert conflict_count(shared.session.submission) == 1
    qtbot.waitUntil(lambda: ((1, key), "both") in panel.buttons)


def test_conflicts_are_shown_at_every_later_opening(shared, answers, tmp_path: Path, open_program) -> None:
    do_edit(shared, "soon", "now")
    answers["ask_about_changed_file"] = "merge"
    change_file(tmp_path / "a.amend", "soon", "later")
    shared.file_menu.file_watch.look()
    assert shared.open_submission.save()
    shared.window.close()
    again = open_program(tmp_path / "a.amend")
    assert again.window.panels.in_front("conflicts")
    again.actions[ActionId.CONFLICTS].trigger()
    assert not again.window.panels.in_front("conflicts")


def test_saving_onto_a_changed_file_offers_to_merge(shared, answers, tmp_path: Path) -> None:
    do_edit(shared, "soon", "now")
    answers["ask_to_merge_or_overwrite"] = "merge"
    change_file(tmp_path / "a.amend", "well", "good")
    assert shared.open_submission.save()
    assert words(read_project(tmp_path / "a.amend").submission) == "recalling\nthat States act now enough;\nthat all is good,"


def test_a_merge_outlives_a_crash(shared, answers, tmp_path: Path) -> None:
    do_edit(shared, "soon", "now")
    answers["ask_about_changed_file"] = "merge"
    change_file(tmp_path / "a.amend", "soon", "later")
    shared.file_menu.file_watch.look()
    QTest.keyClicks(shared.window.editor, "and ")
    shared.open_submission.persistence.sync()
    shutil.copytree(tmp_path / "journals", tmp_path / "left")
    (found,) = recovery.find_unsaved(tmp_path / "left")
    recovered = recovery.preview_recovery(found)[1]
    assert recovered == shared.session.submission
    assert conflict_count(recovered) == 1


def test_a_file_that_cannot_be_merged_leaves_the_document(shared, answers, tmp_path: Path) -> None:
    do_edit(shared, "soon", "now")
    before = shared.session.submission
    answers["ask_about_changed_file"], answers["ask_to_compare"] = "merge", False
    other = submission("*noting*\na)\tsomething else altogether;\n")
    save_project(Project(other), tmp_path / "a.amend")
    shared.file_menu.file_watch.look()
    assert "it has nothing in common" in answers.asked[-1][1]
    assert shared.session.submission == before
    assert shared.open_submission.state == "changed"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("way", ["on disk", "by mail", "no common version"])
def test_files_that_are_not_merged_are_compared_by_a_button(shared, answers, tmp_path: Path, qtbot, way: str) -> None:
    do_edit(shared, "soon", "now")
    answers.update({"ask_about_changed_file": "merge", "ask_to_compare": True, "ask_for_base": "compare"})
    other = submission("*noting*\na)\tthat some States act otherwise;\n")
    path = tmp_path / ("a.amend" if way == "on disk" else "copy.amend")
    save_project(Project(edited(shared.session.submission, "well", "good") if way == "no common version" else other), path)
    if way == "on disk":
        shared.file_menu.file_watch.look()
    else:
        assert not shared.file_menu.merged_copies.merge_copy(path)
    assert answers.asked[-1][0] == ("ask_for_base" if way == "no common version" else "ask_to_compare")
    comparison = shared.comparison
    qtbot.waitUntil(lambda: comparison.window is not None and comparison.window.isVisible() and comparison._compared is not None)
    compared = comparison._compared
    assert (str(compared.first), str(compared.second)) == ("draft:", f"file:{path}")


def test_a_copy_that_came_by_mail_is_merged_on_a_version_that_both_contain(shared, answers, tmp_path: Path) -> None:
    shared.file_menu.versions.take_version("sent")
    assert shared.open_submission.save()
    copy = tmp_path / "copy.amend"
    shutil.copy(tmp_path / "a.amend", copy)
    change_file(copy, "well", "good")
    do_edit(shared, "soon", "now")
    assert shared.open_submission.save()
    assert shared.file_menu.merged_copies.merge_copy(copy)
    assert words(shared.session.submission) == "recalling\nthat States act now enough;\nthat all is good,"
    assert [version.name for version in shared.open_submission.persistence.project.versions] == ["sent"]


def test_a_copy_without_a_common_version_asks_for_the_file_that_both_were_made_from(
    shared, answers, tmp_path: Path, monkeypatch
) -> None:
    copy, base = tmp_path / "copy.amend", tmp_path / "base.amend"
    shutil.copy(tmp_path / "a.amend", copy)
    shutil.copy(tmp_path / "a.amend", base)
    change_file(copy, "well", "good")
    do_edit(shared, "soon", "now")
    assert shared.open_submission.save()
    merging = shared.file_menu.merged_copies
    answers["ask_for_base"] = ""
    assert not merging.merge_copy(copy)
    answers["ask_for_base"] = "choose"
    monkeypatch.setattr(merging, "_ask_for_project", lambda title: base)
    assert merging.merge_copy(copy)
    assert words(shared.session.submission) == "recalling\nthat States act now enough;\nthat all is good,"


@pytest.mark.parametrize(("content", "sentence"), [(b"garbage", "garbage.amend"), (b"", "garbage.amend")])
def test_a_copy_that_cannot_be_read_is_refused(shared, answers, tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "garbage.amend").write_bytes(content)
    answers["show_error"] = None
    before = shared.session.submission
    assert not shared.file_menu.merged_copies.merge_copy(tmp_path / "garbage.amend")
    assert sentence in answers.asked[-1][1]
    assert shared.session.submission == before


def test_the_file_of_the_document_itself_says_the_same(shared, tmp_path: Path) -> None:
    assert not shared.file_menu.merged_copies.merge_copy(tmp_path / "a.amend")
    assert "has the same content as the document" in shared.window.statusBar().currentMessage()
