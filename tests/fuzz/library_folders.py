"""Folders of libraries that were damaged or tampered with: changed descriptions and changed databases.

A folder is a zip of its files, with a file of the user beside the library. No library may change that file.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from model.errors import FileError
from model.library.copies.publishing import open_published, publish
from model.library.folder.errors import DamagedLibrary
from model.library.imports.file_import import Work, complete, import_files, rebuild
from model.library.imports.file_reader import Reading
from model.library.store.library import Library
from model.library.store.search import LibraryQuery
from tests.builders.library import library_text

VICTIM = "victim/precious.txt"
PRECIOUS = b"RESOLUTION 9"
NUMBERS = (-1, 0, 1, 2, 3, 7, 10**9, 10**18, 2**31, 2**43, 2**63 - 1, 2**63, 10**30)
NAMES = (
    "", ".", "..", "/",
    "library.json", "a\0b", "a\nb", "NUL", "x" * 300, "\ud800", "0" * 64, "0" * 32, "../victim" + "0" * 55, "é", "..\\..\\victim",
)  # fmt: skip
OUTSIDE = ("../../../victim/precious.txt", "{top}/victim/precious.txt", "{top}/victim", "../../victim")
FIELDS = "hash hash name name file file first first size added texts removed decided corrected more".split()
NAMED = ("hash", "name", "file")
COLUMNS = {
    "facts": ("name", "value"),
    "source": ("hash", "complete", "held"),
    "text": ("id", "source", "edition", "digest", "held", "decided", "since"),
    "content": ("id", "text"),
    "clauses": ("id", "held"),
    "clause": ("id", "part", "addressees"),
    "words_config": ("k", "v"),
    "words_data": ("id", "block"),
    "words_docsize": ("id", "sz"),
}
CHANGES = (
    "DROP TABLE {table}", "DELETE FROM {table}", "CREATE TRIGGER t AFTER INSERT ON {table} BEGIN DELETE FROM facts; END",
    "ALTER TABLE {table} RENAME TO other; CREATE VIEW {table} AS SELECT * FROM other", "ALTER TABLE {table} ADD COLUMN more",
    "PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = '{table}'",
)  # fmt: skip


def read(data: bytes, name: str, report: object = None) -> Reading:
    """A text of a file that is a number."""
    number = data.decode("ascii", "replace")[:4]
    return Reading((library_text(number, f"Title {number}|that w{number} is so|to report on w{number}"),))


@cache
def whole_folder() -> bytes:
    """A library of three files, published beside itself, and a file of the user."""
    with TemporaryDirectory() as given:
        top = Path(given)
        (top / "victim").mkdir()
        (top / VICTIM).write_bytes(PRECIOUS)
        for number in "123":
            (top / f"{number}.txt").write_text(number, encoding="ascii", newline="")
        with closing(Library.open(top / "library")) as library:
            import_files(library, [top / f"{number}.txt" for number in "123"], Work(read))
            publish(library, top / "share")
        return _zipped(top)


def damaged_folder(data: bytes, random: Random) -> bytes:
    """The folder with some of its descriptions, or its database, changed."""
    with TemporaryDirectory() as given:
        top = Path(given)
        _unpack(data, top)
        abouts = sorted(top.rglob("library.json"))
        for _ in range(random.choice((0, 1, 1, 3))):
            about = random.choice(abouts)
            _damage_description(about, random)
            if random.random() < 0.1:
                about.rename(about.with_name("library.jsn"))
                abouts.remove(about)
        if random.random() < 0.6:
            for _ in range(random.choice((1, 1, 2, 5))):
                _damage_database(top / "library/library.db", random)
        elif random.random() < 0.5:
            (top / "library/library.db").unlink()
            (top / "library/library.checked").unlink(missing_ok=True)
        if random.random() < 0.2:
            (top / "library/originals").rename(top / "library/incoming.new")
            for path in sorted((top / "library/incoming").glob("*")):
                path.rmdir()
            if (top / "library/incoming").is_dir():
                (top / "library/incoming").rmdir()
            (top / "library/incoming.new").rename(top / "library/incoming")
            (top / "library/originals").mkdir()
        return _zipped(top)


def use_folder(data: bytes, random: Random) -> None:
    """Opens a library and calls all its functions; AssertionError if a file of the user changed."""
    with TemporaryDirectory() as given:
        top = Path(given)
        _unpack(data, top)
        for _ in range(3):
            try:
                _use(top / "library", random)
                break
            except DamagedLibrary:
                continue
            except FileError:
                break
            finally:
                assert (top / VICTIM).read_bytes() == PRECIOUS, "a file of the user changed"
                assert sorted(path.name for path in (top / "victim").iterdir()) == ["precious.txt"], "files came or went"
        try:
            with closing(open_published(top / "share", top / "cache")) as library:
                for text in library.texts():
                    with suppress(FileError):
                        assert library.original(text.id).read_bytes() != PRECIOUS, "a file of the user was read"
        finally:
            assert (top / VICTIM).read_bytes() == PRECIOUS, "a file of the user changed"


def _use(folder: Path, random: Random) -> None:
    with closing(Library.open(folder)) as library:
        if random.random() < 0.3:
            rebuild(library, Work(read))
        complete(library, Work(read))
        for text in library.texts():
            library.text(text.id)
            library.clauses(text.id)
        library.search(LibraryQuery("report"))
        library.rows()
        library.frequencies(("report", "w1"))
        library.changes.decide(1, None)
        library.changes.remove(random.choice(NUMBERS))
        library.changes.add(b"4", "4.txt", read(b"4", "4.txt").texts)
        rebuild(library, Work(read))
        assert "Title RESO" not in [text.title for text in library.texts()], "a file of the user was taken in"


def _damage_description(about: Path, random: Random) -> None:
    data = about.read_bytes()
    if random.random() < 0.2:
        start = random.randrange(len(data))
        about.write_bytes(data[:start] + random.randbytes(random.choice((0, 1, 8))) + data[start + random.choice((0, 1, 20)) :])
        return
    try:
        known: dict[str, Any] = json.loads(data)
    except ValueError:
        return
    for _ in range(random.choice((1, 1, 3))):
        name = random.choice(
            ("hash", "name", "file", "size", "added", "first", "texts", "removed", "decided", "corrected", "more")
        )
        text = random.choice(OUTSIDE if random.random() < 0.5 else NAMES).replace("{top}", "\x01top\x01")
        other = (random.choice(NUMBERS), None, [random.choice(NUMBERS)], {"0": text}, [[[]]])
        known[name] = text if name in NAMED and random.random() < 0.9 else random.choice(other)
    about.write_text(json.dumps(known), encoding="utf-8", newline="")


def _damage_database(path: Path, random: Random) -> None:
    table = random.choice(list(COLUMNS))
    number, some_bytes = random.choice(NUMBERS[:9]), random.randbytes(20)
    value = random.choice((number, "x", b"x", None, 1.5, "9" * 5000, some_bytes, b"\x80", b"\x91" * 5000, "ä"))
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            if random.random() < 0.25:
                database.executescript(random.choice(CHANGES).format(table=table))
                return
            some = "WHERE id % 2" if COLUMNS[table][0] == "id" and random.random() < 0.5 else ""
            column = random.choice(COLUMNS[table])
            ways = (f"UPDATE {table} SET {column} = ? {some}", f"DELETE FROM {table} {some}")
            if random.random() < 0.85:
                database.execute(ways[0], (value,))
            else:
                database.execute(ways[1])
    except (sqlite3.Error, OverflowError):
        pass


def _zipped(top: Path) -> bytes:
    """The files and folders below a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(path for path in top.rglob("*") if path.is_file()):
            archive.writestr(zipfile.ZipInfo(path.relative_to(top).as_posix()), path.read_bytes())
        for path in sorted(path for path in top.rglob("*") if path.is_dir()):
            archive.writestr(zipfile.ZipInfo(path.relative_to(top).as_posix() + "/"), b"")
    return out.getvalue()


def _unpack(data: bytes, top: Path) -> None:
    """Writes the files below a folder, and its path in place of the mark in the descriptions."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(top)
    for about in top.rglob("library.json"):
        mark = json.dumps("\x01top\x01")[1:-1].encode()
        about.write_bytes(about.read_bytes().replace(mark, json.dumps(str(top))[1:-1].encode()))
