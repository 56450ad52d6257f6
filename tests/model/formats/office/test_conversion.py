"""The conversion by LibreOffice, with scripts in its place: it is started in a folder of its own, and bad ones do no harm."""

from __future__ import annotations

import os
import signal
import stat
import tempfile
import time
from pathlib import Path

import pytest

from model.errors import FileError
from model.files.opening import open_document
from model.formats.office import conversion, libreoffice
from model.message import Message
from tests.builders.word import docx, p, r
from tests.skips import needs_shell

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "WordDocument".encode("utf-16-le") + b"\0" * 500
pytestmark = needs_shell


class Stopped(Exception):
    """What a window raises to stop the work."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary folders, in which LibreOffice is a script that the test writes."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "temporary").mkdir()
    (tmp_path / "out").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "a.doc").write_bytes(OLD)
    conversion.CONVERTED.clear()
    return tmp_path


def write_program(place: Path, script: str) -> None:
    """Writes the program; `$out` is the file that it is asked for, `$test` the folder of the test."""
    program = place / "bin" / "soffice"
    find = 'while [ $# -gt 0 ]; do [ "$1" = --outdir ] && folder=$2; shift; done; mkdir -p "$folder"; out=$folder/text.docx'
    program.write_text(
        f'#!/bin/sh\ntest={place}\necho "$@" > $test/out/arguments\n{find}\n{script}\n', encoding="utf-8", newline="\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def refusal(place: Path) -> str:
    with pytest.raises(FileError) as caught:
        open_document(place / "a.doc")
    assert list((place / "temporary").iterdir()) == []
    return str(caught.value)


def is_running(pid: Path) -> bool:
    """Whether the process whose number is in a file still runs; one that ended and that nobody waited for does not."""
    number = pid.read_text(encoding="utf-8").strip()
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_converted_file_is_read_and_kept_as_the_source(place: Path) -> None:
    made = docx(p(r("Resolution 7")) + p(r("that texts are short")))
    (place / "made.docx").write_bytes(made)
    write_program(place, 'cp "$test/made.docx" "$out"')
    opened = open_document(place / "a.doc")
    assert [clause.text for clause in opened.submission.proposals[0].redline.clauses] == ["Resolution 7", "that texts are short"]
    assert opened.submission.sources == {"a.doc": made}
    assert opened.kind == "office"
    assert str(opened.warnings[0]).startswith("LibreOffice converted the file to .docx")
    assert list((place / "temporary").iterdir()) == []


def test_a_file_is_converted_once_whatever_it_is_called(place: Path) -> None:
    (place / "made.docx").write_bytes(docx(p(r("Resolution 7"))))
    write_program(place, 'echo >> $test/out/started; cp "$test/made.docx" "$out"')
    (place / "b.doc").write_bytes(OLD)
    for name in ("a.doc", "b.doc", "a.doc"):
        assert open_document(place / name).submission.sources.keys() == {name}
    assert (place / "out" / "started").read_text(encoding="utf-8") == "\n"
    (place / "a.doc").write_bytes(OLD + b"and more")
    open_document(place / "a.doc")
    assert (place / "out" / "started").read_text(encoding="utf-8") == "\n\n"


def test_it_is_started_without_macros_links_network_and_the_users_files(place: Path) -> None:
    write_program(
        place,
        "env > $test/out/environment; cat profile/user/registrymodifications.xcu > $test/out/settings; ls > $test/out/files",
    )
    refusal(place)
    given = (place / "out" / "arguments").read_text(encoding="utf-8")
    assert "--headless" in given
    assert "a.doc" not in given
    assert f"-env:UserInstallation=file://{(place / 'temporary').resolve()}/clausewright-" in given
    environment = dict(line.split("=", 1) for line in (place / "out" / "environment").read_text(encoding="utf-8").splitlines())
    assert environment["HOME"].startswith(str((place / "temporary").resolve()))
    assert environment["HOME"] == environment["TMPDIR"]
    assert {"DISPLAY", "WAYLAND_DISPLAY", "http_proxy", "DBUS_SESSION_BUS_ADDRESS"}.isdisjoint(environment)
    settings = (place / "out" / "settings").read_text(encoding="utf-8")
    for name, value in (("MacroSecurityLevel", "3"), ("DisableMacrosExecution", "true"), ("Link", "0"), ("ooInetProxyType", "2")):
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value>' in settings
    assert (place / "out" / "files").read_text(encoding="utf-8").split() == ["out", "profile", "text.doc"]


@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "exit 3",
        "kill -9 $$",
        "kill -SEGV $$",
        ': > "$out"',
        'echo garbage > "$out"',
        'ln -s $test/made.docx "$out"',
        'mkdir "$out"',
        'mkfifo "$out"',
        "rm -r out profile text.doc",
    ],
)
def test_a_converter_that_fails_gives_one_sentence(script: str, place: Path) -> None:
    (place / "made.docx").write_bytes(docx(p(r("Resolution 7"))))
    write_program(place, script)
    assert "a.doc: LibreOffice could not convert it: it is damaged, or needs a password" in refusal(place)


def test_a_damaged_result_is_reported_as_any_damaged_file_is(place: Path) -> None:
    write_program(place, 'printf "PK\\003\\004 and nothing else" > "$out"')
    assert refusal(place).endswith("a.doc: it is damaged; get the file again from its source")


def test_a_converter_that_hangs_is_ended_with_all_that_it_started(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "LONGEST", 0.5)
    write_program(place, "sleep 300 & echo $! > $test/out/child; echo $$ > $test/out/own; trap '' TERM INT; yes; sleep 300")
    began = time.monotonic()
    assert "did not convert it within 0 seconds and was stopped; save it as .docx in Word" in refusal(place)
    assert time.monotonic() - began < 20
    wait_for_end(place / "out" / "child")
    assert not is_running(place / "out" / "own")


def wait_for_end(number: Path) -> None:
    """Waits until the process whose number a file has is gone: the system ends the children of a killed program later."""
    deadline = time.monotonic() + 10
    while is_running(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(number)


def test_a_process_that_outlives_the_converter_is_ended(place: Path) -> None:
    write_program(place, "sleep 300 & echo $! > $test/out/child")
    refusal(place)
    wait_for_end(place / "out" / "child")


def test_the_user_can_stop_it(place: Path) -> None:
    write_program(place, "echo $$ > $test/out/own; sleep 300")
    seen: list[tuple[int, int, str]] = []

    def report(done: int, count: int, what: Message) -> None:
        seen.append((done, count, str(what)))
        if (place / "out" / "own").exists() and (place / "out" / "own").read_text(encoding="utf-8"):
            raise Stopped

    with pytest.raises(Stopped):
        open_document(place / "a.doc", report=report)
    assert set(seen) == {(0, 0, "LibreOffice converts a.doc …")}
    assert not is_running(place / "out" / "own")
    assert list((place / "temporary").iterdir()) == []


def test_an_interrupt_from_the_keyboard_ends_it(place: Path) -> None:
    write_program(place, "echo $$ > $test/out/own; sleep 300")

    def interrupt(done: int, count: int, what: Message) -> None:
        if (place / "out" / "own").exists() and (place / "out" / "own").read_text(encoding="utf-8"):
            os.kill(os.getpid(), signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may let it be ignored
    try:
        with pytest.raises(KeyboardInterrupt):
            open_document(place / "a.doc", report=interrupt)
    finally:
        signal.signal(signal.SIGINT, before)
    assert not is_running(place / "out" / "own")
    assert list((place / "temporary").iterdir()) == []


def test_a_program_that_cannot_be_started_gives_one_sentence(place: Path) -> None:
    program = place / "bin" / "soffice"
    program.write_bytes(b"\x7fELF and nothing else")
    program.chmod(0o755)
    assert "LibreOffice could not be started for it" in refusal(place)


def test_without_libreoffice_the_remedy_is_word(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join((str(place / "bin"), "bin", ".")))
    monkeypatch.setattr(libreoffice, "_LINUX", ())
    monkeypatch.setattr(libreoffice, "_MAC", "no/such/place")
    (place / "bin" / "soffice").write_text("it may not be run", encoding="utf-8")
    assert "LibreOffice, which was not found; save it as .docx in Word" in refusal(place)


def test_a_program_in_the_current_folder_is_not_started(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_program(place, "touch $test/out/started")
    monkeypatch.chdir(place / "bin")
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", "bin")))
    monkeypatch.setattr(libreoffice, "_LINUX", ())
    refusal(place)
    assert not (place / "out" / "started").exists()
