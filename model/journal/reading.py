"""Reading a journal: the intact prefix of its lines, and their result on a submission."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError, FileError
from model.formats.amend.values import Version
from model.journal.deltas import lengthen
from model.journal.lines import HOW, HOWS, How, line_hash, read_journal_line, version_in
from model.message import Message
from model.submission.transactions import Transaction
from model.submission.values import Submission

SUFFIX = ".jsonl"
SNAPSHOT_SUFFIX = ".amend"
COPY_SUFFIX = ".file"
VERSION = 1
SHARED = 2
"""The version of the journal of a shared draft, in which the changes of colleagues are lines that are no steps of their own."""


class Base(Struct, frozen=True):
    """The document to which the lines of a journal apply."""

    fingerprint: str
    """Of the file as read or saved; of the snapshot if there is no file."""
    path: str = ""
    """'' if the document has no file yet."""
    title: str = ""
    """The title of the window."""
    time: str = ""


class FoundJournal(Struct, frozen=True):
    """A journal as it was found."""

    path: Path
    document: str
    base: Base
    lines: tuple[dict[str, Any], ...]
    """Shortened transactions, versions, announcements of saves, the snapshot that replaces a missing file, and each further
    content of the file that was merged."""
    size: int
    """How many bytes of the file are whole lines."""
    last_hash: str
    damaged: bool
    """Whether whole lines follow an incomplete one: no crash causes that, and they contain data that may be lost."""

    @property
    def snapshot(self) -> Path:
        """The file with the submission on which the journal builds."""
        return self.path.with_suffix(SNAPSHOT_SUFFIX)

    @property
    def file_copy(self) -> Path:
        """The copy of the document's file as it was last read or saved."""
        return self.path.with_suffix(COPY_SUFFIX)

    @property
    def last_read(self) -> str:
        """The fingerprint of the document's file as it was last read or saved."""
        return next((str(line["read"]) for line in reversed(self.lines) if "read" in line), self.base.fingerprint)

    def has_written(self, file_fingerprint: str) -> bool:
        """Whether the document's file had that fingerprint when it was last read or saved, as far as is known: a crash may have
        fallen between a save and its end."""
        return file_fingerprint == self.last_read or any(line.get("saving") == file_fingerprint for line in self.lines)

    @property
    def paths(self) -> tuple[str, ...]:
        """The possible paths of files to which the lines apply, the latest first."""
        saved = [str(line["path"]) for line in self.lines if line.get("path")]
        return tuple(dict.fromkeys(path for path in (*reversed(saved), self.base.path) if path))

    def pending(self, file_fingerprint: str) -> list[dict[str, Any]] | None:
        """The transactions and versions that a file of that fingerprint lacks; None if the journal belongs to another file."""
        start = 0 if file_fingerprint == self.base.fingerprint else None
        for index, line in enumerate(self.lines):
            if line.get("ground") == file_fingerprint:
                start = 0
            if line.get("saving") == file_fingerprint:
                start = index + 1
        if start is None:
            return None
        return [line["do"] for line in self.lines[start:] if "do" in line]


class ReplayedJournal(Struct, frozen=True):
    """The result of replaying a journal on a submission."""

    submission: Submission
    transactions: tuple[Transaction, ...]
    problems: tuple[Message, ...]
    """A sentence for each reason why not everything was brought back."""
    versions: tuple[Version, ...] = ()
    """Those that were taken on the way."""
    hows: tuple[How, ...] = ()
    """The effect of each transaction on the list of steps."""


def read_journal(path: Path) -> FoundJournal:
    """The journal at a path up to its last whole line; FileError if not even its first line is one."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(path, Message.of("the journal cannot be read ({error})", error=str(error.strerror))) from error
    lines: list[dict[str, Any]] = []
    size, last = 0, ""
    while (end := data.find(b"\n", size)) >= 0:
        line = read_journal_line(data[size : end + 1])
        if line is None or line.get("seq") != len(lines) or line.get("of") != last:
            break
        if not isinstance(line.get("do", {}), dict):
            break
        lines.append(line)
        last = line_hash(data[size : end + 1])
        size = end + 1
    head = lines[0] if lines else {}
    base = head.get("base")
    if head.get("journal") not in (VERSION, SHARED) or not isinstance(base, dict) or not isinstance(head.get("document"), str):
        raise FileError(path, Message.of("it is not a journal, or its first line is damaged"))
    known = {name: str(base.get(name, "")) for name in Base.__struct_fields__}
    return FoundJournal(path, head["document"], Base(**known), tuple(lines[1:]), size, last, _has_whole_lines(data[size:]))


def is_barely_begun(path: Path) -> bool:
    """Whether a crash fell into the first line of a journal, before anything was in it that could be brought back."""
    try:
        with path.open("rb") as file:
            return not file.readline().endswith(b"\n")
    except OSError:
        return False


def _has_whole_lines(data: bytes) -> bool:
    return any(read_journal_line(line) is not None for line in data.splitlines(keepends=True))


def replay(submission: Submission, pending: list[dict[str, Any]]) -> ReplayedJournal:
    """Applies shortened transactions, and versions between them, up to the first that does not fit."""
    done: list[Transaction] = []
    hows: list[How] = []
    versions: list[Version] = []
    for number, value in enumerate(pending, 1):
        try:
            if "version" in value:
                versions.append(version_in(value["version"], submission))
                submission = _with_packages(submission, versions[-1])
                continue
            transaction, submission = lengthen(value, submission)
        except EditError as error:
            problem = Message.of(
                "change {number} of {changes} and those after it could not be recovered: {error}",
                number=number,
                changes=len(pending),
                error=error.message,
            )
            return ReplayedJournal(submission, tuple(done), (problem,), tuple(versions), tuple(hows))
        done.append(transaction)
        hows.append(how if (how := value.get(HOW)) in HOWS else "")
    return ReplayedJournal(submission, tuple(done), (), tuple(versions), tuple(hows))


def _with_packages(submission: Submission, version: Version) -> Submission:
    """Going back to a version needs its packages; see `model.formats.amend.restore_version`."""
    new = {name: data for name, data in version.submission.sources.items() if name not in submission.sources}
    return replace(submission, sources={**submission.sources, **new}) if new else submission
