"""What each step on the page of the library needs: its window in front, a text chosen, words looked for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.app.manual.boxes import wait_for
from tests.app.manual.driver import Driver
from widgets.library.search_page import SearchPage
from widgets.library.window import LibraryWindow

NEWEST = "Resolution 771 (Rev. Dubai, 2018)"
FORMER = "Resolution 771 (Rev. Busan, 2014)"
OTHER = "Resolution 72 (Rev. Dubai, 2018)"


def window_of(hand: Driver) -> LibraryWindow:
    window = hand.program.library.window
    assert window is not None
    return window


def page_of(hand: Driver) -> SearchPage:
    return window_of(hand).search


def names(hand: Driver) -> list[str]:
    """What the entries of the list are called."""
    return [entry.name for entry in page_of(hand).list.entries.entries]


def forward(hand: Driver) -> None:
    """Brings the window of the library to the front, on the page of its texts."""
    window = window_of(hand)
    window.show()
    window.activateWindow()
    wait_for(window.isActiveWindow, "the window of the library")
    window.pages.setCurrentWidget(window.search)
    window.search.list.setFocus()


def back(hand: Driver) -> None:
    """Brings the window of the draft to the front."""
    window = hand.program.window
    window.activateWindow()
    wait_for(window.isActiveWindow, "the window of the draft")
    window.editor.setFocus()


def close(box: QWidget) -> None:
    """Closes a message box."""
    box.close()


def choose(hand: Driver, name: str) -> None:
    """Chooses a text by its name, on the page of the texts without words."""
    forward(hand)
    look_for(hand, "")
    shown = page_of(hand).list
    shown.setCurrentIndex(shown.entries.index(names(hand).index(name), 0))
    shown.setFocus()


def look_for(hand: Driver, words: str) -> list[str]:
    """Types words, and gives the clauses that are found."""
    field = page_of(hand).form.words
    field.setFocus()
    field.selectAll()
    if words:
        hand.write(words)
    else:
        field.clear()
    search = hand.program.library.search
    assert search is not None
    wait_for(lambda: not search.is_busy, "what is found")
    return [entry.words for entry in page_of(hand).list.entries.entries]
