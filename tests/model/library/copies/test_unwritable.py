"""A library that one may read and not write: searched from a copy, as another user than the one that keeps it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from model.errors import FileError
from model.library.copies.publishing import publish
from model.library.copies.unwritable import WHY, open_kept
from model.library.folder.database_files import DATABASE
from model.library.sqlite.tables import LAYOUT
from model.library.store.library import Library
from tests.builders.library import library_text
from tests.skips import Reason

ROOT = Path(__file__).resolve().parents[4]
RELAY = library_text("5", "Relays|that islands are far apart|to report on relays")
MASTS = library_text("6", "Masts|that masts are tall|to count the masts of islands")
ASKED = """
import encodings.ascii, hashlib, os, sys  # which lie where another user than root does not come
from pathlib import Path
from model.errors import FileError
from model.library.store.search import LibraryQuery
from model.library.copies.unwritable import open_kept
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
folder, cache = map(Path, sys.argv[1:])
try:
    (folder / "mine").write_text("x")
except PermissionError:
    try:
        library = open_kept(folder, cache)
        found = library.search(LibraryQuery("islands")).total
        print(*(text.title for text in library.texts()), found, *map(str, library.notices))
        library.changes.remove(library.texts()[0].id)
    except FileError as error:
        print(error)
"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason=Reason.POSIX_FILES)


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that every user may read, which the folders of pytest are not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "cache").mkdir()
        (folder / "cache").chmod(0o777)
        yield folder
        for path in (folder / "library", *(folder / "library").rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.fixture
def library(home: Path) -> Library:
    library = Library.open(home / "library")
    library.changes.add(b"one", "one.docx", [RELAY])
    return library


def asked(home: Path, cache: str = "cache") -> list[str]:
    """The messages to another user who opens the library, searches it and removes a text."""
    for path in (*(home / "library").rglob("*"), home / "library"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    command = [sys.executable, "-B", "-c", ASKED, home / "library", home / cache]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    for path in (home / "library", *(home / "library").rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return done.stdout.splitlines()


def refused(home: Path) -> str:
    return f"{home / 'library'}: {WHY}"


def test_who_may_not_write_searches_a_copy_and_changes_nothing(library: Library, home: Path) -> None:
    library.close()
    before = sorted(path.name for path in library.folder.iterdir())
    assert asked(home) == [f"Relays 1 {WHY}", refused(home)]
    assert asked(home) == [f"Relays 1 {WHY}", refused(home)]
    assert sorted(path.name for path in library.folder.iterdir()) == before
    assert len(list((home / "cache").rglob("*"))) == 2, "one folder with one copy"


def test_what_its_owner_adds_is_found_also_while_it_stands_in_the_log(library: Library, home: Path) -> None:
    assert asked(home)[0].startswith("Relays 1 ")
    library.changes.add(b"two", "two.docx", [MASTS])
    assert (library.folder / f"{DATABASE}-wal").stat().st_size
    assert asked(home)[0].startswith("Relays Masts 2 ")
    assert len(list((home / "cache").rglob("*.db"))) == 1
    library.close()


def test_it_is_read_where_it_lies_where_no_copy_can_be_made(library: Library, home: Path) -> None:
    library.close()
    assert asked(home, "library/cache") == [f"Relays 1 {WHY}", refused(home)]


@pytest.mark.parametrize(("spoilt", "message"), [(b"x" * 9000, "is damaged"), (LAYOUT + 1, "of another version")])
def test_what_cannot_be_made_anew_there_is_one_sentence(library: Library, home: Path, spoilt: bytes | int, message: str) -> None:
    library.close()
    path = library.folder / DATABASE
    data = path.read_bytes()
    at = 60  # where SQLite has `user_version`
    path.write_bytes(spoilt if isinstance(spoilt, bytes) else data[:at] + spoilt.to_bytes(4, "big") + data[at + 4 :])
    (line,) = asked(home)
    assert message in line
    assert not list((home / "cache").rglob("*.db"))


def test_who_may_write_gets_the_library_itself(library: Library, home: Path) -> None:
    opened = open_kept(library.folder, home / "cache")
    assert opened.read_only is None
    opened.close()
    library.close()
    with pytest.raises(FileError, match="cannot be opened"):
        open_kept(home / "library" / DATABASE / "below", home / "cache")


def test_what_is_only_read_is_not_published(home: Path, library: Library, tmp_path: Path) -> None:
    library.close()
    publish(Library.open(home / "library"), home / "share")
    from model.library.copies.publishing import open_published

    with pytest.raises(FileError, match="a published library is read-only"):
        publish(open_published(home / "share", home / "cache"), tmp_path / "other")
    assert not (tmp_path / "other").exists()
