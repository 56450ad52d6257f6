"""The tables of a library's database, in SQL."""

from __future__ import annotations

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
