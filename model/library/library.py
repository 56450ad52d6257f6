"""A library on the disk: its folder with the originals, the database made of them, and the lock of who changes them.

    library/originals/        the files as they came (`model.library.originals`)
    library/library.db        what was read from them, with the index of its words; thrown away, it is made anew
    library/library.lock      held by the program that changes it

Several programs may have it open: each sees what the others changed when it asks next. A library is used in one thread; another
one opens it for itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from msgspec import msgpack
from msgspec.structs import replace

from model.errors import FileError
from model.library.database import Damaged, Database, SourceRow, Unusable
from model.library.held import (
    Addition,
    Addressed,
    HeldFile,
    HeldText,
    Prepared,
    entry_of,
    file_of,
    ids_by_identity,
    listed,
    nobody,
)
from model.library.originals import Original, Originals, unreadable
from model.library.search import LibraryHits, LibraryQuery, search
from model.library.status import Standing
from model.library.values import LibraryClause, LibraryText
from model.message import Message
from model.references.editions import EditionRow
from model.storage.atomic_write import file_error, fingerprint
from model.storage.os_lock import lock

DATABASE, LOCK = "library.db", "library.lock"
_WAIT = 30.0
"""Seconds that one waits for another program that changes the library."""


class Library:
    """An open library. What cannot be read or written ends as FileError, in one sentence."""

    def __init__(self, folder: Path, addressed: Addressed) -> None:
        """Takes the folder; `open` makes a library of it."""
        self.folder = folder
        self.originals = Originals(folder)
        self.notices: list[Message] = []
        """What a user must know about how it was opened, a sentence each."""
        self._addressed = addressed
        self._database: Database | None = None
        self._inode = 0
        self._listed: tuple[HeldText, ...] | None = None
        self._version = -1
        self._held = False
        """Whether the lock is held."""
        self._nested = False
        """Whether changes are part of a transaction that is open already."""

    @classmethod
    def open(cls, folder: Path, *, addressed: Addressed = nobody) -> Library:
        """The library of a folder, which is made where there is none. A database that cannot be used is put aside, and
        `waiting` names the originals that are to be read again."""
        library = cls(folder, addressed)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with library.locked():
                library._open_database()
                known = {source.hash for source in library._sources()}
                library.originals.sweep(known, keep=not library.database.fact("settled"))
                library.database.set_fact("settled", "1")
        except OSError as error:
            library.close()
            raise unreadable(folder, error) from error
        if not library.database.indexed:
            library.notices.append(_UNINDEXED)
        return library

    def _open_database(self) -> None:
        path = self.folder / DATABASE
        try:
            self._database = Database(path)
            self._database.check()
        except Unusable as error:
            self.close()
            self._put_aside(damaged=isinstance(error, Damaged))
            self._database = Database(path)
        self._inode = path.stat().st_ino

    def _put_aside(self, *, damaged: bool) -> None:
        """Gives the database another name, with the files that belong to it."""
        stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
        for end in ("-wal", "-shm", ""):
            path = self.folder / f"{DATABASE}{end}"
            with suppress(FileNotFoundError):
                os.replace(path, self.folder / f"library-{stamp}.db{end}")
        self.notices.append(_ASIDE_DAMAGED if damaged else _ASIDE_OLD)

    @property
    def database(self) -> Database:
        """The open database; the new one where another program put it in the place of a damaged one."""
        assert self._database is not None, "the library is closed"
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

    def texts(self) -> tuple[HeldText, ...]:
        """All texts, in the order in which they came."""
        with self._read():
            version = self.database.version()
            if self._listed is None or version != self._version:
                self._listed, self._version = self._list(), version
            return self._listed

    def text(self, id: int) -> LibraryText:
        """A text. FileError where it is no longer there."""
        with self._read():
            found = self.database.text(id)
        if found is None:
            raise FileError(self.folder, Message.of("the text is no longer in the library"))
        return found

    def clauses(self, id: int) -> tuple[LibraryClause, ...]:
        """The clauses of a text; none where it is no longer there."""
        with self._read():
            return self.database.clauses(id)

    def search(self, query: LibraryQuery, limit: int = 50) -> LibraryHits:
        """The clauses that a query finds: those of texts in force first, then by how well they fit."""
        texts = self.texts()
        wanted = None
        if query.language or query.bodies or query.statuses or query.texts:
            wanted = [text.id for text in texts if _is_wanted(text, query)]
        older = [text.id for text in texts if text.status != "in_force"]
        with self._read():
            return search(self.database, query, wanted, older, limit)

    def rows(self) -> tuple[EditionRow, ...]:
        """The editions that saved tables of contents name."""
        with self._read():
            return tuple(row for file in self._files().values() for row in file.rows)

    def original(self, id: int) -> Path:
        """The file that a text came in. FileError where it is gone."""
        text = next((text for text in self.texts() if text.id == id), None)
        original = next((one for one in self.originals.all() if text is not None and one.hash == text.source), None)
        if original is None or not self.originals.path(original).is_file():
            raise FileError(self.folder, Message.of("the file of this text is no longer in the library"))
        return self.originals.path(original)

    def waiting(self) -> tuple[Original, ...]:
        """The files of which not all texts are in: an import was ended, or the database is new."""
        with self._read():
            whole = {source.hash for source in self._sources() if source.complete}
        return tuple(original for original in self.originals.all() if original.hash not in whole)

    def _sources(self) -> list[SourceRow]:
        return self.database.sources()

    def _files(self) -> dict[str, HeldFile]:
        return {source.hash: file_of(source) for source in self._sources()}

    def _list(self) -> tuple[HeldText, ...]:
        return listed(self.database.texts(), self._files())

    # --- changing -----------------------------------------------------------------------------------------------------

    def add(self, data: bytes, name: str, texts: Sequence[LibraryText], rows: Sequence[EditionRow] = ()) -> tuple[Addition, ...]:
        """Adds the texts of a file, each in a transaction of its own, and keeps the file; what became of each.

        data: the bytes of the file
        name: its name
        texts: what was read from it
        rows: the editions that it names, where it is a table of contents
        """
        with self.locked(), self._changed():
            hash = fingerprint(data)
            known = next((one for one in self.originals.all() if one.hash == hash), None)
            prepared = [Prepared.of(text) for text in texts]
            there = self._there(prepared, hash)
            removed = tuple(place for place, id in enumerate(there) if id is not None)
            if known is not None:
                if known.texts != len(texts):
                    known = self._renumbered(known, len(texts))
                if known.removed != removed:
                    known = replace(known, removed=removed)
                    self.originals.describe(known)
                return self._fill(known, prepared, rows, there)
            if texts and len(removed) == len(texts):
                return tuple(Addition(one.text, id or 0, "there") for one, id in zip(prepared, there, strict=True))
            added = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
            original = Original(hash, name, len(data), added, self._next_id(), len(texts), removed)
            original = self.originals.put(original, data)
            try:
                return self._fill(original, prepared, rows, there)
            except BaseException:
                if hash not in {source.hash for source in self._sources()}:
                    self.originals.withdraw(hash)
                raise

    def refill(self, original: Original, texts: Sequence[LibraryText], rows: Sequence[EditionRow] = ()) -> tuple[Addition, ...]:
        """Adds what is not in yet of a file that the library holds, but for what was removed."""
        with self.locked(), self._changed():
            if original.texts != len(texts):
                original = self._renumbered(original, len(texts))
            return self._fill(original, [Prepared.of(text) for text in texts], rows)

    def remove(self, id: int) -> None:
        """Takes a text out, and its file where it held no other one."""
        with self.locked(), self._changed():
            row = next((row for row in self.database.texts() if row.id == id), None)
            if row is None:
                return
            original = next((one for one in self.originals.all() if one.hash == row.source), None)
            if original is not None:
                original = replace(original, removed=tuple(sorted({*original.removed, id - original.first})))
                self.originals.describe(original)
            with self.database.changing():
                self.database.drop_text(id)
                is_last = row.source not in {other.source for other in self.database.texts()}
                if is_last:
                    self.database.drop_source(row.source)
            if original is not None and is_last and len(original.removed) >= original.texts:
                self.originals.remove(original.hash)

    def decide(self, id: int, standing: Standing | None) -> None:
        """Gives a text the status that a user knows it to have; None takes it back."""
        with self.locked(), self._changed():
            row = next((row for row in self.database.texts() if row.id == id), None)
            original = next((one for one in self.originals.all() if row is not None and one.hash == row.source), None)
            if original is not None:
                decided = {place: given for place, given in original.decided.items() if place != id - original.first}
                if standing is not None:
                    decided[id - original.first] = standing
                self.originals.describe(replace(original, decided=decided))
            with self.database.changing():
                self.database.decide(id, standing.status if standing else "", standing.since if standing else "")

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Within, the library is empty and is filled by `refill`; all of it is one transaction, and an exception takes it
        back."""
        with self.locked(), self._changed(), self.database.changing():
            self.database.clear()
            self._nested = True
            try:
                yield
            finally:
                self._nested = False

    def _fill(
        self, original: Original, prepared: Sequence[Prepared], rows: Sequence[EditionRow], there: Sequence[int | None] = ()
    ) -> tuple[Addition, ...]:
        database = self.database
        file = msgpack.encode(HeldFile(original.name, original.added, tuple(rows)))
        rows_there = database.texts()
        held = {row.id for row in rows_there}
        same = ids_by_identity(rows_there)
        made = []
        source = SourceRow(original.hash, complete=not prepared, held=file)
        if not prepared:
            with self._transaction():
                database.put_source(source)
            self.originals.settle(original.hash)
        for place, one in enumerate(prepared):
            id = original.first + place
            if id in held or place in original.removed:
                made.append(Addition(one.text, (there[place] if there else None) or id, "there"))
                continue
            others = tuple(same.get(one.text.identity.same, ())) if one.text.identity.number else ()
            with self._transaction():
                database.put_source(source)
                database.put_text(one.row(id, original), one.text, one.clauses, one.addressees(self._addressed))
                database.set_fact("next", str(max(id + 1, self._next_id())))
            self.originals.settle(original.hash)
            same.setdefault(one.text.identity.same, []).append(id)
            made.append(Addition(one.text, id, "different" if others else "added", others))
        with self._transaction():
            database.put_source(replace(source, complete=True))
        return tuple(made)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._nested:
            yield
        else:
            with self.database.changing():
                yield

    def _there(self, prepared: Sequence[Prepared], hash: str) -> list[int | None]:
        """Of each text the id of the same one from another file, or of an earlier one in its own, 0 where that is not in yet."""
        known = {(entry_of(row).identity.same, row.digest): row.id for row in self.database.texts() if row.source != hash}
        found = []
        for one in prepared:
            key = one.text.identity.same, one.digest
            found.append(known.get(key))
            known.setdefault(key, 0)
        return found

    def _renumbered(self, original: Original, texts: int) -> Original:
        """A file of which other texts are read than before, with ids of its own for them."""
        for row in self.database.texts():
            if row.source == original.hash:
                with self._transaction():
                    self.database.drop_text(row.id)
        original = replace(original, first=self._next_id(), texts=texts, removed=(), decided={})
        self.originals.describe(original)
        return original

    def _next_id(self) -> int:
        used = max((original.last for original in self.originals.all()), default=0)
        return max(int(self.database.fact("next") or 1), used + 1)

    # --- the lock -----------------------------------------------------------------------------------------------------

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Within, no other program changes the library. FileError where another one does so for long."""
        if self._held:
            yield
            return
        handle = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            until = monotonic() + _WAIT
            while not lock(handle):
                if monotonic() > until:
                    raise FileError(self.folder, Message.of("another window is changing the library; wait until it is done"))
                sleep(0.02)
            self._held = True
            yield
        finally:
            self._held = False
            os.close(handle)

    @contextmanager
    def _read(self) -> Iterator[None]:
        try:
            yield
        except Damaged as error:
            raise FileError(self.folder, _DAMAGED) from error
        except OSError as error:
            raise unreadable(self.folder, error) from error

    @contextmanager
    def _changed(self) -> Iterator[None]:
        self._listed = None
        try:
            yield
        except Damaged as error:
            raise FileError(self.folder, _DAMAGED) from error
        except OSError as error:
            raise file_error(self.folder, error) from error
        finally:
            self._listed = None


_ASIDE_DAMAGED = Message.of("the library’s database was damaged; it was put aside and is made anew from the library’s files")
_ASIDE_OLD = Message.of(
    "the library’s database is of another version; it was put aside and is made anew from the library’s files"
)
_UNINDEXED = Message.of("SQLite has no full-text search on this system; the library is searched text by text, which takes longer")
_DAMAGED = Message.of("the library’s database is damaged; it is made anew when the library is opened again")


def _is_wanted(text: HeldText, query: LibraryQuery) -> bool:
    return (
        (not query.language or text.identity.language == query.language)
        and (not query.bodies or text.identity.body in query.bodies)
        and (not query.statuses or text.status in query.statuses)
        and (not query.texts or text.id in query.texts)
    )
