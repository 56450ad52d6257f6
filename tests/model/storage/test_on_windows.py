"""Files as Windows itself has them: held by another program, write-protected, reserved, deep in folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from model.errors import FileError
from model.files.opening import open_document
from model.files.project_file import save_project
from model.storage.atomic_write import write_durably
from tests.app.builders import build_project
from tests.skips import needs_windows

pytestmark = needs_windows


@contextmanager
def held(path: Path) -> Iterator[None]:
    """A file that another program has open and shares with nobody, as Word does."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.CreateFileW.restype = ctypes.c_void_p
    read, existing, alone = 0x80000000, 3, 0
    handle = kernel.CreateFileW(str(path), read, alone, None, existing, 0, None)
    assert handle not in (None, ctypes.c_void_p(-1).value)
    try:
        yield
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


def test_a_file_that_is_held_is_neither_lost_nor_replaced(tmp_path: Path) -> None:
    path = tmp_path / "held.docx"
    write_durably(path, b"one")
    with held(path), pytest.raises(FileError, match="another program has it open, Word perhaps"):
        write_durably(path, b"two")
    assert path.read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["held.docx"]
    write_durably(path, b"two")
    assert path.read_bytes() == b"two"


def test_a_held_file_is_told_of_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "held.amend"
    save_project(build_project(), path)
    with held(path), pytest.raises(FileError, match="it may not be read"):
        open_document(path)


def test_a_write_protected_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.amend"
    write_durably(path, b"one")
    os.chmod(path, 0o444)
    try:
        with pytest.raises(FileError, match="write-protected"):
            write_durably(path, b"two")
        assert path.read_bytes() == b"one"
    finally:
        os.chmod(path, 0o666)


@pytest.mark.parametrize("name", ["NUL", "con.amend", "COM1.docx", "a?.amend", "a:b.amend", "a."])
def test_names_that_windows_takes_otherwise_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="choose another name"):
        write_durably(f"{tmp_path}\\{name}", b"one")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("start", ["", "\\\\?\\"])
def test_a_path_of_300_characters_is_written_and_read(tmp_path: Path, start: str) -> None:
    folder = "\\\\?\\" + str(tmp_path) + "\\" + "\\".join(["x" * 60] * 5)
    os.makedirs(folder)
    path = start + folder[4:] + "\\a.amend"
    assert len(path) > 300
    for _ in range(2):
        save_project(build_project(), path, keep_previous=True)
    assert open_document(path).submission == build_project().submission
    assert sorted(os.listdir(folder)) == ["a.amend", "a.amend.bak"]


def test_line_ends_of_windows_are_read(tmp_path: Path) -> None:
    text = "RESOLUTION 7 (Rev. Oxdorf, 2018)\nOn small texts\nconsidering\na)\tthat texts are short,\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "b.txt").write_bytes(text.replace("\n", "\r\n").encode())
    assert open_document(tmp_path / "a.txt").submission == open_document(tmp_path / "b.txt").submission
