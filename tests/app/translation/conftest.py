"""The window in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog

from app.program import Program
from app.translation.qt_translator import CatalogueTranslator
from model.submission.story import StoryId
from model.submission.transactions import Selection
from tests.builders.pseudo_language import TEXT, Pseudo
from tests.builders.speaking import english_afterwards, speaking
from tests.lanes import languages_of_run

PSEUDO = "brackets"
OTHERS = languages_of_run()[1:]


@pytest.fixture(params=OTHERS)
def spoken(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language that the window speaks."""
    with speaking(request.param, qapp, monkeypatch):
        yield request.param


@pytest.fixture(params=["en", *OTHERS, PSEUDO])
def worded(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language of the window, English and that of brackets among them."""
    with _brackets(qapp, monkeypatch) if request.param == PSEUDO else speaking(request.param, qapp, monkeypatch):
        yield request.param


@pytest.fixture
def bracketed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The window speaks the language of brackets."""
    with _brackets(qapp, monkeypatch):
        yield


@contextmanager
def _brackets(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with english_afterwards(qapp, monkeypatch):
        QLocale.setDefault(QLocale("ru_RU"))  # what Qt writes itself, and names that the data have in six languages
        of_qt = QTranslator(qapp)
        assert of_qt.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        qapp.installTranslator(of_qt)
        qapp.installTranslator(CatalogueTranslator(Pseudo(), Pseudo(), qapp))
        yield


@pytest.fixture
def shown(bracketed: None, open_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a text in Russian with amendments, a comment and a version."""
    program = open_program(TEXT, author="Ана")
    editor = program.window.editor
    for at in (3, 5, 7):
        id = editor.clauses[at].id
        program.window.go_to(Selection(StoryId(1), (id, 0), (id, 0)))
        editor.edits.type_text("слово ")
    program.file_menu.versions.take_version("Утро")
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_: ("", "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *_: ([], "")))
    return program
