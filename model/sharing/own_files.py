"""The files that a participant writes into the folder of a shared draft: commits, presence and, when the sharing begins, the
root."""

from __future__ import annotations

import os
from pathlib import Path

from model.sharing.commit_lines import ParticipantHead, write_commit, write_head
from model.sharing.folder import COMMITS_SUFFIX, PRESENCE_SUFFIX, ROOT_SUFFIX
from model.sharing.presence import Presence, write_presence
from model.sharing.values import Commit
from model.storage.atomic_write import file_error, fingerprint, write_durably
from model.storage.data_names import is_link, link_error, path_in


def write_root(folder: Path, participant: str, data: bytes) -> str:
    """Write the project file with which a sharing begins, creating the folder, and return its fingerprint. FileError if that
    fails."""
    if is_link(folder):
        raise link_error(folder)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise file_error(folder, error) from error
    write_durably(path_in(folder, participant + ROOT_SUFFIX), data)
    return fingerprint(data)


class OwnFiles:
    """The files of one participant. Nobody else writes them, but a synchronisation service may restore an older state; the next
    commit then writes the whole file again."""

    def __init__(self, folder: Path, head: ParticipantHead) -> None:
        self.folder = folder
        self.head = head
        self._lines = [write_head(head)]
        self._written = 0
        self._stamp: tuple[int, int] | None = None
        """The size and the time of the file when it was last known to contain what is written, so that it is not read again."""

    @property
    def unsent(self) -> int:
        """The number of commits that are not in the file yet."""
        return len(self._lines) - max(self._written, 1)

    def append(self, commit: Commit) -> None:
        """Write a commit durably, with those that could not be written before. FileError if that fails; the next `append` or
        `flush` then writes it."""
        self._lines.append(write_commit(commit))
        self.flush()

    def flush(self) -> None:
        """Write what is not in the file yet, including the first line. FileError if that fails."""
        path = path_in(self.folder, self.head.participant.id + COMMITS_SUFFIX)
        rest = b"".join(self._lines[self._written :])
        is_known = self._stamp is not None and _stamp_of(path) == self._stamp
        if is_known and not rest:
            return
        if self._written and (is_known or _is_content(path, b"".join(self._lines[: self._written]))):
            if rest:
                _append(path, rest)
        else:
            write_durably(path, b"".join(self._lines))
        self._written = len(self._lines)
        stamp = _stamp_of(path)
        is_whole = stamp is not None and stamp[0] == sum(map(len, self._lines))
        self._stamp = stamp if is_whole else None

    def write_presence(self, presence: Presence) -> None:
        """Write the presence of the participant. FileError if that fails."""
        path = path_in(self.folder, self.head.participant.id + PRESENCE_SUFFIX)
        write_durably(path, write_presence(presence, self.head.project))


def _is_content(path: Path, data: bytes) -> bool:
    """Whether a file contains just these bytes."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _stamp_of(path: Path) -> tuple[int, int] | None:
    """The size and the time of a file; None if it cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _append(path: Path, data: bytes) -> None:
    try:
        with path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise file_error(path, error) from error
