"""The whole program for the tests of the window, with boxes that nobody is there to close."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.program import Program
from widgets.dialogs import messages


@pytest.fixture
def open_program(tmp_path, qtbot, monkeypatch):
    """Starts the program, as often as a test wants; what it leaves open is closed without a question."""
    programs: list[Program] = []

    def make(*files: object) -> Program:
        layout = QSettings(str(tmp_path / "layout.ini"), QSettings.Format.IniFormat)
        program = Program(tmp_path / "journals", layout, "me", tmp_path / "config")
        programs.append(program)
        program.start([str(file) for file in files])
        return program

    yield make
    monkeypatch.setattr(messages, "ask_to_save", lambda parent, name: "discard")
    for program in programs:
        program.window.close()
        program.window.deleteLater()
    QApplication.clipboard().clear()


@pytest.fixture
def answers(monkeypatch):
    """Answers boxes: `answers["ask_to_reload"] = True`; gives what they were asked in the order of asking. A box without
    an answer fails the test."""

    class Answers(dict):
        asked: list[tuple[str, str]]

    given = Answers()
    given.asked = []

    def asker(name: str):
        def ask(parent, *texts, **more):
            given.asked.append((name, str(texts[0]) if texts else ""))
            assert name in given, f"{name} was asked: {texts}"
            return given[name]

        return ask

    for name in dir(messages):
        if name.startswith(("ask_", "show_")):
            monkeypatch.setattr(messages, name, asker(name))
    return given


@pytest.fixture(autouse=True)
def _amendments_at_once(monkeypatch) -> None:
    """Tests look at the amendments when the events are done, not a moment after the first screen."""
    monkeypatch.setattr("widgets.amendments.model.SHOW_AFTER", 0)
