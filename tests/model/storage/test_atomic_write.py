"""Writing durably: the old file or the new one, and a sentence."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from model.errors import FileError
from model.storage import atomic_write
from model.storage.atomic_write import ChangedOnDisk, fingerprint, write_durably
from tests.limits import short_files
from tests.skips import Reason, needs_pipes, needs_posix_files


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_a_file_is_written(tmp_path: Path) -> None:
    write_durably(tmp_path / "a", b"one")
    write_durably(str(tmp_path / "a"), b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert names(tmp_path) == ["a"]


def test_one_previous_copy_is_kept(tmp_path: Path) -> None:
    for data in (b"one", b"two", b"three"):
        write_durably(tmp_path / "a", data, keep_previous=True)
    assert (tmp_path / "a").read_bytes() == b"three"
    assert (tmp_path / "a.bak").read_bytes() == b"two"
    assert names(tmp_path) == ["a", "a.bak"]


@pytest.mark.parametrize("nameless", [True, False])
@pytest.mark.parametrize("name", ["x" * 251, "x" * 252, "x" * 255, "好" * 79, "好" * 85, "é" * 127], ids=len)
def test_the_longest_names_keep_their_previous_copy(
    name: str, nameless: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    path = tmp_path / name
    for data in (b"one", b"two", b"three"):
        write_durably(path, data, keep_previous=True)
    assert path.read_bytes() == b"three"
    assert atomic_write.previous_copy(path).read_bytes() == b"two"
    assert names(tmp_path) == sorted([name, atomic_write.previous_copy(path).name])
    assert atomic_write.previous_copy(tmp_path / "a").name == "a.bak"
    assert atomic_write.previous_copy(path) != atomic_write.previous_copy(tmp_path / (name[:-1] + "y"))


def test_where_links_cannot_be_made_the_previous_copy_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    write_durably(tmp_path / "a", b"one")
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    monkeypatch.setattr(os, "link", refuse)
    write_durably(tmp_path / "a", b"two", keep_previous=True)
    assert (tmp_path / "a.bak").read_bytes() == b"one"
    assert names(tmp_path) == ["a", "a.bak"]


def test_what_another_program_changed_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_durably(path, b"one")
    read = fingerprint(b"one")
    path.write_bytes(b"from outside")
    with pytest.raises(ChangedOnDisk, match="another program changed it"):
        write_durably(path, b"two", expect=read, keep_previous=True)
    assert path.read_bytes() == b"from outside"
    assert names(tmp_path) == ["a"]
    write_durably(path, b"two", expect=fingerprint(b"from outside"))
    path.unlink()
    write_durably(path, b"three", expect=read)
    assert path.read_bytes() == b"three"


@needs_posix_files
def test_mode_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = tmp_path / "real" / "a"
    path.write_bytes(b"one")
    path.chmod(0o640)
    (tmp_path / "link").symlink_to(path)
    write_durably(tmp_path / "link", b"two", keep_previous=True)
    assert (tmp_path / "link").is_symlink()
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(tmp_path / "real") == ["a", "a.bak"]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_durably(tmp_path / "a", b"one")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "usual").stat().st_mode


ON_WINDOWS = {"file/a": "folder does not exist", "nul\0": "must not contain control characters"}
"""What Windows says otherwise."""


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("none/a", "folder does not exist"),
        ("file/a", "should be its folder is a file"),
        ("folder", "it is a folder"),
        ("x" * 300, "name is too long"),
        ("nul\0", "not a file name"),
        ("loop", "links lead in a circle"),
    ],
)
def test_impossible_places_are_said_in_one_sentence(tmp_path: Path, place: str, reason: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    if place == "loop":
        if os.name == "nt":
            pytest.skip(Reason.POSIX_FILES)
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
    reason = ON_WINDOWS.get(place, reason) if os.name == "nt" else reason
    before = names(tmp_path)
    with pytest.raises(FileError, match=reason) as caught:
        write_durably(tmp_path / place, b"data")
    assert str(caught.value).startswith(f"{tmp_path / place}: ")
    assert names(tmp_path) == before


@needs_pipes
def test_devices_are_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileError, match="device"):
        write_durably(tmp_path / "pipe", b"data")


@pytest.fixture
def tiny_limit() -> Iterator[None]:
    with short_files(1000):
        yield


@pytest.mark.usefixtures("tiny_limit")
def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    write_durably(tmp_path / "a", b"one")
    with pytest.raises(FileError, match="larger than the system allows"):
        write_durably(tmp_path / "a", b"x" * 2000, keep_previous=True)
    assert (tmp_path / "a").read_bytes() == b"one"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "link", "open"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EXDEV, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("nameless", [True, False])
def test_whatever_call_fails_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, nameless: bool
) -> None:
    path = tmp_path / "a"
    write_durably(path, b"one")
    nameless = nameless and hasattr(os, "O_TMPFILE")
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(code))
        message = ""
        try:
            write_durably(path, b"two")
        except FileError as error:
            message = str(error)
    assert path.read_bytes() == (b"one" if message else b"two")
    assert message == "" or message.startswith(f"{path}: ")
    assert message or (call == "link" and not nameless)
    assert names(tmp_path) == ["a"]


def failing(code: int) -> Callable[..., None]:
    def call(*_args: object, **_kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    return call


def test_the_reasons_have_remedies() -> None:
    for code, reason in atomic_write._REASONS.items():
        assert "; " in str(reason), code


@pytest.mark.parametrize("length", [0, 1, 2_000_000, 2_000_001])
def test_a_fingerprint_is_the_sha_256_whatever_the_size(length):
    data = b"\xab" * length
    assert fingerprint(data) == hashlib.sha256(data).hexdigest()


def held(times: int, code: int) -> tuple[Callable[..., None], list[str]]:
    """An `os.replace` that another program makes fail so often, with an error of Windows, and where to."""
    asked: list[str] = []

    def replace(source: Path, target: Path) -> None:
        asked.append(str(target))
        if len(asked) <= times:
            error = PermissionError(errno.EACCES, "denied", str(target))
            error.winerror = code  # type: ignore[attr-defined]
            raise error
        real(source, target)

    real = os.replace
    return replace, asked


@pytest.mark.parametrize("code", [5, 32])
def test_what_a_virus_scanner_holds_for_a_moment_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    (tmp_path / "a").write_bytes(b"one")
    monkeypatch.setattr(atomic_write, "sleep", lambda seconds: None)
    replace, asked = held(3, code)
    monkeypatch.setattr(os, "replace", replace)
    write_durably(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert len(asked) == 4


@pytest.mark.parametrize("code", [5, 32])
def test_what_word_has_open_is_said_and_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    (tmp_path / "a").write_bytes(b"one")
    waited: list[float] = []
    monkeypatch.setattr(atomic_write, "sleep", waited.append)
    monkeypatch.setattr(os, "replace", held(99, code)[0])
    with pytest.raises(FileError) as refusal:
        write_durably(tmp_path / "a", b"two")
    assert str(refusal.value) == (
        f"{tmp_path / 'a'}: another program has it open, Word perhaps; close it there or save under another name"
    )
    assert sum(waited) < 1
    assert (tmp_path / "a").read_bytes() == b"one"
    assert names(tmp_path) == ["a"]


def test_another_refusal_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, asked = held(99, 0)
    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(FileError, match="it may not be written there"):
        write_durably(tmp_path / "a", b"two")
    assert len(asked) == 1
