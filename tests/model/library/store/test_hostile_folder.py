"""A library folder from elsewhere: nothing outside of it is read, moved or deleted, and faults are reported."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from model.errors import FileError
from model.formats.progress import Report, no_report
from model.library.copies.publishing import open_published, publish
from model.library.folder.descriptions import Original
from model.library.folder.originals import Originals
from model.library.imports.file_import import ImportReport, Work, complete, import_files, rebuild
from model.library.imports.file_reader import Reading
from model.library.store.library import Library
from model.storage.atomic_write import fingerprint
from tests.builders.library import library_text
from tests.skips import Reason


def read(data: bytes, name: str, report: Report = no_report) -> Reading:
    words = data.decode()
    return Reading((library_text(str(len(words)), f"{words}|that {words} is so|to report on {words}"),))


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A folder of the user with a file that does not belong to the library."""
    folder = tmp_path / "victim"
    folder.mkdir()
    (folder / "precious.txt").write_text("precious", encoding="ascii", newline="")
    return folder


@pytest.fixture
def folder(tmp_path: Path, victim: Path) -> Path:
    (tmp_path / "a.txt").write_text("alpha", encoding="ascii", newline="")
    library = Library.open(tmp_path / "library")
    import_files(library, [tmp_path / "a.txt"], Work(read))
    library.close()
    return library.folder


def described(folder: Path) -> Path:
    (about,) = (folder / "originals").rglob("library.json")
    return about


def changed(folder: Path, **values: Any) -> bytes:
    """Changes the description of the one file of a library, and forgets the database."""
    about = described(folder)
    about.write_text(json.dumps(json.loads(about.read_bytes()) | values), encoding="utf-8", newline="")
    forget_database(folder)
    return about.read_bytes()


def forget_database(folder: Path) -> None:
    for path in folder.glob("library.*"):
        path.unlink()


def used(folder: Path) -> tuple[list[str], ImportReport, ImportReport]:
    """The titles of a library that is opened, completed and read again, and both reports."""
    library = Library.open(folder)
    first = complete(library, Work(read))
    second = rebuild(library, Work(read))
    titles = [text.title for text in library.texts()]
    library.close()
    return titles, first, second


@pytest.mark.parametrize(
    "values",
    [
        lambda victim: {"hash": str(victim)},
        lambda victim: {"hash": "../../../victim"},
        lambda victim: {"hash": "../../victim" + "0" * 52},
        lambda victim: {"hash": "f" * 64},
        lambda victim: {"hash": ""},
        lambda victim: {"file": "../../../victim/precious.txt"},
        lambda victim: {"file": str(victim / "precious.txt")},
        lambda victim: {"name": "../../../victim/precious.txt"},
        lambda victim: {"name": ".."},
        lambda victim: {"name": "a\0b"},
        lambda victim: {"file": "library.json"},
        lambda victim: {"file": "x" * 300},
        lambda victim: {"texts": -1},
        lambda victim: {"size": "large"},
    ],
)
def test_a_description_that_names_something_else_is_told_and_left(
    folder: Path, victim: Path, values: Callable[[Path], dict[str, Any]]
) -> None:
    about = changed(folder, **values(victim))
    titles, *reports = used(folder)
    assert titles == []
    for report in reports:
        (message,) = report.refused
        assert "its description is damaged; " in str(message.message)
        assert message.file in str(message.message)
    assert described(folder).read_bytes() == about
    assert (described(folder).parent / "a.txt").read_bytes() == b"alpha"
    assert (victim / "precious.txt").read_bytes() == b"precious"


@pytest.mark.parametrize("text", ["[" * 200_000, "{", "\xff", '{"name": "\\ud800"}', '{"hash": ' + "[" * 200_000])
def test_a_description_that_cannot_be_read_is_made_again(folder: Path, text: str) -> None:
    described(folder).write_text(text, encoding="latin-1", newline="")
    forget_database(folder)
    titles, first, second = used(folder)
    assert (titles, first.refused, second.refused) == (["alpha"], (), ())


def test_the_file_added_again_has_a_description_again(folder: Path, tmp_path: Path) -> None:
    library = Library.open(folder)
    about = described(folder)
    about.write_text(json.dumps(json.loads(about.read_bytes()) | {"hash": "0" * 64}), encoding="utf-8", newline="")
    with pytest.raises(FileError, match="its description is damaged; add the file in this folder to the library again"):
        library.original(library.texts()[0].id)
    before = library.texts()
    import_files(library, [about.parent / "a.txt"], Work(read))
    assert library.texts() == before
    assert library.original(before[0].id).read_bytes() == b"alpha"
    library.close()


@pytest.mark.parametrize("place", ["originals", "incoming"])
@pytest.mark.parametrize("way", ["whole", "folder", "file", "description"])
def test_links_are_not_followed(folder: Path, victim: Path, place: str, way: str) -> None:
    beside = described(folder).parent
    shutil.copytree(beside, victim / beside.name)
    if place == "incoming":
        shutil.rmtree(folder / "incoming", ignore_errors=True)
        (folder / "originals").rename(folder / "incoming")
        (folder / "originals").mkdir()
    beside = folder / place / beside.name
    linked = {"whole": folder / place, "folder": beside, "file": beside / "a.txt", "description": beside / "library.json"}[way]
    goal = {"whole": victim, "folder": victim / beside.name, "file": victim / "precious.txt"}.get(
        way, victim / beside.name / "library.json"
    )
    if linked.is_dir():
        shutil.rmtree(linked)
    else:
        linked.unlink()
    try:
        linked.symlink_to(goal, target_is_directory=goal.is_dir())
    except OSError:
        pytest.skip(Reason.POSIX_FILES)
    forget_database(folder)
    before = {path: path.read_bytes() for path in victim.rglob("*") if path.is_file()}
    try:
        titles, _, report = used(folder)
    except FileError as error:
        assert "links are not followed" in str(error)
    else:
        assert titles == []
        assert place == "incoming" or "links are not followed" in str(report.refused[0].message)
    assert {path: path.read_bytes() for path in victim.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["library.db", "library.checked", "library.lock"])
