"""The command line where its streams are closed or full, and where what it is given is no file to be read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.main import main
from app.cli.terminal import ClosedStream
from tests.skips import needs_full_device, needs_pipes, needs_shell

ROOT = Path(__file__).resolve().parents[3]
TEXT = "RESOLUTION 7 (Rev. Oxdorf, 2018)\nconsidering\na)\tthat texts are short;\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "t.txt"
    file.write_text(TEXT, encoding="utf-8", newline="\n")
    return file


def run(tail: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A call by the shell with what stands after it there: `>&-` closes an output."""
    call = " ".join(f"'{argument}'" for argument in (sys.executable, "-m", "app", *arguments))
    command = ["sh", "-c", f"{call} {tail}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)


@needs_shell
def test_what_prints_says_that_standard_output_is_closed(text: Path) -> None:
    for arguments in (["show", text], ["check", text], ["--help"], ["--version"]):
        done = run(">&-", *arguments)
        assert (done.returncode, done.stderr) == (
            2,
            "clausewright: standard output: it is closed, so nothing can be printed; redirect it to a file\n",
        )


@needs_shell
def test_what_writes_a_file_needs_no_output(text: Path) -> None:
    out = text.with_name("out.amend")
    for arguments in (["import", text, "-o", out], ["compare", text, text, "-o", out]):
        done = run(">&-", *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert out.stat().st_size
        out.unlink()


def test_a_program_without_a_console_has_no_streams(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["import", str(text), "-o", str(text.with_suffix(".amend"))]) == 0
    assert isinstance(sys.stdout, ClosedStream)
    assert main(["show", str(text)]) == 2
    sys.stderr.close()


@needs_full_device
@pytest.mark.parametrize("tail", ["2>&-", "2>/dev/full"])
def test_the_exit_status_is_right_where_errors_cannot_be_told(text: Path, tail: str) -> None:
    assert run(tail, "show", text.with_name("gone.txt")).returncode == 2
    text.write_text(TEXT + "a\x07b\n", encoding="utf-8", newline="\n")  # what is left out is told
    assert run(tail, "show", text).returncode == 0


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Path]:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
        yield tmp_path / "socket.txt"


@needs_pipes
def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path, listening: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for name in (pipe, listening, Path("/dev/zero")):
        done = run("", "show", name)
        assert done.returncode == 2
        assert done.stderr == f"clausewright: {name}: it is a pipe or a device, not a file; save what it gives as a file first\n"
