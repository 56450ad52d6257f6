"""The manual carried out: the window in each language, and a hand that follows a page of that language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.controllers.spelling import spelling
from app.program import Program
from tests.app.controllers.spelling.test_spelling import dictionary
from tests.app.manual.driver import Driver
from tests.app.manual.script import Script
from tests.builders.speaking import speaking
from tests.lanes import languages_of_run

Follow = Callable[[str, Program], AbstractContextManager[Driver]]
Read = Callable[[str], AbstractContextManager[Script]]
ROOM = (1366, 768)


@pytest.fixture(params=languages_of_run())
def language(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language of the window and of the manual."""
    with speaking(request.param, qapp, monkeypatch):
        yield request.param


@pytest.fixture
def follow(language: str, qtbot: QtBot) -> Follow:
    """`with follow("60-finding.md", program) as hand:` carries a page out, and fails where something of it is left."""

    @contextmanager
    def carried_out(page: str, program: Program) -> Iterator[Driver]:
        hand = Driver(program, page, language)
        program.window.resize(*ROOM)
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow, timeout=5000)
        yield hand
        hand.end()

    return carried_out


@pytest.fixture
def read(language: str) -> Read:
    """`with read("95-command-line.md") as script:` does the same where no window is needed."""

    @contextmanager
    def carried_out(page: str) -> Iterator[Script]:
        script = Script(page, language)
        yield script
        script.end()

    return carried_out


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files and folders that are chosen one after the other in boxes of the system, which no test can press; the last of
    several files is given to one that asks for many."""
    chosen: list[Path] = []

    def single(*_asked: object, **_more: object) -> tuple[str, str]:
        return str(chosen.pop(0)), ""

    def many(*_asked: object, **_more: object) -> tuple[list[str], str]:
        paths = [str(path) for path in chosen]
        chosen.clear()
        return paths, ""

    def folder(*_asked: object, **_more: object) -> str:
        return str(chosen.pop(0))

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(folder))
    for name, answer in (("getOpenFileName", single), ("getSaveFileName", single), ("getOpenFileNames", many)):
        monkeypatch.setattr(QFileDialog, name, staticmethod(answer))
    return chosen


@pytest.fixture
def few_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dictionary of English that knows few words."""
    found = dictionary(tmp_path / "words", "en_GB", "that", "the", "others", "receive", "to", "go", "on")
    monkeypatch.setattr(spelling, "find_dictionary", lambda language: found if language == "en" else None)
