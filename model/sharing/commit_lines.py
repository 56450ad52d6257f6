"""The file with the commits of a participant as bytes: JSON lines with number, checksum and the hash of the line before.

The first line says whose commits they are and of which draft. Each other line is a commit. A line that is incomplete or damaged
is skipped: a copy of it may arrive in another file, and until then the commits that build on it wait.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from model.errors import EditError, FileError
from model.journal.lines import line_hash, read_journal_line, write_line
from model.message import Message
from model.redline.values import Count
from model.sharing.values import Commit, Parent, Participant, stored_participant
from model.submission.json_codec import decode

FORMAT = 1
"""The version of the format that is written. It also rises if the merge computes another state from the same commits."""
READER = 1
"""The oldest version whose programs can read our commits and compute the same state from them."""
LARGEST_LINE = 200_000_000
"""The largest size of a line in bytes: that of the largest Word package that can be read, in base 64."""


class ParticipantHead(Struct, frozen=True):
    """The first line of a file of commits."""

    participant: Participant
    project: str
    """The id of the project file that is shared."""
    root: str
    """The fingerprint of the file with the draft as it was shared."""
    time: str = ""
    """When it was written, ISO 8601, UTC."""


class FoundCommits(Struct, frozen=True):
    """A file of commits as it was found."""

    head: ParticipantHead
    commits: tuple[Commit, ...]
    size: int
    """The number of bytes up to the end of the last complete line."""
    skipped: int = 0
    """The number of whole lines that are damaged."""


class _StoredHead(Struct, frozen=True):
    sharing: Count
    reader: Count
    project: str
    root: str
    participant: str
    name: str = ""
    color: Count = 0
    time: str = ""


class _StoredCommit(Struct, frozen=True):
    seq: Count
    of: str
    do: dict[str, Any]
    parents: tuple[Parent, ...] = ()
    sources: Mapping[str, str] = {}


def write_head(head: ParticipantHead) -> bytes:
    """The first line of a file of commits."""
    who = head.participant
    line = {"seq": 0, "of": "", "sharing": FORMAT, "reader": READER, "project": head.project, "root": head.root}
    return write_line({**line, "participant": who.id, "name": who.name, "color": who.color, "time": head.time})


def write_commit(commit: Commit) -> bytes:
    """The line of a commit; its own hash is not in it."""
    line: dict[str, Any] = {"seq": commit.number, "of": commit.of}
    if commit.parents:
        line["parents"] = [[parent.participant, parent.number, parent.hash] for parent in commit.parents]
    line["do"] = dict(commit.change)
    if commit.sources:
        line["sources"] = {name: base64.b64encode(data).decode("ascii") for name, data in commit.sources.items()}
    return write_line(line)


def read_head(data: bytes, name: str) -> ParticipantHead | None:
    """The first line of a file of commits; None if the bytes do not begin with one.

    FileError if a newer program wrote it. `name` is that of the file in the error.
    """
    end = data.find(b"\n")
    value = read_journal_line(data[: end + 1]) if 0 <= end < LARGEST_LINE else None
    if value is None or "sharing" not in value:
        return None
    try:
        stored = decode(value, _StoredHead, "head")
    except EditError:
        return None
    if stored.reader > FORMAT:
        raise FileError(name, Message.of("it was written by a newer version of Clausewright; update the program to open it"))
    who = stored_participant(stored.participant, stored.name, stored.color)
    return ParticipantHead(who, stored.project, stored.root, stored.time) if who is not None else None


def read_commits(data: bytes, name: str, start: int = 0, head: ParticipantHead | None = None) -> FoundCommits | None:
    """The commits of a file; None if the data are something else. FileError if a newer program wrote it.

    data: the bytes of the file
    name: the name of the file in errors
    start: where to begin, after the lines that were read before
    head: the first line, if it was read before
    """
    if head is None:
        head = read_head(data, name)
        if head is None:
            return None
    size = start or data.find(b"\n") + 1
    commits: list[Commit] = []
    skipped = 0
    while (end := data.find(b"\n", size)) >= 0:
        commit = read_commit(data[size : end + 1], head.participant.id)
        if commit is None:
            skipped += 1
        else:
            commits.append(commit)
        size = end + 1
    return FoundCommits(head, tuple(commits), size, skipped)


def read_commit(line: bytes, participant: str) -> Commit | None:
    """The commit of a participant in a line; None if the line is damaged."""
    value = read_journal_line(line)
    if value is None:
        return None
    try:
        stored = decode(value, _StoredCommit, "commit")
        sources = {name: base64.b64decode(text, validate=True) for name, text in stored.sources.items()}
    except (EditError, binascii.Error, ValueError):
        return None
    if not stored.seq:
        return None
    return Commit(participant, stored.seq, line_hash(line), stored.of, stored.parents, stored.do, sources)
