"""The page of missing texts in the window of the library: rows, filters, words to copy, the citing clause."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.cli.main import main
from app.program import Program
from tests.app.controllers.library.conftest import OLD, TWIN
from tests.builders.library_window import put_in
from tests.builders.submissions import submission
from widgets.library.missing_page import MissingPage

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise)", extend=True)
CITING = TWIN.replace(
    "*considering*", "*recalling*\n\na)\tResolution 772 (Rev. Busan, 2014);\nb)\tArticle 9 of the Constitution;\n\n*considering*"
)
DRAFT = """RESOLUTION 75 (Rev. Geneva, 2022)

## On small texts

The World Telecommunication Standardization Assembly (Geneva, 2022),

*recalling*

a)\tResolution 140 (Rev. Dubai, 2018) of the Plenipotentiary Conference, on ITU's role in implementing plans;
b)\tResolution 772 (Rev. Busan, 2014) of the Plenipotentiary Conference;
"""
IN_FORCE = "Resolution 140 (Rev. Bucharest, 2022)"
OTHER = "Resolution 772 (Rev. Busan, 2014)"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in (("old", OLD.replace(" 71 ", " 771 ")), ("citing", CITING)):
        (folder / f"{name}.txt").write_text("# " + text, "utf-8", newline="\n")
    return folder


@pytest.fixture
def program(open_program: Callable[..., Program], texts: Path, answers: dict[str, object]) -> Program:
    answers["show_warnings"] = None
    program = open_program(submission=submission(DRAFT))
    program.actions["library"].trigger()
    put_in(program, [texts])
    return program


@pytest.fixture
def page(program: Program) -> MissingPage:
    window = program.library.window
    assert window is not None
    window.pages.setCurrentWidget(window.missing)
    return window.missing


def words_of(page: MissingPage) -> list[str]:
    return [row.words for row in page.missing.rows]


def test_the_page_shows_what_the_draft_and_the_library_cite(page: MissingPage) -> None:
    treaty = "Constitution of the International Telecommunication Union"
    assert words_of(page) == [OTHER, treaty, IN_FORCE]
    first = page.missing.rows[0]
    assert (first.count, first.citing) == ("2 texts", "the draft, Resolution 72 (Rev. Dubai, 2018)")
    assert first.name == f"{OTHER} of the Plenipotentiary Conference"
    assert page.missing.rows[2].title.startswith("ITU's role in implementing")
    assert page.state.text() == "3 texts are cited and missing"


def test_the_words_are_copied_by_a_key_and_by_the_button(program: Program, page: MissingPage, qtbot: QtBot) -> None:
    window = program.library.window
    assert window is not None
    clipboard = QApplication.clipboard()
    clipboard.setText("before")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    assert page.words.text() == OTHER
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == OTHER
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.copy.click()
    assert clipboard.text().splitlines() == words_of(page)[1:]
    assert "Copied" in page.state.text()
    assert window.copy in page.table.actions()
    window.pages.setCurrentWidget(window.search)
    assert not window.copy.isEnabled()


def test_filters_narrow_the_list_and_are_removed(page: MissingPage, qtbot: QtBot) -> None:
    page.source.setCurrentIndex(1)
    assert words_of(page) == [OTHER, IN_FORCE]
    page.filter.setText("ROLE implementing")
    qtbot.waitUntil(lambda: words_of(page) == [IN_FORCE])
    page.filter.setText("nowhere")
    qtbot.waitUntil(lambda: not page.missing.rows)
    assert (page.note.isVisible(), page.copy.isEnabled(), page.words.text()) == (True, False, "")
    page.note.clear.click()
    qtbot.waitUntil(lambda: len(page.missing.rows) == 3)
    page.language.setCurrentIndex(page.language.findData("en"))
    assert len(page.missing.rows) == 3


def test_return_shows_the_citing_clause(program: Program, page: MissingPage, qtbot: QtBot) -> None:
    window = program.library.window
    assert window is not None
    page.opened.emit(page.missing.rows[1].text, page.missing.rows[1].path)
    assert window.pages.currentWidget() is window.search
    assert "Article 9 of the Constitution" in window.search.reader.text.textCursor().selectedText()
    window.pages.setCurrentWidget(window.missing)
    page.select(2)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    clause = program.window.editor.caret.clause()
    assert clause is not None
    assert clause.text.startswith("Resolution 140")


def test_what_is_added_is_no_longer_missing(program: Program, page: MissingPage, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("# " + OLD.replace(" 71 ", " 772 "), "utf-8", newline="\n")
    put_in(program, [tmp_path / "new.txt"])
    assert OTHER not in words_of(page)
    assert len(page.missing.rows) == 2


def test_a_place_that_is_no_longer_in_the_draft_is_not_shown(program: Program, page: MissingPage) -> None:
    before = program.window.editor.caret.selected_range()
    for path in ("notes/none", "nowhere/9"):
        program.library.missing.show_in_draft(1, path)
    assert program.window.editor.caret.selected_range() == before


def test_an_empty_page_says_so(open_program: Callable[..., Program]) -> None:
    program = open_program(submission=submission("RESOLUTION 75\n\n*considering*\n\na)\twords;\n"))
    program.actions["library"].trigger()
    window = program.library.window
    assert window is not None
    window.pages.setCurrentWidget(window.missing)
    assert window.missing.note.isVisible()
    assert window.missing.note.sentence.text() == "The library has every text that the draft and the texts in force cite."


def test_the_verb_prints_them(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    folder, draft = str(tmp_path / "own"), tmp_path / "draft.txt"
    draft.write_text(DRAFT, "utf-8", newline="\n")
    assert main(["library", "add", str(texts), "--library", folder]) == 0
    capsys.readouterr()
    assert main(["library", "missing", "--library", folder]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == f"1\ten\tresolution\tPP\t772\tBusan, 2014\t\t{OTHER}"
    assert main(["library", "missing", str(draft), "--library", folder, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["missing"]
    assert [text["words"] for text in found] == [OTHER, "Constitution of the International Telecommunication Union", IN_FORCE]
    assert [place["proposal"] for place in found[0]["places"]] == [1, None]
    assert main(["library", "missing", "--language", "fr", "--library", folder]) == 0
    assert capsys.readouterr().out == ""
