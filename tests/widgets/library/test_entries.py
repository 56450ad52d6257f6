"""The list of texts and clauses: each side of its head line has its words, in both directions of writing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.library import entries
from widgets.library.entries import LibraryEntry, LibraryEntryList, shown_words, utf16


def ink(image: QImage, columns: range, rows: range) -> int:
    """The pixels of some columns that are not of the ground."""
    ground = image.pixel(image.width() // 2, rows.start)
    return sum(image.pixel(x, y) != ground for x in columns for y in rows)


@pytest.fixture
def written(qapp: QApplication, direction: Qt.LayoutDirection) -> Iterator[None]:
    """All of the program is written in a direction."""
    qapp.setLayoutDirection(direction)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.usefixtures("written")
def test_the_name_and_the_place_stand_apart(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    view = LibraryEntryList()
    qtbot.addWidget(view)
    view.resize(400, 120)
    view.show_entries([LibraryEntry(1), LibraryEntry(1, 0, "NNNNNNNNNNNN", "i")])
    view.show()
    row = view.visualRect(view.entries.index(1, 0))
    image = view.viewport().grab().toImage()
    middle = image.width() // 2
    rows = range(row.top() + 2, row.bottom() - 2)
    left, right = ink(image, range(4, middle), rows), ink(image, range(middle, image.width() - 4), rows)
    name, place = (right, left) if direction == Qt.LayoutDirection.RightToLeft else (left, right)
    assert 0 < place < name


@pytest.mark.parametrize("words", ["NNNNNNNNNNNN", "القرار القرار"])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.usefixtures("written")
def test_the_words_are_below_the_name_whatever_their_script(qtbot: QtBot, direction: Qt.LayoutDirection, words: str) -> None:
    view = LibraryEntryList()
    qtbot.addWidget(view)
    view.resize(400, 120)
    view.show_entries([LibraryEntry(1), LibraryEntry(1, 0, "", "", words)])
    view.show()
    row = view.visualRect(view.entries.index(1, 0))
    image = view.viewport().grab().toImage()
    middle = image.width() // 2
    rows = range(row.top() + 2, row.bottom() - 2)
    left, right = ink(image, range(4, middle), rows), ink(image, range(middle, image.width() - 4), rows)
    near, far = (right, left) if direction == Qt.LayoutDirection.RightToLeft else (left, right)
    assert far == 0 < near


def test_the_words_begin_a_little_before_the_first_mark() -> None:
    words = "one two three four five six seven eight nine ten eleven"
    at = words.index("nine")
    shown, marks = shown_words(words, ((at, at + 4),))
    assert shown.startswith("… ")
    assert [shown[start:stop] for start, stop in marks] == ["nine"]
    assert shown_words("nine", ((0, 4),)) == ("nine", ((0, 4),))


def test_places_are_counted_as_qt_counts_them() -> None:
    assert [utf16("a😀b", place) for place in range(4)] == [0, 1, 3, 4]


@pytest.mark.parametrize("words", ["A long title that goes on and on " * 9, "قرار طويل جداً بشأن الاتصالات " * 9])
def test_words_that_do_not_fit_end_in_an_ellipsis(words: str) -> None:
    cut = entries._cut_to(words, QApplication.font(), 300)
    assert cut.endswith("…")
    layout = entries._laid_out(cut, ((0, len(words)),), QApplication.font())
    assert layout.lineAt(0).naturalTextWidth() <= 301
