"""The lock beside an open file."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.session.file_lock import FileLock, _escape, _fields
from tests.skips import Reason, needs_no_root

HOLD = """
import sys, time
from pathlib import Path
from app.session.file_lock import FileLock
assert FileLock(Path(sys.argv[1]), "Ana").take()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / ("a,b;c d.amend" if os.name == "nt" else "a,b;c\\d.amend")
    path.write_text("x", encoding="utf-8")
    return path


def test_it_is_taken_seen_and_released(document: Path):
    mine, other = FileLock(document, "Ana; née, x"), FileLock(document)
    assert mine.holder() is None
    assert mine.take()
    assert mine.take()
    assert mine.path.name == f".~lock.{document.name}#"
    holder = other.holder()
    assert (holder.name, holder.host, holder.certain) == ("Ana; née, x", socket.gethostname(), True)
    assert not other.take()
    other.release()
    assert mine.path.exists()
    mine.release()
    assert not mine.path.exists()
    assert other.take()
    other.release()


@pytest.mark.parametrize("name", ["x" * 247, "x" * 248, "好" * 85])
def test_the_longest_names_have_a_lock_of_their_own(name: str, tmp_path: Path):
    mine, other = FileLock(tmp_path / name, "Ana"), FileLock(tmp_path / (name[:-1] + "y"))
    assert mine.holder() is None
    assert mine.take()
    assert FileLock(tmp_path / name).holder().certain
    assert other.holder() is None
    assert other.take()
    other.release()
    mine.release()
    assert list(tmp_path.iterdir()) == []


def test_where_no_name_is_short_enough_nobody_has_a_lock(document: Path, monkeypatch):
    def refuse(*_args: object) -> int:
        raise OSError(errno.ENAMETOOLONG, "File name too long")

    monkeypatch.setattr(os, "open", refuse)
    assert FileLock(document).holder() is None
    assert not FileLock(document).take()


def test_a_killed_program_leaves_no_lock_that_counts(document: Path):
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(document)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])
    with child:
        assert child.stdout.readline().split() == [b"held"]
        lock = FileLock(document)
        assert lock.holder().name == "Ana"
        assert lock.holder().certain
        os.kill(child.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        child.wait()
    assert lock.path.exists()
    assert lock.holder() is None
    assert lock.take()
    lock.release()


@pytest.mark.parametrize("line", [
    "Bo,bo,far-away,24.11.2026 17:00,clausewright:12;",
    "Bo,bo,{here},24.11.2026 17:00,file:///home/bo/.config/libreoffice/4;",
])  # fmt: skip
def test_what_cannot_be_asked_may_be_open(line: str, document: Path):
    lock = FileLock(document)
    lock.path.write_text(line.format(here=socket.gethostname()), encoding="utf-8", newline="\n")
    holder = lock.holder()
    assert (holder.name, holder.time, holder.certain) == ("Bo", "24.11.2026 17:00", False)
    assert lock.take()
    lock.release()
    assert not lock.path.exists()


@pytest.mark.parametrize("content", [b"", b"\xff\x00rubbish", b"," * 9000])
def test_rubbish_in_the_place_of_a_lock_is_no_error(content: bytes, document: Path):
    lock = FileLock(document)
    lock.path.write_bytes(content)
    lock.holder()
    assert lock.take()
    lock.release()


@needs_no_root
def test_a_folder_that_cannot_be_written_has_no_lock(document: Path):
    document.parent.chmod(0o500)
    try:
        assert FileLock(document).holder() is None
        assert not FileLock(document).take()
    finally:
        document.parent.chmod(0o700)


def test_a_folder_that_is_gone_has_no_lock(tmp_path: Path):
    lock = FileLock(tmp_path / "gone" / "a.amend")
    assert lock.holder() is None
    assert not lock.take()
    lock.release()


@given(st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=6), min_size=5, max_size=5))
def test_fields_come_back(fields: list[str]):
    assert _fields(",".join(map(_escape, fields)) + ";") == fields


def test_a_link_in_the_place_of_the_lock_leaves_its_goal(tmp_path: Path) -> None:
    """The folder comes from elsewhere, and the link leads to a file of the user."""
    goal = tmp_path / "precious.txt"
    goal.write_bytes(b"precious")
    (tmp_path / "x.amend").write_bytes(b"")
    lock = FileLock(tmp_path / "x.amend")
    try:
        lock.path.symlink_to(goal)
    except OSError:
        pytest.skip(Reason.POSIX_FILES)
    assert lock.holder() is None
    assert lock.take()
    assert goal.read_bytes() == b"precious"
    lock.release()
    assert goal.read_bytes() == b"precious"
    assert not lock.path.is_symlink()
