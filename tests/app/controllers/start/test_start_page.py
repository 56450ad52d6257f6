"""The start page: what recent documents are, the way from there to a text, by keys; a process of its own looks at the files."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QFileDialog, QMainWindow, QTextEdit

from app.controllers.start.first_pages import FileFacts, facts_of, run_first_pages
from app.session.sample import sample_submission
from model.files.project_file import save_project
from model.formats.amend import Project
from tests.builders.waiting import settle
from widgets.common.names import shown_folder
from widgets.start.recent_list import RecentEntry, RecentList
from widgets.start.start_card import StartAction
from widgets.start.start_page import StartPage, in_rows

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


@pytest.fixture
def files(tmp_path) -> list[Path]:
    """A sound document, a damaged and a missing one."""
    save_project(Project(sample_submission("en")), tmp_path / "sound.amend")
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04rubbish")
    return [tmp_path / "sound.amend", tmp_path / "bad.docx", tmp_path / "gone.amend"]


@pytest.fixture
def started_page(open_program, files, qtbot):
    """A program on its start page, with those three as its recent documents."""
    first = open_program()
    for file in reversed(files):
        first.settings.add_recent(file)
    program = open_program(page=True)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=5000)
    return program


def states(program) -> list[str]:
    shown = program.start_page.page.files
    return [shown.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(shown.count())]


def test_each_recent_document_is_told_with_its_state_and_a_picture(started_page, qtbot):
    program = started_page
    assert program.open_submission.persistence is None
    qtbot.waitUntil(lambda: "no longer there" in states(program)[2], timeout=15000)
    assert states(program)[0].startswith("Resolution 112 – MOD ARC/47A3. sound.amend. ")
    assert ". 31 amendments · saved today at " in states(program)[0]
    assert "It cannot be opened: " in states(program)[1]
    picture = next((program._folder / "first-pages").glob("*.png"))
    assert QImage(str(picture)).width() == 192


def test_enter_opens_a_row_and_delete_takes_it_from_the_list(started_page, qtbot):
    program, files = started_page, started_page.start_page.page.files
    files.setFocus()
    QTest.keyClick(files, Key.Key_End)
    QTest.keyClick(files, Key.Key_Delete)
    assert [Path(path).name for path in program.settings.value.recent] == ["sound.amend", "bad.docx"]
    QTest.keyClick(files, Key.Key_Home)
    QTest.keyClick(files, Key.Key_Return)
    qtbot.waitUntil(lambda: program.open_submission.title == "sound.amend", timeout=5000)
    assert not program.start_page.shown
    qtbot.waitUntil(program.window.editor.hasFocus)
    QTest.keyClicks(program.window.editor, "x")
    assert program.open_submission.modified


def test_what_needs_a_text_rests_until_there_is_one(started_page, started):
    program, actions = started_page, started_page.actions
    assert not actions["export"].isEnabled()
    assert not actions["save"].isEnabled()
    assert not program.window.editor.isEnabled()
    assert actions["open"].isEnabled()
    assert actions["treaty sample"].isEnabled()
    actions["sample"].trigger()
    assert actions["export"].isEnabled()
    assert program.window.editor.isEnabled()
    assert program.window.statusBar().isEnabled()
    assert started == []


def test_the_treaty_text_is_beside_the_sample_and_opened_by_its_card(started_page, qtbot):
    program = started_page
    names = [card.accessibleName() for card in program.start_page.page.buttons]
    at = names.index("Look at a treaty text")
    assert names[at - 1] == "Look at the sample"
    program.start_page.page.buttons[at - 1].setFocus()
    QTest.keyClick(program.start_page.page.buttons[at - 1], Key.Key_Down)
    card = program.start_page.page.buttons[at]
    qtbot.waitUntil(card.hasFocus)
    QTest.keyClick(card, Key.Key_Return)
    assert not program.start_page.shown
    assert program.session.labelling(1).numbers


@pytest.mark.parametrize(("cards", "columns", "rows"), [(7, 4, [4, 3]), (7, 3, [3, 2, 2]), (7, 1, [1] * 7), (6, 3, [3, 3])])
def test_no_row_of_cards_has_an_empty_place(cards, columns, rows):
    assert [len(row) for row in in_rows([None] * cards, columns)] == rows


def test_over_a_document_escape_leads_back_to_it(open_program, qtbot):
    program = open_program()
    before = program.session.submission
    program.actions["start page"].trigger()
    page = program.start_page.page
    assert page.isVisible()
    QTest.keyClick(page.buttons[0], Key.Key_Escape)
    assert not page.isVisible()
    assert program.session.submission is before
    assert program.actions["export"].isEnabled()


def test_without_a_document_escape_leads_nowhere(started_page):
    page = started_page.start_page.page
    QTest.keyClick(page.buttons[0], Key.Key_Escape)
    assert page.isVisible()


def test_the_page_can_be_left_out(started_page):
    started_page.start_page.page.again.click()
    assert not started_page.settings.value.welcome


def test_two_files_are_compared_without_a_document(started_page, files, tmp_path, monkeypatch, qtbot, shown_errors):
    program = started_page
    save_project(Project(sample_submission("en")), tmp_path / "other.amend")
    names = iter([str(files[0]), str(tmp_path / "other.amend")])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (next(names), ""))
    program.actions["compare"].trigger()
    qtbot.waitUntil(lambda: program.comparison._compared is not None or bool(shown_errors), timeout=10000)
    assert shown_errors == []
    assert program.comparison.window.isVisible()
    program.comparison.window.close()


def test_a_document_that_a_crash_left_is_told_and_brought_back(open_program, answers, tmp_path, monkeypatch, qtbot):
    from widgets.dialogs.recovery import RecoveryDialog

    crashed = open_program()
    assert crashed.open_submission._save(tmp_path / "a.amend")
    QTest.keyClicks(crashed.window.editor, "not saved ")
    crashed.open_submission.persistence.journal.close()
    crashed.open_submission.close()
    monkeypatch.setattr(RecoveryDialog, "exec", lambda dialog: 0)
    program = open_program(page=True)
    program.start_page.show()
    assert "Can be recovered" in states(program)[0]
    assert "a.amend" in states(program)[0]

    def bring_back(dialog):
        dialog._choose("recover")

    monkeypatch.setattr(RecoveryDialog, "exec", bring_back)
    QTest.keyClick(program.start_page.page.files, Key.Key_Return)
    qtbot.waitUntil(lambda: program.open_submission.title == "a.amend", timeout=5000)
    assert "not saved" in program.window.editor.toPlainText()
    assert not program.start_page.shown


def test_facts_are_kept_until_the_file_changes(files, tmp_path, monkeypatch):
    path, cache = str(files[0]), tmp_path / "cache"
    facts = facts_of(path, cache)
    assert (facts.symbols, facts.amendments, facts.problem) == (("MOD",), 31, {})
    assert QImage(facts.picture).height() > 192
    monkeypatch.setattr("app.controllers.start.first_pages._look_into", lambda *given: pytest.fail("looked into again"))
    assert facts_of(path, cache) == facts
    monkeypatch.setattr("app.controllers.start.first_pages._look_into", lambda path, *given: FileFacts(path, amendments=7))
    time.sleep(0.01)
    files[0].touch()
    assert facts_of(path, cache).amendments == 7


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b'{"stamp": 1}', b"\xff\x00"])
def test_a_damaged_cache_is_made_anew(junk, files, tmp_path):
    facts = facts_of(str(files[0]), tmp_path / "cache")
    for entry in (tmp_path / "cache").glob("*.json"):
        entry.write_bytes(junk)
    assert facts_of(str(files[0]), tmp_path / "cache") == facts


def test_a_cache_that_cannot_be_written_costs_the_picture_alone(files, tmp_path):
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert facts_of(str(files[0]), tmp_path / "cache") == FileFacts(
        str(files[0]), "Resolution 112 – MOD ARC/47A3", saved=files[0].stat().st_mtime, symbols=("MOD",), amendments=31
    )


def test_the_process_tells_a_line_a_path_and_forgets_other_pictures(files, tmp_path, capfdbinary):
    cache = tmp_path / "cache"
    facts_of(str(files[0]), cache)
    assert len(list(cache.iterdir())) == 2
    assert run_first_pages(str(cache), [str(file) for file in files[1:]]) == 0
    lines = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [(line["missing"], bool(line["problem"])) for line in lines] == [(False, True), (True, False)]
    assert [path.suffix for path in cache.iterdir()] == [".json"]


def test_folders_are_written_one_way(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert shown_folder(tmp_path / "a.amend") == "~"
    assert shown_folder(tmp_path / "b" / "a.amend") == str(Path("~") / "b")
    assert shown_folder(Path(tmp_path.anchor) / "x" / "a.amend") == str(Path(tmp_path.anchor) / "x")


def test_the_list_is_read_out(started_page):
    settle(started_page.window)
    assert started_page.start_page.page.files.accessibleName() == "Recent documents"
    assert QApplication.focusWidget() is started_page.start_page.page.buttons[0]
    assert states(started_page)[0].startswith("sound.amend. ")


def test_recent_documents_take_a_place_only_if_there_are_some(open_program):
    page = open_program(page=True).start_page.page
    settle(page.window())
    assert not page.recent.isVisible()
    page.show_entries([RecentEntry("a", "a")])
    assert page.recent.isVisible()
    QTest.keyClick(page.files, Key.Key_Delete)
    assert not page.recent.isVisible()
    assert page.buttons[0].hasFocus()


def test_the_keys_of_the_cards(open_program, monkeypatch):
    program = open_program(page=True)
    page = program.start_page.page
    settle(page.window())
    first, second = page.buttons[:2]
    QTest.keyClick(first, Key.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_Up)
    assert first.hasFocus()
    triggered = []
    monkeypatch.setattr(program.actions["compare"], "trigger", lambda: triggered.append("compare"))
    QTest.keyClick(page.buttons[2], Key.Key_Return)
    QTest.keyClick(page.buttons[2], Key.Key_Space)
    assert triggered == ["compare", "compare"]


def test_the_language_is_chosen_on_the_page(open_program, started):
    program = open_program(page=True)
    button = program.start_page.page.language
    assert button.accessibleName() == "Language of the window: English"
    button.menu().aboutToShow.emit()
    entries = {action.text(): action for action in button.menu().actions()}
    assert list(entries) == ["English", "Français", "Español", "Русский", "中文", "العربية"]
    assert [name for name, action in entries.items() if action.isChecked()] == ["English"]
    entries["English"].trigger()
    assert started == []
    entries["العربية"].trigger()
    (command,) = started
    assert command[command.index("--interface") + 1] == "ar"
    assert program.settings.value.interface == "ar"
    assert not program.window.isVisible()


def test_a_row_without_a_picture_shows_an_empty_page_in_the_colours_of_the_theme(qtbot, qapp):
    shown = RecentList()
    qtbot.addWidget(shown)
    shown.setStyleSheet("background: transparent")  # as the style of the window has it
    shown.show_entries([RecentEntry("a", "a")])
    shown.resize(300, 200)
    shown.show()
    settle(shown)
    place = shown.visualItemRect(shown.item(0))
    assert shown.grab().toImage().pixelColor(40, place.center().y() - 30) == qapp.palette().color(QPalette.ColorRole.Base)


@pytest.mark.parametrize("way", ["chosen", "under the mouse"])
def test_the_picture_of_a_row_is_seen_while_it_is(way, tmp_path, qtbot):
    red = QImage(52, 74, QImage.Format.Format_RGB32)
    red.fill(QColor("red"))
    assert red.save(str(tmp_path / "red.png"))
    shown = RecentList()
    qtbot.addWidget(shown)
    shown.show_entries([RecentEntry("a", "a", picture=str(tmp_path / "red.png"))])
    shown.resize(300, 200)
    shown.show()
    row = shown.visualItemRect(shown.item(0))
    if way == "chosen":
        shown.activateWindow()
        shown.setFocus()
        qtbot.waitUntil(shown.hasFocus, timeout=5000)
    else:
        QTest.mouseMove(shown.viewport(), row.center())
        qtbot.waitUntil(shown.viewport().underMouse, timeout=5000)
    settle(shown)
    image = shown.viewport().grab().toImage()
    assert image.pixelColor(40, row.center().y()) == QColor("red")


def test_over_the_page_the_mouse_shows_nothing_of_what_it_covers(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QTextEdit())
    dock = QDockWidget()
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
    window.resize(900, 700)
    window.show()
    page = StartPage([StartAction(QAction("Open", window), "&Open …", "A text", "open")], window)
    page.open(may_leave=False)
    settle(window)
    between = QPoint(50, (window.centralWidget().geometry().bottom() + dock.geometry().top()) // 2)
    QTest.mouseMove(window.windowHandle(), between)
    settle(window)
    assert window.cursor().shape() == Qt.CursorShape.SplitVCursor
    assert window.childAt(between).cursor().shape() == Qt.CursorShape.ArrowCursor
