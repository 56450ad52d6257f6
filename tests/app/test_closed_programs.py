"""A closed program is freed, whatever was opened in it, and a document that another one has replaced."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from functools import cached_property

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.background import GarbageCollector, Worker
from app.cli.main import main
from app.program import Program
from app.session.persistence import Persistence
from tests.memory import collector_restored

LATER = [name for name, value in vars(Program).items() if isinstance(value, cached_property)]
"""The controllers that are made when one of their actions is first triggered."""


class Circle:
    """An object that only a collection frees."""

    def __init__(self) -> None:
        self.itself = self


def close(program: Program) -> None:
    """Closes a program that has no unsaved changes, and its window with it."""
    program.session.stack.setClean()
    program.window.close()
    program.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def count_actions() -> int:
    """The actions that exist in this process."""
    return sum(type(value) is QAction for value in gc.get_objects())


def use_everything(program: Program) -> None:
    """Types, undoes, opens another document, and makes the controllers that wait for their actions."""
    QTest.keyClicks(program.window.editor, "word ")
    program.session.stack.undo()
    program.session.stack.redo()
    program.file_menu.open_sample()
    for name in LATER:
        getattr(program, name)
    QCoreApplication.processEvents()


def open_use_and_close(open_program: Callable[..., Program]) -> list[weakref.ref[object]]:
    """References to a program that was used and closed, and to parts of it."""
    program = open_program()
    use_everything(program)
    parts = program, program.session, program.actions, program.window, program.window.editor, program.open_submission
    close(program)
    return [weakref.ref(part) for part in parts]


def living_after_use(open_program: Callable[..., Program]) -> list[str]:
    """The parts of a used and closed program that a collection leaves, by the names of their classes."""
    parts = open_use_and_close(open_program)
    gc.collect()
    return [type(living).__name__ for part in parts if (living := part()) is not None]


def test_a_closed_program_is_freed(open_program: Callable[..., Program]) -> None:
    assert LATER
    assert living_after_use(open_program) == []


def test_memory_does_not_grow_with_the_programs_that_were_opened(open_program: Callable[..., Program]) -> None:
    living_after_use(open_program)
    objects, actions = len(gc.get_objects()), count_actions()
    for _ in range(3):
        living_after_use(open_program)
    assert count_actions() == actions
    assert len(gc.get_objects()) - objects < 100  # a program has 3,000


def test_a_document_is_freed_when_another_one_is_opened(
    open_program: Callable[..., Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Persistence] = []
    monkeypatch.setattr("app.session.open_submission.AHEAD_AFTER", 0)
    make = Persistence.make_first_state
    monkeypatch.setattr(Persistence, "make_first_state", lambda self: (made.append(self), make(self)))
    program, documents = open_program(), []
    for _ in range(6):
        QTest.keyClicks(program.window.editor, "word ")
        program.session.stack.setClean()
        made.clear()
        program.file_menu.open_sample()
        qtbot.waitUntil(lambda: made != [] and not program.open_submission.findChildren(Worker), timeout=5000)
        documents.append(weakref.ref(made.pop()))
        gc.collect()
    assert [document() is not None for document in documents] == [False] * 5 + [True]


def test_a_new_document_frees_the_one_before_it_though_it_was_skipped(program: Program) -> None:
    circle = weakref.ref(Circle())
    collector = GarbageCollector(program.window)
    program.open_submission.opened.connect(collector.collect_everything)
    assert gc.get_freeze_count() > 0
    gc.collect()
    assert circle() is not None
    program.file_menu.open_sample()
    assert circle() is None
    assert gc.get_freeze_count() > 0


def test_what_a_test_left_is_freed_before_the_next_one() -> None:
    kept = Circle()
    circle = weakref.ref(kept)
    gc.collect(0)  # so it is no longer of the youngest
    del kept
    assert circle() is not None
    with collector_restored():
        assert circle() is None


def test_no_object_of_a_test_is_skipped_after_it(qtbot: QtBot) -> None:
    with collector_restored():
        window, circle = QWidget(), weakref.ref(Circle())
        qtbot.addWidget(window)
        GarbageCollector(window)
        gc.collect()
        assert circle() is not None
        assert not gc.isenabled()
    assert gc.isenabled()
    assert circle() is None


def test_the_tests_of_the_run_are_skipped(request: pytest.FixtureRequest) -> None:
    assert gc.get_freeze_count() > 0
    assert all(value is not request.node for value in gc.get_objects())


def test_a_verb_leaves_the_collector_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    skipped = gc.get_freeze_count()
    assert main(["show", "--help"]) == 0
    assert main(["show", "no such file"]) == 2
    assert gc.isenabled()
    assert gc.get_freeze_count() <= skipped
