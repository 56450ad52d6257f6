"""The reader of the folder of a shared draft. File names do not matter: the content says what a file is."""

from __future__ import annotations

import os
import stat
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from model.errors import FileError
from model.formats.amend import Project, is_project, read_project
from model.formats.safe_zip import LARGEST_FILE
from model.message import Message
from model.sharing.commit_lines import FoundCommits, ParticipantHead, read_commits
from model.sharing.presence import Presence, read_presence
from model.sharing.values import Commit, Participant
from model.storage.atomic_write import fingerprint
from model.storage.data_names import is_link, link_error, path_in

COMMITS_SUFFIX = ".commits.jsonl"
ROOT_SUFFIX = ".root.amend"
PRESENCE_SUFFIX = ".presence.json"
_UNREAD = (-1, -1, -1)
_SETTLED = 3_000_000_000
"""Nanoseconds after which a second change of a file has another time stamp; some file systems count in steps of two seconds."""
_SUFFIXES = (COMMITS_SUFFIX, ROOT_SUFFIX, PRESENCE_SUFFIX)
_MOST_FILES = 2_000
"""The largest number of files in the folder that are read, those with the usual names first."""
_SOON, _MOST_AHEAD = 75.0, 86_400.0
"""The seconds by which a time may be later than now, for one of two signs of life and for one of two sharings."""
_LONGEST_TAIL = 100_000
"""The largest size, in bytes, of a last line that is kept to recognize the part of a file that was read before."""


class Root(Struct, frozen=True):
    """A draft as it was when it was shared."""

    fingerprint: str
    project: Project


class FolderContent(Struct, frozen=True):
    """What a reading found in the folder of a shared draft."""

    root: Root | None = None
    """None if this draft is not shared, or if its root has not arrived yet (then there are `heads`)."""
    heads: tuple[ParticipantHead, ...] = ()
    """The participants of the sharing, with or without commits."""
    commits: tuple[Commit, ...] = ()
    """The commits that are new since the last reading, in no order; none before the root has arrived."""
    presences: tuple[Presence, ...] = ()
    """The newest presence of each participant who has one."""
    written: Mapping[str, float] = {}
    """When the file of each of them was written, by the participant's id, in seconds since 1970 by the clock of the disk."""
    sharers: tuple[str, ...] = ()
    """The ids of those who wrote the root, as the names of its files say; several if they shared the same text at once."""
    problems: tuple[Message, ...] = ()
    """A sentence for each file that cannot be used, repeated at each reading."""

    @property
    def participants(self) -> dict[str, Participant]:
        """The participants by their ids."""
        return {head.participant.id: head.participant for head in self.heads}


class _File(Struct):
    """A file of the folder as it was at the last reading."""

    stamp: tuple[int, int, int] = _UNREAD
    read: int = 0
    """The number of bytes that have been read as lines."""
    tail: bytes = b""
    """The last of these lines, which stands for all of them, since each contains the hash of the one before. Empty if it is
    damaged or too long; then the whole file is read again."""
    last: tuple[int, str] = (0, "")
    """The number and the hash of the last commit."""
    found: FoundCommits | None = None
    presence: Presence | None = None
    root: str = ""
    problem: Message | None = None


