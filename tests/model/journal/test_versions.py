"""Versions in the journal come back where they were taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.session import recovery
from app.session.persistence import Persistence
from model.errors import EditError
from model.formats.amend import Project, Version, restore_version
from model.journal.lines import version_in, version_line
from model.message import Message
from model.submission.transactions import apply
from tests.app.builders import build_submission, type_text, typed_text


def test_a_version_of_what_stands_there_needs_no_submission():
    submission = build_submission("that ")
    version = Version("mine", "2026-01-01T00:00:00Z", "a note", submission)
    line = version_line(version, None)
    assert len(str(line)) < 100
    assert version_in(line["version"], submission) == version


def test_a_name_that_the_program_gave_comes_back_as_a_value():
    submission = build_submission("that ")
    before, noted = Message.of("Before adding {name}", name="a.docx"), Message.of("returned file")
    version = Version(str(before), "", str(noted), submission, named=before, noted=noted)
    assert version_in(version_line(version, None)["version"], submission) == version


def test_another_submission_comes_back_with_the_packages_that_are_new():
    submission = replace(build_submission("that "), sources={"base.docx": b"PK1"})
    other = replace(build_submission("those "), sources={"base.docx": b"PK1", "theirs.docx": b"PK2"})
    line = version_line(Version("theirs", "", "", other), submission)
    assert list(line["version"]["of"]["sources"]) == ["theirs.docx"]
    assert version_in(line["version"], submission).submission == other


@pytest.mark.parametrize("value", [None, [], {"name": 3}, {"of": []}, {"of": {"header": {}, "proposals": 1}},
                                   {"of": {"header": {}, "proposals": [], "sources": {"a": "§"}}},
                                   {"of": {"header": {}, "proposals": [], "sources": {"a": 1}}}])  # fmt: skip
def test_rubbish_is_an_edit_error(value):
    with pytest.raises(EditError):
        version_in(value, build_submission())


@pytest.mark.parametrize("to_file", [True, False])
def test_a_crash_loses_no_version(tmp_path: Path, to_file: bool):
    persistence = Persistence(tmp_path / "state", Project(build_submission("that ")))
    if to_file:
        persistence.save(persistence.project.submission, tmp_path / "a.amend")
    submission = persistence.project.submission
    for text in ("one ", "two "):
        transaction = type_text(submission, text)
        submission = apply(submission, transaction)
        persistence.append(transaction)
        persistence.take_version(f"after {text.strip()}", "", submission)
    assert persistence.unsaved_versions
    persistence.take_version("theirs", "", build_submission("those "), within=submission)
    persistence.journal.close()
    (found,) = recovery.find_unsaved(tmp_path / "state")
    assert found.count == 5
    assert found.labels == ("Type", "version “after one”", "Type", "version “after two”", "version “theirs”")
    before, after = recovery.preview_recovery(found)
    assert (typed_text(before), typed_text(after)) == ("", "one two ")
    brought = recovery.recover(found)
    assert typed_text(brought.submission) == "one two "
    names = [version.name for version in brought.persistence.project.versions]
    assert names == ["after one", "after two", "theirs"]
    assert typed_text(restore_version(brought.persistence.project, "after one")) == "one "
    assert brought.persistence.project.versions[2].submission == build_submission("those ")
    assert brought.persistence.unsaved_versions
    brought.persistence.close()


def test_a_version_alone_is_no_empty_journal(tmp_path: Path):
    persistence = Persistence(tmp_path / "state", Project(build_submission("that ")))
    persistence.take_version("as received", "", persistence.project.submission)
    persistence.journal.close()
    (found,) = recovery.find_unsaved(tmp_path / "state")
    assert recovery.recover(found).persistence.project.versions[0].name == "as received"
