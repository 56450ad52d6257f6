"""Other users of the open document: one who has its file open, and those with whom it is shared."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.session.file_lock import FileLock, Holder
from widgets.common.translation import translate
from widgets.dialogs import messages
from widgets.window.save_state import State


class Sharing(Protocol):
    """A shared draft, as far as the open document needs it."""

    @property
    def unsaved(self) -> bool:
        """Whether its file lacks something that this window is to write."""

    @property
    def state(self) -> State:
        """Whether colleagues have everything."""

    def save(self) -> bool:
        """Sends what was typed and, if this window writes the file, writes it; returns whether both were possible."""

    def send(self) -> bool:
        """Sends what was typed; returns whether that was possible."""

    def is_file(self, path: Path) -> bool:
        """Whether a path is that of its file."""

    def leave(self, *, keep: bool = True) -> bool:
        """Ends the sharing in this window; with `keep`, what colleagues do not get is kept. False if that was not possible."""


def take_lock(path: Path, author: str, held: FileLock | None, window: QWidget) -> tuple[messages.LockAnswer, FileLock | None]:
    """The way in which a file is opened, and the lock on it that is then held. Asks if somebody else may have the file open.

    path: the file
    author: the name that others are shown
    held: the lock that the window has already
    window: the parent of the question
    """
    lock = FileLock(path, author)
    if held is not None and held.path == lock.path:
        return "take", held
    holder = lock.holder()
    if holder is not None:
        answer = messages.ask_about_lock(window, _holder_message(path, holder), certain=holder.certain)
        if answer != "take":
            return answer, None
    return "take", lock if lock.take() else None


def _holder_message(path: Path, holder: Holder) -> str:
    if holder.certain:
        message = translate("OpenSubmission", "{name} is open in another window: {who} on {host}, since {time}.")
    else:
        message = translate("OpenSubmission", "{name} may be open elsewhere: {who} on {host} left a lock beside it, {time}.")
    unknown = translate("OpenSubmission", "somebody")
    return message.format(name=path.name, who=holder.name or unknown, host=holder.host or "?", time=holder.time or "?")