class FolderReader:
    """Reads the folder of a shared draft again and again; only what changed is read from the disk.

    What was found once is kept, even if its file disappears or becomes shorter. Links are not followed.
    """

    def __init__(self, folder: Path, project: str, root: str = "") -> None:
        """`project` is the id of the draft; `root` the fingerprint of its root, if the sharing is known already."""
        self.folder = folder
        self.project = project
        self._root = root
        self._files: dict[str, _File] = {}
        self._roots: dict[str, Project] = {}
        self._heads: dict[str, ParticipantHead] = {}
        self._commits: dict[str, list[Commit]] = {}
        self._presences: dict[str, Presence] = {}
        self._written: dict[str, float] = {}
        self._sharers: dict[str, set[str]] = defaultdict(set)
        """For each root, by its fingerprint, the ids of those who wrote it."""

    def read(self) -> FolderContent:
        """What is in the folder now. FileError if the folder itself cannot be read."""
        names = list(self._names())
        for name in names:
            self._look_at(name)
        chosen = self._root or self._newest_root()
        root = Root(chosen, self._roots[chosen]) if chosen in self._roots else None
        return FolderContent(
            root,
            tuple([head for head in self._heads.values() if head.root == chosen]),
            tuple(self._commits.pop(chosen, ())) if root is not None else (),
            tuple(self._presences.values()),
            dict(self._written),
            tuple(sorted(self._sharers[chosen] & {head.participant.id for head in self._heads.values()})),
            tuple(self._problems(names, chosen)),
        )

    def _names(self) -> Iterator[str]:
        if is_link(self.folder):
            raise link_error(self.folder)
        try:
            with os.scandir(self.folder) as entries:
                names = [entry.name for entry in entries if not entry.is_dir(follow_symlinks=False)]
        except OSError as error:
            reason = Message.of(
                "the folder of the shared draft cannot be read ({error}); your changes stay here until it is back",
                error=str(error.strerror or error),
            )
            raise FileError(self.folder, reason) from error
        yield from sorted(sorted(names, key=lambda name: (not name.endswith(_SUFFIXES), name))[:_MOST_FILES])

    def _look_at(self, name: str) -> None:
        """Reads a file if it changed since the last reading."""
        file = self._files.setdefault(name, _File())
        try:
            path = path_in(self.folder, name)
            found = path.stat()
        except FileError as error:
            file.problem = FileError(name, error.reason).message
            return
        except OSError:
            return
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for a writer
            reason = Message.of("it is a pipe or a device, not a file; move it to another folder")
            file.problem = FileError(name, reason).message
            return
        stamp = (found.st_size, found.st_mtime_ns, found.st_ino)
        if stamp == file.stamp:
            return
        file.stamp = stamp if time.time_ns() - found.st_mtime_ns > _SETTLED else _UNREAD
        try:
            self._read(path, name, file, found.st_size)
        except FileError as error:
            file.problem = FileError(name, error.reason).message
        except OSError:
            file.stamp = _UNREAD

    def _read(self, path: Path, name: str, file: _File, size: int) -> None:
        file.problem = None
        if size > LARGEST_FILE:
            most = LARGEST_FILE // 1_000_000
            raise FileError(name, Message.of("it is larger than {most} MB; give a smaller file", most=most))
        with path.open("rb") as stream:
            if file.found is not None and file.tail and size >= file.read:
                stream.seek(file.read - len(file.tail))
                data = stream.read()
                if data.startswith(file.tail):
                    self._take_commits(file, read_commits(data, name, len(file.tail), file.found.head), data, file.read)
                    return
                stream.seek(0)
            data = stream.read()
        self._take(path, name, file, data)

    def _take(self, path: Path, name: str, file: _File, data: bytes) -> None:
        if is_project(data):
            print_of_file = fingerprint(data)
            if file.root != print_of_file:
                project = read_project(data, name)
                if project.id == self.project:
                    self._roots[print_of_file] = project
                    self._sharers[print_of_file].add(name.partition(".")[0])
                file.root = print_of_file
            return
        presence = read_presence(data, self.project)
        if presence is not None:
            file.presence = presence
            known, id = self._presences.get(presence.participant.id), presence.participant.id
            if known is None or presence.time >= known.time or _is_set_back(known, presence):
                self._presences[id], self._written[id] = presence, path.stat().st_mtime
            return
        found = read_commits(data, name)
        if found is None:
            file.found = None
            if not _is_unremarkable(name, data):
                raise FileError(name, Message.of("it is not a file of a shared draft; move it to another folder"))
            return
        self._take_commits(file, found, data, 0)

    def _take_commits(self, file: _File, found: FoundCommits | None, data: bytes, offset: int) -> None:
        assert found is not None
        file.found = found
        if not offset:
            file.last = (0, "")
        is_chain = not found.skipped
        for commit in found.commits:
            is_chain = is_chain and (commit.number, commit.of) == (file.last[0] + 1, file.last[1])
            file.last = (commit.number, commit.hash)
        last = data.rfind(b"\n", 0, found.size - 1) + 1
        file.read = found.size + (offset - len(file.tail) if offset else 0)
        file.tail = data[last : found.size] if is_chain and found.size - last <= _LONGEST_TAIL else b""
        if found.head.project != self.project:
            return
        self._heads.setdefault(found.head.participant.id, found.head)
        if found.commits:
            self._commits.setdefault(found.head.root, []).extend(found.commits)

    def _newest_root(self) -> str:
        """The root of the latest sharing in the folder, as its participants name it: a damaged copy of a root may be readable.
        Times that no clock can show count only if there are no others."""
        times: dict[str, list[str]] = defaultdict(list)
        for head in self._heads.values():
            times[head.root] += [head.time] if _can_be_past(head.time, _MOST_AHEAD) else []
        return max(times, key=lambda root: (min(times[root], default=""), root), default="")

    def _problems(self, names: list[str], chosen: str) -> Iterator[Message]:
        for name in names:
            file = self._files[name]
            if file.problem is not None:
                yield file.problem
            elif file.found is not None and file.found.skipped:
                reason = Message.of("some lines of it are damaged; what they contain is missing until it arrives again")
                yield FileError(name, reason).message
        newest = self._newest_root()
        if newest not in ("", chosen) and chosen in self._roots:
            first = min([head for head in self._heads.values() if head.root == newest], key=lambda head: head.time)
            yield Message.of(
                "{name} has shared this draft again, and who opens it now does not see what you write; save your text under "
                "another name, then open the draft again",
                name=first.participant.name or first.participant.id,
            )


def _is_set_back(known: Presence, new: Presence) -> bool:
    """Whether the clock of a participant was set back between two signs of life, the first of which is in the future."""
    return not _can_be_past(known.time, _SOON) and _can_be_past(new.time, _SOON)


def _can_be_past(time_text: str, ahead: float) -> bool:
    """Whether a time is not later than now, by clocks that differ by some seconds."""
    try:
        found = datetime.fromisoformat(time_text)
        return (found.astimezone(UTC) - datetime.now(UTC)).total_seconds() <= ahead
    except (ValueError, OverflowError):
        return False


def _is_unremarkable(name: str, data: bytes) -> bool:
    """Whether a file needs no message: it belongs to the system or to a synchronisation service, or was begun just now."""
    is_begun = not data or (data.startswith(b"{") and b"\n" not in data)
    return is_begun or name.startswith((".", "~")) or name.lower() in ("desktop.ini", "thumbs.db")
