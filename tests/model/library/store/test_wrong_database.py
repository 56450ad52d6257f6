"""A database that SQLite can read but that is wrong: every function puts it aside, rebuilds it from the files and reports it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import json, msgpack
from msgspec.structs import replace

from model.errors import FileError
from model.formats.progress import Report, no_report
from model.library.folder.errors import DamagedLibrary
from model.library.imports.file_import import Work, complete, import_files, rebuild
from model.library.imports.file_reader import Reading
from model.library.sqlite.rows import SHIFT
from model.library.store.library import Library
from model.library.store.search import LibraryQuery
from tests.builders.library import library_text

BOMB = zlib.compress(bytes(400_000_000), 9)
DEEP = b"\x91" * 100_000
SPOILED = {
    **{f"no {table}": f"DROP TABLE {table}" for table in ("facts", "source", "text", "content", "clauses", "clause", "words")},
    "no index": "DROP INDEX text_source",
    "another column": "ALTER TABLE text ADD COLUMN more TEXT",
    "a view": "ALTER TABLE text RENAME TO texts; CREATE VIEW text AS SELECT * FROM texts",
    "a trigger": "CREATE TRIGGER no BEFORE DELETE ON text BEGIN SELECT RAISE(ABORT, 'no'); END",
    "a trigger that fills": "CREATE TRIGGER more AFTER INSERT ON text BEGIN INSERT INTO facts VALUES (new.id, ''); END",
    "a text for bytes": "UPDATE text SET held = 'held'",
    "a text for bytes of a file": "UPDATE source SET held = 'held'",
    "a text for a content": "UPDATE content SET text = 'text'",
    "a text for clauses": "UPDATE clauses SET held = 'text'",
    "bytes for a text": "UPDATE text SET digest = x'00ff', edition = x'00'",
    "bytes for an addressee": "UPDATE clause SET addressees = x'ff'",
    "no text": "UPDATE text SET edition = CAST(x'ff' AS TEXT)",
    "no number": "UPDATE source SET complete = 'yes'",
    "another value": "UPDATE text SET held = x'80'",
    "another value of a file": "UPDATE source SET held = x'c0'",
    "no value": "UPDATE content SET text = x'00'",
    "another file": "UPDATE text SET source = 'x'",
    "no file": "DELETE FROM source",
    "no content": "DELETE FROM content",
    "no clauses": "DELETE FROM clauses",
    "a number too large": f"UPDATE text SET id = id + {1 << 60}",
    "a number below 0": "UPDATE text SET id = -id",
    "a number too small": "UPDATE text SET id = id - 1",
    "a next number that is none": "UPDATE facts SET value = 'x' WHERE name = 'next'",
    "a next number too large": f"UPDATE facts SET value = '{'9' * 5000}' WHERE name = 'next'",
    "a next number too small": "UPDATE facts SET value = '1' WHERE name = 'next'",
    "no next number": "DELETE FROM facts WHERE name = 'next'",
    "clauses of no text": f"UPDATE clause SET id = id + {50 << SHIFT}; UPDATE clauses SET id = id + {50 << SHIFT}",
    "no words": "INSERT INTO words (words) VALUES ('delete-all')",
    "no form of the index": "DELETE FROM words_config",
    "no sizes in the index": "DELETE FROM words_docsize",
    "no pages of the index": "DELETE FROM words_data",
}
VALUES = {
    "a packed value too large": ("UPDATE content SET text = ?", BOMB),
    "packed clauses too large": ("UPDATE clauses SET held = ?", BOMB),
    "a deep value": ("UPDATE text SET held = ?", DEEP),
    "a deep value of a file": ("UPDATE source SET held = ?", DEEP),
    "a deep content": ("UPDATE content SET text = ?", zlib.compress(DEEP)),
    "other clauses": ("UPDATE clauses SET held = ?", zlib.compress(msgpack.encode([]))),
}
ASKED: dict[str, Callable[[Library], object]] = {
    "texts": lambda library: library.texts(),
    "text": lambda library: library.text(2),
    "clauses": lambda library: library.clauses(2),
    "search": lambda library: library.search(LibraryQuery("report")),
    "rows": lambda library: library.rows(),
    "original": lambda library: library.original(2),
    "frequencies": lambda library: library.frequencies(["report"]),
    "is_complete": lambda library: library.is_complete,
    "waiting": lambda library: library.waiting_files(),
    "decide": lambda library: library.changes.decide(2, None),
    "remove": lambda library: library.changes.remove(3),
    "add": lambda library: library.changes.add(b"4", "4.txt", read(b"4", "4.txt").texts),
}


def read(data: bytes, name: str, report: Report = no_report) -> Reading:
    number = data.decode()
    return Reading((library_text(number, f"Title {number}|that w{number} is so|to report on w{number}"),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in "123":
        (tmp_path / f"{number}.txt").write_text(number, encoding="ascii", newline="")
    library = Library.open(tmp_path / "library")
    import_files(library, [tmp_path / f"{number}.txt" for number in "123"], Work(read))
    library.close()
    return library.folder


def spoil(folder: Path, what: str) -> None:
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as database:
        if what in VALUES:
            sql, value = VALUES[what]
            database.execute(sql, (value,))
        else:
            database.executescript(SPOILED[what])


def titles(library: Library) -> list[str]:
    return [text.title for text in library.texts()]


def answers(library: Library) -> list[object]:
    found = library.texts()
    return [
        found,
        [library.text(text.id) for text in found],
        [library.clauses(text.id) for text in found],
        library.search(LibraryQuery("report")),
    ]


@pytest.mark.parametrize("what", [*SPOILED, *VALUES])
def test_it_is_put_aside_and_answers_as_before(folder: Path, what: str) -> None:
    library = Library.open(folder)
    before = answers(library)
    library.close()
    spoil(folder, what)
    messages = []
    for _ in range(3):
        library = Library.open(folder)
        messages += library.notices
        try:
            complete(library, Work(read))
            found = answers(library)
        except DamagedLibrary:
            continue
        finally:
            library.close()
        break
    assert found == before
    assert ["was renamed" in str(notice) for notice in messages] == [True]


@pytest.mark.parametrize("what", ["no words", "no sizes in the index", "words without clauses"])
def test_an_index_emptied_beside_an_open_library_is_noticed_when_the_library_is_opened_next(folder: Path, what: str) -> None:
    """What is written beside an open library is in SQLite's journal first: the file that was checked is the same."""
    open_library = Library.open(folder)
    before = answers(open_library)
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as database:
        database.executescript("DELETE FROM clause" if what == "words without clauses" else SPOILED[what])
    library = Library.open(folder)
    try:
        complete(library, Work(read))
        assert ["was renamed" in str(notice) for notice in library.notices] == [True]
        assert answers(library) == before
    finally:
        library.close()
        open_library.close()


