"""The manual of a language in the window of that language: its menus and keys are there, and no mark is seen as such."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QTextDocument, QUndoStack

from app.controllers.window.help import FOLDER, chapters
from app.program import Program
from app.window.action_ids import ActionId
from resources import list_names, path_of, read_text
from widgets.common.action_names import name_without_keys
from widgets.comparison.window import ComparisonWindow
from widgets.consolidation.window import ConsolidationWindow
from widgets.window.help_window import show_chapter

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z][a-z]+|[A-Z]|F?\d+)(?![\w+])|\bF\d{1,2}\b")
"""Keys as the English pages name them."""
ARROWS = ("+Up", "+Down", "+Left", "+Right")
"""Keys that bear a sign: a manual calls the arrow an arrow, where the window says *Up* for want of room."""
PATH = re.compile(r"\*([^*>\n]+) > ([^*]+)\*")


def pages(language: str) -> list[tuple[str, str, str]]:
    """The name of each page that is translated, its English text, and its own."""
    names = [name for name in list_names(FOLDER, ".md") if path_of(name.replace("/", f"/{language}/")).is_file()]
    return [(name, read_text(name), read_text(name.replace("/", f"/{language}/"))) for name in names]


def name(words: str) -> str:
    """A name of the window as the manual writes it."""
    return name_without_keys(words).rstrip(" \u00a0…")


def test_the_window_shows_its_own_pages(spoken: str) -> None:
    shown = chapters()
    for page, _, own in pages(spoken):
        assert shown[page.partition("-")[2].removesuffix(".md")] == own


def test_the_menus_have_the_entries_that_the_manual_names(spoken: str, open_program: Callable[..., Program]) -> None:
    menus = {name(title): {name(action.text()) for action in actions} for title, actions in open_program().actions.menus()}
    wrong = [
        f"{page}: {menu} > {entry}"
        for page, _, own in pages(spoken)
        for menu, entry in PATH.findall(own)
        if menu in menus and " ".join(entry.split()) not in menus[menu]
    ]
    assert wrong == []
    assert all(any(menu in menus for menu, _ in PATH.findall(own)) for page, _, own in pages(spoken) if "first-steps" in page)


def test_the_windows_have_the_keys_that_the_manual_names(open_program: Callable[..., Program]) -> None:
    program = open_program()
    others = ComparisonWindow(parent=program.window), ConsolidationWindow(QUndoStack(program.window), program.window)
    known = {keys.toString() for id in ActionId for keys in program.actions[id].shortcuts()}
    known |= {keys for row, _ in program.help._in_text() for keys in row.split(", ")}
    for top in (program.window, *others):
        known |= {keys.toString() for action in top.findChildren(QAction) for keys in action.shortcuts()}
        known |= {shortcut.key().toString() for shortcut in top.findChildren(QShortcut)}
    named = {keys for text in chapters().values() for keys in KEYS.findall(re.sub(r" … Ctrl\+\d", "", text))}
    assert len(named) > 50
    assert {keys for keys in named if QKeySequence(keys).toString() not in known} == set()


def test_keys_are_called_as_in_the_window(spoken: str) -> None:
    wrong = []
    for page, english, own in pages(spoken):
        for keys in sorted(set(KEYS.findall(english))):
            there = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            if keys.endswith(ARROWS):
                there = there[: there.rindex("+") + 1]
            if there not in own:
                wrong.append(f"{page}: {keys} is {there}")
    assert wrong == []


def test_every_mark_of_markdown_is_read_as_one(spoken: str) -> None:
    """Beside a letter without a space, as in Chinese, some are not, and are seen."""
    for page, english, own in pages(spoken):
        counts = []
        for text in (english, own):
            document = QTextDocument()
            show_chapter(document, text)
            counts.append([document.toPlainText().count(sign) for sign in ("*", "`", "](")])
        assert counts[0] == counts[1], page
