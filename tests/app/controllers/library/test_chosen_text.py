"""Which text is meant where something is done in the library's window or in the panel's menu, and the reports on files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.program import Program
from model.errors import FileError
from model.library.store.library import Library
from tests.builders.library_window import put_in
from widgets.dialogs import messages
from widgets.dialogs.small_dialogs import LongReport
from widgets.library.entries import LibraryEntry, LibraryEntryList
from widgets.library.twins_page import ShownGroup, ShownTwin, TwinsPage
from widgets.library.window import LibraryWindow

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
OLD, NEW, OTHER = (f"Resolution {name}" for name in ("71 (Rev. Busan, 2014)", "71 (Rev. Dubai, 2018)", "72 (Rev. Dubai, 2018)"))


def window_of(program: Program) -> LibraryWindow:
    assert program.library.window is not None
    return program.library.window


def choose(program: Program, name: str, *, beside: bool = False) -> None:
    """Looks at a text in the window, or in the panel."""
    search = program.library.beside if beside else program.library.search
    assert search is not None
    entries = search.page.list.entries
    row = next(row for row, entry in enumerate(entries.entries) if entry.name == name)
    search.page.list.setCurrentIndex(entries.index(row, 0))


def open_panel(program: Program) -> None:
    program.window.panels.open("library")
    assert program.library.beside is not None


def enabled(window: LibraryWindow) -> list[QAction]:
    return [action for action in window.of_text if action.isEnabled()]


def test_on_the_page_of_editions_their_text_is_meant(program: Program, qtbot: QtBot) -> None:
    """Not the one in the panel, of which there may be no other edition."""
    open_panel(program)
    choose(program, OTHER, beside=True)
    choose(program, NEW)
    window = window_of(program)
    window.chain.trigger()
    assert window.pages.currentWidget() is window.chain_page
    assert window.compare.isEnabled()
    window.compare.trigger()
    qtbot.waitUntil(lambda: program.comparison._compared is not None)
    assert program.comparison.window is not None
    assert program.comparison.window.names == (OLD, NEW)


def test_the_panel_does_not_say_what_can_be_done_in_the_window(program: Program) -> None:
    choose(program, NEW)
    open_panel(program)
    choose(program, OTHER, beside=True)
    assert window_of(program).compare.isEnabled()


def test_in_the_menu_of_the_panel_its_text_is_meant(program: Program, answers: dict[str, object]) -> None:
    answers["ask_to_remove_text"] = True
    choose(program, NEW)
    open_panel(program)
    choose(program, OTHER, beside=True)
    window, beside = window_of(program), program.library.beside
    assert beside is not None
    beside.page.menu_shown.emit(True)
    assert not window.compare.isEnabled()
    window.remove.trigger()
    beside.page.menu_shown.emit(False)
    assert [text.identity.number for text in program.open_library.texts().values()].count("72") == 0
    assert window.compare.isEnabled()


def test_on_pages_of_many_texts_none_is_meant(program: Program) -> None:
    choose(program, NEW)
    window = window_of(program)
    for page in (window.twins, window.mandates):
        window.pages.setCurrentWidget(page)
        assert not enabled(window)
    window.pages.setCurrentWidget(window.search)
    assert enabled(window)


def test_a_text_that_another_program_took_out_is_said_to_be_gone(program: Program, answers: dict[str, object]) -> None:
    answers["show_error"] = None
    choose(program, OTHER)
    search = program.library.search
    assert search is not None
    assert search.page.list.entry is not None
    other = Library.open(program.open_library.folder)
    other.changes.remove(search.page.list.entry.text)
    other.close()
    window_of(program).cite.trigger()
    assert answers.asked[-1] == ("show_error", f"{OTHER} is no longer in the library.")  # type: ignore[attr-defined]
    assert OTHER not in [entry.name for entry in search.page.list.entries.entries]


def test_the_library_opens_from_the_start_page(program: Program) -> None:
    """Before any text is open a proposal begins with finding one."""
    program.start_page.show()
    assert program.actions["library"].isEnabled()


def test_hits_are_listed_before_the_text_of_the_first_is_shown(program: Program, qtbot: QtBot) -> None:
    """A long text takes longer than the search."""
    choose(program, NEW)
    search = program.library.search
    assert search is not None
    page = search.page
    QTest.keyClicks(page.form.words, "linking strategic")
    qtbot.waitUntil(lambda: [entry.name for entry in page.list.entries.entries] == [OTHER])
    assert page.reader.head.text().startswith(NEW)
    qtbot.waitUntil(lambda: page.reader.head.text().startswith(OTHER))


def test_nothing_is_read_any_more_once_the_window_is_closed(program: Program) -> None:
    search = program.library.search
    assert search is not None
    search.page.form.words.setText("plan")
    assert search.is_busy
    program.library.close_story()
    assert not search.is_busy


def test_a_stopped_filling_is_told_in_a_line_of_its_own(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines_shown: list[list[str]] = []
    monkeypatch.setattr(messages, "show_warnings", lambda parent, rows, first="": lines_shown.append([first, *rows]))
    monkeypatch.setattr("model.library.store.changes.Changes.add", raising(FileError("library", "the disk is full")))
    (tmp_path / "one.txt").write_text("# RESOLUTION 98 (Rev. Dubai, 2018)\n\n## A title\n", "utf-8", newline="\n")
    put_in(program, [tmp_path / "one.txt"])
    assert lines_shown == [["0 texts were added.", "library: the disk is full"]]


def test_a_database_that_was_overwritten_is_made_anew_when_the_window_is_shown_again(program: Program) -> None:
    folder = program.open_library.folder
    for name in ("library.db", "library.db-wal"):
        path = folder / name
        if path.exists():
            path.write_bytes(b"garbage " * (path.stat().st_size // 8))
    window_of(program).close()
    program.actions["library"].trigger()
    assert len(program.open_library.texts()) == 4
    assert (folder / "originals").is_dir()


def test_a_file_that_can_no_longer_be_read_is_told_once(program: Program, answers: dict[str, object]) -> None:
    """And not whenever the window is shown."""
    library = program.open_library.library
    library.originals.path(library.originals.all()[0]).write_bytes(b"")
    program.library.importer.rebuild(window_of(program))
    window_of(program).close()
    asked = len(answers.asked)  # type: ignore[attr-defined]
    program.actions["library"].trigger()
    assert len(answers.asked) == asked  # type: ignore[attr-defined]
    assert len(program.open_library.texts()) == 3


def test_the_window_does_not_stay_before_what_is_read_beside_the_draft(program: Program) -> None:
    """On Windows and elsewhere it lies above the window that it belongs to."""
    choose(program, OTHER)
    window_of(program).open.trigger()
    assert program.library.beside is not None
    assert program.library.beside.page.reader.head.text().startswith(OTHER)
    assert not window_of(program).isVisible()
    program.actions["library"].trigger()
    assert window_of(program).isVisible()


def raising(error: Exception) -> Callable[..., object]:
    """A function that raises an error."""

    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


def test_files_that_cannot_be_used_are_named_once(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences: list[str] = []
    monkeypatch.setattr(messages, "show_warnings", lambda parent, rows, first="": sentences.extend(rows))
    for place in range(60):
        (tmp_path / f"table{place}.tsv").write_text("a\tb\n1\t2\n", "utf-8", newline="\n")
    put_in(program, sorted(tmp_path.glob("*.tsv")))
    assert len(sentences) == 60
    assert sentences[0].count("table0.tsv") == 1
    assert len(program.open_library.texts()) == 4


def test_many_sentences_are_scrolled_through(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[LongReport] = []
    monkeypatch.setattr(LongReport, "exec", lambda box: shown.append(box) or QDialog.DialogCode.Accepted)
    messages.show_warnings(None, [f"file {place} is empty" for place in range(200)], "2 texts were added.")
    (box,) = shown
    assert len(box.lines.toPlainText().splitlines()) == 200
    assert box.height() <= box.screen().availableSize().height()


def drawn(qtbot: QtBot, entry: LibraryEntry, direction: Qt.LayoutDirection) -> QImage:
    """An entry as the list draws it."""
    entries = LibraryEntryList()
    qtbot.addWidget(entries)
    entries.setLayoutDirection(direction)
    entries.resize(500, 200)
    entries.show_entries([entry])
    entries.setCurrentIndex(entries.model().index(-1, 0))
    shown = QImage(500, 200, QImage.Format.Format_RGB32)
    entries.render(shown)
    return shown.copy(entries.visualRect(entries.model().index(0, 0)))


def columns(image: QImage, first: int, last: int) -> list[int]:
    """The columns in which something dark stands, between two rows."""
    return [x for x in range(image.width()) if any(image.pixelColor(x, y).lightness() < 128 for y in range(first, last))]


BOTH = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("direction", BOTH)
@pytest.mark.parametrize("words", ["sustainable development for all", "المساواة بين الجنسين والتمييز ضد النساء"])
def test_the_words_of_a_hit_are_seen(qtbot: QtBot, words: str, direction: Qt.LayoutDirection) -> None:
    image = drawn(qtbot, LibraryEntry(1, 0, "name", "where", words, ((3, 8),)), direction)
    assert len(columns(image, image.height() // 2 + 2, image.height() - 2)) > 80


@pytest.mark.parametrize("direction", BOTH)
def test_the_name_stands_where_a_line_begins(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    image = drawn(qtbot, LibraryEntry(1, 0, "MMMMMMMMMMMMMMMM", "", "", ()), direction)
    found = columns(image, 4, image.height() // 2)
    outer, inner = (found[0], found[-1]) if direction is BOTH[0] else (image.width() - found[-1], image.width() - found[0])
    assert outer < 20
    assert inner < image.width() * 2 // 3


def test_the_groups_that_are_shown_are_counted(qtbot: QtBot) -> None:
    page = TwinsPage()
    qtbot.addWidget(page)
    twin = ShownTwin(1, "", "name", "", "words", "90%", [])
    page.show_groups([ShownGroup("citation", "", "", "a", (twin,)), ShownGroup("substance", "", "", "b", (twin,))], "2 groups")
    assert page.state.text() == "2 groups; 1 of the kind chosen are shown"
    page.kind.setCurrentIndex(page.kind.findData(""))
    assert page.state.text() == "2 groups"
