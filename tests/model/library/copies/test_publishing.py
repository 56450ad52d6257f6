"""A library published on a share: read by who may not write there, replaced whole, there when the share is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from model.errors import FileError
from model.library.copies.publishing import contents_of_originals, is_published, open_published, publish
from model.library.sqlite.tables import LAYOUT
from model.library.store.library import Library
from model.library.store.search import LibraryQuery
from tests.builders.library import library_text
from tests.builders.private import private_file
from tests.journeys.test_privacy import marks_in
from tests.skips import Reason

ROOT = Path(__file__).resolve().parents[4]
RELAY = library_text("5", "Relays|that islands are far apart|to report on relays")
MASTS = library_text("6", "Masts|that masts are tall|to count the masts of islands")


WHOLE = b'{"layout":%d,"hash":"%s","size":0,"file":"library-%s.db","date":"","texts":0}' % (LAYOUT, b"0" * 64, b"0" * 16)
"""The description of a published library whose database is not there."""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "library")
    library.changes.add(b"one", "one.docx", [RELAY])
    return library


@pytest.fixture
def share(tmp_path: Path, library: Library) -> Path:
    publish(library, tmp_path / "share")
    return tmp_path / "share"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_it_is_read_as_it_was_published(library: Library, share: Path, cache: Path) -> None:
    published = open_published(share, cache)
    assert (is_published(share), is_published(library.folder), published.notices) == (True, False, [])
    assert published.texts() == library.texts()
    assert published.search(LibraryQuery("islands")) == library.search(LibraryQuery("islands"))
    assert [hit.clause.label for hit in published.search_by_weight({"islands": 1, "apart": 1}, 2, LibraryQuery()).hits] == ["a)"]
    assert published.original(published.texts()[0].id).read_bytes() == b"one"
    with pytest.raises(FileError, match="a published library is read-only"):
        published.changes.remove(published.texts()[0].id)
    published.close()
    assert sorted(path.name.partition("-")[0] for path in share.iterdir()) == ["library", "originals", "published.json"]
    assert not [*share.rglob("*-wal"), *share.rglob("*.part"), *cache.rglob("*-wal"), *cache.rglob("*.part")]


@pytest.mark.parametrize("inside", ["", "originals", "incoming", "new/folder"])
def test_it_is_not_published_into_its_own_folder(library: Library, inside: str) -> None:
    before = sorted(library.folder.rglob("*"))
    with pytest.raises(FileError, match="the folder contains a library"):
        publish(library, library.folder / inside)
    assert sorted(library.folder.rglob("*")) == before


def test_it_is_published_without_the_files_that_hold_more_than_text(library: Library, tmp_path: Path, cache: Path) -> None:
    given = private_file()
    library.changes.add(given, "given.docx", [MASTS])
    names = [str(original) for original in contents_of_originals(library)]
    assert names[0] == "given.docx"
    assert "comments" in names
    share = tmp_path / "share"
    publish(library, share)
    everything = b"".join(path.read_bytes() for path in share.rglob("*") if path.is_file())
    assert marks_in(given, ["ZqPerson"])
    assert given in everything
    publish(library, share, with_originals=False)
    assert not [path for path in share.rglob("*") if path.is_file() and path.parent.parent.name == "originals"]
    for path in share.rglob("*"):
        assert not path.is_file() or marks_in(path.read_bytes()) == set()
    published = open_published(share, cache)
    assert (published.texts(), published.notices) == (library.texts(), [])
    assert published.search(LibraryQuery("islands")) == library.search(LibraryQuery("islands"))
    with pytest.raises(FileError, match="no longer in the library"):
        published.original(published.texts()[0].id)
    published.close()


def test_a_file_of_text_alone_contains_nothing_else(library: Library) -> None:
    assert contents_of_originals(library) == ()


def test_it_is_replaced_whole(library: Library, share: Path, cache: Path) -> None:
    before = open_published(share, cache)
    library.changes.add(b"two", "two.docx", [MASTS])
    library.changes.remove(library.texts()[0].id)
    publish(library, share)
    after = open_published(share, cache)
    assert [text.title for text in before.texts()] == ["Relays"]
    assert before.search(LibraryQuery("relays")).total == 2
    assert [text.title for text in after.texts()] == ["Masts"]
    assert after.original(after.texts()[0].id).read_bytes() == b"two"
    assert len(list(share.glob("*.db"))) == len(list(cache.rglob("*.db"))) == 1
    assert len(list((share / "originals").iterdir())) == 1


def test_a_share_that_goes_away_leaves_the_copy(share: Path, cache: Path) -> None:
    open_published(share, cache).close()
    shutil.rmtree(share)
    published = open_published(share, cache)
    assert [("the copy of" in str(notice)) for notice in published.notices] == [True]
    assert [text.title for text in published.texts()] == ["Relays"]
    with pytest.raises(FileError, match="no longer in the library"):
        published.original(published.texts()[0].id)


def test_a_share_that_is_half_replaced_leaves_the_copy(share: Path, cache: Path, library: Library) -> None:
    open_published(share, cache).close()
    library.changes.add(b"two", "two.docx", [MASTS])
    publish(library, share)
    (database,) = share.glob("*.db")
    database.write_bytes(database.read_bytes()[:-100])
    published = open_published(share, cache)
    assert len(published.notices) == 1
    assert [text.title for text in published.texts()] == ["Relays"]


@pytest.mark.parametrize(
    ("description", "message"),
    [
        (b"", "no library was published there"),
        (b'{"layout":%d,"hash":"","size":0,"file":"../x.db","date":"","texts":0}' % LAYOUT, "no library was published there"),
        (b'{"layout":99,"hash":"","size":0,"file":"x.db","date":"","texts":0}', "another version"),
        (b'{"layout":%d,"hash":"","size":0,"file":"x.db","date":"","texts":0}' % LAYOUT, "no library was published there"),
        (WHOLE.replace(b'"library-', b'"library_'), "no library was published there"),
        (WHOLE, "cannot be opened"),
    ],
)
def test_what_is_no_library_is_refused(tmp_path: Path, cache: Path, description: bytes, message: str) -> None:
    (tmp_path / "published.json").write_bytes(description)
    with pytest.raises(FileError, match=message):
        open_published(tmp_path, cache)
    with pytest.raises(FileError, match="cannot be opened"):
        open_published(tmp_path / "nowhere", cache)


def test_what_killed_programs_left_goes_after_a_day(share: Path, cache: Path, library: Library) -> None:
    open_published(share, cache).close()
    (kept,) = cache.iterdir()
    old, new, folder = kept / ".library-1.db.0a0a0a0a.part", kept / ".library-2.db.0b0b0b0b.part", kept / "copying-x"
    folder.mkdir()
    for path in (old, new, folder / "library.db"):
        path.write_bytes(b"half")
    for path in (old, folder):
        os.utime(path, (1e9, 1e9))
    library.changes.add(b"two", "two.docx", [MASTS])
    publish(library, share)
    open_published(share, cache).close()
    assert [path.exists() for path in (old, new, folder)] == [False, True, False]


def test_a_damaged_copy_is_fetched_again(share: Path, cache: Path) -> None:
    open_published(share, cache).close()
    (copy,) = cache.rglob("*.db")
    copy.write_bytes(b"short")
    assert [text.title for text in open_published(share, cache).texts()] == ["Relays"]


def test_a_library_is_not_published_into_one_that_is_kept(library: Library) -> None:
    with pytest.raises(FileError, match="another folder"):
        publish(library, library.folder)


READ = """
import hashlib, os, sys
from pathlib import Path
from model.library.copies.publishing import open_published
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
share, cache = map(Path, sys.argv[1:])
try:
    (share / "mine").write_text("x")
except PermissionError:
    print(*(text.title for text in open_published(share, cache).texts()))
"""


def test_who_may_not_write_reads_it(library: Library) -> None:
    """As another user, to whom the share does not belong; root becomes one."""
    if os.name == "nt":
        pytest.skip(Reason.POSIX_FILES)
    with TemporaryDirectory() as folder:
        share, cache = Path(folder) / "share", Path(folder) / "cache"
        publish(library, share)
        cache.mkdir()
        cache.chmod(0o777)
        for path in (Path(folder), share, *share.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        command = [sys.executable, "-B", "-c", READ, share, cache]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
        assert done.stdout == "Relays\n"
        for path in (Path(folder), *share.rglob("*"), share):
            path.chmod(0o755 if path.is_dir() else 0o644)
