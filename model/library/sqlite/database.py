"""The database of a library, and the one module that speaks SQL: texts, their clauses, and the index of their words.

Texts are stored as compressed values. The number of a clause's row combines the number of its text and its place in it, and the
index has the same row numbers, so that a hit leads to its text without a look-up. The index has no content (`content=''`), and
its words are in our normal form; SQLite before 3.43 deletes a row of such an index only if given exactly its words, so they are
computed again from the stored clause.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import msgpack

from model.errors import FileError
from model.library.sqlite.errors import need_type, pack, translated_sqlite_errors, unpack
from model.library.sqlite.rows import LAST_ID, SHIFT, ClauseFilter, DamagedDatabase, SourceRow, TextRow, Unusable
from model.library.sqlite.tables import INDEX, LAYOUT, MARK, TABLES, VOCABULARY, need_index, need_rows, need_tables
from model.library.texts.search_normalization import FOLDING, normal_form
from model.library.texts.values import LibraryClause, LibraryText
from model.message import Message

_PLACE = (1 << SHIFT) - 1
_CHUNK = 16
"""Clauses that are compressed together: a hit needs one of them, and one alone is hardly compressed."""
_MOST_RANKED = 6_000
"""The largest number of clauses that are ranked. A word in more clauses says little, and ranking takes more than a microsecond
for each."""
_WAIT = 20
"""Seconds that one waits for another that writes."""
_BATCH = 1_000
"""Clauses that are read by one query."""
_NO_FULL_TEXT_SEARCH = Message.of(
    "SQLite on this system has no full-text search (FTS5), which a library needs; use a Python whose SQLite has it"
)
_TITLE_WEIGHT = 5.0
"""How much more a word counts in a title than in another clause."""


_TEXT_ROW = (int, str, str, str, bytes, str, str)
"""The kinds of the values in a row of a text."""
_clauses_decoder = msgpack.Decoder(tuple[LibraryClause, ...])
_text_decoder = msgpack.Decoder(LibraryText)


class Database:
    """An open database. Raises DamagedDatabase if another program damages the file meanwhile."""

    def __init__(self, path: Path, *, immutable: bool = False) -> None:
        """Opens or creates the file; an `immutable` one is only read, without a file beside it. Unusable if it is not a library
        of this version, OSError if it cannot be opened, FileError if SQLite has no full-text search."""
        self.path = path
        with translated_sqlite_errors():
            name = _uri(path, "immutable=1" if immutable else "mode=rwc")
            self._connection = sqlite3.connect(name, _WAIT, isolation_level=None, check_same_thread=False, uri=True)
            try:
                self._prepare(immutable)
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self, immutable: bool) -> None:
        run = self._connection.execute
        if not has_full_text_search(self._connection):
            raise FileError(self.path, _NO_FULL_TEXT_SEARCH)
        if not immutable:
            run("PRAGMA journal_mode = WAL")
            run("PRAGMA synchronous = NORMAL")
        run("PRAGMA cache_size = -16000")
        if not (immutable or self._number("application_id")):
            with self.changing():
                if not self._number("application_id"):
                    self._make()
        if self._number("application_id") != MARK:
            raise DamagedDatabase
        if self._number("user_version") != LAYOUT:
            raise Unusable
        need_tables(self._connection)
        if self.fact("folding") != str(FOLDING):
            raise Unusable
        run(VOCABULARY)

    def _make(self) -> None:
        run = self._connection.execute
        if run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise DamagedDatabase
        for table in (*TABLES, INDEX):
            run(table)
        self.set_fact("folding", str(FOLDING))
        run(f"PRAGMA application_id = {MARK}")
        run(f"PRAGMA user_version = {LAYOUT}")

    def _number(self, pragma: str) -> int:
        number: int = self._connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        return number

    def check(self) -> None:
        """Reads the whole file; DamagedDatabase if its pages or its rows are inconsistent."""
        with translated_sqlite_errors():
            if self._connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise DamagedDatabase
            need_rows(self._connection)

    def check_index(self) -> None:
        """DamagedDatabase if the index does not have the rows of the clauses."""
        with translated_sqlite_errors():
            need_index(self._connection)

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A transaction: all changes in the block are made, or none if an exception ends it."""
        with translated_sqlite_errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @property
    def is_busy(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A context in which the database does not change, even if other programs write to it."""
        if self.is_busy:
            yield
            return
        with translated_sqlite_errors():
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with translated_sqlite_errors():
                self._connection.execute("COMMIT")

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with translated_sqlite_errors():
            return self._connection.execute(sql, values).fetchall()

    # --- facts and files ----------------------------------------------------------------------------------------------

    def fact(self, name: str) -> str:
        """A fact about the whole library, '' if it is not known."""
        found = self._rows("SELECT value FROM facts WHERE name = ?", (name,))
        return need_type(found[0][0], str) if found else ""

    def set_fact(self, name: str, value: str) -> None:
        """Remembers a fact about the whole library."""
        self._rows("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def sources(self) -> list[SourceRow]:
        """The files."""
        return [_source(row) for row in self._rows("SELECT hash, complete, held FROM source")]

    def source(self, hash: str) -> SourceRow | None:
        """A file by its hash; None if there is none."""
        found = self._rows("SELECT hash, complete, held FROM source WHERE hash = ?", (hash,))
        return _source(found[0]) if found else None

    def put_source(self, source: SourceRow) -> None:
        """Adds a file, or replaces its row."""
        self._rows("INSERT OR REPLACE INTO source VALUES (?, ?, ?)", (source.hash, source.complete, source.held))

    def drop_source(self, hash: str) -> None:
        """Forgets a file."""
        self._rows("DELETE FROM source WHERE hash = ?", (hash,))

    # --- texts --------------------------------------------------------------------------------------------------------

    def texts(self) -> list[TextRow]:
        """All texts, by their numbers."""
        return self._texts("")

    def texts_of_source(self, hash: str) -> list[TextRow]:
        """The texts of a file."""
        return self._texts("WHERE source = ?", hash)

    def texts_of_edition(self, edition: str) -> list[TextRow]:
        """The texts of an instrument, edition and language."""
        return self._texts("WHERE edition = ?", edition)

    def row(self, id: int) -> TextRow | None:
        """The row of a text in the list; None if there is none."""
        found = self._texts("WHERE id = ?", id) if _is_id(id) else []
        return found[0] if found else None

    def holders(self, first: int, last: int) -> set[str]:
        """The hashes of the files that have texts of the numbers from `first` to `last`."""
        return {hash for (hash,) in self._rows("SELECT source FROM text WHERE id BETWEEN ? AND ?", (first, last))}

    def _texts(self, where: str, *values: object) -> list[TextRow]:
        sql = f"SELECT id, source, edition, digest, held, decided, since FROM text {where} ORDER BY id"
        rows = [TextRow(*map(need_type, row, _TEXT_ROW)) for row in self._rows(sql, values)]
        if not all(_is_id(row.id) for row in rows):
            raise DamagedDatabase
        return rows

    def version(self) -> int:
        """A number that is another one after each change that another connection made."""
        return self._number("data_version")

    def put_text(self, row: TextRow, text: LibraryText, clauses: Sequence[LibraryClause], addressees: Sequence[str]) -> None:
        """Adds a text with its clauses and their words; the addressees of a clause are names with blanks around each."""
        values = (row.id, row.source, row.edition, row.digest, row.held, row.decided, row.since)
        self._rows("INSERT INTO text VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        first = row.id << SHIFT
        self._rows("INSERT INTO content VALUES (?, ?)", (row.id, pack(text)))
        chunks = ((first + start, pack(clauses[start : start + _CHUNK])) for start in range(0, len(clauses), _CHUNK))
        self._connection.executemany("INSERT INTO clauses VALUES (?, ?)", chunks)
        numbered = list(enumerate(zip(clauses, addressees, strict=True), first))
        rows = ((number, clause.part, to) for number, (clause, to) in numbered)
        self._connection.executemany("INSERT INTO clause VALUES (?, ?, ?)", rows)
        words = "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)"
        self._connection.executemany(words, ((number, *_words(clause)) for number, (clause, _) in numbered))

    def drop_text(self, id: int) -> None:
        """Takes out a text with its clauses and their words."""
        words = "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)"
        stored = enumerate(self.clauses(id), id << SHIFT)
        self._connection.executemany(words, ((number, *_words(clause)) for number, clause in stored))
        for table in ("clause", "clauses"):
            self._rows(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", _bounds(id))
        for table in ("content", "text"):
            self._rows(f"DELETE FROM {table} WHERE id = ?", (id,))

    def clear(self) -> None:
        """Deletes everything except the facts."""
        for table in ("source", "text", "content", "clause", "clauses"):
            self._rows(f"DELETE FROM {table}")
        self._rows("INSERT INTO words (words) VALUES ('delete-all')")

    def decide(self, id: int, status: str, since: str) -> None:
        """Sets the status of a text that a user chose, '' for none."""
        self._rows("UPDATE text SET decided = ?, since = ? WHERE id = ?", (status, since, id))

    def text(self, id: int) -> LibraryText | None:
        """The text with an id; None if there is none."""
        found = self._rows("SELECT text FROM content WHERE id = ?", (id,)) if _is_id(id) else []
        return unpack(found[0][0], _text_decoder) if found else None

    def clauses(self, id: int) -> tuple[LibraryClause, ...]:
        """The clauses of a text; empty if there is no text."""
        sql = "SELECT held FROM clauses WHERE id BETWEEN ? AND ? ORDER BY id"
        found = self._rows(sql, _bounds(id)) if _is_id(id) else []
        return tuple(clause for (held,) in found for clause in unpack(held, _clauses_decoder))

    def clauses_at(self, places: Iterable[tuple[int, int]]) -> Iterator[LibraryClause]:
        """The clauses at places (text, index), in the order of the places. Raises DamagedDatabase if one is missing."""
        waiting = iter(places)
        while batch := list(islice(waiting, _BATCH)):
            numbers = {_chunk_of(id, place) for id, place in batch}
            rows = self._rows(f"SELECT id, held FROM clauses WHERE id IN ({','.join(map(str, numbers))})")
            chunks = {number: unpack(stored, _clauses_decoder) for number, stored in rows}
            for id, place in batch:
                clauses = chunks.get(_chunk_of(id, place), ())
                if len(clauses) <= place % _CHUNK:
                    raise DamagedDatabase
                yield clauses[place % _CHUNK]

    # --- words --------------------------------------------------------------------------------------------------------

    def matches(
        self, expression: str, within: ClauseFilter, older: Iterable[int], limit: int
    ) -> tuple[list[tuple[int, int, float]], int]:
        """The text, place and score of the first clauses that an expression of FTS5 finds `within` a filter, and the number of
        all. The best are first, those of `older` texts last; a lower score is better. If there are many, the titles are
        ranked, and the others follow in the order of the library."""
        where, values = _where(within, "words.rowid")
        numbers = [row[0] for row in self._matches(f"SELECT rowid FROM words WHERE words MATCH ? {where}", (expression, *values))]
        behind = frozenset(older)
        if len(numbers) <= _MOST_RANKED:
            return self.ranked_matches(expression, within, behind, limit), len(numbers)
        titles = self.ranked_matches(f"title : ({expression})", within, behind, limit)
        ranked = {(text << SHIFT) + place for text, place, _ in titles}
        rest = [number for number in numbers if number not in ranked]
        rest.sort(key=lambda number: number >> SHIFT in behind)
        return [*titles, *((number >> SHIFT, number & _PLACE, 0.0) for number in rest[: limit - len(titles)])], len(numbers)

    def ranked_matches(
        self, expression: str, within: ClauseFilter, older: Iterable[int], limit: int
    ) -> list[tuple[int, int, float]]:
        """The same, all of them ranked however many they are."""
        where, values = _where(within, "words.rowid")
        behind = ",".join(map(str, older))
        order = f"(rowid >> {SHIFT}) IN ({behind}), " if behind else ""
        score = f"bm25(words, {_TITLE_WEIGHT}, 1.0)"
        sql = f"SELECT rowid, {score} AS score FROM words WHERE words MATCH ? {where} ORDER BY {order}score, rowid LIMIT ?"
        return [(number >> SHIFT, number & _PLACE, score) for number, score in self._matches(sql, (expression, *values, limit))]

    def numbers(self, expression: str) -> list[int]:
        """The number of every clause that an expression finds: that of its text, `SHIFT` bits, its place."""
        return [number for (number,) in self._matches("SELECT rowid FROM words WHERE words MATCH ?", (expression,))]

    def _matches(self, sql: str, values: Sequence[object]) -> list[Any]:
        """The rows of a query of the index. DamagedDatabase only if the index answers no other query either."""
        try:
            return self._rows(sql, values)
        except DamagedDatabase as error:
            self._rows("SELECT rowid FROM words WHERE words MATCH ? LIMIT 1", ("a",))
            if getattr(error.__cause__, "sqlite_errorname", "") == "SQLITE_ERROR":
                raise error.__cause__ from None  # type: ignore[misc]
            raise

    def places_within(self, within: ClauseFilter) -> Iterator[tuple[int, int]]:
        """The text and place of every clause that a filter leaves, in their order."""
        where, values = _where(within, "clause.id")
        for (number,) in self._rows(f"SELECT id FROM clause WHERE 1 {where} ORDER BY id", values):
            yield number >> SHIFT, number & _PLACE

    def frequency(self, word: str) -> int:
        """The number of clauses that contain a normalised word."""
        found = self._rows("SELECT doc FROM vocabulary WHERE term = ?", (word,))
        return int(found[0][0]) if found else 0

    def copy_to(self, path: Path) -> None:
        """Writes the database into a new file, small and without a log beside it."""
        with translated_sqlite_errors():
            self._connection.execute("VACUUM INTO ?", (str(path),))


def _source(row: tuple[object, object, object]) -> SourceRow:
    return SourceRow(need_type(row[0], str), bool(need_type(row[1], int)), need_type(row[2], bytes))


def _uri(path: Path, option: str) -> str:
    """The URI with which SQLite opens a file with an option, also one on a share of Windows, `//server/share`."""
    name = quote(path.absolute().as_posix())
    return f"file://{'' if name.startswith('/') else '/'}{name}?{option}"


def has_full_text_search(connection: sqlite3.Connection) -> bool:
    """Whether SQLite was built with FTS5, which the search needs."""
    return connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone() is not None


def _chunk_of(id: int, place: int) -> int:
    """The number of the row that contains a clause with its neighbours."""
    return (id << SHIFT) + place // _CHUNK * _CHUNK


def _is_id(id: int) -> bool:
    """Whether a text can have that number."""
    return 0 < id <= LAST_ID


def _bounds(id: int) -> tuple[int, int]:
    """The first and the last number that a clause of a text can have."""
    return id << SHIFT, (id + 1 << SHIFT) - 1


def _words(clause: LibraryClause) -> tuple[str, str]:
    """The words of a clause that are indexed as title and as body."""
    words = normal_form(clause.text)
    return (words, "") if clause.kind == "title" else ("", words)


def _where(within: ClauseFilter, number: str) -> tuple[str, list[object]]:
    """The conditions of a filter, each with AND before it."""
    where, values = "", list[object]()
    if within.texts is not None:
        where += f" AND ({number} >> {SHIFT}) IN ({','.join(map(str, within.texts))})"
    if within.parts or within.addressees:
        some = ["SELECT 1 FROM clause AS one WHERE one.id = " + number]
        if within.parts:
            some.append(f"one.part IN ({','.join('?' * len(within.parts))})")
            values += within.parts
        if within.addressees:
            some.append("(" + " OR ".join(["instr(one.addressees, ?)"] * len(within.addressees)) + ")")
            values += [f" {addressee} " for addressee in within.addressees]
        where += f" AND EXISTS ({' AND '.join(some)})"
    return where, values
