"""The library of the user, opened when it is first wanted, and its texts by the names that they are shown under."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from platformdirs import user_data_path

from model.errors import ClausewrightError
from model.library.addressees import addressees_of
from model.library.held import HeldText
from model.library.library import Library
from model.submission.values import Proposal, Submission

T = TypeVar("T")
FOLDER = "library"


def library_folder() -> Path:
    """The folder of the user's library."""
    return user_data_path("clausewright", appauthor=False) / FOLDER


class OpenLibrary:
    """The one library of a window. It is used in the thread of the window; `elsewhere` is for work in another."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or library_folder()
        self._library: Library | None = None

    @property
    def used(self) -> bool:
        """Whether there is a library: nothing is made or read while nobody wants one."""
        return self._library is not None or self.folder.is_dir()

    @property
    def library(self) -> Library:
        """The library, opened. FileError where it cannot be."""
        if self._library is None:
            self._library = opened(self.folder)
        return self._library

    def elsewhere(self, work: Callable[[Library], T]) -> T:
        """Does work in another thread with a library of its own."""
        library = opened(self.folder)
        try:
            return work(library)
        finally:
            library.close()

    def texts(self) -> dict[int, HeldText]:
        """The texts by their ids; none where there is no library, or none that can be used."""
        if not self.used:
            return {}
        try:
            return {text.id: text for text in self.library.texts()}
        except ClausewrightError:
            return {}

    def before(self, id: int) -> HeldText | None:
        """The edition before a text in the same language; None where the library has none."""
        held = self.texts()
        own = held.get(id)
        if own is None or not own.identity.number:
            return None
        same = [
            text
            for text in held.values()
            if (text.identity.key, text.identity.language) == (own.identity.key, own.identity.language)
            and age(text) < age(own)
        ]
        return max(same, key=age, default=None)

    def close(self) -> None:
        """Lets go of the library."""
        if self._library is not None:
            self._library.close()
            self._library = None


def opened(folder: Path) -> Library:
    """The library of a folder, which knows to whom clauses are addressed."""
    return Library.open(folder, addressed=addressees_of)


def age(text: HeldText) -> tuple[int, str, str]:
    """The order of editions in time."""
    identity = text.identity
    return identity.year, identity.date, identity.suffix.zfill(4)


def submission_of(library: Library, id: int) -> Submission:
    """A text of the library as the text in force of a submission."""
    redline = library.text(id).redline
    return Submission(proposals=(Proposal(redline=redline, original=redline),), language=redline.language)
