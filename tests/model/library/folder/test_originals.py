"""The files of a library: any name, whole or not at all, what a killed program left."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import FileError
from model.library.folder.descriptions import Original
from model.library.folder.originals import Originals
from model.storage.windows_paths import name_refusal


def original(name: str, hash: str = "a" * 64, removed: tuple[int, ...] = ()) -> Original:
    return Original(hash, name, 3, "2026-01-01T00:00:00Z", 1, 1, removed)


@pytest.mark.parametrize(
    "name",
    [
        "R-75.docx",
        "S18-PP-C-2000!!MSW-A",
        "a/b:c?.docx",
        "library.json",
        "CON.txt",
        "...",
        "",
        "é" * 300 + ".docx",
        "决议.docx",
        "x.",
    ],
)
def test_any_name_is_kept(tmp_path: Path, name: str) -> None:
    files = Originals(tmp_path)
    put = files.put(original(name), b"abc")
    assert files.all() == ()
    files.settle(put.hash)
    (found,) = files.all()
    assert found == put == files.find(put.hash)
    assert found.name == name
    path = files.path(found)
    assert (path.name != "library.json", name_refusal(path.name), len(path.name) <= 128) == (True, None, True)
    assert files.read(found) == b"abc"
    files.remove(found.hash)
    assert (files.is_empty, files.all(), files.find(found.hash)) == (True, (), None)
    with pytest.raises(FileError, match="there is no such file"):
        files.read(found)


def test_what_was_left_is_dropped_or_settled(tmp_path: Path) -> None:
    files = Originals(tmp_path)
    for letter in "abc":
        files.put(original(f"{letter}.txt", letter * 64), b"abc")
    (tmp_path / "incoming" / ("f" * 32)).mkdir()
    files.sweep({"a" * 64}, keep=False)
    assert [file.name for file in files.all()] == ["a.txt"]
    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_new_database_knows_nothing_and_all_that_was_left_stays(tmp_path: Path) -> None:
    files = Originals(tmp_path)
    files.put(original("a.txt"), b"abc")
    (tmp_path / "incoming" / ("f" * 32)).mkdir()
    files.sweep(set(), keep=True)
    assert [file.name for file in files.all()] == ["a.txt"]


def test_files_without_a_text_are_dropped(tmp_path: Path) -> None:
    files = Originals(tmp_path)
    for letter in "ab":
        files.put(original(f"{letter}.txt", letter * 64, (0,)), b"abc")
        files.settle(letter * 64)
    files.drop_removed({"a" * 64})
    assert [file.name for file in files.all()] == ["a.txt"]


def test_a_file_without_a_description_is_told(tmp_path: Path) -> None:
    files = Originals(tmp_path)
    files.put(original("a.txt"), b"abc")
    files.settle("a" * 64)
    (about,) = tmp_path.rglob("library.json")
    about.unlink()
    assert files.all() == ()
    assert [path.name for path in files.files_without_description()] == ["a.txt"]
    files.put(original("a.txt"), b"abd")
    files.settle("a" * 64)
    assert files.read(files.all()[0]) == b"abd"
    assert files.files_without_description() == ()


def test_where_nothing_can_be_written_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "incoming").write_bytes(b"")
    with pytest.raises(FileError):
        Originals(tmp_path).put(original("a.txt"), b"abc")
