"""Functions that share a draft, and find a shared one to join."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from app.session.clock import utc_now
from app.session.colleagues import AWAY_AFTER, GONE_AFTER, Whereabouts, age_of
from app.session.shared_place import COLOURS, SharedPlace
from model.errors import FileError
from model.formats.amend import Project, project_bytes
from model.message import Message
from model.sharing.folder import FolderContent, FolderReader
from model.sharing.history import SharedHistory
from model.sharing.own_files import write_root
from model.sharing.presence import Presence
from model.sharing.values import Participant
from model.storage.atomic_write import shared_folder
from model.submission.private_parts import without_private_parts


def begin_sharing(draft: Path, project: Project, name: str, *, private: bool, now: Callable[[], str] = utc_now) -> SharedPlace:
    """Shares a draft whose file has the same content. FileError if its folder cannot be written.

    draft: the file
    project: its content
    name: the name that colleagues see
    private: whether positions and private comments are shared too
    now: the time in UTC, ISO 8601
    """
    submission = project.submission if private else without_private_parts(project.submission)
    me = Participant(os.urandom(8).hex(), name, 0)
    folder = shared_folder(draft)
    data = project_bytes(Project(submission, id=project.id))
    root = write_root(folder, me.id, data)
    reader = FolderReader(folder, project.id, root)
    found = reader.read().root
    if found is None:
        raise FileError(folder, Message.of("what was written into it cannot be read; share the draft in another folder"))
    history = SharedHistory(found.project.submission)  # as all others read it
    place = SharedPlace(draft, project.id, root, history, reader, me, private=private, now=now)
    place.exchange(project.submission, Whereabouts(), send=False)
    if place.folder_problem is not None:
        raise FileError(folder, place.folder_problem)
    return place


class Invitation(Struct, frozen=True, eq=False):
    """A shared draft that can be joined."""

    draft: Path
    project: str
    root: str
    content: FolderContent
    reader: FolderReader

    @property
    def colleagues(self) -> tuple[str, ...]:
        """The names of those who share it now."""
        return tuple(dict.fromkeys(found.participant.name for found in self._heard_within(AWAY_AFTER)))

    @property
    def is_in_use(self) -> bool:
        """Whether somebody may share it now: clocks differ, and services deliver late."""
        return bool(self._heard_within(GONE_AFTER))

    def _heard_within(self, seconds: float) -> list[Presence]:
        """The signs of life of those who have not left."""
        now, written = utc_now(), self.content.written
        present = [found for found in self.content.presences if not found.left]
        return [found for found in present if age_of(found, written.get(found.participant.id), now) < seconds]

    def join(self, name: str, *, private: bool, now: Callable[[], str] = utc_now) -> SharedPlace:
        """Takes a place among the participants; nothing is written yet."""
        assert self.content.root is not None
        taken = {presence.participant.color for presence in self.content.presences if not presence.left}
        color = next((number for number in range(COLOURS) if number not in taken), len(taken) % COLOURS)
        me, history = Participant(os.urandom(8).hex(), name, color), SharedHistory(self.content.root.project.submission)
        place = SharedPlace(self.draft, self.project, self.root, history, self.reader, me, private=private, now=now)
        place.take_content(self.content)
        return place


def find_sharing(draft: Path, project: str, root: str = "") -> Invitation | None:
    """The sharing of a draft, by the id of its project; None if there is none. FileError if its folder cannot be read, or is not
    complete yet.

    root: the fingerprint of the root of a sharing that is known already
    """
    folder = shared_folder(draft)
    if not folder.is_dir():
        return None
    reader = FolderReader(folder, project, root)
    content = reader.read()
    if content.root is None:
        if not content.heads:
            return None
        reason = Message.of(
            "the beginning of the shared draft has not arrived yet; wait until the folder is complete, then open it"
        )
        raise FileError(folder, reason)
    return Invitation(draft, project, content.root.fingerprint, content, reader)
