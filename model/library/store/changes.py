"""Changes of a library under its lock: texts are added, removed, decided on, or all read again.

The description of a file is written before the database, so that a removal or a decision remains valid if the program is killed
in between, and when the database is rebuilt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from msgspec import Struct, field, msgpack
from msgspec.structs import replace

from model.library.folder.descriptions import Original
from model.library.folder.originals import Originals
from model.library.sqlite.database import Database
from model.library.sqlite.rows import LAST_ID, DamagedDatabase, SourceRow
from model.library.store.library_records import Addition, FileRecord, PreparedText, decision, entry_of, file_of
from model.library.texts.identity import with_identity, with_text_corrections
from model.library.texts.status import DatedStatus, is_abrogation
from model.library.texts.values import LibraryText, TextIdentity
from model.references.editions import EditionRow
from model.storage.atomic_write import fingerprint
from model.submission.text_corrections import Corrections

P = ParamSpec("P")
T = TypeVar("T")
_NEXT = "next"
"""The fact with the number of the next text."""


class FileChoice(Struct, frozen=True):
    """A user's decisions about the texts of a file before they are added, by their places in it, from 0."""

    left_out: frozenset[int] = frozenset()
    corrected: Mapping[int, TextIdentity] = field(default_factory=dict)
    """The corrected identities of wrongly recognised texts."""
    text_corrections: Corrections = field(default_factory=dict)
    """The corrections of the clauses of texts that were read from pages."""


AS_READ = FileChoice()
"""All texts as they were recognised."""


def _with_lock(change: Callable[Concatenate[Changes, P], T]) -> Callable[Concatenate[Changes, P], T]:
    """A change that holds the lock of the library."""

    @wraps(change)
    def change_with_lock(self: Changes, /, *values: P.args, **named: P.kwargs) -> T:
        with self._changing():
            return change(self, *values, **named)

    return change_with_lock


