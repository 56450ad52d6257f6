"""Saving, journals and locks where the system is Windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.session.file_lock import FileLock
from app.session.persistence import Persistence
from app.session.recovery import find_unsaved
from app.user_data.settings import SettingsFile
from model.files.opening import open_document
from model.files.project_file import save_project
from model.storage.atomic_write import write_durably
from model.submission.transactions import apply
from tests.app.builders import build_project, type_text, typed_text
from tests.windows import as_on_windows, names


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    as_on_windows(monkeypatch)


def test_a_file_is_written_over_another_and_one_copy_kept(tmp_path: Path) -> None:
    for data in (b"one", b"two", b"three"):
        write_durably(tmp_path / "a", data, keep_previous=True)
    assert (tmp_path / "a").read_bytes() == b"three"
    assert (tmp_path / "a.bak").read_bytes() == b"two"
    assert names(tmp_path) == ["a", "a.bak"]


def test_settings_are_changed_again_and_again(tmp_path: Path) -> None:
    messages: list[str] = []
    for zoom in (110, 120, 130):
        SettingsFile(tmp_path, messages.append).change(zoom=zoom)
    assert SettingsFile(tmp_path).value.zoom == 130
    assert messages == []


def test_after_a_save_no_journal_is_left(tmp_path: Path) -> None:
    """Else the next start would offer to bring back what was saved long ago."""
    file, state = tmp_path / "a.amend", tmp_path / "state"
    save_project(build_project(), file)
    persistence = Persistence.of(open_document(file), state)
    submission = persistence.project.submission
    for letter in "ab":
        transaction = type_text(submission, letter)
        submission = apply(submission, transaction)
        persistence.append(transaction)
        assert len(names(state)) == 1
        persistence.save(submission)
        assert names(state) == []
    persistence.close()
    assert typed_text(open_document(file).submission) == "ab"
    assert find_unsaved(state) == ()


def test_a_lock_is_gone_when_it_is_released(tmp_path: Path) -> None:
    document = tmp_path / "a.amend"
    document.write_bytes(b"")
    for _ in range(2):
        lock = FileLock(document, "Ana")
        assert lock.take()
        assert len(names(tmp_path)) == 2
        lock.release()
        assert names(tmp_path) == ["a.amend"]
