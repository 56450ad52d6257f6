"""The command line: what verbs do, how they fail, what they leave alone."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import VERBS, main
from app.cli.terminal import one_line
from app.translation.choice import VARIABLE
from app.user_data.settings import SettingsFile, config_folder
from model.files.opening import open_document
from tests.skips import needs_byte_names, needs_full_device, needs_shell, needs_signals

ROOT = Path(__file__).resolve().parents[3]
TEXT = """\
RESOLUTION 7 (Rev. Oxdorf, 2018)
On small texts
The Assembly of Examples (Oxdorf, 2018),
considering
a)\tthat texts are short;
b)\tthat some are not,
resolves
1\tto go on.
"""
EDITS = {"author": "ME", "edits": [
    {"do": "replace", "at": "considering/a", "find": "short", "with": "long"},
    {"do": "set", "field": "proposals/1/symbol", "value": "MOD"},
    {"do": "set", "field": "proposals/1/number", "value": "ME/1/1"},
]}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    (tmp_path / "edits.json").write_text(json.dumps(EDITS), encoding="utf-8", newline="\n")
    assert main(["import", str(tmp_path / "t.txt"), "-o", str(tmp_path / "a.amend")]) == 0
    assert main(["apply", str(tmp_path / "a.amend"), str(tmp_path / "edits.json"), "-o", str(tmp_path / "b.amend")]) == 0
    return tmp_path


def fails(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The one line that a call ends with."""
    capsys.readouterr()
    assert main([str(argument) for argument in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("clausewright: ")
    assert err.count("\n") == 1
    return err


def shows(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    capsys.readouterr()
    assert main(["show", *[str(argument) for argument in arguments]]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_a_text_becomes_a_proposal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = shows(capsys, folder / "b.amend")
    assert "MOD\tME/1/1\n# RESOLUTION 7 (Rev. Oxdorf, 2018)\n" in out
    assert "a)\tthat texts are {--short--}{++long++};\n" in out
    assert "long" not in shows(capsys, folder / "b.amend", "--view", "base")
    assert "short" not in shows(capsys, folder / "b.amend", "--view", "draft", "--format", "tree")
    assert json.loads(shows(capsys, folder / "b.amend", "--format", "json"))["proposals"][0]["symbol"] == "MOD"


def test_what_show_prints_is_read_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = shows(capsys, folder / "b.amend")
    (folder / "again.txt").write_text(out, encoding="utf-8", newline="\n")
    assert shows(capsys, folder / "again.txt") == out


@pytest.mark.parametrize("suffix", ["txt", "json", "docx", "html"])
def test_the_suffix_says_what_is_exported(folder: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / f"out.{suffix}"
    assert main(["export", str(folder / "b.amend"), "-o", str(out)]) == 0
    assert capsys.readouterr() == ("", "")
    if suffix == "html":
        assert "<del>short</del><ins>long</ins>" in out.read_text(encoding="utf-8")
    elif suffix == "json":
        assert json.loads(out.read_text(encoding="utf-8")) == json.loads(shows(capsys, folder / "b.amend", "--format", "json"))
    else:
        assert "{--short--}{++long++}" in shows(capsys, out)


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_an_export_without_the_first_page_says_so_before(folder: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    edits = {"edits": [{"do": "set", "field": "header/document", "value": "35"}]}
    (folder / "edits.json").write_text(json.dumps(edits), encoding="utf-8", newline="\n")
    assert main(["apply", str(folder / "a.amend"), str(folder / "edits.json"), "-o", str(folder / "c.amend")]) == 0
    capsys.readouterr()
    assert main(["export", str(folder / "c.amend"), "-o", str(folder / f"out.{suffix}")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "omitted from an export" in err
    assert "document number" in err
    assert main(["check", str(folder / "c.amend")]) == 1
    assert "[no-symbol]" in capsys.readouterr().out


@pytest.mark.parametrize(("option", "word"), [("--clean", "long"), ("--base", "short")])
def test_one_side_alone_is_exported(folder: Path, option: str, word: str) -> None:
    out = folder / "out.txt"
    assert main(["export", str(folder / "b.amend"), "-o", str(out), option]) == 0
    assert f"texts are {word};" in out.read_text(encoding="utf-8")
    assert "{" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(("number", "named"), [("ME/1/1", "ME"), ("", "Ana")])
def test_own_changes_carry_the_source_or_the_name_in_the_settings(folder: Path, number: str, named: str) -> None:
    """As in the window: the user's changes are the source's, those of others stay theirs."""
    SettingsFile(config_folder()).change(author="Ana")
    symbol = {"do": "set", "field": "proposals/1/symbol", "value": "MOD"}
    change = {"do": "replace", "at": "considering/a", "find": "short", "with": "long"}
    other = {"do": "delete_text", "at": "considering/b", "find": "some"}
    source = folder / "a.amend"
    for author, edits in (
        ("Ana", [change, symbol, {**symbol, "field": "proposals/1/number", "value": number}]),
        ("Ben", [other]),
    ):
        (folder / "edits.json").write_text(json.dumps({"author": author, "edits": edits}), encoding="utf-8", newline="\n")
        assert main(["apply", str(source), str(folder / "edits.json"), "-o", str(folder / "c.amend")]) == 0
        source = folder / "c.amend"
    assert main(["export", str(source), "-o", str(folder / "out.docx")]) == 0
    with zipfile.ZipFile(folder / "out.docx") as package:
        xml = package.read("word/document.xml").decode()
    assert set(re.findall('w:author="([^"]*)"', xml)) == {named, "Ben"}


def test_output_may_be_the_input(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = folder / "a.amend"
    assert main(["apply", str(project), str(folder / "edits.json"), "-o", str(project)]) == 0
    assert "{++long++}" in shows(capsys, project)


def test_what_a_project_holds_besides_its_text_stays(folder: Path) -> None:
    before = open_document(folder / "a.amend").project
    after = open_document(folder / "b.amend").project
    assert before.id
    assert before.id == after.id


def test_the_language_can_be_given(folder: Path) -> None:
    out = folder / "es.amend"
    assert main(["import", str(folder / "t.txt"), "-o", str(out), "--language", "es"]) == 0
    assert open_document(out).submission.language == "es"


BAD_CALLS: dict[str, tuple[list[str], str]] = {
    "no output": (["import", "t.txt"], "-o/--output"),
    "unknown suffix": (["export", "b.amend", "-o", "out.odt"], "out.odt"),
    "a PDF": (["export", "b.amend", "-o", "out.pdf"], "File > Export as PDF"),
    "project without its suffix": (["import", "t.txt", "-o", "out.docx"], ".amend"),
    "two sides": (["export", "b.amend", "-o", "out.txt", "--clean", "--base"], "--base"),
    "names in a text": (["export", "b.amend", "-o", "out.txt", "--author", "X"], "--author"),
    "no name": (["export", "b.amend", "-o", "out.docx", "--author", " "], "--author"),
    "name of two lines": (["export", "b.amend", "-o", "out.docx", "--author", "a\nb"], "U+000A"),
    "name without end": (["export", "b.amend", "-o", "out.docx", "--author", "a" * 300], "300 characters"),
    "party of two lines": (["consolidate", "t.txt", "-o", "out.docx", "--party", "a\nb=b.amend"], "U+000A"),
    "output in a folder's name": (["export", "b.amend", "-o", "out.docx/"], "name of a folder"),
    "unknown view": (["show", "b.amend", "--view", "both"], "both"),
    "unknown option": (["show", "b.amend", "--wild"], "--wild"),
    "shortened option": (["show", "b.amend", "--form", "json"], "--form"),
    "gone": (["show", "gone.amend"], "gone.amend"),
    "a folder": (["show", "."], "."),
    "no name of a file": (["show", ""], "name of the file is empty"),
    "output is a folder": (["import", "t.txt", "-o", "folder.amend"], "folder.amend"),
    "folder is gone": (["import", "t.txt", "-o", "gone/out.amend"], "gone/out.amend"),
    "folder is a file": (["import", "t.txt", "-o", "t.txt/out.amend"], "t.txt/out.amend"),
    "line of a text": (["show", "bad.txt"], "bad.txt: line 2"),
    "no JSON": (["apply", "a.amend", "t.txt", "-o", "out.amend"], "t.txt: line 1"),
    "deep JSON": (["apply", "a.amend", "deep.json", "-o", "out.amend"], "deep.json"),
    "binary JSON": (["apply", "a.amend", "b.amend", "-o", "out.amend"], "b.amend"),
    "edit that fails": (["apply", "a.amend", "wrong.json", "-o", "out.amend"], "wrong.json: edit 1"),
    "no such verb": (["shout"], "shout"),
    "no such file": (["gone.amend"], "gone.amend"),
    "no such option": (["--wild"], "--wild"),
    "name that is none": (["show", "a\0b"], "a\\x00b"),
    "name on two lines": (["show", "a\nb"], "a\\nb"),
    "name that is too long": (["import", "t.txt", "-o", "x" * 300 + ".amend"], "xxx"),
}


@pytest.mark.parametrize("name", BAD_CALLS)
def test_a_bad_call_ends_in_one_sentence(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "folder.amend").mkdir()
    (folder / "bad.txt").write_text("resolves\n1\t{++open\n", encoding="utf-8", newline="\n")
    (folder / "deep.json").write_text("[" * 100_000, encoding="utf-8", newline="\n")
    (folder / "wrong.json").write_text('{"edits": [{"do": "delete", "at": "nowhere"}]}', encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    arguments, named = BAD_CALLS[name]
    assert named in fails(capsys, *arguments)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_an_output_stays_where_a_call_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "out.txt"
    out.write_text("what stood there", encoding="utf-8")
    fails(capsys, "export", folder / "gone.amend", "-o", out)
    assert out.read_text(encoding="utf-8") == "what stood there"


def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("model.storage.atomic_write.os.write", full)
    before = sorted(folder.iterdir())
    assert "disk is full" in fails(capsys, "import", folder / "t.txt", "-o", folder / "c.amend")
    assert sorted(folder.iterdir()) == before


def test_what_should_not_happen_is_a_sentence_too(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Any:
        raise KeyError("x")

    monkeypatch.setattr("app.cli.file_verbs.open_document", broken)
    assert "KeyError" in fails(capsys, "show", folder / "a.amend")


def test_a_want_of_memory_is_told_whatever_is_asked(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Any:
        raise MemoryError

    monkeypatch.setattr("app.cli.file_verbs.open_document", broken)
    errors = fails(capsys, "show", folder / "a.amend")
    assert "there is not enough memory for this; close other programs" in errors
    assert "file" not in errors


def test_the_user_may_stop_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.file_verbs.open_document", stopped)
    assert main(["show", str(folder / "a.amend")]) == 130


def test_warnings_are_told_and_hinder_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def warned(*arguments: Any, **options: Any) -> Any:
        from msgspec.structs import replace

        return replace(open_document(*arguments, **options), warnings=("Its macros were left out.",))

    monkeypatch.setattr("app.cli.file_verbs.open_document", warned)
    capsys.readouterr()
    assert main(["show", str(folder / "a.amend")]) == 0
    assert capsys.readouterr().err == f"{folder / 'a.amend'}: Its macros were left out.\n"


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_tells_what_it_takes(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"usage: clausewright {verb} ")
    assert err == ""
    assert max(map(len, out.splitlines())) <= 120


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert all(verb in capsys.readouterr().out or verb for verb in VERBS)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("clausewright 0.")


def test_without_a_display_the_window_is_refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "no display" in fails(capsys)


def test_without_qt_the_window_is_refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "app.run", None)  # else it would open the window if a test before has imported it
    assert "PySide6" in fails(capsys)


def test_messages_are_one_line_and_steer_nothing() -> None:
    assert one_line("a\nb\x1b[31m\u202ec") == "a\\nb\\x1b[31m\\u202ec"


def test_colours_are_for_terminals_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert main(["show", str(folder / "b.amend")]) == 0
    assert "\x1b[" in sys.stdout.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert main(["show", str(folder / "b.amend")]) == 0
    assert "\x1b[" not in sys.stdout.getvalue()


def test_argparse_asks_no_catalogue_of_the_system_for_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = list[object]()
    monkeypatch.setattr("gettext.find", lambda *given, **_: asked.append(given) or [])
    assert main(["show", "--help"]) == 0
    assert "show this help message and exit" in capsys.readouterr().out
    assert asked == []


# --- in a process of its own ---------------------------------------------------------------------------------------------


def call(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60, **options)


def test_python_docx_is_loaded_where_a_word_file_is_written_anew(folder: Path) -> None:
    program = (
        "import sys; from app.cli.main import main\n"
        "for *call, loaded in {calls!r}:\n"
        "    assert main(call) == 0, call\n"
        "    assert ('docx' in sys.modules) is loaded, call\n"
    )
    anew = [
        ["import", str(folder / "t.txt"), "-o", str(folder / "x.amend"), False],
        ["apply", str(folder / "x.amend"), str(folder / "edits.json"), "-o", str(folder / "y.amend"), False],
        ["export", str(folder / "y.amend"), "-o", str(folder / "y.html"), False],
        ["export", str(folder / "y.amend"), "-o", str(folder / "y.docx"), True],
    ]
    back = [
        ["import", str(folder / "y.docx"), "-o", str(folder / "z.amend"), False],
        ["show", str(folder / "z.amend"), False],
        ["export", str(folder / "z.amend"), "-o", str(folder / "z.docx"), False],
    ]
    for calls in (anew, back):
        command = [sys.executable, "-c", program.format(calls=calls)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr.decode()


def test_the_settings_are_read_only_if_no_language_is_asked_for(folder: Path) -> None:
    program = (
        "import sys; from app.cli.main import main\n"
        "assert main(['show', {text!r}, '--interface', 'en']) == 0 and 'platformdirs' not in sys.modules\n"
        "assert main(['show', {text!r}]) == 0 and 'platformdirs' in sys.modules\n"
    )
    without = {name: value for name, value in os.environ.items() if name != VARIABLE}
    command = [sys.executable, "-c", program.format(text=str(folder / "t.txt"))]
    done = subprocess.run(command, cwd=ROOT, env=without, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()


def test_no_verb_imports_qt(folder: Path) -> None:
    program = (
        "import sys; from app.cli.main import main\n"
        "for call in {calls!r}: assert main(call) == 0, call\n"
        "sys.exit(any(name.startswith(('PySide6', 'shiboken', 'pygments')) for name in sys.modules))"
    )
    calls = [
        ["import", str(folder / "t.txt"), "-o", str(folder / "x.amend")],
        ["apply", str(folder / "x.amend"), str(folder / "edits.json"), "-o", str(folder / "y.amend")],
        ["export", str(folder / "y.amend"), "-o", str(folder / "y.docx")],
        ["show", str(folder / "y.amend")],
        ["--version"],
    ]
    done = subprocess.run(
        [sys.executable, "-c", program.format(calls=calls)], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")


@needs_shell
def test_a_pipe_that_nobody_reads_is_no_failure(folder: Path) -> None:
    (folder / "long.txt").write_text(TEXT + "2\tto go on;\n" * 5_000, encoding="utf-8", newline="\n")
    command = f"{sys.executable} -m app show {folder / 'long.txt'} --format tree | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


@needs_full_device
def test_an_output_that_is_full_is_told(folder: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "app", "show", folder / "a.amend"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
def test_an_output_is_utf_8_whatever_the_locale(folder: Path, encoding: str) -> None:
    (folder / "ж.txt").write_text("решает\n1\tпродолжать\u2028далее — так.\n", encoding="utf-8", newline="\n")
    done = call("show", folder / "ж.txt", env={**os.environ, "PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "1\tпродолжать\\↵далее — так." in done.stdout.decode("utf-8")


@needs_byte_names
def test_a_name_that_is_no_text_can_be_used(folder: Path) -> None:
    name = os.fsencode(folder) + b"/\xff \xe2\x80\xae.txt"
    with open(name, "wb") as file:
        file.write(TEXT.encode())
    done = subprocess.run(
        [sys.executable, "-m", "app", "import", name, "-o", os.fsencode(folder) + b"/\xfe.amend"],
        cwd=ROOT, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    gone = call("show", os.fsdecode(os.fsencode(folder) + b"/\xfd.amend"))
    assert gone.returncode == 2
    assert gone.stderr.count(b"\n") == 1


@needs_signals
def test_ctrl_c_stops_without_a_traceback(folder: Path) -> None:
    slow = "opening.read_file = lambda *_: (print('up', flush=True), time.sleep(60))\n"
    waiting = f"from model.files import opening; import time\n{slow}"
    # A shell that runs the tests in its background has the signal ignored, and so do its children.
    waiting += "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"{waiting}from app.cli.main import main; import sys; sys.exit(main())",
            "show", folder / "a.amend",
        ],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")
