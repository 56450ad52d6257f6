"""Errors where there is no console, and the verbs that an executable of our own has instead of scripts."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from app.cli import error_box
from app.cli.main import main, window_main
from app.controllers.spelling.spelling_process import run_speller
from app.user_data.dictionaries import folders
from model.storage.own_command import SPELLER, own_command, program_folder
from tests.skips import Reason
from widgets.dialogs import messages


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    shown: list[str] = []
    monkeypatch.setattr(error_box, "show_error_box", shown.append)
    return shown


def test_an_error_comes_in_a_box_where_there_is_no_console(
    boxes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdout", None)
    try:
        assert main([str(tmp_path / "gone.amend")]) == 2
    finally:
        sys.stderr.close()
    assert boxes == [f"{tmp_path / 'gone.amend'}: there is no such file; check its name"]


def test_the_executable_without_a_console_shows_a_box(
    boxes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys._xoptions, "launcher", "window")
    assert main([str(tmp_path / "gone.amend")]) == 2
    assert len(boxes) == 1
    monkeypatch.setitem(sys._xoptions, "launcher", "console")
    assert main([str(tmp_path / "gone.amend")]) == 2
    assert len(boxes) == 1
    assert capsys.readouterr().err.count("there is no such file") == 2


def test_a_console_shows_no_box(boxes: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "gone.amend")]) == 2
    assert boxes == []
    assert capsys.readouterr().err.startswith("clausewright: ")


def test_started_from_a_desktop_an_error_comes_in_a_box(
    boxes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["clausewright-window", str(tmp_path / "a\u202eb.amend")])
    assert window_main() == 2
    assert len(boxes) == 1
    assert "\u202e" not in boxes[0], "a name must not turn the direction of the sentence"
    assert capsys.readouterr().err.startswith("clausewright: ")


@pytest.mark.skipif(sys.platform == "win32", reason=Reason.ALWAYS_FONTS)
def test_without_any_font_no_window_of_boxes_opens(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>", encoding="utf-8", newline="\n")
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen"}
    command, folder = own_command()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 2
    assert "clausewright: this system has no font" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason=Reason.OWN_BOX)
def test_the_box_is_one_of_qt_where_the_system_has_none(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(messages, "show_error", lambda parent, sentence: shown.append(sentence))
    error_box.show_error_box("it is so")
    assert shown == ["it is so"]


def test_an_executable_of_our_own_is_called_by_its_verbs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words, folder = own_command("show", "x")
    assert words == [sys.executable, "-m", "app", "show", "x"]
    assert (folder / "app").is_dir()
    monkeypatch.setitem(sys._xoptions, "launcher", "window")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Clausewright.exe"))
    assert own_command(SPELLER, "d") == ([str(tmp_path / "Clausewright.exe"), SPELLER, "d"], tmp_path.resolve())
    assert program_folder() / "dictionaries" in list(folders())


def test_the_speller_is_a_verb(tmp_path: Path) -> None:
    (tmp_path / "en_GB.aff").write_text("SET UTF-8\nTRY esianrtolcdugmphbyfvkw\n", encoding="utf-8", newline="\n")
    (tmp_path / "en_GB.dic").write_text("2\nunion\nresolves\n", encoding="utf-8", newline="\n")
    words, folder = own_command(SPELLER, str(tmp_path / "en_GB"))
    asked = json.dumps(["check", ["union", "unoin"]]) + "\n" + json.dumps(["suggest", "unoin"]) + "\n"
    done = subprocess.run(words, cwd=folder, input=asked.encode(), capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
    assert [json.loads(line) for line in done.stdout.splitlines()] == [True, ["unoin"], ["union"]]


def test_a_dictionary_that_cannot_be_used_ends_the_speller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main([SPELLER, str(tmp_path / "none")]) == 1


def test_the_speller_takes_the_module_of_debian_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class HunSpell:
        def __init__(self, dic: str, aff: str) -> None:
            assert [Path(dic).name, Path(aff).name] == ["en_GB.dic", "en_GB.aff"]

        def spell(self, word: str) -> int:
            return int(word == "union")

    monkeypatch.setitem(sys.modules, "hunspell", SimpleNamespace(HunSpell=HunSpell))
    asked, replies = io.BytesIO(b'["check", ["union", "unoin"]]\n'), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=asked))
    monkeypatch.setattr("app.controllers.spelling.spelling_process.sys.stdout", SimpleNamespace(buffer=replies))
    assert run_speller(str(tmp_path / "en_GB")) == 0
    assert replies.getvalue() == b'true\n["unoin"]\n'
