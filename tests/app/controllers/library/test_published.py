"""A published library in the window: opened by keys, read everywhere, changed nowhere, followed, kept when its folder is gone."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import json
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from app.program import Program
from model.errors import FileError
from model.library.copies.publishing import publish
from model.library.copies.unwritable import WHY
from model.library.store.library import Library
from model.message import Message
from model.submission.story import StoryId
from model.submission.transactions import Selection
from tests.builders.boxes import in_new_proposal
from tests.builders.library import library_text
from widgets.common.labels import ElidedLabel
from widgets.library.window import LibraryWindow
from widgets.start.new_proposal import NewProposalDialog

Key, Modifier = Qt.Key, Qt.KeyboardModifier
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
MASTS = library_text("6", "Masts|that masts are tall|to count the masts of islands", year=2022)
OLD, NEW, OTHER = (f"Resolution {name}" for name in ("71 (Rev. Busan, 2014)", "71 (Rev. Dubai, 2018)", "72 (Rev. Dubai, 2018)"))
READ_ONLY = "a published library is read-only; change the library from which it was published"


@pytest.fixture
def share(program: Program, tmp_path: Path) -> Path:
    """A folder in which the library of the program was published; one's own holds one text of it afterwards."""
    folder, user_library = tmp_path / "share", program.open_library.library
    publish(user_library, folder)
    for text in user_library.texts()[1:]:
        user_library.changes.remove(text.id)
    program.library.refresh()
    return folder


def window_of(program: Program) -> LibraryWindow:
    window = program.library.window
    assert window is not None
    return window


def names(program: Program) -> list[str]:
    return [entry.name for entry in window_of(program).search.list.entries.entries]


def line(window: LibraryWindow) -> str:
    """The sentence on the library above its list."""
    assert isinstance(window.search.which, ElidedLabel)
    return window.search.which.whole()


def press(program: Program, key: Key, qtbot: QtBot, modifiers: Modifier = Modifier.ControlModifier) -> None:
    """A key in the window of the library, in front."""
    window = window_of(program)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.search.form.words, key, modifiers)


def open_by_key(program: Program, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: str(folder)))
    press(program, Key.Key_L, qtbot)


def choose(program: Program, name: str) -> None:
    page = window_of(program).search
    page.list.setCurrentIndex(page.list.entries.index(names(program).index(name), 0))


def changing(window: LibraryWindow) -> list[QAction]:
    return [window.add_files, window.add_folder, window.rebuild, window.publish, window.remove, window.abrogated]


def test_it_is_opened_by_a_key_and_only_read(
    program: Program, share: Path, texts: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(program)
    assert len(names(program)) == 1
    assert (window.search.which.isVisible(), window.back_to_own.isEnabled()) == (False, False)
    open_by_key(program, share, qtbot, monkeypatch)
    assert len(names(program)) == 4
    assert window.windowTitle() == "Published library share"
    assert line(window) == f"\u2068{share}\u2069: {READ_ONLY}"
    choose(program, NEW)
    assert [action.isEnabled() for action in changing(window)] == [False] * 6
    assert {READ_ONLY in action.toolTip() for action in changing(window)} == {True}
    menus = [action.menu() for action in window.menuBar().actions()]
    assert all(isinstance(menu, QMenu) and menu.toolTipsVisible() for menu in menus)
    assert not window.search.fill.isEnabled()
    assert READ_ONLY in window.search.fill.toolTip()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(texts))])
    entered = QDragEnterEvent(window.rect().center(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Modifier(0))
    assert not window.acceptDrops() or not (QApplication.sendEvent(window, entered) and entered.isAccepted())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *_: pytest.fail("files were asked for")))
    press(program, Key.Key_O, qtbot)
    assert all(action.isEnabled() for action in (window.begin, window.open, window.cite, window.compare, window.chain))


