"""The database of a library, and the one module that speaks SQL: texts, their clauses, and the index of their words.

Texts lie in it as compressed values; a clause is a row whose number is that of its text and its place there, and the same row
in the index, so that a hit leads to its text without a look-up. The index has no content (`content=''`) and the words as we
fold them; SQLite before 3.43 takes a row out of such an index only for the words that are in it, so they are folded again from
the stored clause.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import DecodeError, ValidationError, msgpack

from model.library.folding import FOLDING, folded
from model.library.rows import ClauseFilter, Damaged, SourceRow, TextRow, Unusable
from model.library.tables import INDEX, LAYOUT, MARK, TABLES, VOCABULARY
from model.library.values import LibraryClause, LibraryText

SHIFT = 20
"""Bits of a clause's number that say its place; a text has at most 50,000 paragraphs."""
_LEVEL = 3
"""Of compression; 6 takes twice as long and saves a twentieth."""
_PLACE = (1 << SHIFT) - 1
_CHUNK = 16
"""Clauses that are compressed together: a hit needs one of them, and one alone is hardly compressed."""
_MOST_RANKED = 6_000
"""Clauses that are ranked. What stands in more says little, and ranking takes more than a microsecond for each."""
_WAIT = 20
"""Seconds that one waits for another that writes."""
TITLE_WEIGHT = 5.0
"""How much more a word counts in a title than in another clause."""


_clauses_decoder = msgpack.Decoder(tuple[LibraryClause, ...])
_text_decoder = msgpack.Decoder(LibraryText)


def has_index() -> bool:
    """Whether this SQLite can make an index of words."""
    with closing(sqlite3.connect(":memory:")) as probe:
        try:
            probe.execute(INDEX)
        except sqlite3.OperationalError:
            return False
    return True


