"""The folder of a shared draft as services and people leave it: copies, cuts, older states, foreign files, links."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from model.errors import FileError
from model.formats.amend import Project, project_bytes
from model.formats.safe_zip import LARGEST_FILE
from model.sharing import folder
from model.sharing.commit_lines import ParticipantHead
from model.sharing.folder import COMMITS_SUFFIX, FolderContent, FolderReader
from model.sharing.history import SharedHistory
from model.sharing.own_files import OwnFiles, write_root
from model.sharing.presence import LARGEST, Presence, read_presence, write_presence
from model.sharing.values import Commit, Participant
from model.storage.atomic_write import shared_folder
from model.submission.story import StoryId
from tests.builders.sharing import colleagues, draft_of, shared_text, typed
from tests.skips import needs_pipes, needs_posix_files

PROJECT = "0123456789abcdef"
ROOT = shared_text()
ANA, BEN = Participant("a" * 16, "Ana", 1), Participant("b" * 16, "Ben", 2)


class Shared:
    """A folder with the files of two participants."""

    def __init__(self, place: Path) -> None:
        self.folder = shared_folder(place / "draft.amend")
        self.print_of_root = write_root(self.folder, ANA.id, project_bytes(Project(ROOT, PROJECT)))
        heads = [ParticipantHead(who, PROJECT, self.print_of_root, f"2026-03-0{who.color}") for who in (ANA, BEN)]
        self.files = [OwnFiles(self.folder, head) for head in heads]
        for files in self.files:
            files.flush()
        self.people = colleagues(ROOT)
        self.reader = FolderReader(self.folder, PROJECT)

    def write(self, number: int, words: str) -> Commit:
        colleague = self.people[number]
        colleague.draft = typed(words, "soon")(colleague.draft, colleague.stamp)
        commit = colleague.commit()
        assert commit is not None
        self.files[number].append(commit)
        return commit

    def path(self, number: int) -> Path:
        return self.folder / (self.people[number].id + COMMITS_SUFFIX)

    def names(self, content: FolderContent | None = None) -> list[int]:
        """The numbers of the commits that are new."""
        return [commit.number for commit in (content or self.reader.read()).commits]


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    return Shared(tmp_path)


def test_only_what_is_new_is_found(shared: Shared) -> None:
    first = shared.write(0, " alpha")
    content = shared.reader.read()
    assert content.root is not None
    assert (content.root.fingerprint, content.root.project.submission) == (shared.print_of_root, ROOT)
    assert content.commits == (first,)
    assert content.participants == {ANA.id: ANA, BEN.id: BEN}
    assert content.problems == ()
    assert shared.reader.read().commits == ()
    more = [shared.write(1, " beta"), shared.write(0, " gamma")]
    assert sorted(map(repr, shared.reader.read().commits)) == sorted(map(repr, more))


def test_conflict_copies_and_files_of_any_name_are_read(shared: Shared) -> None:
    shared.write(0, " alpha")
    for name in ("x (conflicted copy).jsonl", "x-PC2", "Kopie von y.txt", ".z.tmp"):
        (shared.folder / name).write_bytes(shared.path(0).read_bytes())
        shared.write(0, " more")
    shared.path(0).unlink()
    history = SharedHistory(ROOT)
    content = shared.reader.read()
    history.add(content.commits)
    assert history.frontier == {ANA.id: 4}
    assert content.problems == ()


def test_an_older_state_of_a_file_takes_nothing_back(shared: Shared) -> None:
    shared.write(0, " alpha")
    old = shared.path(0).read_bytes()
    shared.write(0, " beta")
    assert shared.names() == [1, 2]
    shared.path(0).write_bytes(old)
    assert shared.names() in ([], [1])
    shared.path(0).write_bytes(old[:-9])
    assert shared.names() in ([], [1])
    third = shared.write(0, " gamma")
    assert third in shared.reader.read().commits
    assert shared.path(0).read_bytes().startswith(old), "its author has written it again"
    fresh = FolderReader(shared.folder, PROJECT).read()
    assert [commit.number for commit in fresh.commits] == [1, 2, 3]


def test_a_hole_that_is_filled_later_is_read_again(shared: Shared) -> None:
    """The file has the same length and the same end before and after."""
    for words in (" alpha", " beta", " gamma"):
        shared.write(0, words)
    whole = shared.path(0).read_bytes()
    lines = whole.splitlines(keepends=True)
    hole = b"\0" * (len(lines[2]) - 1) + b"\n"
    shared.path(0).write_bytes(b"".join([*lines[:2], hole, lines[3]]))
    content = shared.reader.read()
    assert [commit.number for commit in content.commits] == [1, 3]
    assert [str(problem) for problem in content.problems] == [
        f"{ANA.id}{COMMITS_SUFFIX}: some lines of it are damaged; what they contain is missing until it arrives again"
    ]
    shared.path(0).write_bytes(whole)
    os.utime(shared.path(0), ns=(1, 1))
    content = shared.reader.read()
    assert 2 in [commit.number for commit in content.commits]
    assert content.problems == ()


def test_a_change_in_the_same_second_is_seen(shared: Shared) -> None:
    """The file has the same length, the same time and the same number as before."""
    for words in (" alpha", " beta"):
        shared.write(0, words)
    whole = shared.path(0).read_bytes()
    lines = whole.splitlines(keepends=True)
    shared.path(0).write_bytes(b"".join([lines[0], b" " * (len(lines[1]) - 1) + b"\n", lines[2]]))
    before = shared.path(0).stat()
    assert shared.names() == [2]
    shared.path(0).write_bytes(whole)
    os.utime(shared.path(0), ns=(before.st_atime_ns, before.st_mtime_ns))
    assert 1 in shared.names()


def test_a_file_that_grows_by_bytes_is_read_line_by_line(shared: Shared) -> None:
    for words in (" alpha", " beta", " gamma"):
        shared.write(0, words)
    whole = shared.path(0).read_bytes()
    found: list[int] = []
    for stop in range(0, len(whole) + 7, 7):
        shared.path(0).write_bytes(whole[:stop])
        found += shared.names()
    assert found == [1, 2, 3]


def test_a_file_with_a_missing_line_is_read_whole_when_the_line_comes(shared: Shared) -> None:
    for words in (" alpha", " beta", " gamma"):
        shared.write(0, words)
    lines = shared.path(0).read_bytes().splitlines(keepends=True)
    shared.path(0).write_bytes(b"".join([lines[0], *lines[2:]]))
    assert shared.names() == [2, 3]
    shared.path(0).write_bytes(b"".join([lines[0], *lines[2:], lines[1]]))
    assert 1 in shared.names()


def test_the_root_may_come_last(shared: Shared) -> None:
    shared.write(0, " alpha")
    root = next(shared.folder.glob("*.root.amend"))
    data = root.read_bytes()
    root.write_bytes(data[: len(data) // 2])
    content = shared.reader.read()
    assert (content.root, content.commits, len(content.heads)) == (None, (), 2)
    assert len(content.problems) == 1
    (shared.folder / "root (1).amend").write_bytes(data)
    content = shared.reader.read()
    assert content.root is not None
    assert [commit.number for commit in content.commits] == [1]


def test_a_copy_of_the_root_with_other_bytes_is_no_root(shared: Shared) -> None:
    """A zip can be read although some bytes are other ones; whoever took it for the root would be alone."""
    root = next(shared.folder.glob("*.root.amend"))
    data = root.read_bytes()
    at = data.index(b"README.txt") - 20
    root.write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    for files in shared.folder.glob("*.commits.jsonl"):
        files.rename(shared.folder.with_name(files.name))
    assert shared.reader.read().root is None
    root.write_bytes(data)
    for files in shared.folder.parent.glob("*.commits.jsonl"):
        files.rename(shared.folder / files.name)
    content = shared.reader.read()
    assert content.root is not None
    assert content.root.fingerprint == shared.print_of_root


def test_a_later_sharing_is_another_one(shared: Shared) -> None:
    """Those who are in the first one stay in it."""
    shared.write(0, " alpha")
    first = FolderReader(shared.folder, PROJECT, shared.print_of_root)
    later = Participant("c" * 16, "Cleo", 3)
    print_of_root = write_root(shared.folder, later.id, project_bytes(Project(shared_text("a)\tother,\n"), PROJECT)))
    OwnFiles(shared.folder, ParticipantHead(later, PROJECT, print_of_root, "2026-04-01")).flush()
    newest, known = shared.reader.read(), first.read()
    assert newest.root is not None
    assert known.root is not None
    assert (newest.root.fingerprint, newest.commits, list(newest.participants)) == (print_of_root, (), [later.id])
    assert (known.root.fingerprint, len(known.commits)) == (shared.print_of_root, 1)
    assert list(known.participants) == [ANA.id, BEN.id]


def test_foreign_files_are_named_and_those_of_services_are_not(shared: Shared) -> None:
    shared.write(0, " alpha")
    (shared.folder / "letter.txt").write_bytes(b"Dear colleague,\nsee you.\n")
    (shared.folder / "other.amend").write_bytes(project_bytes(Project(ROOT, "another project")))
    (shared.folder / "broken.amend").write_bytes(b"PK\x03\x04" + b"\0" * 60)
    for name in (".DS_Store", "desktop.ini", "Thumbs.db", "~lock", "empty"):
        (shared.folder / name).write_bytes(b"" if name == "empty" else b"\0\1\n\2")
    (shared.folder / "subfolder").mkdir()
    content = shared.reader.read()
    assert shared.names(content) == [1]
    assert [str(problem).partition(":")[0] for problem in content.problems] == ["broken.amend", "letter.txt"]
    assert shared.reader.read().problems == content.problems
    (shared.folder / "letter.txt").unlink()
    assert [str(problem).partition(":")[0] for problem in shared.reader.read().problems] == ["broken.amend"]


def test_commits_of_another_project_are_left_alone(shared: Shared) -> None:
    shared.write(0, " alpha")
    content = FolderReader(shared.folder, "another project").read()
    assert (content.root, content.heads, content.commits) == (None, (), ())


def test_a_thousand_foreign_files_hide_nothing(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_MOST_FILES", 9)
    for number in range(30):
        (shared.folder / f"0{number}.txt").write_bytes(b"x\n")
    shared.write(0, " alpha")
    content = shared.reader.read()
    assert shared.names(content) == [1]
    assert len(content.problems) == 9 - 3


def test_a_huge_file_is_refused_unread(shared: Shared) -> None:
    with (shared.folder / "huge.jsonl").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    [problem] = shared.reader.read().problems
    assert "larger than 300 MB" in str(problem)


@needs_pipes
def test_a_pipe_is_not_opened(shared: Shared) -> None:
    os.mkfifo(shared.folder / "pipe.jsonl")
    [problem] = shared.reader.read().problems
    assert "it is a pipe" in str(problem)


@needs_posix_files
def test_links_are_not_followed(shared: Shared, tmp_path: Path) -> None:
    shared.write(0, " alpha")
    target = tmp_path / "elsewhere.jsonl"
    shared.path(0).rename(target)
    shared.path(0).symlink_to(target)
    content = shared.reader.read()
    assert content.commits == ()
    assert "links are not followed" in str(content.problems[0])
    linked = tmp_path / "linked.amend.shared"
    linked.symlink_to(shared.folder)
    with pytest.raises(FileError, match="links are not followed"):
        FolderReader(linked, PROJECT).read()


def test_a_folder_that_is_gone_is_one_sentence_and_unsent_commits_go_out_when_it_is_back(shared: Shared) -> None:
    shared.write(0, " alpha")
    shared.reader.read()
    away = shared.folder.with_name("away")
    shared.folder.rename(away)
    with pytest.raises(FileError, match="folder of the shared draft"):
        shared.reader.read()
    for words in (" beta", " gamma"):
        with pytest.raises(FileError):
            shared.write(0, words)
    assert shared.files[0].unsent == 2
    away.rename(shared.folder)
    shared.files[0].flush()
    assert shared.files[0].unsent == 0
    assert shared.names() == [2, 3]


def test_presences_are_the_newest_of_each(shared: Shared) -> None:
    shared.files[0].write_presence(Presence(ANA, "2026-03-01T09:00:02Z", StoryId(1, "fn1"), "c2"))
    shared.files[1].write_presence(Presence(BEN, "2026-03-01T09:00:03Z", left=True))
    old = write_presence(Presence(ANA, "2026-03-01T08:00:00Z"), PROJECT)
    (shared.folder / "a presence (conflicted copy).json").write_bytes(old)
    presences = {presence.participant.id: presence for presence in shared.reader.read().presences}
    assert presences[ANA.id].clause == "c2"
    assert presences[BEN.id].left


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"presence": 1}',
        b'{"presence": 1, "project": "p", "participant": "x"}',
        b'{"presence": 1, "project": "p", "participant": "aaaaaaaaaaaaaaaa", "story": "0"}',
        b'{"presence": 1, "project": "p", "participant": "aaaaaaaaaaaaaaaa", "clause": 7}',
        b'{"presence": 1, "project": "p", "participant": "aaaaaaaaaaaaaaaa", "clause": "' + b"x" * 201 + b'"}',
        b"{" * 5_000,
        b'{"presence": 1, "project": "p", "participant": "aaaaaaaaaaaaaaaa"}' + b" " * LARGEST,
        b'{"presence": 1, "project": "another", "participant": "aaaaaaaaaaaaaaaa"}',
    ],
)
def test_what_is_no_presence_is_none(data: bytes) -> None:
    assert read_presence(data, "p") is None


def test_a_presence_is_read_as_written() -> None:
    presence = Presence(replace(ANA, name="安 “A”"), "2026-03-01T09:00:00Z", StoryId(2), "c1.0", True)
    assert read_presence(write_presence(presence, "p"), "p") == presence


def test_an_older_state_in_place_of_the_own_file_is_written_over(shared: Shared) -> None:
    shared.write(0, " alpha")
    old = shared.path(0).read_bytes()
    shared.write(0, " beta")
    whole = shared.path(0).read_bytes()
    for worse in (old, b"", whole[:-1], whole[:50] + b"\0" + whole[51:]):
        shared.path(0).write_bytes(worse)
        shared.files[0].flush()
        assert shared.path(0).read_bytes() == whole
    shared.path(0).unlink()
    shared.files[0].flush()
    assert shared.path(0).read_bytes() == whole


def test_three_read_what_two_write(shared: Shared) -> None:
    shared.write(0, " alpha")
    shared.write(1, " beta")
    content = FolderReader(shared.folder, PROJECT).read()
    assert content.root is not None
    history = SharedHistory(content.root.project.submission)
    history.add(content.commits)
    words = " ".join(draft_of(history.state_of(history.frontier)))
    assert ("alpha" in words, "beta" in words) == (True, True)


def test_who_shares_a_draft_again_is_reported_to_those_of_the_former_sharing(shared: Shared) -> None:
    former, newer = FolderReader(shared.folder, PROJECT, shared.print_of_root), "c" * 16
    assert former.read().problems == ()
    fingerprint = write_root(shared.folder, newer, project_bytes(Project(shared_text("*noting*\n"), PROJECT)))
    OwnFiles(shared.folder, ParticipantHead(Participant(newer, "Cem"), PROJECT, fingerprint, "2026-03-05")).flush()
    (sentence,) = former.read().problems
    assert "Cem" in str(sentence)
    content = FolderReader(shared.folder, PROJECT).read()
    assert content.root is not None
    assert (content.root.fingerprint, content.problems) == (fingerprint, ())


@pytest.mark.parametrize("time", ["2999-01-01T00:00:00Z", "zzz", "9999-12-31T23:59:59-12:00"])
def test_a_sharing_with_a_time_of_the_far_future_keeps_nobody_from_the_present_one(shared: Shared, time: str) -> None:
    """Its root has not even arrived."""
    OwnFiles(shared.folder, ParticipantHead(Participant("c" * 16, "Cem", 3), PROJECT, "another root", time)).flush()
    first = shared.write(0, " alpha")
    content = FolderReader(shared.folder, PROJECT).read()
    assert content.root is not None
    assert content.root.fingerprint == shared.print_of_root
    assert content.commits == (first,)
    assert FolderReader(shared.folder, PROJECT, shared.print_of_root).read().problems == ()


def test_a_wrong_clock_of_one_participant_makes_no_sharing_old(shared: Shared) -> None:
    OwnFiles(shared.folder, ParticipantHead(Participant("c" * 16, "Cem", 3), PROJECT, shared.print_of_root, "zzz")).flush()
    OwnFiles(shared.folder, ParticipantHead(Participant("d" * 16, "Dan", 3), PROJECT, "an older root", "2025-01-01")).flush()
    root = FolderReader(shared.folder, PROJECT).read().root
    assert root is not None
    assert root.fingerprint == shared.print_of_root


def test_a_clock_that_was_set_back_hides_nobody(shared: Shared) -> None:
    for time, clause in (("2999-01-01T00:00:00Z", "c1"), ("2026-03-01T09:00:00Z", "c2"), ("2026-03-01T09:00:30Z", "c3")):
        shared.files[0].write_presence(Presence(ANA, time, clause=clause))
        [found] = shared.reader.read().presences
        assert found.clause == clause
    content = shared.reader.read()
    assert content.written[ANA.id] == pytest.approx((shared.folder / f"{ANA.id}.presence.json").stat().st_mtime)


def test_those_who_share_the_same_text_at_once_are_known(shared: Shared) -> None:
    assert shared.reader.read().sharers == (ANA.id,)
    assert write_root(shared.folder, BEN.id, project_bytes(Project(ROOT, PROJECT))) == shared.print_of_root
    (shared.folder / "x (conflicted copy).root.amend").write_bytes(project_bytes(Project(ROOT, PROJECT)))
    assert shared.reader.read().sharers == (ANA.id, BEN.id)