def test_it_is_kept_among_the_settings_until_one_goes_back(
    program: Program, share: Path, open_program: Callable[..., Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_by_key(program, share, qtbot, monkeypatch)
    assert program.settings.value.library == str(share)
    again = open_program()
    again.actions["library"].trigger()
    assert len(names(again)) == 4
    assert again.open_library.published == share
    press(again, Key.Key_L, qtbot, Modifier.ControlModifier | Modifier.ShiftModifier)
    window = window_of(again)
    assert len(names(again)) == 1
    assert again.settings.value.library == ""
    assert (window.windowTitle(), window.search.which.isVisible(), window.back_to_own.isEnabled()) == ("Library", False, False)
    assert [action.isEnabled() for action in changing(window)] == [True] * 6
    assert window.search.fill.isEnabled()
    assert {READ_ONLY in action.toolTip() for action in changing(window)} == {False}


def test_search_panel_twins_mandates_editions_citations_and_checks_use_it(
    program: Program, share: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_by_key(program, share, qtbot, monkeypatch)
    window = window_of(program)
    for sign in "goals":
        QTest.keyClick(window.search.form.words, getattr(Key, f"Key_{sign.upper()}"))
    qtbot.waitUntil(lambda: window.search.state.text() == "3 clauses found")
    window.search.form.words.clear()
    program.library.search.search()  # type: ignore[union-attr]
    window.twins.all.click()
    window.twins.kind.setCurrentIndex(window.twins.kind.findData(""))
    assert window.twins.tree.topLevelItemCount() == 2
    window.pages.setCurrentWidget(window.mandates)
    assert len(window.mandates.mandates.rows) == 4
    window.pages.setCurrentWidget(window.search)
    choose(program, NEW)
    window.chain.trigger()
    assert window.chain_page.origins.rowCount() > 3
    program.actions["library panel"].trigger()
    beside = program.library.beside
    assert beside is not None
    assert len(beside.page.list.entries.entries) == 4
    assert not beside.page.fill.isEnabled()
    assert f"\u2068share\u2069: {READ_ONLY}" in beside.page.which.text()
    assert str(share) in beside.page.which.toolTip()
    editor = program.window.editor
    clause = next(candidate for candidate in editor.clauses if "Resolution 71 (Rev. " in candidate.text)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    editor.setFocus()
    at = clause.text.index("Resolution 71") + 3
    editor.caret.select(Selection(StoryId(1), (clause.id, at), (clause.id, at)))
    QTest.keyClick(editor, Key.Key_F1)
    assert beside.page.reader.head.text().startswith(NEW)
    assert {text.identity.number for text in program.library_lookup.lookup().texts} == {"71", "72"}
    press(program, Key.Key_L, qtbot, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert window.twins.tree.topLevelItemCount() == window.chain_page.origins.rowCount() == 0
    assert len(program.library_lookup.lookup().texts) == len(beside.page.list.entries.entries) == 1


def test_what_looks_for_twins_of_the_draft_begins_again_in_another_library(
    program: Program, share: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = program.library_lookup
    monkeypatch.setattr(questions._work, "_slice", 1e-9)  # a step each
    for change in (
        lambda: program.published_library.open(share, program.window),
        program.open_library.close,
        lambda: program.published_library.back_to_own(program.window),
    ):
        questions._twins = {}
        questions._work.start(questions._find_twins())
        for _ in range(4):
            questions._work.take_slice()
        assert questions._work.running
        change()
        questions._work.take_slice()
        qtbot.waitUntil(lambda: not questions._work.running)


def test_what_is_published_later_is_taken(
    program: Program, share: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_by_key(program, share, qtbot, monkeypatch)
    user_library = Library.open(tmp_path / "config" / "library")
    user_library.changes.add(b"masts", "masts.docx", [MASTS])
    publish(user_library, share)
    program.actions["library"].trigger()
    qtbot.waitUntil(lambda: "Resolution 6 (Rev. Dubai, 2022)" in names(program))
    assert len(names(program)) == 2
    assert "published again" in program.window.statusBar().currentMessage()
    window = window_of(program)
    window.pages.setCurrentWidget(window.mandates)
    assert "to count the masts of islands." in {row.words for row in window.mandates.mandates.rows}


def test_what_another_window_fetched_is_taken_too(program: Program, share: Path, qtbot: QtBot, tmp_path: Path) -> None:
    program.published_library.open(share, program.window)
    user_library = Library.open(tmp_path / "config" / "library")
    user_library.changes.add(b"masts", "masts.docx", [MASTS])
    publish(user_library, share)
    from app.user_data.library_folder import open_library

    open_library(share).close()
    assert len(names(program)) == 4
    window_of(program).twins.all.click()  # its own copy is gone: the newer one is read there
    program.published_library.look()
    qtbot.waitUntil(lambda: len(names(program)) == 2)


def test_a_folder_that_goes_away_leaves_the_copy_and_is_told(
    program: Program, share: Path, open_program: Callable[..., Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_by_key(program, share, qtbot, monkeypatch)
    shutil.rmtree(share)
    program.actions["library"].trigger()
    window = window_of(program)
    qtbot.waitUntil(lambda: "cannot be read now; the copy of" in line(window))
    assert "the copy of" in program.window.statusBar().currentMessage()
    assert len(names(program)) == 4
    choose(program, NEW)
    asked: list[str] = []

    def leave(dialog: NewProposalDialog) -> None:
        asked.append(Path(dialog.wish.path).name)
        QTest.keyClick(dialog, Key.Key_Escape)

    in_new_proposal(window.begin.trigger, leave)
    assert asked == [f"{NEW}.amend"], "the text, since its file was there"
    again = open_program()
    again.actions["library"].trigger()
    assert len(names(again)) == 4
    open_by_key(again, share, qtbot, monkeypatch)
    assert "the copy of" in line(window_of(again))
    press(again, Key.Key_L, qtbot, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert len(names(again)) == 1
    assert not window_of(again).search.which.isVisible()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda share: (share / "published.json").unlink(), "no library was published there"),
        (lambda share: (share / "published.json").write_bytes(b"{"), "no library was published there"),
        (lambda share: described(share, layout=99), "published by another version of the program"),
        (lambda share: next(share.glob("*.db")).write_bytes(b"half"), "damaged or being replaced"),
        (lambda share: next(share.glob("*.db")).unlink(), "cannot be opened"),
        (shutil.rmtree, "cannot be opened"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_the_library_stays(
    program: Program,
    share: Path,
    spoil: Callable[[Path], object],
    reason: str,
    answers: dict[str, object],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers["show_error"] = None
    spoil(share)
    open_by_key(program, share, qtbot, monkeypatch)
    ((_, sentence),) = [asked for asked in answers.asked if asked[0] == "show_error"]  # type: ignore[attr-defined]
    assert reason in sentence
    assert str(share) in sentence
    assert len(names(program)) == 1
    assert (program.open_library.published, program.settings.value.library) == (None, "")
    assert window_of(program).add_files.isEnabled()


def described(share: Path, **changes: object) -> None:
    path = share / "published.json"
    path.write_bytes(json.encode({**json.decode(path.read_bytes()), **changes}))


def test_one_published_by_another_version_leaves_the_copy(program: Program, share: Path, qtbot: QtBot) -> None:
    """Also where its description says nothing of the version."""
    import hashlib
    import sqlite3
    from contextlib import closing

    program.published_library.open(share, program.window)
    (path,) = share.glob("*.db")
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE facts SET value = '99' WHERE name = 'folding'")
        database.commit()
    data = path.read_bytes()
    described(share, hash=hashlib.sha256(data).hexdigest(), size=len(data))
    program.published_library.look()
    window = window_of(program)
    qtbot.waitUntil(lambda: "the copy of" in line(window))
    program.open_library.close()
    program.library.refresh()
    assert len(names(program)) == 4


def test_without_folder_and_copy_the_window_opens_and_says_so(
    open_program: Callable[..., Program], tmp_path: Path, qtbot: QtBot
) -> None:
    first = open_program()
    first.settings.change(library=str(tmp_path / "nowhere"))
    program = open_program()
    program.actions["library"].trigger()
    window = window_of(program)
    assert "there is no copy of it" in line(window)
    assert names(program) == []
    assert program.library_lookup.lookup().texts == ()
    assert not window.add_files.isEnabled()
    qtbot.waitUntil(lambda: "cannot be opened" in line(window))
    press(program, Key.Key_L, qtbot, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert (window.search.which.isVisible(), window.add_files.isEnabled()) == (False, True)
    assert not (tmp_path / "config" / "library").exists(), "no library is made by looking"


def test_ones_own_without_permission_is_searched_and_told_of_once(
    program: Program, open_program: Callable[..., Program], answers: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_library.close()
    error = FileError(program.open_library.folder, Message.of("no"))
    error.__cause__ = PermissionError(errno.EACCES, "no")

    def refuse(*_: object) -> Library:
        raise error

    monkeypatch.setattr(Library, "open", refuse)  # as for another user, who is one in tests/model/library/copies
    again = open_program()
    shown = answers.asked  # type: ignore[attr-defined]
    shown.clear()
    again.actions["library"].trigger()
    window = window_of(again)
    assert len(names(again)) == 4
    assert str(WHY) in line(window)
    assert not any(action.isEnabled() for action in changing(window))
    window.close()
    again.actions["library"].trigger()
    assert [name for name, _ in shown] == ["show_warnings"]