class Database:
    """An open database. What another program does to its file meanwhile ends as Damaged."""

    def __init__(self, path: Path, *, immutable: bool = False) -> None:
        """Opens or makes the file; one that is `immutable` is only read, without a file beside it. Unusable where it is no
        library of this version, OSError where it cannot be opened."""
        self.path = path
        self.indexed = has_index()
        with _told():
            name = _uri(path, "immutable=1" if immutable else "mode=rwc")
            self._connection = sqlite3.connect(name, _WAIT, isolation_level=None, check_same_thread=False, uri=True)
            try:
                self._prepare(immutable)
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self, immutable: bool) -> None:
        run = self._connection.execute
        if not immutable:
            run("PRAGMA journal_mode = WAL")
            run("PRAGMA synchronous = NORMAL")
        run("PRAGMA cache_size = -16000")
        if not (immutable or self._number("application_id")):
            with self.changing():
                if not self._number("application_id"):
                    self._make()
        if self._number("application_id") != MARK:
            raise Damaged
        if self._number("user_version") != LAYOUT or self.fact("folding") != str(FOLDING):
            raise Unusable
        made_with_index = self.fact("indexed") == "1"
        if self.indexed and not made_with_index and not immutable:
            raise Unusable
        self.indexed = self.indexed and made_with_index
        if self.indexed:
            run(VOCABULARY)

    def _make(self) -> None:
        run = self._connection.execute
        if run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise Damaged
        for table in (*TABLES, *([INDEX] if self.indexed else [])):
            run(table)
        self.set_fact("folding", str(FOLDING))
        self.set_fact("indexed", str(int(self.indexed)))
        run(f"PRAGMA application_id = {MARK}")
        run(f"PRAGMA user_version = {LAYOUT}")

    def _number(self, pragma: str) -> int:
        number: int = self._connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        return number

    def check(self) -> None:
        """Reads the whole file; Damaged where its pages do not hang together."""
        with _told():
            if self._connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise Damaged

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All changes within, or none of them where an exception ends it."""
        with _told():
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
        """Within, the database stays as it is, whatever other programs change."""
        if self.is_busy:
            yield
            return
        with _told():
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with _told():
                self._connection.execute("COMMIT")

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with _told():
            return self._connection.execute(sql, values).fetchall()

    # --- facts and files ----------------------------------------------------------------------------------------------

    def fact(self, name: str) -> str:
        """A fact about the whole library, '' where it is not known."""
        found = self._rows("SELECT value FROM facts WHERE name = ?", (name,))
        return str(found[0][0]) if found else ""

    def set_fact(self, name: str, value: str) -> None:
        """Remembers a fact about the whole library."""
        self._rows("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def sources(self) -> list[SourceRow]:
        """The files."""
        return [
            SourceRow(hash, bool(complete), held)
            for hash, complete, held in self._rows("SELECT hash, complete, held FROM source")
        ]

    def source(self, hash: str) -> SourceRow | None:
        """A file by its hash; None where there is none."""
        found = self._rows("SELECT hash, complete, held FROM source WHERE hash = ?", (hash,))
        return SourceRow(found[0][0], bool(found[0][1]), found[0][2]) if found else None

    def put_source(self, source: SourceRow) -> None:
        """Adds a file, or says anew what is known of it."""
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
        """A text as it stands in the list; None where there is none."""
        found = self._texts("WHERE id = ?", id)
        return found[0] if found else None

    def _texts(self, where: str, *values: object) -> list[TextRow]:
        sql = f"SELECT id, source, edition, digest, held, decided, since FROM text {where} ORDER BY id"
        return [TextRow(*row) for row in self._rows(sql, values)]

    def version(self) -> int:
        """A number that is another one after each change that another connection made."""
        return self._number("data_version")

    def put_text(self, row: TextRow, text: LibraryText, clauses: Sequence[LibraryClause], addressees: Sequence[str]) -> None:
        """Adds a text with its clauses and their words.

        row: how it stands in the list
        text: the text itself
        clauses: its clauses
        addressees: to whom each of them is addressed, names with a blank before and after each
        """
        values = (row.id, row.source, row.edition, row.digest, row.held, row.decided, row.since)
        self._rows("INSERT INTO text VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        first = row.id << SHIFT
        self._rows("INSERT INTO content VALUES (?, ?)", (row.id, _compressed(text)))
        chunks = ((first + start, _compressed(clauses[start : start + _CHUNK])) for start in range(0, len(clauses), _CHUNK))
        self._connection.executemany("INSERT INTO clauses VALUES (?, ?)", chunks)
        numbered = list(enumerate(zip(clauses, addressees, strict=True), first))
        rows = ((number, clause.part, to) for number, (clause, to) in numbered)
        self._connection.executemany("INSERT INTO clause VALUES (?, ?, ?)", rows)
        if self.indexed:
            words = "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)"
            self._connection.executemany(words, ((number, *_words(clause)) for number, (clause, _) in numbered))

    def drop_text(self, id: int) -> None:
        """Takes out a text with its clauses and their words."""
        if self.indexed:
            words = "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)"
            held = enumerate(self.clauses(id), id << SHIFT)
            self._connection.executemany(words, ((number, *_words(clause)) for number, clause in held))
        for table in ("clause", "clauses"):
            self._rows(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", _bounds(id))
        for table in ("content", "text"):
            self._rows(f"DELETE FROM {table} WHERE id = ?", (id,))

    def clear(self) -> None:
        """Takes out everything but the facts."""
        for table in ("source", "text", "content", "clause", "clauses"):
            self._rows(f"DELETE FROM {table}")
        if self.indexed:
            self._rows("INSERT INTO words (words) VALUES ('delete-all')")

    def decide(self, id: int, status: str, since: str) -> None:
        """Gives a text the status that a user chose, '' for none."""
        self._rows("UPDATE text SET decided = ?, since = ? WHERE id = ?", (status, since, id))

    def text(self, id: int) -> LibraryText | None:
        """A text; None where there is none."""
        found = self._rows("SELECT text FROM content WHERE id = ?", (id,))
        with _told():
            return _text_decoder.decode(zlib.decompress(found[0][0])) if found else None

    def clauses(self, id: int) -> tuple[LibraryClause, ...]:
        """The clauses of a text; none where there is no text."""
        found = self._rows("SELECT held FROM clauses WHERE id BETWEEN ? AND ? ORDER BY id", _bounds(id))
        with _told():
            return tuple(clause for (held,) in found for clause in _clauses_decoder.decode(zlib.decompress(held)))

    def clause(self, id: int, place: int) -> LibraryClause:
        """A clause of a text. Damaged where it is not there."""
        found = self._rows("SELECT held FROM clauses WHERE id = ?", ((id << SHIFT) + place // _CHUNK * _CHUNK,))
        if not found:
            raise Damaged
        with _told():
            return _clauses_decoder.decode(zlib.decompress(found[0][0]))[place % _CHUNK]

    # --- words --------------------------------------------------------------------------------------------------------

    def matches(
        self, expression: str, within: ClauseFilter, older: Iterable[int], limit: int
    ) -> tuple[list[tuple[int, int, float]], int]:
        """The text, place and score of the first clauses that an expression of FTS5 finds, and how many it finds. The best come
        first; a lower score is a better one. Of many clauses the titles are ranked, the others follow in the order of the
        library.

        expression: in the language of FTS5
        within: which clauses
        older: texts whose clauses come after those of the others
        limit: how many, from 0
        """
        where, values = _where(within, "words.rowid")
        numbers = [row[0] for row in self._rows(f"SELECT rowid FROM words WHERE words MATCH ? {where}", (expression, *values))]
        behind = frozenset(older)
        if len(numbers) <= _MOST_RANKED:
            return self.ranked(expression, within, behind, limit), len(numbers)
        titles = self.ranked(f"title : ({expression})", within, behind, limit)
        ranked = {(text << SHIFT) + place for text, place, _ in titles}
        rest = [number for number in numbers if number not in ranked]
        rest.sort(key=lambda number: number >> SHIFT in behind)
        return [*titles, *((number >> SHIFT, number & _PLACE, 0.0) for number in rest[: limit - len(titles)])], len(numbers)

    def ranked(self, expression: str, within: ClauseFilter, older: Iterable[int], limit: int) -> list[tuple[int, int, float]]:
        """The same, all of them ranked however many they are."""
        where, values = _where(within, "words.rowid")
        behind = ",".join(map(str, older))
        order = f"(rowid >> {SHIFT}) IN ({behind}), " if behind else ""
        score = f"bm25(words, {TITLE_WEIGHT}, 1.0)"
        sql = f"SELECT rowid, {score} AS score FROM words WHERE words MATCH ? {where} ORDER BY {order}score, rowid LIMIT ?"
        return [(number >> SHIFT, number & _PLACE, score) for number, score in self._rows(sql, (expression, *values, limit))]

    def numbers(self, expression: str) -> list[int]:
        """The number of every clause that an expression finds: that of its text, `SHIFT` bits, its place."""
        return [number for (number,) in self._rows("SELECT rowid FROM words WHERE words MATCH ?", (expression,))]

    def passing(self, within: ClauseFilter) -> Iterator[tuple[int, int]]:
        """The text and place of every clause that a filter leaves, in their order."""
        where, values = _where(within, "clause.id")
        for (number,) in self._rows(f"SELECT id FROM clause WHERE 1 {where} ORDER BY id", values):
            yield number >> SHIFT, number & _PLACE

    def frequency(self, word: str) -> int:
        """In how many clauses a folded word stands."""
        found = self._rows("SELECT doc FROM vocabulary WHERE term = ?", (word,))
        return int(found[0][0]) if found else 0

    def copy_to(self, path: Path) -> None:
        """Writes the database into a new file, small and without a log beside it."""
        with _told():
            self._connection.execute("VACUUM INTO ?", (str(path),))


def _uri(path: Path, option: str) -> str:
    """The name by which SQLite opens a file with an option, also one on a share of Windows, `//server/share`."""
    name = quote(path.absolute().as_posix())
    return f"file://{'' if name.startswith('/') else '/'}{name}?{option}"


def _bounds(id: int) -> tuple[int, int]:
    """The first and the last number that a clause of a text can have."""
    return id << SHIFT, (id + 1 << SHIFT) - 1


def _compressed(value: object) -> bytes:
    return zlib.compress(msgpack.encode(value), _LEVEL)


def _words(clause: LibraryClause) -> tuple[str, str]:
    """What of a clause is indexed as title and as body."""
    words = folded(clause.text)
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
            values += [f" {each} " for each in within.addressees]
        where += f" AND EXISTS ({' AND '.join(some)})"
    return where, values


_REASONS = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_BUSY": errno.EBUSY,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_CANTOPEN": errno.EACCES,
    "SQLITE_PERM": errno.EACCES,
    "SQLITE_IOERR": errno.EIO,
}


@contextmanager
def _told() -> Iterator[None]:
    """Says by our own exceptions that a file is damaged, that it cannot be written and that it is too large."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise Damaged from error
        number = _REASONS.get("_".join(name.split("_")[:2]))
        if number is not None:
            raise OSError(number, os.strerror(number)) from error
        raise
    except (zlib.error, ValidationError, DecodeError) as error:
        raise Damaged from error
