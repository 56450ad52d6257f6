"""The start page has room for its words in each language, on each screen and at each scale, and no part of it is empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QScrollArea, QWidget

from app.program import Program
from tests.builders.room import cut
from tests.builders.waiting import settle
from widgets.start.recent_list import RecentEntry
from widgets.start.start_page import StartPage
from widgets.theme.design import PADDING, SECTION

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SCREENS = {
    "1366 × 768": (1366, 768),
    "1280 × 720": (1280, 720),
    "1920 × 1080": (1920, 1080),
    "1366 × 768 at 150 %": (911, 512),
    "1920 × 1080 at 200 %": (960, 540),
    "1366 × 768 at 200 %": (683, 384),
}
WHOLE = ("1366 × 768", "1280 × 720", "1920 × 1080")
"""The screens on which the page is seen whole."""
FRAME = 60
"""What the title of the window and the menus take of the height, in pixels."""
RECENT = [RecentEntry(f"{n}", f"Resolution {n} – MOD ATU/35A18", f"{n}.amend", "~", "31 amendments") for n in range(7)]


def place(part: QWidget, page: StartPage) -> QRect:
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())


def test_no_word_is_cut_and_no_part_is_empty(worded: str, open_program: Callable[..., Program]) -> None:
    program = open_program(page=True)
    page = program.start_page.page
    assert page is not None
    program.window.removeEventFilter(page)  # which gives it the size of the window
    found = []
    for entries in ([], RECENT[:1], RECENT[:2], RECENT):
        page.show_entries(entries)
        for name, (width, height) in SCREENS.items():
            page.resize(width, height - FRAME)
            settle(page)
            assert page.size().toTuple() == (width, height - FRAME)
            about = f"{name}, {len(entries)} documents"
            found += [f"{about}: {text}" for text in cut(page)]
            area = page.findChild(QScrollArea)
            assert area is not None
            if area.horizontalScrollBar().maximum():
                found.append(f"{about}: wider than the screen")
            if name in WHOLE:
                if area.verticalScrollBar().maximum():
                    found.append(f"{about}: higher than the screen by {area.verticalScrollBar().maximum()}")
                found += [f"{about}: {text}" for text in empty_parts(page)]
    assert not found, "\n".join(found)


def empty_parts(page: StartPage) -> list[str]:
    """The parts of the page without cards or documents: a third of its contents from side to side, and its lower half."""
    parts = [place(button, page) for button in page.buttons]
    if page.recent.isVisible():
        last = page.files.visualItemRect(page.files.item(page.files.count() - 1))
        parts.append(
            place(page.files, page).intersected(place(page.files, page).adjusted(0, 0, 0, last.bottom() - page.files.height()))
        )
    whole = QRect()
    for part in parts:
        whole = whole.united(part)
    found = []
    for third in range(3):
        middle = whole.left() + whole.width() * (2 * third + 1) // 6
        near = range(middle - SECTION, middle + SECTION + 1)  # the space between two cards is not an empty part
        covered = sum(part.height() for part in parts if part.left() in near or part.left() <= near[0] <= part.right())
        if covered < whole.height() * 0.75:
            found.append(f"third {third + 1} is empty")
    if abs(whole.center().x() - page.rect().center().x()) > 20:
        found.append("the page is not in the middle")
    if page.height() <= 720 and whole.bottom() < page.height() * 0.8:
        found.append("the lower part is empty")
    return found


def test_cards_of_a_row_stay_of_one_height_when_their_fonts_change_one_by_one(open_program: Callable[..., Program]) -> None:
    page = open_program(page=True).start_page.page
    assert page is not None
    page.resize(1366, 708)
    settle(page)
    for points in (16, 8):
        font = QFont(page.font())
        font.setPointSize(points)
        for button in page.buttons:
            button.setFont(font)
        settle(page)
        for row in (page.buttons[:4], page.buttons[4:]):
            assert len({(button.y(), button.height()) for button in row}) == 1
            assert len({button.maximumHeight() for button in row}) == 1


def test_a_card_ends_below_its_words(worded: str, open_program: Callable[..., Program]) -> None:
    page = open_program(page=True).start_page.page
    assert page is not None
    page.resize(1340, 820)
    settle(page)
    for button in page.buttons:
        _, words = button._places()
        assert 0 <= button.height() - words.bottom() - 1 <= PADDING, button.text()


def test_an_empty_part_is_found(open_program: Callable[..., Program]) -> None:
    page = open_program(page=True).start_page.page
    assert page is not None
    page.resize(1366, 708)
    settle(page)
    assert empty_parts(page) == []
    for button in page.buttons[2::3]:
        button.resize(button.width(), 10)
    assert empty_parts(page)
