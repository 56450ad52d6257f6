"""The library that a window uses, opened when it is first needed. Without a library nothing is loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from platformdirs import user_cache_path

from model.errors import ClausewrightError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from model.files.opening import OpenedFile
    from model.library.store.library import Library
    from model.library.store.library_records import LibraryRecord
    from model.message import Message
    from model.submission.text_corrections import Corrections

T = TypeVar("T")
FOLDER = "library"
_LONGEST = 60


class OpenLibrary:
    """The library that a window uses: the user's own, or one that was published. It is used in the thread of the window;
    `elsewhere` is for work in another."""

    def __init__(self, folder: Path | None = None, cache: Path | None = None, published: Path | None = None) -> None:
        """`folder` is that of the user's own library, `cache` that for copies of texts for other threads and windows; the
        library that was `published` in a folder is used instead of the user's own one."""
        self._given = folder
        self._cache = cache or user_cache_path("clausewright", appauthor=False) / FOLDER
        self.published = published
        """The folder of the published library in use; None for the user's own one."""
        self._library: Library | None = None
        self._shown_notices: set[str] = set()
        """The notices that were shown already."""

    @property
    def folder(self) -> Path:
        """The folder in which it lies, or was published."""
        from app.user_data.library_folder import library_folder

        return self.published or self._given or library_folder()

    @property
    def is_used(self) -> bool:
        """Whether there is a library; one is created or read only when it is needed. The folder of a published library, which
        may be on a slow network, is not accessed."""
        return self._library is not None or self.published is not None or self.folder.is_dir()

    @property
    def library(self) -> Library:
        """The library, opened; a published one from its copy. FileError if it cannot be opened."""
        if self._library is None:
            self._library = self._open_chosen()
        return self._library

    def _open_chosen(self) -> Library:
        return open_copied_library(self.published) if self.published is not None else open_own_library(self.folder)

    def is_open(self, library: Library) -> bool:
        """Whether a library is the one that is used."""
        return self._library is library

    def choose(self, published: Path | None) -> None:
        """Uses the library that was published in a folder, from its copy, or the user's own one. FileError if it cannot be
        opened; then the library in use stays the same."""
        before, self.published = self.published, published
        try:
            library = self._open_chosen() if self.published is not None or self.folder.is_dir() else None
        except ClausewrightError:
            self.published = before
            raise
        self.close()
        self._library = library

    def take_newest(self) -> bool:
        """Uses the newest copy of the published library; returns whether it is another one. FileError if there is none."""
        used = self._library.read_only if self._library is not None else None
        library = self._open_chosen()
        if used == library.read_only:
            library.close()
            return False
        self.close()
        self._library = library
        return True

    @property
    def read_only(self) -> Message | None:
        """Why the library may not be changed; None if it may, and if it is not used or cannot be."""
        if self.published is not None:
            from model.library.copies.publishing import WHY

            return WHY
        if not self.is_used:
            return None
        try:
            return self.library.read_only.why if self.library.read_only is not None else None
        except ClausewrightError:
            return None

    def notices(self) -> list[Message]:
        """New messages to the user about opening the library, each once."""
        new = [notice for notice in self.library.notices if str(notice) not in self._shown_notices]
        self._shown_notices.update(map(str, new))
        return new

    def refresh(self) -> None:
        """Opens the library again if it can no longer be read, or is a copy of a library that others may have changed.
        FileError if it cannot be opened."""
        if self.published is None and self.read_only is not None:
            self.close()
        try:
            self.library.is_complete  # noqa: B018  asks the database
        except ClausewrightError:
            self.close()
            self.library.is_complete  # noqa: B018

    def elsewhere(self, work: Callable[[Library], T]) -> T:
        """Does work in another thread with a library of its own: the same copy, or a newer one if it no longer exists."""
        from model.library.store.library import Library

        used = self._library.read_only if self._library is not None else None
        library = Library.open_copy(self.folder, used) if used is not None and used.copy.is_file() else self._open_chosen()
        try:
            return work(library)
        finally:
            library.close()

    def texts(self) -> dict[int, LibraryRecord]:
        """The texts by their ids; empty if there is no library, or none that can be used."""
        if not self.is_used:
            return {}
        try:
            return {text.id: text for text in self.library.texts()}
        except ClausewrightError:
            return {}

    def chain(self, id: int) -> list[LibraryRecord]:
        """The editions of a text up to itself, in its language and in the order of time."""
        from model.library.texts.editions import rank

        held = self.texts()
        record = held.get(id)
        if record is None or not record.identity.number:
            return [record] if record is not None else []
        key, language, place = record.identity.key, record.identity.language, rank(record.identity)
        same = (text for text in held.values() if (text.identity.key, text.identity.language) == (key, language))
        before = (text for text in same if rank(text.identity) < place)
        return [*sorted(before, key=lambda text: rank(text.identity)), record]

    def copy_of_text(self, held: LibraryRecord, name: str) -> Path:
        """A copy of a text as a file, for a new document: its own file with all its contents if the file has no other text and
        can be read, otherwise the text, of a PDF with its pages. May be called in another thread. FileError if it cannot be
        written."""
        return self.elsewhere(lambda library: self._copy_of_text(library, held, name))

    def copy_at_work(self, held: LibraryRecord, window: QWidget) -> Path:
        """`copy_of_text` under the name of the text, in the background, with a box in front of `window` while it lasts."""
        from app.background import at_work
        from app.controllers.library.names import name_of
        from widgets.common.foreign_text import isolated_always
        from widgets.common.translation import translate

        name = name_of(held)
        message = translate("Library", "Reading {name} …").format(name=isolated_always(name))
        return at_work(lambda: self.copy_of_text(held, name), message, window)

    def is_copy(self, path: Path) -> bool:
        """Whether a file is such a copy."""
        return self._cache.absolute() in path.absolute().parents

    def _copy_of_text(self, library: Library, held: LibraryRecord, name: str) -> Path:
        from model.files.project_file import save_project
        from model.library.imports.original_file import text_as_project
        from model.storage.atomic_write import file_error, fingerprint, write_durably
        from model.storage.data_names import path_in
        from model.storage.windows_paths import name_for_all

        folder = self._cache / fingerprint(f"{self.folder} {held.id} {held.digest}".encode("utf-8", "surrogatepass"))[:12]
        is_of_pages = library.text(held.id).pages is not None
        original = None if held.place or is_of_pages else _original(library, held.id)
        project = text_as_project(library, held.id) if original is None else None
        path = path_in(folder, name_for_all(name, _LONGEST) + (Path(held.file).suffix if project is None else ".amend"))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if project is None:
                write_durably(path, original or b"")
            else:
                save_project(project, path)
        except OSError as error:
            raise file_error(path, error) from error
        return path

    def known_corrections(self, opened: OpenedFile) -> Corrections:
        """The corrections of the clauses of a file that were made when it was added to the library."""
        from model.library.imports.original_file import known_corrections

        return known_corrections(self.library, opened) if self.is_used else {}

    def close(self) -> None:
        """Closes the library."""
        if self._library is not None:
            self._library.close()
            self._library = None


def open_own_library(folder: Path) -> Library:
    """Opens the library in a folder, and creates it if there is none."""
    from app.user_data.library_folder import open_library

    return open_library(folder, make=True)


def open_copied_library(folder: Path) -> Library:
    """Opens the copy of the library that was published in a folder, without access to the folder."""
    from app.user_data.library_folder import copies_folder
    from model.library.copies.publishing import open_copy

    return open_copy(folder, copies_folder())


def _original(library: Library, id: int) -> bytes | None:
    """The file of a text; None if it is in the folder of others and cannot be read there now."""
    try:
        return library.original(id).read_bytes()
    except (ClausewrightError, OSError):
        if library.read_only is None:
            raise
        return None
