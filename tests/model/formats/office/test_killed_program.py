"""What is left if the program is killed while LibreOffice converts a file for it: no process, and no folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from model.formats.office.conversion import MOST_FILES, KeptConversions
from model.formats.office.own_folder import own_folder
from model.storage.os_lock import lock
from tests.model.formats.office.test_conversion import OLD, is_running, write_program
from tests.skips import needs_shell

ROOT = Path(__file__).resolve().parents[4]
OPEN = "import sys; from model.files.opening import open_document; open_document(sys.argv[1])"
pytestmark = needs_shell


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_the_converter_ends_with_the_program_that_started_it(sent: signal.Signals, tmp_path: Path) -> None:
    for name in ("bin", "temporary", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "a.doc").write_bytes(OLD)
    write_program(tmp_path, "sleep 300 & echo $! > $test/out/child; echo $$ > $test/out/own; sleep 300")
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "TMPDIR": str(tmp_path / "temporary"),
    }
    program = subprocess.Popen([sys.executable, "-c", OPEN, str(tmp_path / "a.doc")], cwd=ROOT, env=environment)
    shell, child = tmp_path / "out" / "own", tmp_path / "out" / "child"
    _wait(lambda: shell.exists() and shell.read_text(encoding="utf-8").endswith("\n"))
    assert is_running(shell)
    program.send_signal(sent)
    assert program.wait() == -sent
    _wait(lambda: not is_running(shell) and not is_running(child) and not list((tmp_path / "temporary").iterdir()))


def _wait(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _make(folder: Path, *, is_old: bool = True) -> Path:
    """A folder of a conversion."""
    folder.mkdir()
    for name in (".lock", "text.doc"):
        (folder / name).touch()
    if is_old:
        os.utime(folder, (time.time() - 3600,) * 2)
    return folder


def test_the_next_conversion_deletes_the_folders_of_dead_processes(temporary: Path) -> None:
    left, used = _make(temporary / "clausewright-office-left"), _make(temporary / "clausewright-office-used")
    young, other = _make(temporary / "clausewright-office-young", is_old=False), _make(temporary / "another")
    bare = temporary / "clausewright-office-bare"
    bare.mkdir()
    os.utime(bare, (time.time() - 3600,) * 2)
    (temporary / "clausewright-office-link").symlink_to(other)
    with (used / ".lock").open("r+b") as held:
        assert lock(held.fileno())
        with own_folder() as folder:
            assert folder.parent == temporary.resolve()
            assert not left.exists()
            assert not bare.exists()
            assert used.exists()
            assert young.exists()
            assert (other / "text.doc").exists()
    assert not folder.exists()


def test_a_folder_in_use_is_left_alone_however_old_it_is(temporary: Path) -> None:
    with own_folder() as first:
        os.utime(first, (time.time() - 3600,) * 2)
        with own_folder():
            assert first.exists()


def test_only_the_last_conversions_are_kept() -> None:
    kept = KeptConversions()
    for number in range(MOST_FILES + 1):
        kept.keep(b"%d" % number, b"made of %d" % number)
    assert kept.get(b"0") is None
    assert kept.get(b"1") == b"made of 1"
    kept.keep(b"large", bytes(70_000_000))
    assert kept.get(b"large") is None
