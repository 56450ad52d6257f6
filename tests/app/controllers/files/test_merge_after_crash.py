"""After a crash, what a colleague wrote into the file is merged on the file as the crashed window last read or saved it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from app.session.persistence import Persistence
from app.session.recovery import find_unsaved, recover
from model.edits.merging.copies import bring_merge
from model.files.merge import merge_projects
from model.files.opening import OpenedFile, open_document
from model.files.project_file import save_project
from model.formats.amend import Project, project_bytes
from model.redline import Stamp
from model.storage.atomic_write import fingerprint
from model.submission.transactions import apply
from model.submission.values import Submission, conflict_count
from tests.app.controllers.files.test_merged_copies import edited, words
from tests.builders.submissions import submission
from tests.sources import ROOT
from widgets.dialogs.recovery import RecoveryDialog

TEXT = "*recalling*\na)\tthat States act soon enough;\nb)\tthat all is well,\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.amend"
    save_project(Project(submission(TEXT), id="1" * 32), path)
    return path


def write(path: Path, find: str, text: str) -> None:
    """What a colleague's program or a synced folder does: no copy of the file before is left."""
    project = open_document(path).project
    path.write_bytes(project_bytes(replace(project, submission=edited(project.submission, find, text))))


class Window:
    """A session with its persistence, as the window has it."""

    def __init__(self, persistence: Persistence) -> None:
        self.persistence, self.submission = persistence, persistence.project.submission

    def edit(self, find: str, text: str) -> None:
        self._commit(edited(self.submission, find, text, "ATU"))
        if self.persistence.needs_file_copy:
            self.persistence.keep_file()

    def merge(self) -> None:
        """Merges what is in the file."""
        assert self.persistence.path is not None
        opened: OpenedFile = open_document(self.persistence.path)
        mine = replace(self.persistence.project, submission=self.submission)
        merged = merge_projects(self.persistence.last_saved, mine, opened.project)
        self.persistence.follow_file(opened, merged.versions, within=self.submission)
        self._commit(merged.submission)

    def _commit(self, wanted: Submission) -> None:
        made = bring_merge(self.submission, wanted, Stamp("ATU", "2024-09-06T09:00:00Z"))
        self.submission = apply(self.submission, made)
        self.persistence.append(made)

    def crashed(self, state: Path, problem: str = "") -> Window:
        """The window after a crash and the recovery."""
        self.persistence.journal.close()
        (found,) = find_unsaved(state)
        assert (problem in found.problem) if problem else found.problem == ""
        recovered = recover(found)
        assert not recovered.problems
        again = Window(recovered.persistence)
        again.submission = recovered.submission
        return again


CHANGED = "another program has changed it since; your changes are recovered, and both can be merged"


def test_what_a_colleague_wrote_after_the_crash_is_merged(file: Path, tmp_path: Path) -> None:
    window = Window(Persistence.of(open_document(file), tmp_path / "state"))
    window.edit("soon", "now")
    before = window.persistence.last_saved
    window.persistence.journal.close()
    write(file, "well", "good")
    again = window.crashed(tmp_path / "state", CHANGED)
    assert again.persistence.path == file
    assert again.persistence.fingerprint != fingerprint(file.read_bytes())  # saving does not overwrite it unasked
    assert again.persistence.last_saved == before
    again.merge()
    assert words(again.submission) == "recalling\nthat States act now enough;\nthat all is good,"
    assert not conflict_count(again.submission)
    again.persistence.save(again.submission)
    assert os.listdir(tmp_path / "state") == []


def test_a_second_crash_has_the_base_too(file: Path, tmp_path: Path) -> None:
    window = Window(Persistence.of(open_document(file), tmp_path / "state"))
    window.edit("soon", "now")
    write(file, "well", "good")
    again = window.crashed(tmp_path / "state", CHANGED)
    again.edit("enough", "indeed")
    again = again.crashed(tmp_path / "state", CHANGED)
    again.merge()
    assert words(again.submission) == "recalling\nthat States act now indeed;\nthat all is good,"


def test_after_two_merges_the_base_is_what_was_merged_last(file: Path, tmp_path: Path) -> None:
    window = Window(Persistence.of(open_document(file), tmp_path / "state"))
    window.edit("soon", "now")
    for find, text in (("well", "good"), ("good", "fine")):
        write(file, find, text)
        window.merge()
    again = window.crashed(tmp_path / "state")
    assert again.persistence.fingerprint == fingerprint(file.read_bytes())
    assert again.submission == window.submission
    write(file, "fine", "well")  # as it was at first: only on what was merged last is that a change
    again = again.crashed(tmp_path / "state", CHANGED)
    again.merge()
    assert words(again.submission) == "recalling\nthat States act now enough;\nthat all is well,"
    assert not conflict_count(again.submission)


def test_nothing_is_kept_of_a_file_that_was_only_read_and_nothing_after_a_save(file: Path, tmp_path: Path) -> None:
    window = Window(Persistence.of(open_document(file), tmp_path / "state"))
    assert not window.persistence.needs_file_copy
    window.edit("soon", "now")
    assert not window.persistence.needs_file_copy
    assert sorted(path.suffix for path in (tmp_path / "state").iterdir()) == [".file", ".jsonl"]
    window.persistence.save(window.submission)
    assert os.listdir(tmp_path / "state") == []
    window.edit("well", "good")
    write(file, "enough", "indeed")
    again = window.crashed(tmp_path / "state", CHANGED)
    again.merge()
    assert words(again.submission) == "recalling\nthat States act now indeed;\nthat all is good,"


def test_a_copy_without_a_journal_is_removed_after_a_day(file: Path, tmp_path: Path) -> None:
    window = Window(Persistence.of(open_document(file), tmp_path / "state"))
    window.edit("soon", "now")
    window.persistence.journal.close()
    window.persistence.journal.path.unlink()
    (copy,) = (tmp_path / "state").iterdir()
    assert find_unsaved(tmp_path / "state") == ()
    assert copy.exists()
    yesterday = copy.stat().st_mtime - 90_000
    os.utime(copy, (yesterday, yesterday))
    assert find_unsaved(tmp_path / "state") == ()
    assert not copy.exists()


def test_a_window_that_is_killed_merges_when_it_is_back(
    file: Path, tmp_path: Path, open_program: Any, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-m", "tests.app.controllers.files.merge_child", str(tmp_path), str(file), "Typed "]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path / "home")}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"typed"
        child.kill()
    write(file, "well", "good")
    monkeypatch.setattr(RecoveryDialog, "exec", lambda dialog: dialog._choose("recover"))
    answers["show_warnings"] = None
    answers["ask_about_changed_file"] = "merge"
    program = open_program()
    program.file_menu.file_watch.look()
    shown = words(program.session.submission)
    assert shown.startswith("Typed recalling")
    assert shown.endswith("that all is good,")
    assert not conflict_count(program.session.submission)
    assert program.open_submission.save()
    assert words(open_document(file).submission) == shown