class Changes:
    """The changes of a library. Each holds its lock; FileError if the library cannot be changed."""

    def __init__(
        self, database: Callable[[], Database], originals: Originals, changing: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """Takes the parts of a library; `changing` holds its lock in the context."""
        self._open_database = database
        self._originals = originals
        self._changing = changing
        self._descriptions: list[Original] | None = None
        """The descriptions to be written at the end of the transaction of all changes; None if each change has its own
        transaction."""

    @property
    def _database(self) -> Database:
        return self._open_database()

    @_with_lock
    def add(
        self, data: bytes, name: str, texts: Sequence[LibraryText], rows: Sequence[EditionRow] = (), choice: FileChoice = AS_READ
    ) -> tuple[Addition, ...]:
        """Adds the texts of a file, each in a transaction of its own, and keeps the file; returns the outcome of each text that
        was not omitted.

        data: the bytes of the file
        name: its name
        texts: what was read from it
        rows: the editions that it names, if it is a table of contents
        choice: what a user omitted or corrected
        """
        hash = fingerprint(data)
        original = self._originals.find(hash) or self._restore_description(hash, data, len(texts))
        if original is not None:
            original = self._with_free_numbers(original, len(texts))
        first = original.first if original is not None else 0
        held = {row.id - first for row in self._database.texts_of_source(hash)}
        left_out = choice.left_out - held
        corrected = dict(original.corrected) if original is not None else {}
        corrected |= {place: identity for place, identity in choice.corrected.items() if place not in held}
        changed = dict(original.text_corrections) if original is not None else {}
        changed |= {place: made for place, made in choice.text_corrections.items() if place not in held}
        prepared = _prepare(texts, corrected, changed)
        same = self._same_texts(prepared, first, left_out)
        removed = tuple(place for place, id in enumerate(same) if id is not None or place in left_out)
        if original is not None:
            known = replace(original, removed=removed, corrected=corrected, text_corrections=changed)
            if known != original:
                self._describe(known)
            return self._fill(known, prepared, rows, same, choice.left_out)
        if texts and len(removed) == len(texts):
            places = (place for place, id in enumerate(same) if id is not None and place not in choice.left_out)
            return tuple(Addition(prepared[place].text, same[place] or 0, "there") for place in places)
        added = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        original = Original(
            hash,
            name,
            len(data),
            added,
            self._next_id(),
            len(texts),
            removed,
            corrected=corrected,
            text_corrections=changed,
        )
        original = self._originals.put(original, data)
        try:
            return self._fill(original, prepared, rows, same, choice.left_out)
        except BaseException:
            if self._database.source(hash) is None:
                self._originals.withdraw(hash)
            raise

    @_with_lock
    def refill(self, original: Original, texts: Sequence[LibraryText], rows: Sequence[EditionRow] = ()) -> tuple[Addition, ...]:
        """Adds the missing texts of a file, except those that were removed."""
        original = self._with_free_numbers(original, len(texts))
        prepared = _prepare(texts, original.corrected, original.text_corrections)
        same = self._same_texts(prepared, original.first, frozenset(original.removed))
        removed = {*original.removed, *(place for place, id in enumerate(same) if id is not None)}
        if removed != set(original.removed):
            original = replace(original, removed=tuple(sorted(removed)))
            self._describe(original)
        return self._fill(original, prepared, rows, same)

    @_with_lock
    def remove(self, id: int) -> None:
        """Deletes a text, and its file if no other text was read from it."""
        row = self._database.row(id)
        if row is None:
            return
        source, original = self._database.source(row.source), self._originals.find(row.source)
        if source is not None and original is not None:
            removed = {*original.removed, id - file_of(source).first}
            original = replace(original, removed=tuple(sorted(removed)))
            self._describe(original)
        with self._transaction():
            self._database.drop_text(id)
            is_last = not self._database.texts_of_source(row.source)
            if is_last:
                self._database.drop_source(row.source)
        if original is not None and is_last and original.is_removed:
            self._originals.remove(original.hash)

    @_with_lock
    def decide(self, id: int, standing: DatedStatus | None) -> None:
        """Sets the status of a text by a user's decision; None deletes the decision."""
        row = self._database.row(id)
        if row is None:
            return
        source, original = self._database.source(row.source), self._originals.find(row.source)
        if source is not None and original is not None:
            place = id - file_of(source).first
            decided = {other: given for other, given in original.decided.items() if other != place}
            if standing is not None:
                decided[place] = standing
            self._describe(replace(original, decided=decided))
        with self._transaction():
            self._database.decide(id, standing.status if standing else "", standing.since if standing else "")

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Empties the library and lets `refill` fill it in the context; all is one transaction, undone by an exception."""
        with self._changing():
            self._originals.drop_removed({source.hash for source in self._database.sources()})
            waiting: list[Original] = []
            self._descriptions = waiting
            try:
                with self._database.changing():
                    self._database.clear()
                    yield
            finally:
                self._descriptions = None
            for original in waiting:
                self._originals.describe(original)

    def _fill(
        self,
        original: Original,
        prepared: Sequence[PreparedText],
        rows: Sequence[EditionRow],
        same: Sequence[int | None],
        left_out: Collection[int] = (),
    ) -> tuple[Addition, ...]:
        """Adds the missing texts of a file; `same` has for each the id of the same one, as `_same_texts` returns it. The texts
        that are `left_out`, from 0, are omitted without a report."""
        database = self._database
        file = msgpack.encode(FileRecord(original.name, original.added, original.first, tuple(rows)))
        held = {row.id for row in database.texts_of_source(original.hash)}
        made = []
        for place, text in enumerate(prepared):
            id = original.first + place
            if place in left_out:
                continue
            if id in held or place in original.removed:
                made.append(Addition(text.text, same[place] or id, "there"))
                continue
            others = self._others(text)
            with self._transaction():
                database.put_source(SourceRow(original.hash, complete=False, held=file))
                database.put_text(text.row(id, original), text.text, text.clauses, text.addressees())
                database.set_fact(_NEXT, str(max(original.last + 1, self._next_id())))
            self._originals.settle(original.hash)
            made.append(Addition(text.text, id, "different" if others else "added", others))
        with self._transaction():
            database.put_source(SourceRow(original.hash, complete=True, held=file))
        self._originals.settle(original.hash)
        return tuple(made)

    def _others(self, prepared: PreparedText) -> tuple[int, ...]:
        """The ids of other texts of the same number, edition and language, except abrogations."""
        if not prepared.text.identity.number or is_abrogation(prepared.text.mark):
            return ()
        rows = self._database.texts_of_edition(prepared.edition)
        return tuple(row.id for row in rows if not is_abrogation(entry_of(row).mark))

    def _describe(self, original: Original) -> None:
        if self._descriptions is None:
            self._originals.describe(original)
        else:
            self._descriptions.append(original)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._descriptions is not None:
            yield
        else:
            with self._database.changing():
                yield

    def _same_texts(self, prepared: Sequence[PreparedText], first: int, left_out: Collection[int]) -> list[int | None]:
        """For each text the id of the same one in the library, or 0 if the same text occurs earlier in its own file and is not
        omitted. `first` is the id of the first one; 0 if they have none yet."""
        earlier = set()
        found: list[int | None] = []
        for place, text in enumerate(prepared):
            rows = self._database.texts_of_edition(text.edition)
            same = [row.id for row in rows if row.digest == text.digest and not (first and row.id == first + place)]
            key = text.edition, text.digest
            found.append(same[0] if same else 0 if key in earlier else None)
            if place not in left_out:
                earlier.add(key)
        return found

    def _with_free_numbers(self, original: Original, texts: int) -> Original:
        """The description of a file, with new text numbers if their count changed or other texts have them."""
        if original.texts != texts:
            known = replace(original, texts=texts, removed=(), decided={}, corrected={})
        elif not has_room(self._database, original):
            known = original
        else:
            return original
        with self._transaction():
            for row in self._database.texts_of_source(original.hash):
                self._database.drop_text(row.id)
        known = replace(known, first=self._next_id())
        self._describe(known)
        return known

    def _restore_description(self, hash: str, data: bytes, texts: int) -> Original | None:
        """Writes a lost or damaged description of a file again from the database, and returns it; None for an unknown file."""
        source = self._database.source(hash)
        if source is None:
            return None
        held, rows = file_of(source), self._database.texts_of_source(hash)
        stored = {row.id - held.first: row for row in rows}
        removed = tuple(place for place in range(texts) if place not in stored) if source.complete else ()
        decided = {place: given for place, row in stored.items() if (given := decision(row)) is not None}
        original = Original(hash, held.name, len(data), held.added, held.first, texts, removed, decided)
        original = self._originals.put(original, data)
        self._originals.settle(hash)
        return original

    def _next_id(self) -> int:
        known = self._database.fact(_NEXT)
        if known:
            if not (known.isascii() and known.isdigit() and len(known) <= len(str(LAST_ID))):
                raise DamagedDatabase
            return int(known)
        lasts = (original.last for original in self._originals.all())
        return max((last for last in lasts if last <= LAST_ID), default=0) + 1


def has_room(database: Database, original: Original) -> bool:
    """Whether the texts of a file have the numbers in its description, or can have them."""
    if not 0 < original.first <= original.last + 1 <= LAST_ID:
        return False
    numbers = range(original.first, original.first + original.texts)
    if any(row.id not in numbers for row in database.texts_of_source(original.hash)):
        return False
    return database.holders(original.first, original.last) <= {original.hash}


def _prepare(
    texts: Sequence[LibraryText], corrected: Mapping[int, TextIdentity], text_corrections: Corrections
) -> list[PreparedText]:
    """The texts to be added, with the corrections that a user made of their clauses and identities."""
    prepared = []
    for place, read in enumerate(texts):
        text = with_text_corrections(read, text_corrections.get(place, ()))[0]
        prepared.append(PreparedText.of(with_identity(text, corrected[place]) if place in corrected else text))
    return prepared
