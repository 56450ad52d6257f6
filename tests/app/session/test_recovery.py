"""Saving and crashing: what a session leaves behind is found, reported and restored, once."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.session.persistence import UNTITLED, Persistence
from app.session.recovery import UnsavedJournal, discard, find_unsaved, recover, state_folder
from model.edits import structure
from model.errors import EditError, FileError, ProofError
from model.files.opening import open_document
from model.files.project_file import save_project
from model.message import Message
from model.redline import Note, Stamp
from model.storage.atomic_write import ChangedOnDisk, write_durably
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction, apply, invert
from model.submission.values import Submission
from tests.app.builders import build_project, build_submission, type_text, typed_text


class CrashingSession:
    """A session as the window has one: a submission, its persistence, keys."""

    def __init__(self, persistence: Persistence, submission: Submission | None = None) -> None:
        self.persistence = persistence
        self.submission = submission or persistence.project.submission

    def type(self, text: str, *, later: bool = False) -> None:
        for letter in text:
            transaction = type_text(self.submission, letter)
            after = apply(self.submission, transaction)
            self.persistence.append(transaction, later=later)
            self.submission = after

    def crash(self) -> None:
        """The handle goes, and with it the lock, as the system does with those of a killed process."""
        self.persistence.journal.close()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.amend"
    save_project(build_project(), path)
    return path


def session_on(file: Path, state: Path) -> CrashingSession:
    return CrashingSession(Persistence.of(open_document(file), state))


def only(state: Path) -> UnsavedJournal:
    (found,) = find_unsaved(state)
    return found


def test_a_session_that_ends_well_leaves_nothing(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("abc")
    session.persistence.save(session.submission)
    session.persistence.close()
    assert os.listdir(state) == []
    assert typed_text(open_document(file).submission) == "abc"
    assert typed_text(open_document(file.with_name("a.amend.bak")).submission) == ""
    assert find_unsaved(state) == ()


def test_what_was_typed_since_the_save_is_brought_back_and_gone_on_with(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("ab")
    session.persistence.save(session.submission)
    session.type("cd")
    session.crash()
    found = only(state)
    assert (found.title, found.document, found.count, found.problem) == ("a.amend", str(file), 2, "")
    assert found.time == "2024-09-06T09:00:00Z"
    recovered = recover(found)
    assert (typed_text(recovered.before), typed_text(recovered.submission)) == ("ab", "abcd")
    again = CrashingSession(recovered.persistence, recovered.submission)
    again.type("e")
    again.crash()
    recovered = recover(only(state))
    assert typed_text(recovered.submission) == "abcde"
    for transaction, _how in reversed(recovered.transactions):
        recovered = replace(recovered, submission=apply(recovered.submission, invert(transaction)))
    assert recovered.submission == recovered.before
    recovered.persistence.save(recovered.submission)
    assert find_unsaved(state) == ()


def test_of_letters_that_may_wait_a_crash_takes_the_last_alone(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("abc", later=True)
    session.crash()
    recovered = recover(only(state))
    assert typed_text(recovered.submission) == "ab"
    recovered.persistence.save(recovered.submission)


@pytest.mark.parametrize("what", ["settle", "sync", "version", "another"])
def test_a_letter_that_waits_is_written_before_anything_else(state: Path, file: Path, what: str) -> None:
    session = session_on(file, state)
    session.type("ab", later=True)
    if what == "version":
        session.persistence.take_version("Morning", submission=session.submission, within=session.submission)
    elif what == "another":
        session.type("c")
    else:
        getattr(session.persistence, what)()
    session.crash()
    recovered = recover(only(state))
    assert (typed_text(recovered.submission), recovered.problems) == ("abc" if what == "another" else "ab", ())
    assert [typed_text(version.submission) for version in recovered.persistence.project.versions] == ["ab"] * (what == "version")


def test_a_letter_that_waits_is_no_part_of_the_journal_after_a_save(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("ab", later=True)
    session.persistence.save(session.submission)
    session.persistence.settle()
    assert find_unsaved(state) == ()
    session.type("c")
    session.crash()
    assert typed_text(recover(only(state)).submission) == "abc"


def test_an_untitled_document_is_brought_back(state: Path, tmp_path: Path) -> None:
    session = CrashingSession(Persistence(state, build_project()))
    session.type("xyz")
    session.crash()
    found = only(state)
    assert (found.title, found.document, found.count) == (UNTITLED, "", 3)
    recovered = recover(found)
    assert typed_text(recovered.submission) == "xyz"
    assert recovered.persistence.path is None
    with pytest.raises(FileError, match="no file yet"):
        recovered.persistence.save(recovered.submission)
    recovered.persistence.save(recovered.submission, tmp_path / "new.amend")
    assert os.listdir(state) == []
    assert typed_text(open_document(tmp_path / "new.amend").submission) == "xyz"


def test_of_an_untitled_document_another_snapshot_is_told_by_its_place(state: Path) -> None:
    session = CrashingSession(Persistence(state, build_project()))
    session.type("xyz")
    session.crash()
    snapshot = session.persistence.journal.path.with_suffix(".amend")
    save_project(build_project("that other "), snapshot)
    assert only(state).problem.startswith(f"{snapshot}: another program has changed it since")


def test_a_crash_after_the_save_and_before_the_cut_brings_nothing_back_twice(
    state: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def kill(*_args: object) -> None:
        raise Killed

    session = session_on(file, state)
    session.type("abc")
    for target in (file, file.with_name("other.amend")):
        with monkeypatch.context() as patch:
            patch.setattr(session.persistence.journal, "note_save", kill)
            with pytest.raises(Killed):
                session.persistence.save(session.submission, target)
    session.crash()
    assert typed_text(open_document(file).submission) == "abc"
    assert find_unsaved(state) == ()
    assert os.listdir(state) == []


def test_a_file_changed_by_another_program_is_not_overwritten_unasked(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("abc")
    outside = save_project(build_project("that from outside "), file)
    with pytest.raises(ChangedOnDisk):
        session.persistence.save(session.submission)
    assert open_document(file).fingerprint == outside
    assert session.persistence.journal.count == 5
    session.persistence.save(session.submission, overwrite_changed=True)
    assert typed_text(open_document(file).submission) == "abc"


def test_changes_to_a_file_that_was_changed_since_come_back_as_a_copy(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("abc")
    session.crash()
    project = build_project()
    save_project(replace(project, submission=replace(project.submission, language="fr")), file)
    found = only(state)
    assert found.problem.startswith(f"{file}: another program has changed it since")
    recovered = recover(found)
    assert typed_text(recovered.submission) == "abc"
    assert recovered.submission.language == "fr"
    assert recovered.persistence.path is None
    assert found.path.exists()
    discard(found)
    recovered.persistence.journal.close()
    assert typed_text(recover(only(state)).submission) == "abc"


def test_what_does_not_fit_is_told(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("abc")
    session.crash()
    save_project(build_project("quite another text"), file)
    recovered = recover(only(state))
    assert str(recovered.problems[0]).startswith("change 1 of 3")
    assert recovered.submission == recovered.before == build_submission("quite another text")


@pytest.mark.parametrize("name", ["a.amend", "x" * 249 + ".amend"])
def test_where_the_previous_copy_is_the_one_that_fits_it_is_taken(state: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    save_project(build_project(), file)
    session = session_on(file, state)
    session.type("abc")
    session.crash()
    write_durably(file, b"damaged by a cloud folder", keep_previous=True)
    recovered = recover(only(state))
    assert (typed_text(recovered.submission), recovered.problems) == ("abc", ())
    assert recovered.persistence.path is None


def test_a_file_that_is_gone_is_told_and_nothing_is_lost(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("abc")
    session.crash()
    file.rename(file.with_name("b.amend"))
    found = only(state)
    assert "3 changes belong is missing" in found.problem
    with pytest.raises(FileError):
        recover(found)
    file.with_name("b.amend").rename(file)
    assert typed_text(recover(only(state)).submission) == "abc"


@pytest.mark.parametrize("before", ["", "ab"])
@pytest.mark.parametrize("packed", ["as we do", "otherwise"])
def test_what_is_typed_before_and_after_the_file_is_gone_comes_back(state: Path, file: Path, before: str, packed: str) -> None:
    if packed == "otherwise":
        with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as old, zipfile.ZipFile(file, "w") as new:
            for name in sorted(old.namelist()):
                new.writestr(name, old.read(name))
    session = session_on(file, state)
    session.type(before)
    if before:
        session.persistence.take_version("Morning")
    file.unlink()
    session.persistence.snapshot_base()
    session.type("cd")
    session.crash()
    found = only(state)
    assert (found.title, found.document, found.problem) == ("a.amend", str(file), "")
    recovered = recover(found)
    assert (typed_text(recovered.before), typed_text(recovered.submission)) == ("", before + "cd")
    assert [version.name for version in recovered.persistence.project.versions] == (["Morning"] if before else [])
    assert (recovered.persistence.path, recovered.persistence.title) == (None, "a.amend")
    recovered.persistence.save(recovered.submission, file)
    assert os.listdir(state) == []


def test_a_file_that_is_gone_before_anything_was_changed_is_kept_too(state: Path, file: Path) -> None:
    held = open_document(file).submission
    session = session_on(file, state)
    file.unlink()
    session.persistence.snapshot_base()
    session.crash()
    found = only(state)
    assert (found.count, found.problem) == (0, f"{file}: the file is missing; its contents were kept and are recovered")
    recovered = recover(found)
    assert recovered.submission.proposals == held.proposals
    recovered.persistence.save(recovered.submission, file)
    assert os.listdir(state) == []


def test_where_the_file_is_put_back_it_is_the_one_gone_on_with(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("ab")
    file.rename(file.with_name("b.amend"))
    session.persistence.snapshot_base()
    file.with_name("b.amend").rename(file)
    session.crash()
    recovered = recover(only(state))
    assert (typed_text(recovered.submission), recovered.persistence.path) == ("ab", file)
    recovered.persistence.save(recovered.submission)
    assert os.listdir(state) == []


def test_a_damaged_journal_is_told_not_dropped(state: Path) -> None:
    state.mkdir()
    (state / "x.jsonl").write_bytes(b"hello\n")
    found = only(state)
    assert "not a journal" in found.problem
    discard(found)
    assert find_unsaved(state) == ()


@pytest.mark.parametrize("torn", [1, 2])
def test_a_journal_damaged_within_is_told_and_a_copy_of_it_kept(state: Path, file: Path, torn: int) -> None:
    session = session_on(file, state)
    session.type("abc")
    session.crash()
    journal = session.persistence.journal.path
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[torn] = lines[torn].replace(b'"do"', b'"d0"')
    journal.write_bytes(b"".join(lines))
    found = only(state)
    assert found.count == torn - 1
    assert "is damaged" in found.problem
    assert journal.read_bytes() == b"".join(lines), "looking at it changes nothing"
    recovered = recover(found)
    assert typed_text(recovered.submission) == "abc"[: torn - 1]
    recovered.persistence.save(recovered.submission)
    assert find_unsaved(state) == ()
    assert [path.read_bytes() for path in state.iterdir()] == [b"".join(lines)]


@pytest.mark.parametrize("size", [0, 1, 40])
def test_a_crash_in_the_first_line_is_no_news(state: Path, file: Path, size: int) -> None:
    session = session_on(file, state)
    session.type("abc")
    session.crash()
    journal = session.persistence.journal.path
    journal.write_bytes(journal.read_bytes()[:size])
    assert find_unsaved(state) == ()
    again = session_on(file, state)
    again.type("de")
    again.crash()
    assert typed_text(recover(only(state)).submission) == "de"
    assert list(state.iterdir()) == [journal]


def test_a_document_of_which_only_the_first_line_was_begun_does_not_stay_for_good(state: Path) -> None:
    session = CrashingSession(Persistence(state, build_project()))
    session.type("a")
    session.crash()
    journal = session.persistence.journal.path
    journal.write_bytes(b"")
    assert find_unsaved(state) == ()
    assert len(list(state.iterdir())) == 2  # a program may be about to write it
    yesterday = journal.stat().st_mtime - 90_000
    os.utime(journal, (yesterday, yesterday))
    assert find_unsaved(state) == ()
    assert list(state.iterdir()) == []


def test_a_torn_last_line_is_no_news(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("abc")
    session.crash()
    journal = session.persistence.journal.path
    journal.write_bytes(journal.read_bytes()[:-7])
    found = only(state)
    assert (found.count, found.problem) == (2, "")


def test_a_running_session_is_not_taken_for_a_crashed_one(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("abc")
    assert find_unsaved(state) == ()
    session.crash()
    assert len(find_unsaved(state)) == 1


def test_copies_of_one_document_may_be_open_beside_each_other(state: Path, file: Path) -> None:
    first = session_on(file, state)
    save_project(build_project("that copy "), file.with_name("copy.amend"))
    second = session_on(file.with_name("copy.amend"), state)
    first.type("a")
    second.type("b")
    first.crash()
    second.crash()
    assert sorted(typed_text(recover(found).submission) for found in find_unsaved(state)) == ["a", "b"]


def test_discarding_is_for_good(state: Path) -> None:
    session = CrashingSession(Persistence(state, build_project()))
    session.type("a")
    session.persistence.close(discard=True)
    assert os.listdir(state) == []


def test_a_journal_that_cannot_be_written_warns_once_and_hinders_nothing(tmp_path: Path, file: Path) -> None:
    (tmp_path / "blocked").write_bytes(b"")
    warnings: list[Message] = []
    session = CrashingSession(Persistence.of(open_document(file), tmp_path / "blocked" / "state", warnings.append))
    session.type("abc")
    session.persistence.sync()
    assert len(warnings) == 1
    assert str(warnings[0]).startswith("changes are not protected against a crash until you save: ")
    session.persistence.save(session.submission)
    assert typed_text(open_document(file).submission) == "abc"


def test_a_save_that_fails_leaves_file_and_journal(state: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_on(file, state)
    session.type("abc")
    before = file.read_bytes()
    monkeypatch.setattr("app.session.persistence.project_bytes", failing)
    with pytest.raises(ProofError):
        session.persistence.save(session.submission)
    assert file.read_bytes() == before
    session.crash()
    assert typed_text(recover(only(state)).submission) == "abc"


def failing(_project: object) -> bytes:
    raise ProofError("no")


def test_versions_are_kept_with_the_next_save(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.persistence.take_version("as imported", "note")
    with pytest.raises(EditError):
        session.persistence.take_version("as imported")
    session.persistence.save(session.submission)
    version = open_document(file).project.versions[0]
    assert (version.name, version.note, version.submission) == ("as imported", "note", build_submission())


def test_journals_lie_in_the_state_folder() -> None:
    assert state_folder().name == "journals"
    assert "clausewright" in str(state_folder())


@pytest.mark.parametrize("older", [True, False])
def test_changes_on_a_file_with_a_note_that_nothing_refers_to_are_brought_back(state: Path, file: Path, older: bool) -> None:
    """An older program opened the file as it is, this one without the note, whose key may have been given again."""
    project = build_project()
    (proposal,) = project.submission.proposals
    words = Note(mark="*")
    redline = replace(proposal.redline, notes={"fn1": words})
    value = replace(project.submission, proposals=(replace(proposal, redline=redline),))
    save_project(replace(project, submission=value), file)
    session = session_on(file, state)
    if older:
        session.submission = value
    added = SetField("proposals/1/notes/fn1", words if older else None, Note(mark="**"))
    made = Transaction(TransactionKind.INSERT_FOOTNOTE, (added,))
    session.persistence.append(made)
    session.crash()
    recovered = recover(only(state))
    assert not recovered.problems
    assert recovered.submission.proposals[0].redline.notes == {"fn1": Note(mark="**")}
    recovered.persistence.close(discard=True)


def test_a_clause_that_was_struck_before_a_crash_is_restored_as_it_was_amended(state: Path, file: Path) -> None:
    session = session_on(file, state)
    session.type("abc")
    before = session.submission
    clause = next(candidate for candidate in before.proposals[0].redline.clauses if "abc" in candidate.text)
    made = structure.delete_clauses(before, StoryId(1), clause.id, Stamp("me", "2024-09-06T09:00:00Z"))
    session.persistence.append(made)
    session.crash()
    recovered = recover(only(state))
    assert not recovered.problems
    value = recovered.submission
    assert "abc" not in value.proposals[0].redline[clause.id].text
    back = structure.restore_clauses(value, StoryId(1), clause.id, Stamp("you", "2024-09-07T09:00:00Z"))
    recovered.persistence.append(back)
    recovered.persistence.journal.close()
    again = recover(only(state))
    assert again.submission == apply(value, back) == before
    again.persistence.close(discard=True)


def test_what_a_journal_begins_with_may_be_made_ahead(state: Path) -> None:
    session = CrashingSession(Persistence(state, build_project()))
    assert session.persistence.needs_first_state
    session.persistence.make_first_state()
    assert not list(state.rglob("*"))  # nothing is written before there is something to lose
    session.type("abc")
    assert not session.persistence.needs_first_state
    session.crash()
    assert typed_text(recover(only(state)).submission) == "abc"


def test_a_document_that_has_a_file_needs_no_first_state(file: Path, state: Path) -> None:
    assert not session_on(file, state).persistence.needs_first_state