def test_a_link_in_the_place_of_an_own_file_leaves_its_goal(folder: Path, victim: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    try:
        (folder / name).symlink_to(victim / "precious.txt")
    except OSError:
        pytest.skip(Reason.POSIX_FILES)
    try:
        assert used(folder)[0] == ["alpha"]
    except FileError as error:
        assert "links are not followed" in str(error)
    assert (victim / "precious.txt").read_bytes() == b"precious"


def test_what_lies_in_incoming_and_is_not_ours_stays(folder: Path) -> None:
    (folder / "incoming" / "letters").mkdir(parents=True)
    (folder / "incoming" / "letters" / "letter.txt").write_bytes(b"dear")
    forget_database(folder)
    assert used(folder)[0] == ["alpha"]
    assert (folder / "incoming" / "letters" / "letter.txt").read_bytes() == b"dear"


def test_what_lies_in_incoming_replaces_no_file_of_the_library(folder: Path) -> None:
    beside = described(folder).parent
    planted = folder / "incoming" / beside.name
    planted.mkdir(parents=True)
    (planted / "library.json").write_bytes((beside / "library.json").read_bytes())
    (planted / "a.txt").write_bytes(b"other")
    forget_database(folder)
    assert used(folder)[0] == ["alpha"]
    assert (beside / "a.txt").read_bytes() == b"alpha"


@pytest.mark.parametrize("name", ["../victim", "..", "/", "", "a/b", "a\\b", "C:x", "NUL"])
def test_what_is_no_hash_is_asked_for_in_vain(folder: Path, victim: Path, name: str) -> None:
    files = Originals(folder)
    assert files.find(name) is None
    bad = Original(name, "a.txt", 1, "", 1, 1)
    for act in (files.path, files.read, files.describe, lambda original: files.put(original, b"x")):
        with pytest.raises(FileError):
            act(bad)
    for drop in (files.settle, files.withdraw, files.remove):
        with pytest.raises(FileError):
            drop(name)
    assert (victim / "precious.txt").is_file()


def test_a_published_library_reads_nothing_outside(folder: Path, victim: Path, tmp_path: Path) -> None:
    library = Library.open(folder)
    publish(library, tmp_path / "share")
    library.close()
    about = described(tmp_path / "share")
    known = json.loads(about.read_bytes())
    for values in ({"file": "../../../victim/precious.txt"}, {"file": str(victim / "precious.txt")}, {"hash": str(victim)}):
        about.write_text(json.dumps(known | values), encoding="utf-8", newline="")
        published = open_published(tmp_path / "share", tmp_path / "cache")
        with pytest.raises(FileError, match="its description is damaged"):
            published.original(published.texts()[0].id)
        published.close()


def test_a_published_database_that_names_another_place_is_refused(folder: Path, victim: Path, tmp_path: Path) -> None:
    library = Library.open(folder)
    publication = publish(library, tmp_path / "share")
    library.close()
    shutil.move(tmp_path / "share" / publication.file, victim / publication.file)
    about = tmp_path / "share" / "published.json"
    known = json.loads(about.read_bytes())
    for place, file in enumerate((f"../victim/{publication.file}", str(victim / publication.file), "published.json", "")):
        about.write_text(json.dumps(known | {"file": file}), encoding="utf-8", newline="")
        with pytest.raises(FileError):
            open_published(tmp_path / "share", tmp_path / f"cache{place}")
        assert not [path for path in (tmp_path / f"cache{place}").rglob("*") if path.is_file()]


def test_publishing_deletes_only_what_publishing_wrote(folder: Path, victim: Path, tmp_path: Path) -> None:
    share = tmp_path / "share"
    (share / "originals" / "photographs").mkdir(parents=True)
    kept = [share / "originals" / "photographs" / "1.jpg", share / "library-of-mine.db", share / ".x.part", share / "copying-x"]
    for path in kept:
        path.write_bytes(b"mine")
    import os

    for path in kept:
        os.utime(path, (0, 0))
    library = Library.open(folder)
    publish(library, share)
    assert [path.read_bytes() for path in kept] == [b"mine"] * 4
    shutil.rmtree(share)
    share.mkdir()
    try:
        (share / "originals").symlink_to(victim, target_is_directory=True)
    except OSError:
        pytest.skip(Reason.POSIX_FILES)
    (victim / fingerprint(b"x")[:32]).mkdir()
    (victim / fingerprint(b"x")[:32] / "library.json").write_bytes(b"{}")
    with pytest.raises(FileError, match="links are not followed"):
        publish(library, share)
    library.close()
    assert (victim / fingerprint(b"x")[:32] / "library.json").is_file()
