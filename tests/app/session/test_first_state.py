"""What the journal of a text without a file begins with, made before the first key."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.program import Program
from app.session import persistence
from model.formats.amend import Project, project_bytes
from tests.app.builders import build_submission


def test_it_is_made_in_another_thread_and_once(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bool] = []

    def noted(project: Project) -> bytes:
        made.append(threading.current_thread() is threading.main_thread())
        return project_bytes(project)

    monkeypatch.setattr(persistence, "project_bytes", noted)
    program.open_submission.show_unsaved(build_submission(), "a text")
    qtbot.waitUntil(lambda: made == [False])
    QTest.keyClicks(program.window.editor, "ab")
    document = program.open_submission.persistence
    assert document is not None
    qtbot.waitUntil(lambda: document.journal.count == 3)
    assert made == [False]
