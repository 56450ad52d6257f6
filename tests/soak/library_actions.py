"""What the robot does with a library: in its window, in its panel beside the text, and at what is cited."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.controllers.library.search import LibrarySearch
from app.program import Program
from tests.builders.library_window import texts_for_library
from widgets.library.window import LibraryWindow

WORDS = ("report", "plan*", "“the regions”", "год", "971", "zzz", "", "a", "\u202e", '"', "rep")
KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Tab)
LANGUAGES = ("en", "ru")


class LibraryActions:
    """Works on the library of one program; the number of the action decides what is done."""

    def __init__(self, program: Program, chance: random.Random, folder: Path) -> None:
        """`folder` is where files lie that are taken in."""
        self._program = program
        self._chance = chance
        self._folder = folder
        self._ways = (
            self._look_for, self._look_for, self._walk, self._narrow, self._command, self._page, self._remove,
        )  # fmt: skip

    def act(self) -> None:
        """Opens the window where it is closed, does something there or in the panel, and leaves the window open or not."""
        program, chance = self._program, self._chance
        if chance.random() < 0.2:
            program.actions["library panel"].trigger()
        if chance.random() < 0.2:
            program.actions["show cited"].trigger()
        program.actions["library"].trigger()
        window = program.library.window
        assert window is not None
        if chance.random() < 0.4 or not program.open_library.texts():
            self._add(window)
        for _ in range(chance.choice([1, 2, 4])):
            chance.choice(self._ways)(window)
            self._agree()
        if chance.random() < 0.8:
            window.close()

    def _searches(self) -> list[LibrarySearch]:
        library = self._program.library
        return [search for search in (library.search, library.beside) if search is not None]

    def _agree(self) -> None:
        """What is shown is in the library, and the text that is read is that of the entry that is looked at."""
        QApplication.processEvents()
        held = self._program.open_library.texts()
        for search in self._searches():
            search.search()
            page = search.page
            assert {entry.text for entry in page.list.entries.entries} <= held.keys()
            entry = page.list.entry
            text = page.reader.text.toPlainText()
            assert bool(text) is (entry is not None), "what is read is not what is looked at"

    def _add(self, window: LibraryWindow) -> None:
        language = self._chance.choice(LANGUAGES)
        folder = self._folder / f"texts-{language}"
        if not folder.is_dir():
            texts_for_library(folder, language)
        names = sorted(folder.iterdir())
        self._program.library.importer.add(self._chance.sample(names, self._chance.choice([1, 2, 3])), window)

    def _look_for(self, _window: LibraryWindow) -> None:
        field = self._chance.choice(self._searches()).page.form.words
        field.clear()
        for sign in self._chance.choice(WORDS):
            QTest.sendKeyEvent(QTest.KeyAction.Click, field, Qt.Key.Key_unknown, sign, Qt.KeyboardModifier.NoModifier)
        QTest.keyClick(field, self._chance.choice(KEYS))

    def _walk(self, _window: LibraryWindow) -> None:
        view = self._chance.choice(self._searches()).page.list
        for _ in range(self._chance.choice([1, 3])):
            QTest.keyClick(view, self._chance.choice(KEYS[:4]))

    def _narrow(self, _window: LibraryWindow) -> None:
        form = self._chance.choice(self._searches()).page.form
        box = self._chance.choice([form.language, form.body, form.status, form.part, form.addressee])
        box.setCurrentIndex(self._chance.randrange(box.count()))
        form.titles.setChecked(self._chance.random() < 0.2)

    def _command(self, window: LibraryWindow) -> None:
        """Cites, reads beside, compares or follows the editions; proposals are begun by the tests of the window alone."""
        action = self._chance.choice([window.cite, window.cite, window.open, window.compare, window.chain])
        window.activateWindow()
        window.search.list.setFocus()
        if action.isEnabled():
            action.trigger()
        comparison = self._program.comparison.window
        if comparison is not None:
            comparison.close()

    def _page(self, window: LibraryWindow) -> None:
        page = self._chance.choice([window.search, window.chain_page, window.twins, window.mandates, window.missing])
        window.pages.setCurrentWidget(page)
        if page is window.twins:
            self._chance.choice([window.twins.for_caret, window.twins.all]).click()
        window.pages.setCurrentWidget(window.search)

    def _remove(self, window: LibraryWindow) -> None:
        library, entry = self._program.open_library, window.search.list.entry
        if entry is not None and len(library.texts()) > 1:
            library.library.changes.remove(entry.text)
            self._program.library.refresh()
