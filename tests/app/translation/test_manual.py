"""The manual of a language in the window of that language: its menus and keys are there, and no mark is seen as such."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from babel.messages.pofile import read_po
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QTextDocument, QUndoStack
from PySide6.QtWidgets import QMenu

from app.controllers.window.help import FOLDER, chapters
from app.program import Program
from app.window.action_ids import ActionId
from resources import list_names, path_of, read_text
from resources.catalogues import FOLDER as CATALOGUES
from tests.builders.pages import read_pages
from widgets.common.actions import name_without_keys
from widgets.comparison.window import ComparisonWindow
from widgets.consolidation.window import ConsolidationWindow
from widgets.library.window import LibraryWindow
from widgets.source_pages.recognition_box import RecognitionBox
from widgets.window.help_view import show_chapter

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:Page (?:Up|Down)|[A-Z][a-z]+|[A-Z]|F?\d+)(?![\w+])|\bF\d{1,2}\b")
"""Keys as the English pages name them."""
ALONE = re.compile(r"(?<![\w+])(Enter|Backspace|Space|Delete|Del)(?![\w+])")
"""Single keys that a sentence of the English pages cannot mean otherwise."""
NAMES = re.compile(r"(?<!\*)\*(?!\*)[^*]+\*")
"""Names of the window, of which some are called like a key."""
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


def native(keys: str) -> str:
    """Keys as the window calls them; the manual has the names of the keys that Qt shortens, as they are on a keyboard."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return shown.replace("PgUp", "Page Up").replace("PgDown", "Page Down")


def test_the_window_shows_its_own_pages(spoken: str) -> None:
    shown = chapters()
    for page, _, translated in pages(spoken):
        assert shown[page.partition("-")[2].removesuffix(".md")] == translated


def entries(menu: QMenu) -> set[str]:
    """The entries of a menu, and those of the menus in it after the name of each."""
    found = set()
    for action in menu.actions():
        found.add(name(action.text()))
        if action.menu() is not None:
            found |= {f"{name(action.text())} > {entry}" for entry in entries(action.menu())}
    return found


def test_the_menus_have_the_entries_that_the_manual_names(spoken: str, open_program: Callable[..., Program]) -> None:
    menus = {name(action.text()): entries(action.menu()) for action in open_program().window.menuBar().actions()}
    wrong = [
        f"{page}: {menu} > {entry}"
        for page, _, translated in pages(spoken)
        for menu, entry in PATH.findall(translated)
        if menu in menus and " ".join(entry.split()) not in menus[menu]
    ]
    assert wrong == []
    assert all(
        any(menu in menus for menu, _ in PATH.findall(translated))
        for page, _, translated in pages(spoken)
        if "first-steps" in page
    )


def test_the_windows_have_the_keys_that_the_manual_names(open_program: Callable[..., Program]) -> None:
    program = open_program()
    others = (
        ComparisonWindow(parent=program.window),
        ConsolidationWindow(QUndoStack(program.window), program.window),
        LibraryWindow(lambda: None, program.window),
        RecognitionBox("R75.pdf", read_pages(), 2, "&Open", program.window),
    )
    known = {keys.toString() for id in ActionId for keys in program.actions[id].shortcuts()}
    known |= {keys for row, _ in program.help._in_text() for keys in row.split(", ")}
    for top in (program.window, *others):
        known |= {keys.toString() for action in top.findChildren(QAction) for keys in action.shortcuts()}
        known |= {shortcut.key().toString() for shortcut in top.findChildren(QShortcut)}
    named = {keys for text in chapters().values() for keys in KEYS.findall(re.sub(r" … Ctrl\+\d", "", text))}
    assert len(named) > 50
    assert {keys for keys in named if QKeySequence(keys).toString() not in known} == set()


def test_keys_of_the_english_pages_are_called_as_in_the_window() -> None:
    named = {keys for text in chapters().values() for keys in (*KEYS.findall(text), *ALONE.findall(NAMES.sub("", text)))}
    assert {keys: native(keys) for keys in named if keys != native(keys)} == {}


def test_keys_are_called_as_in_the_window(spoken: str) -> None:
    wrong = []
    for page, english, translated in pages(spoken):
        for keys in sorted(set(KEYS.findall(english))):
            shown = native(keys)
            if keys.endswith(ARROWS):
                shown = shown[: shown.rindex("+") + 1]
            if shown not in translated:
                wrong.append(f"{page}: {keys} is {shown}")
        wrong += wrong_single_keys(page, english, translated)
    assert wrong == []


def wrong_single_keys(page: str, english: str, translated: str) -> list[str]:
    """The single keys that a page does not call as the window does, as often as the English page names them."""
    wrong = []
    named = Counter(ALONE.findall(NAMES.sub("", english)))
    for keys, times in sorted(named.items()):
        count = len(re.findall(rf"(?<!\+){re.escape(native(keys))}", translated))
        if count < times:
            wrong.append(f"{page}: {keys} is {native(keys)}, {count} times")
    return wrong


def states(page: str) -> list[str]:
    """The states of citations that a page has a row for, each with its sign."""
    return re.findall(r"^\| ([^\w\s`*|-] ?.*?) \|", page, re.MULTILINE)


def test_states_of_citations_are_called_as_in_the_window(spoken: str) -> None:
    with (CATALOGUES / spoken / "window.po").open("rb") as file:
        catalogue = read_po(file, locale=spoken, charset="utf-8")
    (english, translated), *_ = [(english, translated) for page, english, translated in pages(spoken) if "editions" in page]
    assert len(states(english)) == 8
    assert states(translated) == [catalogue[state].string for state in states(english)]


def test_every_mark_of_markdown_is_read_as_one(spoken: str) -> None:
    """Beside a letter without a space, as in Chinese, some are not, and are seen."""
    for page, english, translated in pages(spoken):
        counts = []
        for text in (english, translated):
            document = QTextDocument()
            show_chapter(document, text)
            counts.append([document.toPlainText().count(sign) for sign in ("*", "`", "](")])
        assert counts[0] == counts[1], page


def test_sentences_of_the_window_call_keys_as_its_menus_do(spoken: str) -> None:
    with (CATALOGUES / spoken / "window.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=spoken, charset="utf-8") if message.id]
    wrong = []
    for message in messages:
        english, translated = ([form] if isinstance(form, str) else list(form) for form in (message.id, message.string))
        for keys in {*KEYS.findall(english[-1]), *re.findall(r"\bEnter\b", english[-1])}:
            if not any(native(keys) in form for form in translated):  # a form for none has nothing to show
                wrong.append(f"{keys} is {native(keys)}: {translated[-1]}")
    assert wrong == []
