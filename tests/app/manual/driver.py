"""A hand that carries out what a page of the manual says, in the window of the language of that page."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from app.program import Program
from tests.app.manual.boxes import Act, bring_forward, wait_for, with_boxes
from tests.app.manual.pages import plain
from tests.app.manual.script import Script
from tests.app.manual.seen import alike, bears, buttons, read_out, turn_wheel

Key, Modifier = Qt.Key, Qt.KeyboardModifier
_HELD = {"Ctrl": Modifier.ControlModifier, "Shift": Modifier.ShiftModifier, "Alt": Modifier.AltModifier}
_KEYS = {"plus": Key.Key_Plus, "minus": Key.Key_Minus, "hyphen": Key.Key_Underscore, "Enter": Key.Key_Return}


class Driver(Script):
    """Takes the names and keys of a page out of it, one after the other, and uses each in the window."""

    def __init__(self, program: Program, page: str, language: str) -> None:
        super().__init__(page, language)
        self.program = program
        self._last: QWidget = program.window
        """The window that had the keyboard last."""

    # -- menus

    def choose(self, path: str, *acts: Act) -> None:
        """Opens the menu that a name `Menu > Entry` on the page says, and chooses the entry by its words; the boxes that come
        up are dealt with in their order. A menu in the menu stands between the two."""
        menu, entry = self.name(path).split(" > ", 1)
        self.choose_words(menu, entry, *acts)

    def choose_in(self, menu: str, english: str, *acts: Act) -> None:
        """Chooses an entry whose name stands on the page without its menu, which English calls `menu`."""
        self.choose_words(self.words_of(menu), self.name(english), *acts)

    def words_of(self, english: str) -> str:
        """What the window calls a menu."""
        titles = {plain(action.text()) for action in self.bar.actions()}
        (found,) = titles & self.called(english)
        return found

    @property
    def bar(self) -> QMenuBar:
        """The menus of the window that is in front."""
        top = self.front()
        bar = top.findChild(QMenuBar)
        assert bar is not None, f"{top} has no menus"
        return bar

    def takes_back(self, english: str = "Undo") -> None:
        """Chooses an entry of the menu Edit that names after its verb the action that is undone or redone."""
        words = self.name(english)
        shown = self.open_menu(self.words_of("&Edit"))
        named = [
            plain(action.text()) for action in shown.actions() if re.match(re.escape(words) + r"\s*[:：]", plain(action.text()))
        ]
        assert len(named) == 1, f"{len(named)} entries {words}"
        self.choose_entry(shown, named[0])

    def choose_again(self, path: str, *acts: Act) -> None:
        """Chooses once more what was chosen by `choose` in this section."""
        self.choose_words(*self.same(path).split(" > ", 1), *acts)

    def choose_words(self, menu: str, entry: str, *acts: Act) -> None:
        """Opens a menu by its words, and the menus in it, and chooses an entry of the last by its words."""
        shown = self.open_menu(menu)
        *between, last = entry.split(" > ")
        for words in between:
            shown = self.below(shown, words)
        self.choose_entry(shown, last, *acts)

    def open_menu(self, words: str) -> QMenu:
        """Opens a menu of the window in front by a click on its words."""
        self._come_back()
        bar = self.bar
        titles = {plain(action.text()): action for action in bar.actions()}
        assert words in titles, f"no menu {words}; there are {list(titles)}"
        place = bar.actionGeometry(titles[words])
        assert not place.isEmpty(), f"the menu {words} has no room"
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, Modifier.NoModifier, place.center())
        menu = titles[words].menu()
        assert isinstance(menu, QMenu)
        wait_for(menu.isVisible, f"the menu {words}")
        return menu

    def choose_entry(self, menu: QMenu, words: str, *acts: Act) -> None:
        """Chooses an entry of an open menu by its words, with the key that does it."""
        action = self.entry(menu, words)
        assert action.isEnabled(), f"{words} rests"
        menu.setActiveAction(action)
        with_boxes(lambda: QTest.keyClick(menu, Key.Key_Return), *acts)

    def choose_called(self, menu: QMenu, english: str, *acts: Act) -> None:
        """Chooses an entry of an open menu that the page does not name; it is called so in English."""
        names = self.called(english)
        words = next((words for words in names if any(alike(words, action.text()) for action in menu.actions())), "")
        assert words, f"no entry {names}; there are {[plain(action.text()) for action in menu.actions()]}"
        self.choose_entry(menu, words, *acts)

    def entry(self, menu: QMenu, words: str) -> QAction:
        """The entry of a menu with those words, `…` in them for any."""
        found = [action for action in menu.actions() if action.isVisible() and alike(words, action.text())]
        assert len(found) == 1, f"{len(found)} entries {words}; there are {[plain(offered.text()) for offered in menu.actions()]}"
        return found[0]

    def submenu(self, path: str) -> QMenu:
        """The open menu below an entry that a name on the page says."""
        menu, entry = self.name(path).split(" > ")
        return self.below(self.open_menu(menu), entry)

    def below(self, menu: QMenu, words: str) -> QMenu:
        """The menu below an entry of an open menu, opened with the arrow."""
        action = self.entry(menu, words)
        assert action.isEnabled(), f"{words} rests"
        menu.setActiveAction(action)
        QTest.keyClick(menu, Key.Key_Left if QApplication.isRightToLeft() else Key.Key_Right)
        below = action.menu()
        assert isinstance(below, QMenu), f"{words} has no menu"
        wait_for(below.isVisible, f"the menu below {words}")
        return below

    def close_menus(self) -> None:
        """Closes what menus are open."""
        while isinstance(popup := QApplication.activePopupWidget(), QMenu):
            popup.close()

    # -- keys

    def press(self, english: str, *acts: Act, at: QWidget | None = None) -> None:
        """Presses the keys that stand on the page where the English one has these, at what has the keyboard."""
        self.press_keys(self.take("key", english).keys, *acts, at=at)

    def press_keys(self, keys: str, *acts: Act, at: QWidget | None = None) -> None:
        """Presses keys, by their English names."""
        *held, last = keys.split("+")
        modifiers = Modifier.NoModifier
        for held_key in held:
            modifiers |= _HELD[held_key]
        target = at or self.at_keyboard()
        if last == "wheel":
            turn_wheel(target, modifiers)
            return
        if last == "hyphen":
            modifiers &= ~Modifier.ShiftModifier  # Shift makes it an underscore, and is used up by that
        if keys.endswith("Shift+Tab"):
            last = "Backtab"
        key = _KEYS.get(last) or QKeySequence(last)[0].key()
        with_boxes(lambda: QTest.keyClick(target, key, modifiers), *acts)

    def _come_back(self) -> None:
        """Lets the window that had the keyboard last have it where a menu of it is closed; else that of the program."""
        active = QApplication.activeWindow()
        if active is not None and active.isVisible() and not isinstance(active, QMenu):
            self._last = active
        if isinstance(active, QMenu | None) or not active.isVisible():
            bring_forward(self._last if isValid(self._last) and self._last.isVisible() else self.program.window)

    def at_keyboard(self) -> QWidget:
        """What the keys of the keyboard come to."""
        self._come_back()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or self.front()

    def write(self, text: str) -> None:
        """Types characters where the keyboard is."""
        target = self.at_keyboard()
        for character in text:
            key = QKeySequence(character)[0].key() if character.isascii() and character.isalnum() else Key.Key_unknown
            QTest.sendKeyEvent(QTest.KeyAction.Click, target, key, character, Modifier.NoModifier)

    # -- buttons and what is read

    def front(self) -> QWidget:
        """The window that is in front."""
        self._come_back()
        found = QApplication.activeModalWidget() or QApplication.activeWindow() or self.program.window
        return found.window()

    def click(self, english: str, *acts: Act, within: QWidget | None = None) -> None:
        """Presses the button that bears a name of the page, in the window in front or within a part of it."""
        self.press_button(self.name(english), *acts, within=within)

    def click_row(self, english: str, *acts: Act, within: QWidget | None = None) -> None:
        """Presses the button that is called as the head of a row of a table."""
        self.press_button(self.row(english), *acts, within=within)

    def click_called(self, english: str, *acts: Act, within: QWidget | None = None) -> None:
        """Presses a button that the page does not name; it is called so in English."""
        names = self.called(english)
        top = within or self.front()
        words = next((words for words in names if any(bears(button, words) for button in buttons(top))), None)
        assert words is not None, f"no button {names}; there are {[plain(button.text()) for button in buttons(top)]}"
        self.press_button(words, *acts, within=within)

    def press_button(self, words: str, *acts: Act, within: QWidget | None = None) -> None:
        """Presses the one button that bears some words, with the key that does it."""
        top = within or self.front()
        found = [button for button in buttons(top) if bears(button, words)]
        assert found, f"no button {words}; there are {[plain(button.text()) for button in buttons(top)]}"
        assert len(found) == 1, f"{len(found)} buttons {words}"
        assert found[0].isEnabled(), f"the button {words} rests"
        found[0].setFocus()
        with_boxes(lambda: QTest.keyClick(found[0], Key.Key_Space), *acts)

    def choose_item(self, box: QComboBox, english: str) -> None:
        """Chooses an entry of a box of choices by a name of the page, with the keys."""
        words = self.name(english)
        named = [plain(box.itemText(row)) for row in range(box.count())]
        assert words in named, f"no entry {words}; there are {named}"
        box.setFocus()
        self.press_keys("Home", at=box)
        for _ in range(named.index(words)):
            self.press_keys("Down", at=box)
        assert plain(box.currentText()) == words

    def sees(self, english: str, within: QWidget | None = None, kind: str = "name") -> None:
        """A name of the page stands in the window as it is."""
        self.sees_words(self.take(kind, english).words, within)

    def sees_words(self, words: str, within: QWidget | None = None) -> None:
        """Words stand in the window as they are, but for the keys in them."""
        texts = set(filter(None, map(plain, read_out(within or self.front()))))
        assert any(alike(words, text) for text in texts), f"{words} is not seen; these are: {texts}"

    def reads(self, english: str, within: QWidget | None = None, kind: str = "name") -> None:
        """Words of the page are read in the window, among others, whether they begin a sentence there or not."""
        words = plain(self.take(kind, english).words).casefold()
        texts = set(filter(None, map(plain, read_out(within or self.front()))))
        assert any(words in text.casefold() for text in texts), f"{words} is not read; these are: {texts}"
