"""The file of a participant's commits, whole, cut and damaged."""

from __future__ import annotations

import random

import pytest

from model.errors import FileError
from model.journal.lines import write_line
from model.sharing.commit_lines import FORMAT, ParticipantHead, read_commits, write_commit, write_head
from model.sharing.values import Commit, Participant
from tests.builders.sharing import colleagues, shared_text, state_after, typed

WHO = Participant("a" * 16, "Ana Müller 安", 3)
HEAD = ParticipantHead(WHO, "0123456789abcdef", "f" * 64, "2026-03-01T09:00:00Z")
ROOT = shared_text()


def some_commits() -> list[Commit]:
    """The commits of two participants who know each other's."""
    first, second = colleagues(ROOT)
    for words in (" alpha", " beta", " gamma"):
        first.draft = typed(words, "soon")(first.draft, first.stamp)
        first.commit()
        second.take_in(first.history.commits)
        second.draft = typed(words.upper(), "well")(second.draft, second.stamp)
        second.commit()
        first.take_in(second.history.commits)
    return list(first.history.commits)


ALL = some_commits()
COMMITS = [commit for commit in ALL if commit.participant == WHO.id]
DATA = write_head(HEAD) + b"".join(map(write_commit, COMMITS))


def test_what_is_written_is_read() -> None:
    found = read_commits(DATA, "x")
    assert found is not None
    assert (found.head, found.commits, found.size, found.skipped) == (HEAD, tuple(COMMITS), len(DATA), 0)
    assert [len(commit.parents) for commit in COMMITS] == [0, 1, 1]


def test_packages_are_in_the_line() -> None:
    commit = Commit("a" * 16, 1, "", "", (), {"kind": "type", "steps": [], "author": "", "time": ""}, {"a.docx": b"PK\0\xff"})
    found = read_commits(write_head(HEAD) + write_commit(commit), "x")
    assert found is not None
    assert found.commits[0].sources == commit.sources


def test_a_file_that_is_cut_anywhere_gives_the_lines_before_the_cut() -> None:
    ends = [at + 1 for at, byte in enumerate(DATA) if byte == 10]
    for cut in range(len(DATA)):
        found = read_commits(DATA[:cut], "x")
        if cut < ends[0]:
            assert found is None
        else:
            assert found is not None
            assert found.commits == tuple(COMMITS[: sum(end <= cut for end in ends[1:])])
            assert found.skipped == 0


def test_a_damaged_line_is_skipped_and_the_others_are_read() -> None:
    chance = random.Random(5)
    for _ in range(200):
        at = chance.randrange(DATA.index(b"\n") + 1, len(DATA))
        found = read_commits(DATA[:at] + bytes([DATA[at] ^ 1]) + DATA[at + 1 :], "x")
        assert found is not None
        assert set(map(repr, found.commits)) < set(map(repr, COMMITS))
        assert len(found.commits) >= len(COMMITS) - 2


def test_lines_of_another_number_or_twice_are_commits_all_the_same() -> None:
    lines = DATA.splitlines(keepends=True)
    found = read_commits(lines[0] + lines[3] + b"\0" * 40 + b"\n" + lines[1] + lines[2] + lines[1], "x")
    assert found is not None
    assert found.skipped == 1
    others = [commit for commit in ALL if commit.participant != WHO.id]
    assert state_after(ROOT, [*found.commits, *others]) == state_after(ROOT, ALL)


def test_a_newer_file_is_refused_in_one_sentence() -> None:
    head = {"seq": 0, "of": "", "sharing": FORMAT + 1, "reader": FORMAT + 1, "project": "p", "root": "r", "participant": "a" * 16}
    with pytest.raises(FileError, match=r"newer version.*; update"):
        read_commits(write_line(head), "x.jsonl")
    found = read_commits(write_line({**head, "reader": FORMAT, "more": [1]}), "x.jsonl")
    assert found is not None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"{}\n",
        b"garbage\n" * 9,
        b"\xff\xfe\0\0\n",
        write_line({"journal": 1, "document": "x", "base": {}}),
        write_line({"sharing": 1}),
        write_line({"sharing": 1, "reader": 1, "project": "p", "root": "r", "participant": "../../etc"}),
        write_line({"sharing": 1, "reader": 1, "project": "p", "root": "r", "participant": "a" * 16, "name": "x" * 201}),
        write_line({"sharing": True, "reader": 1, "project": 7, "root": "r", "participant": "a" * 16}),
    ],
)
def test_what_is_no_file_of_commits_is_none(data: bytes) -> None:
    assert read_commits(data, "x") is None


@pytest.mark.parametrize(
    "line",
    [
        {"seq": 0, "of": "", "do": {}},
        {"seq": -1, "of": "", "do": {}},
        {"seq": 1, "of": 3, "do": {}},
        {"seq": 1, "of": "", "do": []},
        {"seq": 1, "of": "", "do": {}, "parents": [["b", 1]]},
        {"seq": 1, "of": "", "do": {}, "parents": [["b", "1", "c"]]},
        {"seq": 1, "of": "", "do": {}, "sources": {"a": "?"}},
        {"seq": 1},
    ],
)
def test_a_line_that_is_no_commit_is_skipped(line: dict[str, object]) -> None:
    found = read_commits(write_head(HEAD) + write_line(line) + write_commit(COMMITS[0]), "x")
    assert found is not None
    assert (found.commits, found.skipped) == ((COMMITS[0],), 1)
