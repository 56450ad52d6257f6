"""The tables of a library's database in SQL, and the check that a database has these tables and matching rows."""

from __future__ import annotations

import sqlite3

from model.library.sqlite.rows import LAST_ID, SHIFT, DamagedDatabase

LAYOUT = 2
"""The version of the tables and of the values in them; a database of another version is rebuilt from the originals."""
MARK = 0x436C7772
"""The application id in SQLite's header of a library of this program."""
TABLES = (
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE source (hash TEXT PRIMARY KEY, complete INTEGER NOT NULL, held BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE text (id INTEGER PRIMARY KEY, source TEXT NOT NULL, edition TEXT NOT NULL, digest TEXT NOT NULL,"
    " held BLOB NOT NULL, decided TEXT NOT NULL, since TEXT NOT NULL)",
    "CREATE INDEX text_source ON text (source)",
    "CREATE INDEX text_edition ON text (edition)",
    "CREATE TABLE content (id INTEGER PRIMARY KEY, text BLOB NOT NULL)",
    "CREATE TABLE clauses (id INTEGER PRIMARY KEY, held BLOB NOT NULL)",
    "CREATE TABLE clause (id INTEGER PRIMARY KEY, part TEXT NOT NULL, addressees TEXT NOT NULL)",
)
INDEX = "CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='ascii')"
"""`ascii`: words are separated by blanks. `unicode61` would split and normalise our words a second time, by the letters that
the version of SQLite knows."""
VOCABULARY = "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'words', 'row')"


_OF_INDEX = ("words_data", "words_idx", "words_docsize", "words_config")
"""The tables that SQLite makes for the index of words."""
_KINDS = {
    "facts": ("name text", "value text"),
    "source": ("hash text", "complete integer", "held blob"),
    "text": ("source text", "edition text", "digest text", "held blob", "decided text", "since text"),
    "content": ("text blob",),
    "clauses": ("held blob",),
    "clause": ("part text", "addressees text"),
}
"""The columns of each table with the types of their values, which SQLite does not enforce."""
_WRONG_ROWS = (
    f"SELECT 1 FROM text WHERE id NOT BETWEEN 1 AND {LAST_ID}",
    "SELECT 1 FROM text WHERE source NOT IN (SELECT hash FROM source)",
    "SELECT 1 FROM text WHERE id NOT IN (SELECT id FROM content)",
    "SELECT 1 FROM content WHERE id NOT IN (SELECT id FROM text)",
    f"SELECT 1 FROM clause WHERE id >> {SHIFT} NOT IN (SELECT id FROM text)",
    f"SELECT 1 FROM clauses WHERE id >> {SHIFT} NOT IN (SELECT id FROM text)",
    "SELECT 1 FROM clause WHERE id & ~15 NOT IN (SELECT id FROM clauses)",
    f"SELECT 1 FROM facts WHERE name = 'next' AND (CAST(value AS INTEGER) > {LAST_ID} OR value GLOB '*[^0-9]*')",
    "SELECT 1 FROM text WHERE id >= coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'next'), 0)",
)
"""Queries that find rows which do not match."""


def need_tables(connection: sqlite3.Connection) -> None:
    """Raises DamagedDatabase if a database has other tables, views or triggers than this program makes. It is fast."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").fetchall()
    made = {sql for name, sql in found if name not in _OF_INDEX}
    shadows = {name for name, _ in found if name in _OF_INDEX}
    if made != {*TABLES, INDEX} or shadows != set(_OF_INDEX):
        raise DamagedDatabase


def need_rows(connection: sqlite3.Connection) -> None:
    """Raises DamagedDatabase if values have other types than this program writes, or if rows do not match."""
    for table, columns in _KINDS.items():
        wrong = " OR ".join(f"typeof({name}) <> '{kind}'" for name, kind in map(str.split, columns))
        if connection.execute(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1").fetchone():
            raise DamagedDatabase
    for question in _WRONG_ROWS:
        if connection.execute(f"{question} LIMIT 1").fetchone():
            raise DamagedDatabase
    need_index(connection)


def need_index(connection: sqlite3.Connection) -> None:
    """Raises DamagedDatabase if the index of words has another number of rows than there are clauses. It is fast."""
    count = "SELECT count(*) FROM "
    if connection.execute(f"{count} clause").fetchone() != connection.execute(f"{count} words_docsize").fetchone():
        raise DamagedDatabase