@pytest.mark.parametrize("what", [*SPOILED, *VALUES])
@pytest.mark.parametrize("looked", [False, True])
def test_whatever_is_asked_it_ends_in_a_sentence(folder: Path, what: str, looked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also if the database was checked before it was damaged."""
    spoil(folder, what)
    if looked:
        monkeypatch.setattr("model.library.sqlite.database.Database.check", lambda database: None)
    for name, ask in ASKED.items():
        library = Library.open(folder)
        try:
            ask(library)
        except FileError as error:
            assert isinstance(error, DamagedLibrary) or "no longer in the library" in str(error), name
        finally:
            library.close()


@pytest.mark.parametrize("what", [*SPOILED, *VALUES])
def test_to_read_all_again_makes_it_right(folder: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library.open(folder)
    before = titles(library)
    spoil(folder, what)
    report = rebuild(library, Work(read))
    assert (report.stopped, report.refused) == (None, ())
    assert titles(library) == before
    library.close()
    library = Library.open(folder)
    complete(library, Work(read))
    assert titles(library) == before
    library.close()


@pytest.mark.parametrize("first", [1, 3, 0, -7, 10**18, 2**63 - 1, 2**43])
@pytest.mark.parametrize("verb", [complete, rebuild])
def test_numbers_of_a_description_that_cannot_be_are_given_again(
    folder: Path, first: int, verb: Callable[[Library, Work], object]
) -> None:
    (about,) = (path.with_name("library.json") for path in (folder / "originals").rglob("2.txt"))
    about.write_bytes(json.encode(json.decode(about.read_bytes()) | {"first": first}))
    if verb is complete:
        for path in folder.glob("library.*"):
            path.unlink()
    library = Library.open(folder)
    report = verb(library, Work(read))
    assert sorted(titles(library)) == ["Title 1", "Title 2", "Title 3"]
    assert len({text.id for text in library.texts()}) == 3
    assert all(0 < text.id < 100 for text in library.texts())
    assert [str(warning.message) for warning in report.warnings] == [  # type: ignore[attr-defined]
        "the numbers of its texts in the library’s description were damaged; they have new ones"
    ]
    again = library.changes.add(b"4", "4.txt", read(b"4", "4.txt").texts)
    assert [added_text.outcome for added_text in again] == ["added"]
    assert rebuild(library, Work(read)).warnings == ()
    library.close()


@pytest.mark.parametrize("id", [0, -1, 4, 2**43, 2**63, 10**30, -(10**30)])
def test_a_number_of_no_text_is_none(folder: Path, id: int) -> None:
    library = Library.open(folder)
    with pytest.raises(FileError, match="no longer in the library"):
        library.text(id)
    assert library.clauses(id) == ()
    library.changes.remove(id)
    library.changes.decide(id, None)
    assert len(library.texts()) == 3
    assert library.search(LibraryQuery("report"), 10**30).total == 3
    library.close()


def test_a_removed_list_that_names_no_text_removes_none(folder: Path) -> None:
    for about in (folder / "originals").rglob("library.json"):
        about.write_bytes(json.encode(json.decode(about.read_bytes()) | {"removed": [5, 5, -1]}))
    library = Library.open(folder)
    assert replace(library.originals.all()[0]).is_removed is False
    rebuild(library, Work(read))
    assert len(library.texts()) == 3
    library.close()
