"""The page for people who use a screen reader, carried out: what is heard, the way round the window, lists and messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QTabWidget, QWidget

from app.program import Program
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.app.manual.texts import put_caret, submission_of
from tests.builders.announced import announced
from widgets.window.settings_dialog import SettingsDialog
from widgets.window.shortcut_list import ShortcutList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TEXT = """\
    *considering*
    a)\tthat {--some--}{++others++} receive;
    {++b)\tthat two send,++}{++¶++}
"""


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is announced."""
    with announced(monkeypatch) as found:
        yield found


def test_screen_reader(follow: Follow, open_program: Callable[..., Program], heard: list[str]) -> None:
    program = open_program(submission=submission_of(TEXT))
    with follow("92-screen-reader.md", program) as hand:
        hand.section("For people who use a screen reader")
        hand.section("Changes by ear")
        changes(hand, heard)
        hand.section("Round the window")
        parts(hand)
        hand.section("Lists and messages")
        lists(hand, heard)
        hand.passes("name", "Space", why="the journey “citations to replace” ticks rows")
        hand.section("Limits")
        hand.passes("name", "Markup in words", why="it was chosen above")


def changes(hand: Driver, heard: list[str]) -> None:
    program, editor = hand.program, hand.program.window.editor
    program.window.list.amendments.follow()
    put_caret(program, "considering", 0)
    for keys in ("F8", "Shift+F8"):
        heard.clear()
        hand.press(keys)
        assert any("others" in sentence or "two" in sentence for sentence in heard)

    def look(box: QWidget) -> None:
        assert isinstance(box, SettingsDialog)
        tabs = box.findChild(QTabWidget)
        assert tabs is not None
        assert hand.name("Display") in [plain(tabs.tabText(at)) for at in range(tabs.count())]
        assert isinstance(box.field("spoken_changes"), QWidget)
        hand.press_keys("Esc")

    put_caret(program, "receive")
    for key, clause in (("Ctrl+Down", "two"), ("Ctrl+Up", "others")):
        hand.press(key)
        found = editor.caret.clause()
        assert found is not None
        assert clause in found.text
        assert editor.textCursor().atBlockStart()

    put_caret(program, "receive")
    heard.clear()
    hand.press("Enter")
    assert len(heard) == 1
    assert all(label in heard[0] for label in ("a)", "b)"))
    hand.press_keys("Ctrl+Z")
    hand.choose("Edit > Settings", look)
    put_caret(program, "others", 0)
    heard.clear()
    hand.press("Ctrl+F5")
    assert "others" in heard[-1]
    hand.press("Ctrl+Shift+F5")
    assert len(heard) > 1
    hand.press("Ctrl+5")
    assert program.words.view.hasFocus()
    hand.press("Esc")
    assert editor.isVisible()
    hand.choose("View > Screen reader > Markup in words")
    assert program.words.view.isVisible()
    hand.press_keys("Esc")


def parts(hand: Driver) -> None:
    program, window = hand.program, hand.program.window

    def read(box: QWidget) -> None:
        assert isinstance(box, ShortcutList)
        hand.press_keys("Esc")

    hand.choose("Help > Keyboard shortcuts", read)
    window.editor.setFocus()
    hand.press("F6")
    assert not window.editor.hasFocus()
    hand.press("Shift+F6")
    assert window.editor.hasFocus()
    window.panels.open("comments").setFocus()
    hand.press("Esc")
    assert window.editor.hasFocus()
    window.list.amendments.follow()
    program.cards.follow()
    put_caret(program, "others", 0)
    hand.press("Alt+F12")
    assert program.cards.margin.hasFocus()
    hand.press("Enter")
    assert program.cards.margin.open is not None
    hand.press("Tab")
    assert program.cards.opening.inside
    hand.press_keys("Esc")
    assert window.editor.hasFocus()


def lists(hand: Driver, heard: list[str]) -> None:
    find = hand.program.find
    for keys, box in (("Ctrl+Shift+P", lambda: find.palette), ("Ctrl+G", lambda: find.go_to)):
        heard.clear()
        hand.press(keys)
        wait_for(box().isVisible, "the list")
        assert any(str(len(box().offered)) in sentence.replace("\u202f", "") for sentence in heard)
        hand.press_keys("Esc")
    hand.choose("Edit > Find")
    assert find.bar.isVisible()
    hand.press_keys("Esc")
