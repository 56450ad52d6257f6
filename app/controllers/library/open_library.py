"""The library of the user, opened when it is first wanted. Nothing of it is loaded while there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from platformdirs import user_cache_path

from model.errors import ClausewrightError

if TYPE_CHECKING:
    from model.library.held import HeldText
    from model.library.library import Library
    from model.submission.values import Submission

T = TypeVar("T")
FOLDER = "library"
_LONGEST = 60


class OpenLibrary:
    """The one library of a window. It is used in the thread of the window; `elsewhere` is for work in another."""

    def __init__(self, folder: Path | None = None, cache: Path | None = None) -> None:
        """`cache` is the folder for copies of texts that are worked on elsewhere."""
        self._given = folder
        self._cache = cache or user_cache_path("clausewright", appauthor=False) / FOLDER
        self._library: Library | None = None

    @property
    def folder(self) -> Path:
        """The folder in which it lies."""
        from app.user_data.library_folder import library_folder

        return self._given or library_folder()

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

    def refresh(self) -> None:
        """Opens it anew where what is open can no longer be read. FileError where it cannot be opened."""
        try:
            self.library.is_complete  # noqa: B018  asks the database
        except ClausewrightError:
            self.close()
            self.library.is_complete  # noqa: B018

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

    def chain(self, id: int) -> list[HeldText]:
        """The editions of a text up to itself, in its language and in the order of time."""
        from model.library.editions import rank

        held = self.texts()
        own = held.get(id)
        if own is None or not own.identity.number:
            return [own] if own is not None else []
        key, language, place = own.identity.key, own.identity.language, rank(own.identity)
        same = (text for text in held.values() if (text.identity.key, text.identity.language) == (key, language))
        before = (text for text in same if rank(text.identity) < place)
        return [*sorted(before, key=lambda text: rank(text.identity)), own]

    def place_of(self, id: int, path: str) -> int:
        """Which of the clauses of a text has a path, from 0; -1 where none has."""
        clauses = self.library.clauses(id)
        return next((place for place, clause in enumerate(clauses) if clause.path == path), -1)

    def handed_out(self, id: int, name: str) -> Path:
        """A copy of a text as a file, for what begins with one: its own file where that holds it alone, with all that belongs to
        it, else the text. FileError where it cannot be written."""
        from model.files.opening import save_project
        from model.formats.amend import Project
        from model.storage.atomic_write import file_error, fingerprint, write_durably
        from model.storage.windows_paths import name_for_all

        library, held = self.library, self.texts()[id]
        folder = self._cache / fingerprint(f"{self.folder} {id} {held.digest}".encode())[:12]
        original = library.original(id) if not held.place else None
        path = folder / (name_for_all(name, _LONGEST) + (Path(held.file).suffix if original else ".amend"))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if original is not None:
                write_durably(path, original.read_bytes())
            else:
                save_project(Project(submission_of(library, id)), path)
        except OSError as error:
            raise file_error(path, error) from error
        return path

    def close(self) -> None:
        """Lets go of the library."""
        if self._library is not None:
            self._library.close()
            self._library = None


def opened(folder: Path) -> Library:
    """The library of a folder, which is made where there is none."""
    from app.user_data.library_folder import open_library

    return open_library(folder, make=True)


def submission_of(library: Library, id: int) -> Submission:
    """A text of the library as the text in force of a submission."""
    from model.submission.values import Proposal, Submission

    redline = library.text(id).redline
    return Submission(proposals=(Proposal(redline=redline, original=redline),), language=redline.language)
