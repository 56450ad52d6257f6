"""The page on reading comfort and settings, carried out: size, pages, theme, spelling, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QTabWidget, QWidget

from app.program import Program
from model.files.opening import open_document
from model.submission.values import Submission
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.app.manual.texts import clause_with, put_caret, submission_of
from widgets.window.settings_dialog import SettingsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NOTED = """\
    *considering*
    a)\tthat the[^1] others recieve;
    b)\tthat others recieve,
    [^1]: To go on.
"""


@pytest.fixture
def undressed(language: str) -> Iterator[None]:
    """No theme is left to the next test."""
    yield
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyle("fusion")
    application.setPalette(application.style().standardPalette())


def test_reading(follow: Follow, open_program: Callable[..., Program], few_words: None, undressed: None, tmp_path: Path) -> None:
    program = open_program(submission=submission_of(NOTED))
    with follow("90-reading.md", program) as hand:
        hand.section("Reading comfort and settings")
        hand.section("Size and page")
        size(hand)
        hand.section("Pages")
        pages(hand)
        hand.section("Theme")
        theme(hand)
        hand.section("Spelling")
        spelling(hand, tmp_path)


def size(hand: Driver) -> None:
    program, editor, actions = hand.program, hand.program.window.editor, hand.program.actions
    editor.setFocus()

    def zoom() -> int:
        return program.settings.value.zoom

    hand.press_keys("Ctrl+0")  # the page may be wider than its room at first
    hand.press("Ctrl+plus")
    larger = zoom()
    assert larger > 100
    hand.press("Ctrl+minus")
    assert zoom() < larger
    hand.press("Ctrl+wheel", at=editor.viewport())
    assert zoom() > 100
    hand.press("Ctrl+0")
    assert zoom() == 100
    rewrapped = actions["web layout"].isChecked()
    hand.press("Ctrl+4")
    assert actions["web layout"].isChecked() is not rewrapped
    hand.choose("View > Web layout")
    assert actions["web layout"].isChecked() is rewrapped
    hand.press("F11")
    assert actions["focus mode"].isChecked()
    hand.press("Esc")
    assert not actions["focus mode"].isChecked()
    bar = program.view_comfort.zoom
    bar.slider.setFocus()
    hand.press_keys("Right" if not QApplication.isRightToLeft() else "Left", at=bar.slider)
    assert zoom() != 100
    menu = bar.percent.menu()
    menu.popup(bar.percent.mapToGlobal(bar.percent.rect().topLeft()))
    wait_for(menu.isVisible, "the list of sizes")
    before = zoom()
    hand.choose_entry(menu, hand.name("Page width"))
    wait_for(lambda: zoom() != before, "the width of the page")
    editor.setFocus()
    hand.press_keys("Ctrl+0")

    def read(box: QWidget) -> None:
        assert isinstance(box, SettingsDialog)
        for name in ("typeface", "size", "width"):
            assert isinstance(box.field(name), QWidget)
        hand.press_keys("Esc")

    hand.choose("Edit > Settings", read)


def pages(hand: Driver) -> None:
    program = hand.program
    put_caret(program, "that the\x01")
    hand.choose("Insert > Edit the footnote here")
    assert program.window.note.hasFocus()
    assert "To go on." in program.window.note.toPlainText()
    hand.press("Esc")
    assert program.window.editor.hasFocus()
    hand.press("Ctrl+Alt+N")
    assert program.window.note.hasFocus()
    hand.press_keys("Esc")


def theme(hand: Driver) -> None:
    program = hand.program

    def page(box: SettingsDialog, words: str) -> None:
        """Shows the page of the settings that a name `Settings > Page` says."""
        title, name = words.split(" > ")
        assert plain(box.windowTitle()) == title
        tabs = box.findChild(QTabWidget)
        assert tabs is not None
        named = [plain(tabs.tabText(at)) for at in range(tabs.count())]
        assert name in named, f"no page {name}; there are {named}"
        tabs.setCurrentIndex(named.index(name))

    def choose(box: QWidget) -> None:
        assert isinstance(box, SettingsDialog)
        page(box, hand.name("Settings > General"))
        languages = box.field("interface")
        assert isinstance(languages, QComboBox)
        assert languages.isVisible()
        assert {languages.itemData(row) for row in range(languages.count())} == {"", "en", "fr", "es", "ru", "zh", "ar"}
        page(box, hand.name("Settings > Display"))
        themes = box.field("theme")
        assert isinstance(themes, QComboBox)
        assert themes.isVisible()
        themes.setFocus()
        hand.press_keys("End", at=themes)
        box.accept()

    words = hand.words_of("&Edit"), next(iter(hand.called("&Settings …")))
    hand.choose_words(*words, choose)
    assert program.settings.value.theme == "contrast"
    program.settings.change(theme="system")


def menu_of_word(hand: Driver) -> QMenu:
    """The menu of the next misspelt word."""
    hand.press_keys("F7")
    wait_for(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu of the word")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def wrong(program: Program) -> int:
    """How many words are marked."""
    waves, editor = program.spelling.waves[program.window.editor], program.window.editor
    return sum(len(waves._wrong_in(block, (-1, -1))) for block in range(editor.projection.count))


def spelling(hand: Driver, folder: Path) -> None:
    program = hand.program
    program.open_submission.show_unsaved(submission_of(NOTED), "Text")
    program.spelling.follow()
    wait_for(lambda: program.spelling.speller.is_wrong("recieve"), "the dictionary")
    wait_for(lambda: wrong(program) == 2, "both words")
    put_caret(program, "considering", 0)
    hand.take("key", "F7")
    menu = menu_of_word(hand)
    wait_for(lambda: any("receive" in action.text() for action in menu.actions()), "what may be meant")
    hand.choose_entry(menu, hand.name("Ignore here"))
    assert wrong(program) == 1
    put_caret(program, "recieve;", clause_with(program, "recieve;").text.index("recieve") + 2)
    hand.press_keys("Shift+F10")
    wait_for(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu of what is here")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    hand.choose_entry(menu, hand.name("Check the spelling of “…” again"))
    assert wrong(program) == 2
    put_caret(program, "considering", 0)
    hand.choose_entry(menu_of_word(hand), hand.name("Ignore in this document"))
    assert wrong(program) == 0
    path = folder / f"kept{hand.code('.amend')}"
    assert program.open_submission._save(path)
    kept: Submission = open_document(path).submission
    assert kept == program.session.submission
    hand.press_keys("Ctrl+Z")
    assert wrong(program) == 2
    put_caret(program, "considering", 0)
    hand.choose_entry(menu_of_word(hand), hand.name("Add “…” to my words"))
    assert program.settings.value.words == ("recieve",)
    assert wrong(program) == 0
    hand.passes("code", "hunspell-fr", why="it is a package of Debian")
