"""The journal: whatever happens to its file, what is read is a clean prefix of what was written."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from model.errors import FileError
from model.journal import Base, JournalHeld, JournalWriter, read_journal, replay
from model.redline import Clause, Redline, Run, Status
from model.storage.atomic_write import fingerprint
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Transaction, apply, invert
from model.submission.values import Proposal, Submission
from tests.limits import short_files

ORIGIN = Submission(proposals=(Proposal("MOD", redline=Redline((Clause("c1", runs=(Run("that "),)),))),))
BASE = Base("f" * 64, "/home/x/a.amend", "a", "2024-09-06T09:00:00Z")


def typed(submission: Submission, letter: str) -> Transaction:
    """The transaction that types a letter at the end of the only clause."""
    clause = submission.proposals[0].redline.clauses[0]
    kept, inserted = clause.runs[0], "".join(run.text for run in clause.runs[1:])
    runs = (kept, Run(inserted + letter, Status.INSERTED))
    return Transaction(TransactionKind.TYPE, (Splice(StoryId(1), 0, (clause,), (replace(clause, runs=runs),)),), time="2024")


def type_all(journal: JournalWriter, letters: str, submission: Submission = ORIGIN) -> list[Submission]:
    """The submissions before and after each letter."""
    states = [submission]
    for letter in letters:
        transaction = typed(states[-1], letter)
        journal.append(transaction)
        states.append(apply(states[-1], transaction))
    return states


def brought_back(path: Path, mark: str = BASE.fingerprint) -> Submission:
    left = read_journal(path)
    pending = left.pending(mark)
    assert pending is not None
    replayed = replay(ORIGIN, pending)
    assert replayed.problems == ()
    return replayed.submission


def test_what_was_appended_is_brought_back(tmp_path: Path) -> None:
    journal = JournalWriter(tmp_path / "state", "doc", BASE)
    assert not (tmp_path / "state").exists()
    states = type_all(journal, "abc")
    undo = invert(typed(states[2], "c"))
    journal.append(undo)
    assert brought_back(journal.path) == states[2]
    assert read_journal(journal.path).base == BASE
    assert not read_journal(journal.path).damaged


def test_cut_at_every_byte_a_clean_prefix_remains(tmp_path: Path) -> None:
    journal = JournalWriter(tmp_path, "doc", BASE)
    states = type_all(journal, "abcdefgh")
    data = journal.path.read_bytes()
    torn, seen = tmp_path / "torn.jsonl", set()
    head = data.index(b"\n") + 1
    for length in range(len(data) + 1):
        torn.write_bytes(data[:length])
        if length < head:
            with pytest.raises(FileError):
                read_journal(torn)
            continue
        left = read_journal(torn)
        assert data.startswith(torn.read_bytes()[: left.size])
        assert not left.damaged, "a crash leaves such a tail"
        seen.add(states.index(brought_back(torn)))
    assert seen == set(range(9))


def test_flipped_bytes_leave_a_clean_prefix(tmp_path: Path) -> None:
    journal = JournalWriter(tmp_path, "doc", BASE)
    states = type_all(journal, "abcdefgh")
    data, chance, torn = journal.path.read_bytes(), random.Random(3), tmp_path / "torn.jsonl"
    for _ in range(500):
        mutant = bytearray(data)
        mutant[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        torn.write_bytes(mutant)
        try:
            assert brought_back(torn) in states
        except FileError:
            assert bytes(mutant[: data.index(b"\n") + 1]) != data[: data.index(b"\n") + 1]


def test_lines_left_out_or_swapped_end_the_prefix(tmp_path: Path) -> None:
    journal = JournalWriter(tmp_path, "doc", BASE)
    states = type_all(journal, "abcd")
    lines = journal.path.read_bytes().splitlines(keepends=True)
    for order in ([0, 1, 3, 4], [0, 1, 2, 4, 3], [0, 1, 1, 2], [0, 1, 2, 3, 4, 0]):
        journal.path.write_bytes(b"".join(lines[index] for index in order))
        assert brought_back(journal.path) in states
        assert read_journal(journal.path).damaged
    journal.path.write_bytes(b"".join(lines[1:]))
    with pytest.raises(FileError):
        read_journal(journal.path)


def test_a_save_ends_the_journal_and_the_next_change_begins_one(tmp_path: Path) -> None:
    journal = JournalWriter(tmp_path, "doc", BASE)
    states = type_all(journal, "ab")
    journal.saving("1" * 64, "/home/x/b.amend")
    journal.note_save(replace(BASE, fingerprint="1" * 64))
    assert os.listdir(tmp_path) == []
    journal.append(typed(states[2], "c"))
    left = read_journal(journal.path)
    assert left.pending(BASE.fingerprint) is None
    assert len(left.pending("1" * 64) or ()) == 1


def test_a_crash_between_save_and_cut_brings_nothing_back_twice(tmp_path: Path) -> None:
    journal = JournalWriter(tmp_path, "doc", BASE)
    states = type_all(journal, "ab")
    journal.saving("1" * 64, "/home/x/b.amend")
    journal.append(typed(states[2], "c"))
    left = read_journal(journal.path)
    assert len(left.pending(BASE.fingerprint) or ()) == 3
    assert len(left.pending("1" * 64) or ()) == 1
    assert left.pending("2" * 64) is None
    assert left.paths == ("/home/x/b.amend", BASE.path)
    assert replay(states[2], left.pending("1" * 64) or []).submission == apply(states[2], typed(states[2], "c"))


def test_a_document_without_a_file_lies_beside_its_journal(tmp_path: Path) -> None:
    asked = []

    def snapshot() -> bytes:
        asked.append(1)
        return b"the document"

    journal = JournalWriter(tmp_path, "doc", Base("", title="Untitled"), snapshot)
    type_all(journal, "ab")
    left = read_journal(journal.path)
    assert left.snapshot.read_bytes() == b"the document"
    assert len(left.pending(fingerprint(b"the document")) or ()) == 2
    assert len(asked) == 1
    journal.discard()
    assert os.listdir(tmp_path) == []


def test_a_journal_left_behind_is_resumed_without_its_torn_tail(tmp_path: Path) -> None:
    journal = JournalWriter(tmp_path, "doc", BASE)
    states = type_all(journal, "ab")
    journal.close()
    with journal.path.open("ab") as file:
        file.write(b'{"crc":"torn')
    resumed = JournalWriter.resume(read_journal(journal.path))
    resumed.append(typed(states[2], "c"))
    assert brought_back(journal.path) == apply(states[2], typed(states[2], "c"))
    assert resumed.count == 4


@pytest.mark.parametrize("torn", [1, 2, 3])
def test_of_a_journal_damaged_within_a_copy_is_kept_before_it_is_cut(tmp_path: Path, torn: int) -> None:
    journal = JournalWriter(tmp_path, "doc", BASE)
    states = type_all(journal, "abcd")
    journal.close()
    lines = journal.path.read_bytes().splitlines(keepends=True)
    lines[torn] = lines[torn].replace(b'"do"', b'"d0"')
    journal.path.write_bytes(b"".join(lines))
    for number in range(2):
        left = read_journal(journal.path)
        assert left.damaged == (number == 0)
        JournalWriter.resume(left).close()
        assert brought_back(journal.path) == states[torn - 1]
        assert [path.read_bytes() for path in tmp_path.glob("*.damaged")] == [b"".join(lines)]
    journal.path.write_bytes(b"".join(lines))
    JournalWriter.resume(read_journal(journal.path)).close()
    assert [path.read_bytes() for path in tmp_path.glob("*.damaged")] == [b"".join(lines)] * 2


def test_a_journal_left_behind_is_never_overwritten(tmp_path: Path) -> None:
    for letters in ("a", "bb", "ccc"):
        journal = JournalWriter(tmp_path, "doc", BASE)
        type_all(journal, letters)
        journal.close()
    texts = {brought_back(path).proposals[0].redline.clauses[0].text for path in tmp_path.glob("*.jsonl")}
    assert texts == {"that a", "that bb", "that ccc"}


def test_a_document_is_not_journaled_twice_at_a_time(tmp_path: Path) -> None:
    first, second = JournalWriter(tmp_path, "doc", BASE), JournalWriter(tmp_path, "doc", BASE)
    states = type_all(first, "a")
    with pytest.raises(JournalHeld, match="open in another window"):
        second.append(typed(ORIGIN, "b"))
    with pytest.raises(JournalHeld):
        JournalWriter.resume(read_journal(first.path))
    assert brought_back(first.path) == states[1]


@pytest.fixture
def small_limit() -> Iterator[None]:
    with short_files(1500):
        yield


@pytest.mark.usefixtures("small_limit")
def test_a_full_disk_leaves_what_was_written_before(tmp_path: Path) -> None:
    journal = JournalWriter(tmp_path, "doc", BASE)
    states = [ORIGIN]
    message = ""
    for letter in "abcdefghijklmnopqrstuvwxyz":
        transaction = typed(states[-1], letter)
        try:
            journal.append(transaction)
        except FileError as error:
            message = str(error)
            break
        states.append(apply(states[-1], transaction))
    assert message.startswith(f"{journal.path}: ")
    assert len(states) > 2
    assert brought_back(journal.path) == states[-1]
    assert read_journal(journal.path).size == journal.path.stat().st_size
    with pytest.raises(FileError):
        journal.append(typed(states[-1], "y"))
    assert brought_back(journal.path) == states[-1]
    journal.note_save(BASE)
    type_all(journal, "z")
    assert brought_back(journal.path).proposals[0].redline.clauses[0].text == "that z"


def test_a_first_line_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    journal = JournalWriter(tmp_path, "doc", BASE)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuse)
        with pytest.raises(FileError, match="disk is full"):
            journal.append(typed(ORIGIN, "a"))
    assert os.listdir(tmp_path) == []


def test_an_id_that_is_no_file_name_is_refused(tmp_path: Path) -> None:
    for id in ("", "../x", "a/b", "a.b", "x" * 65):
        with pytest.raises(FileError):
            JournalWriter(tmp_path, id, BASE)


def test_sync_reaches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    monkeypatch.setattr(os, "fdatasync" if hasattr(os, "fdatasync") else "fsync", synced.append)
    journal = JournalWriter(tmp_path, "doc", BASE)
    journal.sync()
    assert synced == []
    type_all(journal, "a")
    journal.sync()
    journal.sync()
    assert len(synced) == 1


def test_a_change_that_does_not_fit_is_told_and_ends_the_replay(tmp_path: Path) -> None:
    journal = JournalWriter(tmp_path, "doc", BASE)
    type_all(journal, "ab")
    pending = read_journal(journal.path).pending(BASE.fingerprint) or []
    replayed = replay(ORIGIN, [pending[0], pending[0], pending[1]])
    assert len(replayed.transactions) == 1
    assert len(replayed.problems) == 1
    assert str(replayed.problems[0]).startswith("change 2 of 3 and those after it could not be recovered")
