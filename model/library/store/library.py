"""A library on the disk: its folder with the originals, the database made from them, and the lock for changes.

library/originals/        the unchanged files (`model.library.folder.originals`)
library/library.db        the texts read from them, with the index of their words; if deleted, it is rebuilt
library/library.*         other files (`model.library.folder.database_files`)

Several programs may have it open: each sees the changes of the others at its next query. A library is used in one thread;
another thread opens it again.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from model.errors import FileError
from model.library.folder.database_files import DATABASE, doubt, is_checked, is_doubted, library_lock, put_aside, remember_check
from model.library.folder.descriptions import Original
from model.library.folder.errors import DamagedLibrary, unreadable, unwritable
from model.library.folder.originals import Originals
from model.library.sqlite.database import Database
from model.library.sqlite.rows import LAST_ID, DamagedDatabase, Unusable
from model.library.store.changes import Changes, has_room
from model.library.store.library_records import FileRecord, LibraryRecord, file_of, records_of
from model.library.store.search import LibraryHits, LibraryQuery, search, search_by_weight
from model.library.texts.search_normalization import normal_form
from model.library.texts.status import LATEST_STATUSES
from model.library.texts.values import LibraryClause, LibraryText
from model.message import Message
from model.references.editions import EditionRow, Editions, shipped_editions

_SETTLED = "settled"
"""The fact that the database contains the files that are older than itself."""
_WAIT = 30.0
"""Seconds that one waits for another program that changes the library."""


class ReadOnly(Struct, frozen=True):
    """A copy of a database to which nobody writes, from which a library is read, and the messages about it."""

    copy: Path
    why: Message
    """Why the library may not be changed, and the remedy."""
    damaged: Message
    other_version: Message
    """It was made by another version of the program."""


class Library:
    """An open library. A failure to read or write raises FileError, in one sentence."""

    def __init__(self, folder: Path, read_only: ReadOnly | None = None) -> None:
        """Takes the folder; `open` and `open_copy` make a library of it."""
        self.folder = folder
        self.read_only = read_only
        """The copy that it is read from, and the messages about it; None if the library may be changed."""
        self.originals = Originals(folder)
        self.own_editions: tuple[EditionRow, ...] = ()
        """The user's own rows of the table of editions."""
        self.notices: list[Message] = []
        """Messages to the user about opening the library, a sentence each."""
        self._database: Database | None = None
        self._inode = 0
        self._listed: tuple[LibraryRecord, ...] | None = None
        self._version = -1
        self._frequencies: dict[str, int] = {}
        """The number of clauses that contain a word, for the words asked for so far."""
        self.changes = Changes(lambda: self.database, self.originals, self._changing)
        """The changes that can be made."""
        self._is_changing = False

    @classmethod
    def open(cls, folder: Path) -> Library:
        """Opens or creates the library in a folder. An unusable database is put aside, with `waiting_files` to be read again."""
        library = cls(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            library._open_database()
            try:
                library._sweep()
            except DamagedDatabase:
                library.renew()
        except OSError as error:
            library.close()
            raise unreadable(folder, error) from error
        return library

    @classmethod
    def open_copy(cls, folder: Path, read_only: ReadOnly) -> Library:
        """Opens the library in a folder from a copy of its database. FileError if the copy cannot be used."""
        library = cls(folder, read_only=read_only)
        try:
            library._database = Database(read_only.copy, immutable=True)
        except DamagedDatabase as error:
            raise FileError(folder, read_only.damaged) from error
        except Unusable as error:
            raise FileError(folder, read_only.other_version) from error
        except OSError as error:
            raise unreadable(read_only.copy, error) from error
        return library

    def _open_database(self) -> None:
        path = self.folder / DATABASE
        try:
            self._connect(path)
        except Unusable:
            with self.lock():
                try:
                    self._connect(path)  # another program may have rebuilt it meanwhile
                except Unusable as error:
                    put_aside(self.folder)
                    self.notices.append(_ASIDE_DAMAGED if isinstance(error, DamagedDatabase) else _ASIDE_OLD)
                    self._connect(path)
        self._inode = path.stat().st_ino

    def _connect(self, path: Path) -> None:
        self.close()
        if is_doubted(self.folder):
            raise DamagedDatabase
        self._database = Database(path)
        try:
            self._check()
        except Unusable:
            self.close()
            raise

    def _sweep(self) -> None:
        """Finishes the work of a killed program, unless another program has the lock and does so itself."""
        with library_lock(self.folder, 0) as is_held:
            if is_held:
                is_settled = bool(self.database.fact(_SETTLED))
                self.originals.sweep({source.hash for source in self.database.sources()}, keep=not is_settled)
                if not is_settled and self.originals.is_empty:
                    self.settle()

    def renew(self) -> None:
        """Replaces the database; `waiting_files` names the originals to be read again. FileError if that is impossible."""
        try:
            doubt(self.folder)
            self._listed = None
            self._open_database()
            self._sweep()
        except OSError as error:
            raise unreadable(self.folder, error) from error

    def _check(self) -> None:
        """Reads the whole database; of a file that was read the last time only the numbers of rows, since SQLite writes late."""
        assert self._database is not None
        if is_checked(self.folder):
            self._database.check_index()
            return
        self._database.check()
        remember_check(self.folder)

    @property
    def database(self) -> Database:
        """The open database; the new one if another program replaced a damaged one."""
        assert self._database is not None, "the library is closed"
        if self.read_only is not None or self._database.is_busy:
            return self._database
        with suppress(OSError):
            if (self.folder / DATABASE).stat().st_ino != self._inode:
                self._database.close()
                self._listed = None
                self._open_database()
        return self._database

    def close(self) -> None:
        """Closes the library."""
        if self._database is not None:
            self._database.close()
            self._database = None

    # --- reading ------------------------------------------------------------------------------------------------------

    def texts(self) -> tuple[LibraryRecord, ...]:
        """All texts, in the order of their addition."""
        with self.reading():
            version = self.database.version()
            if self._listed is None or version != self._version:
                self._listed, self._version = self._list(), version
                self._frequencies = {}
            return self._listed

    def text(self, id: int) -> LibraryText:
        """A text. FileError if it is no longer in the library."""
        with self.reading():
            found = self.database.text(id)
        if found is None:
            raise FileError(self.folder, Message.of("the text is no longer in the library; look for it again in the list"))
        return found

    def clauses(self, id: int) -> tuple[LibraryClause, ...]:
        """The clauses of a text; empty if it is no longer in the library."""
        with self.reading():
            return self.database.clauses(id)

    def search(self, query: LibraryQuery, limit: int = 50) -> LibraryHits:
        """The clauses that a query finds: those of texts in force first, then by how well they fit."""
        with self.reading():
            texts = self.texts()
            wanted = None
            if query.language or query.bodies or query.statuses or query.texts:
                wanted = [text.id for text in texts if query.takes_in(text)]
            older = [text.id for text in texts if text.status not in LATEST_STATUSES]
            found = search(self.database, query, wanted, older, min(limit, LAST_ID))
            if not {hit.text for hit in found.hits} <= {text.id for text in texts}:
                raise DamagedDatabase
            return found

    def search_by_weight(self, words: Mapping[str, int], enough: int, query: LibraryQuery) -> LibraryHits:
        """The clauses that a query covers in which the weights of the given words sum to `enough`; a word counts once."""
        with self.reading():
            wanted = {text.id for text in self.texts() if query.takes_in(text)}
            return search_by_weight(self.database, words, enough, wanted)

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """The number of clauses that contain each of some words."""
        with self.reading():
            self.texts()
            known, out = self._frequencies, {}
            for word in words:
                form = normal_form(word)
                if form not in known:
                    known[form] = self.database.frequency(form)
                out[word] = known[form]
            return out

    def rows(self) -> tuple[EditionRow, ...]:
        """The editions that saved tables of contents name."""
        with self.reading():
            return tuple(row for file in self._files().values() for row in file.rows)

    def editions(self) -> Editions:
        """All known editions: those of saved tables of contents, those that come with the program, and the user's own rows."""
        return Editions.of([*self.rows(), *shipped_editions(), *self.own_editions])

    def original(self, id: int) -> Path:
        """The file that a text was read from. FileError if it no longer exists."""
        text = next((text for text in self.texts() if text.id == id), None)
        if text is not None and self.originals.holds(text.source):
            path = self.originals.path(self.originals.original(text.source))
            if path.is_file():
                return path
        raise FileError(self.folder, Message.of("the file of this text is no longer in the library; add the file again"))

    @property
    def is_complete(self) -> bool:
        """Whether all texts of its files are in the database, as far as the database knows."""
        with self.reading():
            return bool(self.database.fact(_SETTLED)) and all(source.complete for source in self.database.sources())

    def settle(self) -> None:
        """Records that the database contains the files that are older than itself, or that they cannot be read."""
        with self.reading():
            self.database.set_fact(_SETTLED, "1")

    def waiting_files(self) -> tuple[Original, ...]:
        """The files with missing texts: an import stopped early, or the database is new."""
        with self.reading():
            whole = {source.hash for source in self.database.sources() if source.complete}
        return tuple(original for original in self.originals.all() if original.hash not in whole and not original.is_removed)

    def _files(self) -> dict[str, FileRecord]:
        return {source.hash: file_of(source) for source in self.database.sources()}

    def _list(self) -> tuple[LibraryRecord, ...]:
        return records_of(self.database.texts(), self._files(), self.editions())

    # --- changing -----------------------------------------------------------------------------------------------------

    def has_room_for(self, original: Original) -> bool:
        """Whether its texts can have the numbers in its description: no text of another file has them."""
        with self.reading():
            return has_room(self.database, original)

    def need_writable(self) -> None:
        """FileError if the library is read-only."""
        if self.read_only is not None:
            raise FileError(self.folder, self.read_only.why)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Lets this library alone be changed. FileError if it is only read, is locked for long or cannot be written."""
        if self._is_changing:
            yield
            return
        self.need_writable()
        try:
            with self.lock():
                self._is_changing = True
                yield
        except DamagedDatabase as error:
            raise self.doubt_database() from error
        except OSError as error:
            raise unwritable(self.folder, error) from error
        finally:
            self._is_changing = False
            self._listed = None

    # --- the lock -----------------------------------------------------------------------------------------------------

    @contextmanager
    def lock(self) -> Iterator[None]:
        """A context in which no other program changes the library. FileError if another one does for too long."""
        with library_lock(self.folder, _WAIT) as is_held:
            if not is_held:
                raise unreadable(self.folder, OSError(errno.EBUSY, ""))
            yield

    def doubt_database(self) -> FileError:
        """Marks the database, so that the next opening replaces it, and returns the error: a value in it is damaged."""
        if self.read_only is not None:
            return FileError(self.folder, self.read_only.damaged)
        doubt(self.folder)
        return DamagedLibrary(self.folder, _DAMAGED)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within, the library stays as it is."""
        try:
            with self.database.reading():
                yield
        except DamagedDatabase as error:
            raise self.doubt_database() from error
        except OSError as error:
            raise unreadable(self.folder, error) from error


_ASIDE_DAMAGED = Message.of("the library’s database was damaged; it was renamed and is being rebuilt from the library’s files")
_ASIDE_OLD = Message.of(
    "the library’s database is of another version; it was renamed and is being rebuilt from the library’s files"
)
_DAMAGED = Message.of("the library’s database is damaged; it is rebuilt when the library is opened again")
