"""A database that was half overwritten: it answers as before, or it is put aside and made again; nothing else happens."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from model.errors import FileError
from model.formats.progress import Report, no_report
from model.library.imports.file_import import Work, complete, import_files
from model.library.imports.file_reader import Reading
from model.library.store.library import Library
from model.library.store.search import ALL, LibraryQuery
from tests.builders.library import library_text


def read(data: bytes, name: str, report: Report = no_report) -> Reading:
    return Reading(
        tuple(
            library_text(number, f"Title {number}|that w{number} is one of {data.decode()}|to report") for number in data.decode()
        )
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, numbers in (("a", "123"), ("b", "4"), ("c", "567")):
        (tmp_path / f"{name}.txt").write_text(numbers, encoding="ascii", newline="")
    library = Library.open(tmp_path / "library")
    import_files(library, [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"], Work(read))
    library.close()
    return library.folder


def answers(library: Library) -> list[object]:
    texts = library.texts()
    return [
        texts,
        [library.text(text.id) for text in texts],
        [library.clauses(text.id) for text in texts],
        [library.search(LibraryQuery(words), ALL) for words in ("w1", "one of", "repor*", "title")],
    ]


def healed(folder: Path, before: list[object]) -> int:
    """How often the library had to be opened until it answered as before."""
    for times in range(1, 5):
        library = Library.open(folder)
        try:
            complete(library, Work(read))
            if answers(library) == before:
                return times
        except FileError as error:
            assert "is rebuilt" in str(error)
        finally:
            library.close()
    raise AssertionError("it is never made anew")


def test_each_overwritten_place_is_healed(folder: Path) -> None:
    library = Library.open(folder)
    before = answers(library)
    library.close()
    whole = (folder / "library.db").read_bytes()
    rnd = random.Random(4)
    for _ in range(40):
        length = rnd.choice((1, 64, 4096, 10_000))
        start = rnd.randrange(len(whole) - length)
        (folder / "library.db").write_bytes(whole[:start] + rnd.randbytes(length) + whole[start + length :])
        assert healed(folder, before) <= 3, (start, length)


def test_a_database_that_is_cut_off_is_healed(folder: Path) -> None:
    library = Library.open(folder)
    before = answers(library)
    library.close()
    whole = (folder / "library.db").read_bytes()
    for length in (0, 1, 15, 100, 4096, len(whole) // 2, len(whole) - 1):
        (folder / "library.db").write_bytes(whole[:length])
        assert healed(folder, before) <= 3, length


@pytest.mark.parametrize(
    "change", ["PRAGMA user_version = 99", "UPDATE facts SET value = '0' WHERE name = 'folding'", "PRAGMA application_id = 7"]
)
def test_a_database_of_another_version_is_put_aside(folder: Path, change: str) -> None:
    library = Library.open(folder)
    before = answers(library)
    library.close()
    with sqlite3.connect(folder / "library.db") as database:
        database.execute(change)
    database.close()
    library = Library.open(folder)
    assert ["was renamed" in str(notice) for notice in library.notices] == [True]
    complete(library, Work(read))
    assert answers(library) == before
    library.close()


def test_a_text_that_cannot_be_unpacked_puts_the_database_aside(folder: Path) -> None:
    with sqlite3.connect(folder / "library.db") as database:
        database.execute("UPDATE content SET text = x'00' WHERE id = 2")
    database.close()
    library = Library.open(folder)
    assert library.notices == []
    with pytest.raises(FileError, match="is rebuilt when the library is opened again"):
        library.text(2)
    library.close()
    library = Library.open(folder)
    assert ["was damaged" in str(notice) for notice in library.notices] == [True]
    assert len(library.waiting_files()) == 3
    library.close()


def test_a_library_is_opened_while_another_one_changes_it(folder: Path) -> None:
    library, other = Library.open(folder), Library.open(folder)
    with library.lock():
        third = Library.open(folder)
        assert third.texts() == other.texts() == library.texts()
        third.close()
    other.close()
    library.close()
